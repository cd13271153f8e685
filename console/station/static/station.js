// The station page: keys, clicks and forms. Everything that matters is at the station; this only shows it and passes on.

import { acts, choose, chosen, dialog, forms, move, opened, post } from "./acts.js";
import { desk, follow, onDrawn, refresh, view } from "./live.js";
import { fit } from "./picture.js";
import { listen } from "./voice.js";
import { bursting, scanned } from "./wedge.js";
import "./files.js";

const QUIET = 90; // milliseconds after which a single letter was meant as one

const press = (id) => {
  const button = document.getElementById(id);
  if (button && !button.disabled) button.click();
};

const FUNCTIONS = {
  F1: () => dialog("help"),
  F2: () => press("scan"),
  F3: () => press("pick"),
  F4: () => press("rescan"),
  F7: () => nextBad(),
  F8: () => press("aside"),
  F9: () => press(document.getElementById("ask").open ? "ask-accept" : opened() ? "accept" : ""),
  F10: () => dialog("today"),
  "Shift+F2": () => press("show-devices"),
  "Shift+F4": () => press("repick"),
};
const LETTERS = { "+": () => acts.in(), "=": () => acts.in(), "-": () => acts.out(), 0: () => acts.fit(), o: () => press("earlier") };
const MOVES = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

document.addEventListener("keydown", (event) => {
  if (scanned(event, codeScanned)) return stopped(event);
  const name = event.shiftKey && /^F\d/.test(event.key) ? `Shift+${event.key}` : event.key;
  const box = document.querySelector("dialog[open]");
  if (FUNCTIONS[name] && !event.ctrlKey && !event.altKey && !event.metaKey) {
    stopped(event);
    if (!event.repeat && (!box || name === "F9" || name === "F1")) FUNCTIONS[name]();
    return;
  }
  if (event.key === "Enter" && event.repeat) return stopped(event); // a key held down is one press
  if (box) return inDialog(event, box);
  if (event.altKey && event.key in MOVES && event.target.closest("#sides")) {
    stopped(event);
    return void move(MOVES[event.key]);
  }
  if (event.target.matches("input, select, textarea") || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "?") return void dialog("help");
  if (event.target.closest("#sides") && moved(event)) return;
  const letter = LETTERS[event.key.toLowerCase()];
  if (letter && event.target.closest("#sides, #sheet, .tools, body")) setTimeout(() => bursting() || letter(), QUIET);
}, true);

function stopped(event) {
  event.preventDefault();
  event.stopPropagation();
}

function inDialog(event, box) {
  if (!/^[1-9]$/.test(event.key) || event.target.matches("input[name=words]")) return;
  const radio = box.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
  if (!radio) return;
  event.preventDefault();
  radio.checked = true;
  (radio.value === "" ? box.querySelector("[name=words]") : radio).focus();
}

function moved(event) {
  const rows = [...document.querySelectorAll("#sides [data-key]")];
  const at = rows.findIndex((row) => row.dataset.key === chosen());
  let to = null;
  if (event.key in MOVES) to = at + MOVES[event.key];
  else if (event.key === "Home") to = 0;
  else if (event.key === "End") to = rows.length - 1;
  if (to === null) return false;
  event.preventDefault();
  const row = rows[Math.min(rows.length - 1, Math.max(0, to))];
  if (row) choose(row.dataset.key, { focus: true });
  return true;
}

function nextBad() {
  const rows = [...document.querySelectorAll("#sides [data-key]")];
  const at = rows.findIndex((row) => row.dataset.key === chosen());
  const bad = [...rows.slice(at + 1), ...rows.slice(0, at + 1)].find((row) => row.matches(".rescan, .look"));
  if (bad) choose(bad.dataset.key, { focus: true });
}

// A code scanned after the tray was accepted is the next citizen's.
async function codeScanned(text) {
  const box = document.querySelector("dialog[open]");
  if (box) box.close();
  if (opened()) return forms.dossier(new Map([["said", text], ["scanned", true]]));
  const fresh = await post("/trays");
  if (!fresh.ok) return;
  const done = await post(`${fresh.value.go}/dossier`, { said: text, scanned: true });
  if (done.ok) location.assign(fresh.value.go);
}

document.addEventListener("click", (event) => {
  const row = event.target.closest("#sides [data-key]");
  if (row) return void choose(row.dataset.key, { focus: true });
  const button = event.target.closest("button");
  if (!button || button.disabled) return;
  if (button.dataset.dialog) return void dialog(button.dataset.dialog);
  if (button.dataset.close !== undefined) {
    button.closest("dialog").close();
    if (button.dataset.close) choose(button.dataset.close, { focus: true });
    return;
  }
  if (button.dataset.act === "next" && performance.now() - acceptedAt < 500) return; // the second half of a double press
  if (button.dataset.act) acts[button.dataset.act]?.(button);
});

let leaving = 0;

document.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(leaving); // Enter leaves the field and sends the form: once is enough
  forms[event.target.dataset.form]?.(new FormData(event.target));
});

// Leaving a field is enough: nobody loses a number because they forgot a button.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (!event.target.matches("#dossier, #sheets-declared, #procedure")) return;
  const values = new FormData(form);
  leaving = setTimeout(() => forms[form.dataset.form](values), 0);
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches("#despite-words")) document.querySelector("input[name=despite][value='']").checked = true;
});

let standing = desk().dataset.standing;
let acceptedAt = -1000;

onDrawn(() => {
  fit();
  if (standing === "open" && desk().dataset.standing !== "open") {
    acceptedAt = performance.now();
    document.getElementById("accept")?.focus();
  }
  standing = desk().dataset.standing;
});

view.side = new URLSearchParams(location.search).get("side") ?? "";
listen(true);
fit();
if (!opened()) document.getElementById("accept")?.focus();
follow();
document.body.dataset.ready = "yes";
window.addEventListener("pageshow", (event) => { if (event.persisted) refresh(); });
