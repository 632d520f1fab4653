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

// Sound and vibration at the end: a tap must have come first, or the browser keeps silent.
let audio;
function prime() {
  audio ??= new AudioContext();
  audio.resume();
}
document.addEventListener("click", ({ target }) => (document.querySelector(".timing") || target.closest("form")?.querySelector('[name="item"]')) && prime());
function alarm() {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([400, 200, 400, 200, 400]);
  if (audio?.state !== "running") return;
  for (const wait of [0, 0.5, 1]) {
    const tone = new OscillatorNode(audio, { frequency: 880 });
    const volume = new GainNode(audio, { gain: 0.4 });
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + wait);
    tone.stop(audio.currentTime + wait + 0.25);
  }
}

// Read aloud what stands on the page, and nothing else.
const on = { read: false, wake: false };
function speak(text, waits = false) {
  if (!on.read || (waits && speechSynthesis.speaking)) return;
  speechSynthesis.cancel();
  const words = new SpeechSynthesisUtterance(text);
  words.lang = document.documentElement.lang;
  speechSynthesis.speak(words);
}

// Keep the screen on. The browser takes the lock back whenever the page is hidden.
let lock = null;
async function wake() {
  await lock?.release();
  lock = on.wake ? await navigator.wakeLock.request("screen").catch(() => null) : null;
}

// Timers: the end stands on the server; the page paints what is left at each tick, and whenever it is looked at again.
const clock = (seconds) => {
  const whole = Math.abs(seconds);
  return `${seconds < 0 ? "+" : ""}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};
const breath = (elapsed, seconds) => (Math.floor(elapsed / seconds) % 2 ? "out" : "in");
const timers = new WeakMap();
function timer(part) {
  const { left, session } = part.dataset;
  const known = timers.get(part);
  if (known?.left === left && known.session === session) return known; // a morph brings a fresh data-left
  const fresh = { left, session, end: Date.now() + left * 1000, before: Number(left) };
  timers.set(part, fresh);
  return fresh;
}
function paint(part) {
  const state = timer(part);
  const seconds = Math.round((state.end - Date.now()) / 1000);
  const elapsed = part.dataset.total - seconds;
  part.querySelector(".left").textContent = clock(seconds);
  part.querySelector(".ring circle + circle")?.setAttribute("stroke-dasharray", `${Math.max(0, (100 * seconds) / part.dataset.total)} 100`);
  show(part, elapsed);
  if (seconds > 0) breathe(part.querySelector(".breath"), elapsed, state);
  if (state.before > 0 && seconds <= 0) over(part);
  state.before = seconds;
}
function show(part, elapsed) {
  const steps = [...part.querySelectorAll("[data-at]")];
  const step = steps.findLast((each) => each.dataset.at <= elapsed);
  if (!step || step.hasAttribute("aria-current")) return;
  for (const each of steps) each.removeAttribute("aria-current");
  step.setAttribute("aria-current", "step");
  speak(step.querySelector("span").textContent);
}
function breathe(ring, elapsed, state) {
  if (!ring) return;
  const phase = breath(elapsed, ring.dataset.breath);
  if (state.breath === phase) return;
  for (const arc of ring.getAnimations({ subtree: true })) arc.currentTime = elapsed * 1000;
  speak((ring.querySelector(".what").textContent = ring.dataset[phase]), true);
  state.breath = phase;
}
function over(part) {
  alarm();
  part.classList.add("over");
  part.querySelector(".what").textContent = part.dataset.over;
  renew(0);
}
setInterval(() => find("[data-left]").forEach(paint), 1000);

// Today asks for itself anew when the server said that something changes, and when it is looked at again.
let next, hidden, unfolded;
function renew(seconds) {
  clearTimeout(next); // two reasons at once ask once
  next = setTimeout(refresh, Math.min(seconds * 1000, 2 ** 31 - 1));
}
function refresh() {
  const today = document.getElementById("today");
  if (sheet.open) return sheet.addEventListener("close", refresh, { once: true });
  if (document.hidden) return (hidden = 0); // asks once it is looked at
  if (!today) return;
  renew(60); // unless the answer says otherwise: one lost request must not leave an old plan there
  unfolded = new Set(find("#today details[open] > summary").map((summary) => summary.textContent));
  today.dispatchEvent(new Event("refresh"));
}
function unfold() {
  for (const summary of find("#today summary")) if (unfolded?.has(summary.textContent)) summary.parentElement.open = true;
  unfolded = null;
}
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return (hidden = Date.now());
  find("[data-left]").forEach(paint);
  if (on.wake) wake();
  if (Date.now() - hidden > 5000) renew(0);
});

// What a fresh piece of page needs
function dress() {
  for (const part of find(".stepper > button, .presets")) part.hidden = false;
  for (const input of find(".stepper input")) mark(input);
  find("[data-left]").forEach(paint);
  for (const toast of find(".toast")) setTimeout(() => toast.matches(":focus-within, :hover") || toast.remove(), 10000);
  for (const input of find("[data-zone]")) input.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  for (const label of find("[data-switch]")) {
    const name = label.dataset.switch;
    const input = label.querySelector("input");
    label.hidden = !(name === "wake" ? "wakeLock" in navigator : "speechSynthesis" in window);
    input.checked = on[name];
    input.onchange = () => turn(name, input);
  }
  if (!document.querySelector(".timing")) quiet();
  const today = document.getElementById("today");
  if (!today?.dataset.next) return;
  renew(today.dataset.next);
  delete today.dataset.next; // counts from when it came, not from each later dress
}
function quiet() {
  if (on.read) speechSynthesis.cancel();
  on.wake = false;
  if (lock) wake();
}
addEventListener("pagehide", quiet);
async function turn(name, input) {
  prime();
  on[name] = input.checked;
  if (name === "wake") {
    await wake();
    input.checked = on.wake = Boolean(lock);
  } else if (on.read) speak(document.querySelector(".guide [aria-current] span").textContent);
  else speechSynthesis.cancel();
}

document.cookie = `script=1; path=/; SameSite=Lax${location.protocol === "https:" ? "; Secure" : ""}`; // no page needs to reload itself

// A page out of the browser's memory may be older than an alert: ask for it anew.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

dress();
find("[data-focus]").forEach((part) => part.focus());
document.addEventListener("htmx:after:swap", ({ detail }) => {
  dress();
  unfold();
  if (sheet.open || sheet.childElementCount) showSheet([sheet, "#sheet"].includes(detail.ctx.target)); // the server may name it
});
