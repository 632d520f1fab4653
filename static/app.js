// Helpers on top of pages that work without them: no page needs this file.
"use strict";

const YEAR = 31536000; // seconds
const findAll = (selector) => [...document.querySelectorAll(selector)];

function setCookie(name, value, age) {
  const rest = `path=/; SameSite=Lax${location.protocol === "https:" ? "; Secure" : ""}`;
  document.cookie = `${name}=${value}; ${age ? `max-age=${age}; ` : ""}${rest}`;
}

// --- Number fields: steps and presets

document.addEventListener("click", ({ target }) => {
  const step = target.closest("[data-step]");
  const preset = target.closest("[data-set]");
  if (step) change(fieldOf(step), (field) => stepBy(field, Number(step.dataset.step)));
  if (preset) change(fieldOf(preset), (field) => (field.value = preset.dataset.set));
});
document.addEventListener("input", ({ target }) => target.id && markPreset(target));

const fieldOf = (button) => document.getElementById(button.getAttribute("aria-controls"));

// Step a number, to its limits. What is no number counts as its least.
function stepBy(field, direction) {
  const { min, max, by } = field.dataset;
  const value = (Number.parseInt(field.value, 10) || 0) + direction * by;
  field.value = Math.min(max, Math.max(min, value));
}

function change(field, how) {
  how(field);
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
}

function markPreset(field) {
  for (const preset of findAll(`[data-set][aria-controls="${field.id}"]`)) {
    preset.setAttribute("aria-pressed", preset.dataset.set === field.value);
  }
}

// --- When it started: a time to pick begins with the guess that was on the line before

document.addEventListener("change", ({ target }) => {
  const guess = target.closest(".onset")?.querySelector(`[data-for="${target.value}"]`);
  const field = target.form?.elements.pick;
  if (target.name !== "when" || !field) return;
  if (guess) field.dataset.guess = guess.dataset.local;
  else if (!field.value) field.value = field.dataset.guess ?? "";
});

// --- Buttons that only a script can do: share or copy what a field holds, print

const deeds = {
  share: navigator.share && ((url) => navigator.share({ url }).catch(() => {})), // closed without sharing
  copy: navigator.clipboard && ((text) => navigator.clipboard.writeText(text)),
  print: () => print(),
};

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-do]");
  if (!button) return;
  await deeds[button.dataset.do](document.getElementById(button.dataset.of)?.value);
  if (button.dataset.done) button.querySelector("span").textContent = button.dataset.done;
});

// --- The sheet: a <dialog>, so Escape, focus and the way back are the work of the browser

const sheet = document.getElementById("sheet");
let typed = false;
sheet.addEventListener("input", ({ isTrusted, target }) => (typed ||= isTrusted && /^text/.test(target.type)));
sheet.addEventListener("close", () => {
  sheet.replaceChildren();
  typed = false;
});
let pressed;
sheet.addEventListener("pointerdown", ({ target }) => (pressed = target));
sheet.addEventListener("click", (event) => {
  const outside = event.target === sheet && pressed === sheet; // a press that began inside is no tap beside the sheet
  if (!outside && !event.target.closest("[data-close]")) return;
  event.preventDefault();
  if (mayClose()) sheet.close();
});
sheet.addEventListener("cancel", (event) => mayClose() || event.preventDefault()); // Escape, or the way back

// Ask before typed words or numbers are lost. What buttons filled in is filled in again by a tap.
const mayClose = () => !typed || confirm(sheet.dataset.typed);

// Open the sheet, or close it if it is empty. A sheet that was just filled takes the focus.
function showSheet(justFilled) {
  if (!sheet.childElementCount) return sheet.close();
  if (!sheet.open) sheet.showModal();
  if (justFilled) (sheet.querySelector("[data-focus]") ?? sheet.querySelector("h1"))?.focus();
}

// --- Sound and vibration

let audio;

// Browsers allow sound only after a tap: prepare it at each tap on a timer, or on a button that starts one.
document.addEventListener("click", ({ target }) => {
  if (document.querySelector(".timing") || target.closest("form")?.querySelector('[name="item"]')) allowSound();
});

function allowSound() {
  audio ??= new AudioContext();
  audio.resume();
}

function alarm() {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([400, 200, 400, 200, 400]);
  if (audio?.state === "running") for (const wait of [0, 0.5, 1]) beep(audio.currentTime + wait);
}

function beep(start) {
  const tone = new OscillatorNode(audio, { frequency: 880 });
  tone.connect(new GainNode(audio, { gain: 0.4 })).connect(audio.destination);
  tone.start(start);
  tone.stop(start + 0.25);
}

// --- Switches of a timer: read it to me, keep the screen on

const on = { read: false, wake: false };

