// The big picture: fitted, or larger by steps; its marks are drawn over it in pixels of the page.

const STEPS = [1, 1.5, 2, 3, 4, 6];
let step = 0;
let page = "";

export function zoom(direction) {
  step = direction === 0 ? 0 : Math.min(STEPS.length - 1, Math.max(0, step + direction));
  fit(true);
}

export function fit(zoomed = false) {
  const sheet = document.getElementById("sheet");
  const canvas = document.getElementById("canvas");
  const image = document.getElementById("big");
  if (!sheet || !canvas || !image) return;
  if (page !== image.getAttribute("src")) {
    page = image.getAttribute("src");
    step = 0;
  }
  const width = Number(canvas.dataset.width) || image.naturalWidth;
  const height = Number(canvas.dataset.height) || image.naturalHeight;
  if (!width || !height) return;
  const inside = { width: sheet.clientWidth - 16, height: sheet.clientHeight - 16 };
  const scale = Math.min(inside.width / width, inside.height / height) * STEPS[step];
  canvas.style.width = `${Math.floor(width * scale)}px`;
  canvas.style.height = `${Math.floor(height * scale)}px`;
  if (zoomed && step > 0) toMark(sheet, canvas, width, height);
}

// Looking closer means looking at what is wrong; without a mark, at the middle.
function toMark(sheet, canvas, width, height) {
  const mark = canvas.querySelector("rect");
  const at = (name, size) => (mark ? Number(mark.getAttribute(name)) + Number(mark.getAttribute(size)) / 2 : null);
  const x = (at("x", "width") ?? width / 2) / width;
  const y = (at("y", "height") ?? height / 2) / height;
  sheet.scrollLeft = x * canvas.offsetWidth - sheet.clientWidth / 2;
  sheet.scrollTop = y * canvas.offsetHeight - sheet.clientHeight / 2;
}

window.addEventListener("resize", () => fit());
document.addEventListener("load", (event) => { if (event.target.id === "big") fit(); }, true);
