// What a screen reader says: every [data-say] that is new or has changed, and every [data-alarm] at once.

const said = new Map();
let waiting = [];

export function say(text) {
  waiting.push(text);
  if (waiting.length === 1) setTimeout(spoken, 150);
}

function spoken() {
  const few = waiting.slice(0, 3);
  if (waiting.length > 3) few.push(`và ${waiting.length - 3} điều nữa`);
  waiting = [];
  document.getElementById("announce").textContent = few.join(". ");
}

export function alarm(text) {
  const place = document.getElementById("alarm");
  place.textContent = "";
  setTimeout(() => { place.textContent = text; }, 50);
  const toast = document.getElementById("toast");
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(alarm.timer);
  alarm.timer = setTimeout(() => { toast.hidden = true; }, 12000);
}

export function quiet() {
  document.getElementById("toast").hidden = true;
}

// The first look only remembers: nobody wants the whole page read out after a reload.
export function listen(first) {
  const now = new Set();
  for (const element of document.querySelectorAll("[data-say], [data-alarm]")) {
    const text = element.dataset.say ?? element.dataset.alarm;
    now.add(element.id);
    if (!first && text && said.get(element.id) !== text) {
      if (element.dataset.alarm) alarm(text);
      else say(text);
    }
    said.set(element.id, text);
  }
  for (const id of said.keys()) if (!now.has(id)) said.delete(id);
}
