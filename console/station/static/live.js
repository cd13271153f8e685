// Keeps the page as the station has it: news by stream, by asking where streams do not come through, and again after a break.

import { morph, parsed } from "./morph.js";
import { listen } from "./voice.js";

const parts = document.getElementById("parts");
const lost = document.getElementById("lost");
const LOST = "Chương trình trạm không trả lời. Giấy đã quét vẫn còn trên máy này. Đang thử lại…";

export const view = { side: "", old: false };
let shown = parts.dataset.revision;
let drawing = null;
let again = false;
let drawn = () => {};

export const desk = () => document.getElementById("desk");
export const here = () => `/trays/${desk().dataset.tray}`;

export function onDrawn(after) {
  drawn = after;
}

export async function refresh() {
  again = true;
  drawing ??= draw().finally(() => { drawing = null; });
  await drawing;
}

async function draw() {
  while (again) {
    again = false;
    const wanted = new URLSearchParams({ side: view.side, old: view.old ? "yes" : "" });
    const answer = await fetch(`${here()}/parts?${wanted}`).catch(() => null);
    if (!answer) return missing(true);
    if (answer.status === 404) return void location.assign("/");
    if (!answer.ok) return;
    missing(false);
    const text = await answer.text();
    shown = answer.headers.get("X-Revision");
    const fresh = document.createElement("div");
    fresh.append(...parsed(text).childNodes);
    fresh.id = "parts";
    fresh.dataset.revision = shown;
    morph(parts, fresh);
    listen(false);
    drawn();
  }
}

function missing(yes) {
  const text = yes ? LOST : "";
  if (lost.textContent !== text) lost.textContent = text;
  lost.hidden = !yes;
}

function heard(revision) {
  missing(false);
  if (revision !== shown) refresh();
}

let stream = null;
let first = 0;

export function follow() {
  stream = new EventSource("/events");
  first = setTimeout(ask, 4000); // open but silent: something on the way keeps the stream back
  stream.onmessage = (event) => {
    clearTimeout(first);
    heard(event.data);
  };
  stream.onerror = () => {
    setTimeout(() => stream.readyState !== EventSource.OPEN && missing(true), 2500); // a stream may end and come again
    if (stream.readyState !== EventSource.CLOSED) return; // it comes back by itself
    clearTimeout(first);
    setTimeout(follow, 2000);
  };
}

async function ask() {
  stream.close();
  const answer = await fetch("/revision").catch(() => null);
  if (answer?.ok) heard(await answer.text());
  else missing(true);
  setTimeout(ask, 1000);
}
