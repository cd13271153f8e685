// Makes what stands on the page equal to what the station drew, touching only what differs: focus, scroll, zoom and
// whatever the clerk is typing stay.

const policy = window.trustedTypes?.createPolicy("sohoa", { createHTML: (text) => text });

export function parsed(text) {
  const html = policy ? policy.createHTML(text) : text;
  return new DOMParser().parseFromString(html, "text/html").body;
}

export function morph(old, fresh) {
  attributes(old, fresh);
  if (old.dataset?.own === undefined) children(old, fresh); // [data-own] is written here, not by the station
}

function attributes(old, fresh) {
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    const ours = name === "style" || (name === "open" && old.nodeName === "DIALOG");
    if (!ours && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  if (held(old)) return;
  if (old.nodeName === "INPUT" && (old.type === "radio" || old.type === "checkbox")) {
    old.checked = fresh.hasAttribute("checked");
  } else if (old.nodeName === "INPUT") {
    const value = fresh.getAttribute("value") ?? "";
    if (old.value !== value) old.value = value;
  }
}

// What the clerk has in hand: the field under the cursor, and every field of an open dialog.
function held(element) {
  return element === document.activeElement || element.closest("dialog[open]") !== null;
}

function children(old, fresh) {
  const named = new Map([...old.children].filter((child) => child.id).map((child) => [child.id, child]));
  let here = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const known = wanted.id ? named.get(wanted.id) : undefined;
    if (known) {
      if (known !== here) old.insertBefore(known, here);
      else here = here.nextSibling;
      morph(known, wanted);
    } else if (here && alike(here, wanted)) {
      if (here.nodeType === Node.ELEMENT_NODE) morph(here, wanted);
      else if (here.data !== wanted.data) here.data = wanted.data;
      here = here.nextSibling;
    } else {
      old.insertBefore(document.importNode(wanted, true), here);
    }
  }
  while (here) {
    const gone = here;
    here = here.nextSibling;
    gone.remove();
  }
  if (old.nodeName === "SELECT" && !held(old)) {
    const selected = fresh.querySelector("option[selected]");
    const value = selected ? selected.value : "";
    if (old.value !== value) old.value = value;
  }
}

function alike(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName && (one.id ?? "") === (other.id ?? "");
}