async function turn(name, input) {
  allowSound();
  on[name] = input.checked;
  if (name === "wake") {
    await keepAwake();
    input.checked = on.wake = Boolean(lock);
  } else if (on.read) {
    speak(document.querySelector('[aria-current="step"] span').textContent);
  } else {
    speechSynthesis.cancel();
  }
}

// Read words aloud. Words that can wait are left out while others are spoken.
function speak(text, canWait = false) {
  if (!on.read || (canWait && speechSynthesis.speaking)) return;
  speechSynthesis.cancel();
  const words = new SpeechSynthesisUtterance(text);
  words.lang = document.documentElement.lang;
  speechSynthesis.speak(words);
}

// Ask for the screen to stay on, or no longer. The browser takes the lock back whenever the page is hidden.
let lock = null;
async function keepAwake() {
  await lock?.release();
  lock = on.wake ? await navigator.wakeLock.request("screen").catch(() => null) : null;
}

function turnOff() {
  if (on.read) speechSynthesis.cancel();
  on.wake = false;
  if (lock) keepAwake();
}
addEventListener("pagehide", turnOff);

// --- Guides to moving: turn to another step, which is on the page already

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-to]");
  if (!link) return;
  event.preventDefault();
  document.querySelector('[aria-current="step"]').removeAttribute("aria-current");
  const step = document.getElementById(`step-${link.dataset.to}`);
  step.setAttribute("aria-current", "step");
  history.replaceState(null, "", link.href);
  step.focus();
  speak(step.querySelector("span").textContent);
});

// --- Timers: the server knows the end; the page counts down to it, and is right again whenever it is looked at

setInterval(() => findAll("[data-left]").forEach(paint), 1000);

const timers = new WeakMap();

// The state of a timer on the page. A new data-left, or another timer, makes a new state.
function stateOf(part) {
  const { left, session, stop } = part.dataset;
  const known = timers.get(part);
  if (known?.left === left && known.session === session && known.stop === stop) return known;
  if (stop && known?.stop !== stop) alarm(); // the plan no longer allows it
  const state = { left, session, stop, end: Date.now() + left * 1000, before: Number(left) };
  timers.set(part, state);
  return state;
}

function paint(part) {
  const state = stateOf(part);
  const total = part.dataset.total;
  const seconds = Math.round((state.end - Date.now()) / 1000);
  part.querySelector(".left").textContent = clock(seconds);
  part.querySelector(".ring circle + circle")?.setAttribute(
    "stroke-dasharray",
    `${Math.max(0, (100 * seconds) / total)} 100`,
  );
  showStep(part, total - seconds);
  if (seconds > 0) breathe(part.querySelector(".breath"), total - seconds, state);
  if (state.before > 0 && seconds <= 0) end(part);
  state.before = seconds;
}

