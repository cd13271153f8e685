// A hand scanner types a code faster than any hand and ends with Enter. Wherever the cursor is, the code goes to its place.
// Judged by the middle of the gaps between keys, so that one hiccup of a radio link neither hides a scan nor cuts a code.

const PAUSE = 500; // milliseconds that end what was typed before
const FASTEST_HAND = 60;
const SHORTEST = 6;

let typed = "";
let gaps = [];
let last = -PAUSE;
let field = null;
let before = "";

export const bursting = () => typed.length > 1 && gaps.at(-1) < FASTEST_HAND;

// True when the key belongs to a scan and nobody else may have it.
export function scanned(event, taken) {
  const gap = event.timeStamp - last;
  if (event.key === "Enter" && gap < PAUSE && byScanner()) {
    const text = typed;
    if (field) field.value = before;
    forget();
    taken(text);
    return true;
  }
  if (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) {
    if (event.key !== "Shift") forget();
    return false;
  }
  if (gap >= PAUSE || !typed) {
    forget();
    field = event.target.matches?.("input:not([type=radio])") ? event.target : null;
    before = field?.value ?? "";
  } else {
    gaps.push(gap);
  }
  typed += event.key;
  last = event.timeStamp;
  return event.key === " " && bursting() && !field; // a space in the code presses no button
}

function forget() {
  typed = "";
  gaps = [];
}

function byScanner() {
  const digits = (typed.match(/\d/g) ?? []).length;
  const middle = gaps.toSorted((a, b) => a - b)[gaps.length >> 1];
  return typed.length >= SHORTEST && digits >= SHORTEST && middle < FASTEST_HAND;
}
