// Files dropped or chosen: sent one after another in the order of their names, each until the station has it.

import { here, refresh } from "./live.js";
import { alarm, say } from "./voice.js";

const picker = document.getElementById("picker");
const byName = new Intl.Collator("vi", { numeric: true });
const queue = [];
let sending = false;
let instead = "";

export function pick(insteadOf) {
  instead = insteadOf;
  picker.multiple = !insteadOf;
  picker.click();
}

picker.addEventListener("change", () => {
  send([...picker.files], instead);
  picker.value = "";
});

export function send(files, insteadOf = "") {
  const sorted = files.sort((a, b) => byName.compare(a.name, b.name));
  queue.push(...sorted.map((file) => ({ file, insteadOf, to: here(), token: crypto.randomUUID() })));
  if (!sending) drain();
}

async function drain() {
  sending = true;
  while (queue.length) {
    told();
    const kept = await sent(queue[0]);
    if (kept) queue.shift();
    else await new Promise((later) => setTimeout(later, 2000)); // the station is away: the same file again, once
  }
  sending = false;
  told();
  refresh();
}

async function sent({ file, insteadOf, to, token }) {
  const headers = {
    "Content-Type": "application/octet-stream",
    "X-File-Name": encodeURIComponent(file.name).slice(0, 4000),
    "X-Token": token,
    "X-Instead-Of": insteadOf,
  };
  let answer;
  try {
    answer = await fetch(`${to}/files`, { method: "POST", headers, body: file });
  } catch {
    const readable = await file.slice(0, 1).arrayBuffer().then(() => true, () => false);
    if (readable) return false;
    alarm("Một tệp không đọc được nữa (đã bị xóa, hoặc là thư mục). Chọn lại tệp đó.");
    return true;
  }
  if (answer.ok) return true;
  if (answer.status >= 500) return false;
  const why = await answer.json().catch(() => null);
  alarm(why?.say ?? "Một tệp không nhận được. Chọn lại tệp đó.");
  return true;
}

function told() {
  const place = document.getElementById("queue");
  place.textContent = queue.length ? `Đang lưu ${queue.length} tệp…` : "";
  place.hidden = !queue.length;
}

window.addEventListener("beforeunload", (event) => {
  if (queue.length) event.preventDefault();
});

document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  if (document.getElementById("desk").dataset.standing !== "open") {
    alarm("Khay này đã chốt. Nhấn Enter để sang người tiếp theo.");
    return;
  }
  const files = [...event.dataTransfer.files];
  if (files.length) say(`Nhận ${files.length} tệp`);
  send(files);
});