// 65 as "1:05", and 65 seconds after the end as "+1:05".
function clock(seconds) {
  const whole = Math.abs(seconds);
  return `${seconds < 0 ? "+" : ""}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function showStep(part, elapsed) {
  const steps = [...part.querySelectorAll("[data-at]")];
  const step = steps.findLast((each) => each.dataset.at <= elapsed);
  if (!step || step.hasAttribute("aria-current")) return;
  for (const each of steps) each.removeAttribute("aria-current");
  step.setAttribute("aria-current", "step");
  speak(step.querySelector("span").textContent);
}

// Change the words at each breath, and set the animation of the ring to the clock.
function breathe(ring, elapsed, state) {
  if (!ring) return;
  const phase = breath(elapsed, ring.dataset.breath);
  if (state.breath === phase) return;
  state.breath = phase;
  for (const arc of ring.getAnimations({ subtree: true })) arc.currentTime = elapsed * 1000;
  const words = ring.dataset[phase];
  ring.querySelector(".what").textContent = words;
  speak(words, true);
}

const breath = (elapsed, seconds) => (Math.floor(elapsed / seconds) % 2 ? "out" : "in");

function end(part) {
  alarm();
  part.classList.add("over");
  part.querySelector(".what").textContent = part.dataset.over;
  refreshIn(0);
}

// --- Today refreshes itself: when the server said that something changes, and when it is looked at again

let nextRefresh, hiddenSince, unfolded;

function refreshIn(seconds) {
  clearTimeout(nextRefresh); // two reasons at once make one request
  nextRefresh = setTimeout(refresh, Math.min(seconds * 1000, 2 ** 31 - 1));
}

function refresh() {
  const today = document.getElementById("today");
  if (sheet.open) return sheet.addEventListener("close", refresh, { once: true });
  if (document.hidden) return (hiddenSince = 0); // refreshes when it is looked at
  if (!today?.dataset.from) return; // the page of help has a heading with this id
  refreshIn(60); // if the request is lost; an answer says when the next one is due
  remember("#today");
  htmx.ajax("GET", today.dataset.from, { source: today, target: "#today", swap: "outerMorph" });
}

// Open again what was open before the refresh, or before an answer of a case that is tried was changed.
function remember(part) {
  unfolded = new Set(findAll(`${part} details[open] > summary`).map((summary) => summary.textContent));
}

function unfold() {
  for (const summary of findAll(":is(#today, #case-out) summary")) {
    if (unfolded?.has(summary.textContent)) summary.parentElement.open = true;
  }
  unfolded = null;
}

document.addEventListener("htmx:before:swap", ({ target }) => {
  if (target.matches?.(".answers form")) remember("#case-out"); // the target may be the document
});

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return (hiddenSince = Date.now());
  findAll("[data-left]").forEach(paint);
  if (on.wake) keepAwake();
  if (Date.now() - hiddenSince > 5000) refreshIn(0);
});

// A wide screen shows the day in lanes: tell the server, and fetch them if it did not know.
const wide = matchMedia("(width >= 60rem)");

function tellWidth() {
  if (document.cookie.includes("wide=1") === wide.matches) return;
  document.cookie = `wide=1; path=/; SameSite=Lax; max-age=${wide.matches ? 31536000 : 0}`;
  refreshIn(0);
}
wide.addEventListener("change", tellWidth);

// --- Notifications of this browser, asked for only on a tap

const canRing = "serviceWorker" in navigator && "PushManager" in window;

// What a page may offer: "ready", "blocked" by the browser, "lost" (turned on, but the phone has stopped it), "iphone"
// (only from the home screen), or "none".
async function ringState() {
  if (!canRing) return navigator.standalone === false ? "iphone" : "none";
  if (Notification.permission === "denied") return "blocked";
  const subscription = await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription();
  const wanted = document.querySelector("[data-rings]")?.dataset.rings;
  if (wanted === "no") subscription?.unsubscribe();
  return wanted === "yes" && !subscription ? "lost" : "ready";
}

async function showRings(state) {
  const parts = findAll("[data-ring-if]");
  if (!parts.length) return;
  state ??= await ringState();
  for (const part of parts) part.hidden = !part.dataset.ringIf.split(" ").includes(state);
}

document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (!form.matches("[data-ring]") || submitter?.value !== "ring" || form.elements.endpoint.value || !canRing) return;
  event.preventDefault();
  if ((await Notification.requestPermission()) !== "granted") return showRings();
  const subscription = await subscribe(form.dataset).catch(() => null);
  if (!subscription) return showRings("none");
  const { endpoint, keys } = subscription.toJSON();
  for (const [name, value] of Object.entries({ endpoint, ...keys })) form.elements[name].value = value;
  form.requestSubmit(submitter);
});

async function subscribe({ worker, key }) {
  await navigator.serviceWorker.register(worker);
  const { pushManager } = await navigator.serviceWorker.ready;
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

// --- No answer, or one that is not ours (of a hotel, a proxy, a whole page): the page stays, says so, and tries again

const SOON = 10; // seconds
const TRIES = 4;
const waiting = new Map(); // the next try to send a form, by its name

document.addEventListener("htmx:before:response", (event) => {
  const { ctx } = event.detail;
  if (["HX-Part", "HX-Redirect", "HX-Refresh"].some((name) => ctx.response.headers.has(name))) return;
  event.preventDefault();
  failed(ctx);
});
document.addEventListener("htmx:error", ({ detail }) => detail.ctx && failed(detail.ctx));
document.addEventListener("htmx:config:request", ({ detail }) => {
  const { request, again } = detail.ctx;
  if (again) request.body = again.body;
  else forget(nameOf(request)); // sent by hand
});
document.addEventListener("input", ({ target }) => {
  if (target.form) forget(`POST ${target.form.getAttribute("action")}`);
});

const nameOf = ({ method, action }) => `${method} ${action}`;

function forget(name) {
  clearTimeout(waiting.get(name));
  waiting.delete(name);
  for (const note of findAll(".unsent")) if (note.dataset.of === name) note.remove();
}

function failed(ctx) {
  const posted = ctx.request.method === "POST";
  const renews = ctx.sourceElement.id === "today";
  const again = renews || (posted && sendAgain(ctx));
  if (renews) refreshIn(SOON);
  const what = posted ? "unsaved" : renews ? "old" : "unopened";
  say(nameOf(ctx.request), [what, ctx.response ? "wrong" : "away", ...(again ? ["again"] : [])]);
}

// Send a form again, as it was; the server writes it once. A start or an undo counts from now, so a person repeats it.
function sendAgain({ again, request, target, swap }) {
  const { body, headers, action } = request;
  const tries = (again?.tries ?? 0) + 1;
  if (body.has("item") || body.has("action") || tries > TRIES) return false;
  if (body.has("ends") && !body.has("tapped")) body.set("tapped", new Date().toISOString());
  const options = { source: "#toast", target, swap, headers, again: { body, tries } };
  waiting.set(nameOf(request), setTimeout(() => htmx.ajax("POST", action, options), SOON * tries * 1000));
  return true;
}

function say(name, parts) {
  const toast = document.getElementById("toast");
  const words = parts.map((part) => toast.dataset[part]).join(" ");
  if (findAll(".unsent").some((note) => note.textContent === words && note.dataset.of === name)) return;
  for (const old of findAll(".toast")) old.remove();
  const note = Object.assign(document.createElement("p"), { className: "toast unsent", textContent: words });
  note.dataset.of = name;
  if (sheet.open) note.role = "alert";
  (sheet.open ? sheet : toast).append(note);
}

// --- The home screen: offered calmly, and answered once

let install;
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  install = event;
  showHome();
});

// Chromium asks in its own dialog. On an iPhone the page of the reminders shows the steps.
function showHome() {
  const offer = document.getElementById("home");
  if (offer) offer.hidden = !(install || navigator.standalone === false);
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("#home a, #home button")) return;
  setCookie("home", "answered", YEAR);
  document.getElementById("home").remove();
  if (!install || !event.target.closest("a")) return;
  event.preventDefault();
  install.prompt();
});

// A visit lasts until the pages were left alone for half an hour.
function countVisit() {
  const visits = Number(/\bvisits=(\d+)/.exec(document.cookie)?.[1] ?? 0);
  if (!/\bvisit=/.test(document.cookie)) setCookie("visits", visits + 1, YEAR);
  setCookie("visit", 1, 1800);
}

// --- Set up new parts of a page

function setUp() {
  for (const part of findAll(".stepper > button, .presets")) part.hidden = false;
  for (const field of findAll(".stepper input")) markPreset(field);
  for (const button of findAll("[data-do]")) button.hidden = !deeds[button.dataset.do];
  for (const field of findAll("[data-zone]")) field.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  for (const toast of findAll(".toast:not(.unsent)")) setTimeout(() => hide(toast), 10000);
  for (const label of findAll("[data-switch]")) setUpSwitch(label);
  findAll("[data-left]").forEach(paint);
  if (!document.querySelector(".timing")) turnOff();
  planRefresh();
  showRings();
  showHome();
}

function hide(toast) {
  if (!toast.matches(":focus-within, :hover")) toast.remove();
}

function setUpSwitch(label) {
  const name = label.dataset.switch;
  const input = label.querySelector("input");
  label.hidden = !(name === "wake" ? "wakeLock" in navigator : "speechSynthesis" in window);
  input.checked = on[name];
  input.onchange = () => turn(name, input);
}

// data-next counts from when the part came, so it is used once.
function planRefresh() {
  const today = document.getElementById("today");
  if (!today?.dataset.next) return;
  refreshIn(today.dataset.next);
  delete today.dataset.next;
}

// --- Start

// Tell the server that no page needs to reload itself, and the time zone, from which it guesses whom to call.
setCookie("script", 1);
setCookie("zone", Intl.DateTimeFormat().resolvedOptions().timeZone || "");
countVisit();

// --- Without signal: a worker keeps pages and entries. It starts after the page, so that nothing waits for it.

if ("serviceWorker" in navigator && location.pathname !== "/") {
  addEventListener("load", () => setTimeout(startWorker, 1000));
  navigator.serviceWorker.addEventListener("message", ({ data }) => showOutbox(data));
  for (const name of ["load", "online", "visibilitychange"]) addEventListener(name, sendWaiting);
  // The worker writes its state into a kept page, and sends it to an open one.
  const { kept } = document.body.dataset;
  if (kept) showOutbox(JSON.parse(decodeURIComponent(kept)));
}

function sendWaiting() {
  navigator.serviceWorker.controller?.postMessage("send");
}

async function startWorker() {
  await navigator.serviceWorker.register("/sw.js").catch(() => {}); // the browser may forbid it
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage("keep");
}

// What waits, or was just sent. The script for it may still be on its way.
function showOutbox(state) {
  if (window.showOffline) return showOffline(state);
  if (!window.offlineState) {
    document.head.append(Object.assign(document.createElement("script"), { src: state.script }));
  }
  window.offlineState = { ...window.offlineState, ...state };
}

// A page from the cache of the browser may be older than an alert: load it again.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

document.addEventListener("htmx:after:swap", ({ detail }) => {
  forget(nameOf(detail.ctx.request));
  setUp();
  unfold();
  // The target is an element, or a selector if the server named it.
  if (sheet.open || sheet.childElementCount) showSheet([sheet, "#sheet"].includes(detail.ctx.target));
});

setUp();
tellWidth();
findAll("[data-focus]").forEach((part) => part.focus());
