// Small helpers on top of pages that work without them. No page needs this file.
"use strict";
const find = (selector) => [...document.querySelectorAll(selector)];
const sheet = document.getElementById("sheet");

// Number steppers and presets
const inputOf = (button) => document.getElementById(button.getAttribute("aria-controls"));
function mark(input) {
  for (const preset of find(`[data-set][aria-controls="${input.id}"]`)) preset.setAttribute("aria-pressed", preset.dataset.set === input.value);
}
function set(input, change) {
  change(input);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
document.addEventListener("click", ({ target }) => {
  const step = target.closest("[data-step]");
  const preset = target.closest("[data-set]");
  if (step) set(inputOf(step), (input) => (step.dataset.step > 0 ? input.stepUp() : input.stepDown()));
  if (preset) set(inputOf(preset), (input) => (input.value = preset.dataset.set));
});
document.addEventListener("input", ({ target }) => target.id && mark(target));

// The sheet is a <dialog>: Escape, focus and the way back are the browser's.
function showSheet(filled) {
  if (!sheet.childElementCount) return sheet.close();
  if (!sheet.open) sheet.showModal();
  if (filled) (sheet.querySelector("[data-focus]") ?? sheet.querySelector("h1"))?.focus();
}
sheet.addEventListener("close", () => sheet.replaceChildren());
sheet.addEventListener("click", (event) => {
  if (event.target !== sheet && !event.target.closest("[data-close]")) return;
  event.preventDefault();
  sheet.close();
});

// Timer: paints the time that is left; the end itself is stored on the server.
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
const running = new WeakMap();
function run(ring) {
  const { left: start, total } = ring.dataset;
  const before = running.get(ring);
  if (before?.start === start) return; // a swap elsewhere; a morph brings a fresh data-left
  clearInterval(before?.tick);
  const end = Date.now() + start * 1000;
  const tick = setInterval(() => {
    const left = Math.max(0, Math.round((end - Date.now()) / 1000));
    const label = ring.querySelector(".left");
    if (!label) return clearInterval(tick); // the session is over, and a morph put something else here
    label.textContent = clock(left);
    ring.querySelector("circle + circle").setAttribute("stroke-dasharray", `${(100 * left) / total} 100`);
    if (left && ring.isConnected) return;
    clearInterval(tick);
    if (ring.isConnected) ring.dispatchEvent(new CustomEvent("ended", { bubbles: true }));
  }, 1000);
  running.set(ring, { start, tick });
}

// Keep the screen on, where the browser can
let lock = null;
async function wake(box) {
  if (lock) await lock.release();
  lock = box.checked ? await navigator.wakeLock.request("screen").catch(() => null) : null;
  box.checked = Boolean(lock);
}

// What a fresh piece of page needs
function dress() {
  for (const part of find(".stepper > button, .presets")) part.hidden = false;
  for (const input of find(".stepper input")) mark(input);
  for (const ring of find(".ring[data-left]")) run(ring);
  for (const toast of find(".toast")) setTimeout(() => toast.matches(":focus-within, :hover") || toast.remove(), 10000);
  for (const input of find("[data-zone]")) input.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  for (const label of find("[data-wake]")) {
    label.hidden = !("wakeLock" in navigator);
    label.querySelector("input").onchange = ({ target }) => wake(target);
  }
}

// A page out of the browser's memory may be older than an alert: ask for it anew.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

dress();
find("[data-focus]").forEach((part) => part.focus());
document.addEventListener("htmx:after:swap", ({ detail }) => {
  dress();
  if (sheet.open || sheet.childElementCount) showSheet(detail.ctx.target === sheet);
});
