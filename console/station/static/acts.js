// What a clerk does: each act is one request, and the station alone decides what comes of it.

import { desk, here, refresh, view } from "./live.js";
import { alarm, quiet, say } from "./voice.js";
import { pick } from "./files.js";
import { zoom } from "./picture.js";

const UNHEARD = "Trạm chưa trả lời, việc vừa rồi chưa được ghi. Chờ một lát rồi làm lại.";

export async function post(path, body = {}) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (!answer) {
    alarm(UNHEARD);
    return { ok: false, reference: "", value: null };
  }
  const value = answer.status === 204 ? null : await answer.json().catch(() => null);
  if (!answer.ok && value?.say) alarm(value.say);
  else if (!answer.ok) alarm("Trạm không hiểu việc này. Kiểm tra lại ô vừa nhập.");
  else quiet();
  return { ok: answer.ok, reference: value?.reference ?? "", value };
}

export const opened = () => desk().dataset.standing === "open";
// The page the clerk means: the one just chosen, even before it is drawn.
export const chosen = () => (document.getElementById(`side-${view.side}`) ? view.side : desk().dataset.side);
const shownOld = () => view.old;
const keys = () => [...document.querySelectorAll("#sides [data-key]")].map((side) => side.dataset.key);

export async function choose(key, { old = false, focus = false } = {}) {
  view.side = key;
  view.old = old;
  const address = new URL(location.href);
  address.search = key ? `?${new URLSearchParams({ side: key })}` : "";
  history.replaceState(null, "", address);
  await refresh();
  const row = document.getElementById(`side-${key}`);
  row?.scrollIntoView({ block: "nearest" });
  if (focus) row?.focus();
}

export function dialog(id) {
  const box = document.getElementById(id);
  if (!box || box.open) return;
  for (const other of document.querySelectorAll("dialog[open]")) other.close();
  box.querySelector("form")?.reset();
  for (const own of box.querySelectorAll("[data-own]")) own.textContent = "";
  box.showModal();
}

let accepting = false;

async function accept({ asked = false, despite = "" } = {}) {
  if (accepting || !opened()) return;
  if (!asked && Number(desk().dataset.questions) > 0) return void dialog("ask"); // it is kept up to date while open
  accepting = true;
  try {
    await refresh();
    if (!asked && Number(desk().dataset.questions) > 0) return void dialog("ask");
    const done = await post(`${here()}/accept`, { seen: keys(), asked, despite });
    await refresh();
    if (done.ok) return;
    if (done.reference === "counter-points-open") dialog("ask");
  } finally {
    accepting = false;
  }
}

export async function next() {
  const done = await post("/trays");
  if (done.ok) location.assign(done.value.go);
}

export const acts = {
  scan: () => (desk().dataset.scanning ? acts.stop() : scan("")),
  stop: () => post(`${here()}/stop`).then(refresh),
  rescan: () => chosen() && !shownOld() && pinned() && scan(chosen()),
  pick: () => pick(""),
  repick: () => chosen() && !shownOld() && pinned() && pick(chosen()),
  unaside: () => aside(""),
  accept: () => accept(),
  next,
  earlier: (button) => choose(button.dataset.key, { old: true }),
  newer: (button) => choose(button.dataset.key),
  look: () => post("/devices").then(() => say("Đang tìm máy quét")),
  reopen: () => post(`${here()}/reopen`).then((done) => done.ok && location.assign(done.value.go)),
  adopt: (button) => post(`${here()}/strays/${button.dataset.stray}`).then(refresh),
  dismiss: (button) => post(`/strays/${button.dataset.stray}/dismiss`).then(refresh),
  in: () => zoom(1),
  out: () => zoom(-1),
  fit: () => zoom(0),
};

// What comes in its place is what the clerk waits to see.
function pinned() {
  view.side = chosen();
  return true;
}

async function scan(instead) {
  if (!opened()) return;
  const done = await post(`${here()}/scan`, { instead_of: instead });
  if (done.reference === "counter-no-scanner") dialog("devices");
  await refresh();
}

function aside(reason) {
  return post(`${here()}/sides/${chosen()}/aside`, { reason }).then(refresh);
}

// A scan that is no code we know is the clerk's to look at: in the field, not written anywhere.
function strange(said) {
  const field = document.getElementById("dossier");
  field.focus();
  field.value = said.slice(0, 100);
  field.select();
}

export async function move(step) {
  const order = keys();
  const at = order.indexOf(chosen());
  const to = at + step;
  if (!opened() || at < 0 || to < 0 || to >= order.length) return;
  const before = step < 0 ? order[to] : (order[to + 1] ?? "");
  await post(`${here()}/sides/${chosen()}/move`, { before });
  await choose(order[at], { focus: true });
}

export const forms = {
  dossier: async (values) => {
    const said = values.get("said");
    const scanned = values.get("scanned") === true;
    const done = await post(`${here()}/dossier`, { said, scanned });
    if (!done.ok && scanned) strange(said);
    if (done.ok && document.activeElement?.id === "dossier") {
      document.getElementById(keys().length ? `side-${chosen()}` : "scan")?.focus();
    }
    if (done.ok) say("Đã ghi mã hồ sơ");
    await refresh();
  },
  sheets: (values) => post(`${here()}/sheets`, { sheets: values.get("sheets") }).then(refresh),
  procedure: (values) => post(`${here()}/procedure`, { procedure: values.get("procedure") }).then(refresh),
  aside: (values) => {
    document.getElementById("aside-why").close();
    return aside(values.get("reason"));
  },
  discard: async () => {
    const done = await post(`${here()}/discard`);
    if (done.ok) location.assign(done.value.go);
  },
  choice: async (values) => {
    const [device, way] = String(values.get("choice") ?? "").split("\n");
    if (!device) return;
    const done = await post("/choice", { device, way, dpi: Number(values.get("dpi")) });
    if (done.ok) document.getElementById("devices").close();
    await refresh();
  },
  accept: (values) => {
    const despite = values.get("despite") || values.get("words")?.trim() || "";
    const lack = document.getElementById("ask-lack");
    if (lack && !despite) {
      lack.textContent = "Chọn một lý do trước: phím 1, 2, 3 hoặc 4.";
      return;
    }
    document.getElementById("ask").close();
    return accept({ asked: true, despite });
  },
};
