// The service worker: keeps pages for a phone without signal, holds entries in an outbox until the server has them, and
// shows notifications. /sw.js defines RELEASE, the version, and loads this.
"use strict";

(() => {
  const CACHE = `backcare ${RELEASE}`;
  const MINUTE = 60 * 1000; // milliseconds
  const DAY = 24 * 60 * MINUTE;
  const PATIENCE = 4000; // milliseconds to wait for a page that is kept
  const OFFLINE = "/offline/";
  const TODAY = "/today/";
  const PERSONAL = /^\/(today|plan|log)\//;
  // While an alert waits to be sent, only these are shown.
  const PUBLIC = /^\/(help|offline|move\/floor_wait)\//;
  const NOT_KEPT = /^\/(outbox|remind|with)\//;
  const LEAVING = /^\/(accounts\/logout|settings\/delete)\//;

  // What already runs is not begun again.
  function once(work) {
    let running = null;
    return () => (running ??= work().finally(() => (running = null)));
  }

  addEventListener("fetch", (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (origin !== location.origin) return;
    const opens = request.mode === "navigate";
    if (request.method === "POST") {
      event.respondWith(posted(event, pathname));
    } else if (opens && pathname === OFFLINE) {
      event.respondWith(offlinePage(OFFLINE));
    } else if (opens || fromHtmx(request)) {
      event.respondWith(page(event, pathname));
    } else if (/^\/(static|offline)\//.test(pathname)) {
      event.respondWith(kept(request).then((file) => file ?? fetch(request)));
    }
  });

  // --- Pages: from the server if it answers soon, otherwise as they were kept

  // A page that a hotel or a proxy answers with does not have our header, and is never kept.
  const ours = (response) => response.type === "opaqueredirect" || response.headers.has("X-BackCare");
  const keptNow = (path) => caches.match(path, { ignoreVary: true, cacheName: CACHE });
  const kept = async (path) => (await keptNow(path)) ?? caches.match(path, { ignoreVary: true }); // of the last release
  const patience = () => new Promise((done) => setTimeout(done, PATIENCE));
  const fromHtmx = (request) => request.headers.has("HX-Request");

  async function page(event, path) {
    const { request } = event;
    if (ready?.url === request.url) return [ready.response, (ready = null)][0];
    if ((await waiting()).length) await Promise.race([send(), patience()]);
    const copy = await kept(path);
    const answer = fetch(request);
    if (copy && !fromHtmx(request)) event.waitUntil(keep(path, answer.then((response) => response.clone())));
    try {
      const response = await (copy ? Promise.race([answer, patience()]) : answer);
      if (response && ours(response)) return response;
    } catch {} // no signal
    return fromHtmx(request) ? goTo(request, request.url) : offlinePage(path);
  }

  // htmx gets an answer that makes it load the whole page.
  const goTo = (request, url) =>
    fromHtmx(request) ? new Response("", { headers: { "HX-Redirect": url } }) : Response.redirect(url);

  // The script of a page says itself that nothing was saved, and keeps the form.
  const unsaved = (request) => (fromHtmx(request) ? Response.error() : Response.redirect(`${OFFLINE}#unsaved`));

  async function offlinePage(path) {
    if (path === "/" && (await kept(TODAY))) return Response.redirect(TODAY);
    const now = await state();
    const mayShow = !now.alert || PUBLIC.test(path);
    const copy = (mayShow && (await kept(path))) || (await kept(OFFLINE));
    if (!copy) return Response.error();
    now.asOf = Date.parse(copy.headers.get("Date"));
    const html = (await copy.text()).replace("<body", `<body data-kept="${encodeURIComponent(JSON.stringify(now))}"`);
    return new Response(html, copy);
  }

  // What the script of kept pages shows: the entries of this plan, and what else is kept under a name.
  async function state() {
    const found = await all();
    const data = await keptData();
    const [, script] = await release();
    const entries = found.filter(({ kind, plan }) => kind && plan === data?.episode);
    return { ...Object.fromEntries(found.map(({ id, value }) => [id, value])), entries, script, call: data?.call };
  }

  // The script of kept pages, and the pages to keep.
  const release = async () => /data-script="(.*?)" data-pages="(.*?)"/.exec(await (await kept(OFFLINE)).text());

  // The plan as data, from the kept page of Today.
  const dataIn = (html) => JSON.parse(/<template id="kept">([^<]*)/.exec(html)?.[1] ?? null);
  const keptData = async () => dataIn(await (await kept(TODAY))?.text());

  // Keep a page with the files that it names. True if the server answered: one that leads elsewhere is no longer ours.
  async function keep(path, answer = fetch(path)) {
    const sent = path === TODAY ? (await all()).filter((row) => row.sent) : [];
    const response = await answer.catch(() => null);
    if (!response || !ours(response) || response.status >= 500) return false;
    if (response.redirected && (await kept(path))) await forget();
    if (response.ok && !response.redirected) {
      const html = await response.clone().text();
      // Another plan: the pages of the last one are not this person's.
      if (path === TODAY && dataIn(html)?.episode !== (await keptData())?.episode) await forget();
      const cache = await caches.open(CACHE);
      await cache.put(path, response);
      for (const name of new Set(html.match(/\/static\/[^"#]+/g))) {
        if (!(await cache.match(name))) await cache.add(name).catch(() => {});
      }
    }
    // What the server has is in the plan, so the outbox forgets that.
    for (const { id } of sent) await drop(id);
    if (path === TODAY && !(await waiting()).some(urgent)) await drop("alert");
    return true;
  }

  async function forget() {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const page of await cache.keys()) if (PERSONAL.test(new URL(page.url).pathname)) await cache.delete(page);
    }
  }

  // Keep the plan as it is after a change.
  const renew = async () => (await keep(TODAY)) && keep("/plan/");

  // Keep what is missing or old, one page after the other, and then drop what the last release kept.
  const keepAll = once(fill);
  const isOld = async (path, most) =>
    !(Math.abs(Date.now() - Date.parse((await keptNow(path))?.headers.get("Date"))) < most);

  async function fill() {
    let whole = true;
    const [, , pages] = await release();
    for (const path of pages.split(" ")) {
      if (PERSONAL.test(path) && path !== TODAY && !(await kept(TODAY))) continue;
      if ((await isOld(path, /today|plan/.test(path) ? MINUTE : DAY)) && !(await keep(path))) whole = false;
    }
    if (!whole) return;
    for (const name of await caches.keys()) {
      if (name === CACHE) break; // those that follow are of a release that takes over from this one
      await caches.delete(name);
    }
  }

  // --- What is posted: entries wait in the outbox while there is no signal

  async function posted(event, path) {
    const { request } = event;
    if (path === OFFLINE) return act(event);
    if (NOT_KEPT.test(path)) return fetch(request).catch(() => unsaved(request));
    const form = await formOf(request.clone());
    if (LEAVING.test(path)) return leave(event, form, path);
    const entry = await entryOf(path, form);
    if (entry) await put(entry);
    const response = await (entry ? follow(request, form) : fetch(request)).catch(() => null);
    if (!response || !ours(response) || (entry && response.status === 403)) return unsent(request, entry, form);
    event.waitUntil(after(response, entry));
    if (!response.redirected || fromHtmx(request)) return response;
    ready = { url: response.url, response: new Response(response.body, response) };
    return Response.redirect(response.url);
  }

  // Post a form and read where it leads. The browser asks for that page next, and gets a copy of it from here: it takes
  // no answer that came by a redirect.
  let ready = null;
  const follow = (request, body) => fetch(fromHtmx(request) ? request : request.url, { method: "POST", body });

  const formOf = async (request) => new URLSearchParams(await request.text());

  // What a form at /log/ writes, or null for what only the server can do.
  async function entryOf(path, form) {
    const name = /^\/log\/([\w-]+)\/$/.exec(path)?.[1];
    const episode = (await keptData())?.episode;
    const id = form.get("id");
    if (!name || !episode || !id) return null;
    const head = { id, plan: episode, at: new Date().toISOString() };
    if (!name.includes("-")) return { ...head, kind: name, form: String(form), told: Object.fromEntries(form) };
    return /^(withdraw|undo)$/.test(form.get("action")) ? { ...head, kind: "withdrawn", entry: name } : null;
  }

  async function after(response, entry) {
    if (entry) await note(entry, response);
    if (!(await renew()) && !entry) await forget();
  }

  // A page that shows the form again, or says why not, has not saved it. A person who must log in first has not either.
  async function note(entry, { url, redirected, headers }) {
    const next = headers.get("HX-Redirect") ?? (redirected ? url : "");
    if (next.includes("/accounts/login/")) return;
    await (/[?&](saved|after)=/.test(next) ? put({ ...entry, sent: true }) : drop(entry.id));
  }

  // There is no signal: the entry waits, and what it tells counts on this phone at once.
  async function unsent(request, entry, form) {
    const alarm = await take(entry, form);
    if (!entry && !alarm) return unsaved(request);
    await registration.sync?.register("outbox").catch(() => {});
    return goTo(request, alarm ? OFFLINE : TODAY);
  }

  // Raise the signs of a form, as the contract of the plan on phones says. Return how many are emergencies.
  async function take(entry, form) {
    const data = (await keptData()) ?? {};
    const told = [...form].flatMap(([name, value]) => {
      if (/^[ES]\d+$/.test(value)) return value;
      if (name.startsWith("pain") && value >= data.worse_from) return "S";
      if (name === "temperature_c" && value.replace(",", ".") >= data.fever) return "S1";
      return data.signs?.[`${name}=${value}`] ?? [];
    });
    const others = (await waiting()).flatMap((each) => each.signs ?? []);
    const open = [...told, ...others, ...(data.flags ?? [])];
    for (const [one, other, makes] of data.together ?? []) {
      if (open.includes(one) && open.includes(other)) told.push(makes);
    }
    if (entry) await put({ ...entry, signs: told });
    const alarms = told.filter(isAlarm);
    if (alarms.length) await keepValue("alert", { signs: alarms, entry: entry?.id });
    return alarms.length;
  }

  // --- The outbox: goes out in order, emergencies first

  const isAlarm = (sign) => sign.startsWith("E");
  const urgent = ({ signs = [] }) => signs.some(isAlarm);
  const waiting = async () =>
    (await all()).filter(({ kind, sent, bad, asks, choice }) => kind && !sent && !bad && (!asks || choice));
  const isEmpty = async () => (await all()).every(({ kind, sent }) => !kind || sent);

  const send = once(() => flush().catch(() => keepValue("tried", Date.now())));

  async function flush() {
    let entries = (await waiting()).sort((one, other) => urgent(other) - urgent(one) || (one.at > other.at ? 1 : -1));
    if (!entries.length) return;
    while (entries.length) {
      const batch = entries.filter(({ plan }) => plan === entries[0].plan).slice(0, 50);
      await deliver(batch);
      entries = entries.filter((each) => !batch.includes(each));
    }
    await renew();
  }

  async function deliver(entries) {
    const fields = ["episode", "now", "entries", "id", "kind", "at", "form", "entry", "choice"];
    const body = JSON.stringify({ episode: entries[0].plan, now: new Date(), entries }, fields);
    const response = await fetch("/outbox/", { method: "POST", body });
    if (!ours(response) || response.status >= 500) throw response;
    await keepValue("login", response.status === 401);
    if (!response.ok) return;
    const answer = await response.json();
    const told = (await all()).find(({ id }) => id === "told")?.value ?? { sent: 0, says: [] };
    if (answer.says) told.says.push(answer.says);
    for (const result of answer.entries) {
      const sent = /saved|first/.test(result.result);
      const bad = result.result === "bad" && result.says;
      const entry = entries.find(({ id }) => id === result.id);
      await put({ ...entry, sent, bad, asks: result.choices && result, choice: null, signs: [] });
      told.sent += sent;
      if (sent && result.says) told.says.push(result.says);
    }
    await keepValue("told", told);
  }

  // Send what waits. Tell the pages what was sent, and what is left; the browser tries again what could not go out.
  async function goOut() {
    await sendAnswers();
    await send();
    const now = await state();
    const open = await clients.matchAll({ type: "window" });
    if (!now.told && (await isEmpty())) return;
    for (const client of open) client.postMessage(now);
    if (open.length) await drop("told");
    if ((await waiting()).length) throw new Error("no signal");
  }

  // What the buttons of the page of the outbox do.
  async function act(event) {
    const form = await formOf(event.request);
    const found = await all();
    const find = (name) => found.find(({ id }) => id === form.get(name));
    const left = find("anyway")?.value;
    if (left) return goAway(event, left);
    const [back, asked, mistake] = ["take", "of", "mistake"].map(find);
    if (back && !urgent(back)) await drop(back.id);
    if (asked) await put({ ...asked, choice: form.get("choice") });
    if (mistake) await withdraw(mistake);
    await send();
    return Response.redirect((await isEmpty()) ? TODAY : OFFLINE);
  }

  // "Tapped by mistake": the sign is sent with its withdrawal, and the alert stays until the server has answered.
  async function withdraw({ id, plan, signs }) {
    await put({ id: crypto.randomUUID(), kind: "withdrawn", entry: id, plan, at: new Date().toISOString() });
    await keepValue("alert", { signs: signs.filter(isAlarm), mistaken: true });
  }

  // --- Leaving: nothing of a person stays on this phone. That would lose what still waits, so a page asks first

  async function leave(event, form, path) {
    await send();
    const left = { path, form: String(form) };
    if (await isEmpty()) return goAway(event, left);
    await keepValue("leave", left);
    return Response.redirect(`${OFFLINE}?leave`);
  }

  async function goAway(event, { path, form }) {
    const body = new URLSearchParams(form);
    const response = await fetch(path, { method: "POST", body, redirect: "manual" }).catch(() => null);
    if (!response || !ours(response)) return unsaved(event.request);
    if (response.type === "opaqueredirect") await rows((store) => store.clear());
    event.waitUntil(after());
    return response;
  }

  // --- Notifications

  addEventListener("push", (event) => {
    const { title, ...options } = event.data.json().notification;
    event.waitUntil(
      Promise.all([
        registration.showNotification(title, options),
        post(options.data, "came").catch(() => {}), // only says that it came: nothing is lost without it
        sendAnswers(),
      ]),
    );
  });

  addEventListener("notificationclick", (event) => {
    const { notification, action } = event;
    const { data } = notification;
    notification.close();
    event.waitUntil(action ? answer(data, action) : show(data.page));
  });

  async function show(page) {
    for (const client of await clients.matchAll({ type: "window" })) {
      if ("navigate" in client) return (await client.navigate(page))?.focus();
    }
    return clients.openWindow(page);
  }

  // Answers are kept until the server has them, because there may be no signal.
  async function answer(data, action) {
    await put({ id: `${data.token} ${action}`, data, action, when: Date.now() });
    return sendAnswers();
  }

  async function sendAnswers() {
    for (const { id, data, action, when } of await all()) {
      if (!action) continue;
      const response = await post(data, action, when).catch(() => null);
      // The server is away: try again later. It has refused: the journal stays as it is.
      if (!response || response.status >= 500) return registration.sync?.register("outbox").catch(() => {});
      await drop(id);
    }
  }

  const post = ({ answer, token }, action, at = "") =>
    fetch(answer, { method: "POST", body: new URLSearchParams({ token, action, at }) });

  // --- The database of this file: one store, of entries (with a kind), answers (with an action), and named values

  // Do something with the store, and return its result when it is safe.
  const rows = (how) =>
    new Promise((done, failed) => {
      const opened = indexedDB.open("rows", 1);
      opened.onupgradeneeded = () => opened.result.createObjectStore("rows", { keyPath: "id" });
      opened.onerror = failed;
      opened.onsuccess = () => {
        const transaction = opened.result.transaction("rows", "readwrite");
        const asked = how(transaction.objectStore("rows"));
        transaction.oncomplete = () => done(asked.result);
        transaction.onabort = failed;
        opened.result.close(); // once the transaction is over
      };
    });

  const all = () => rows((store) => store.getAll());
  const put = (row) => rows((store) => store.put(row));
  const drop = (id) => rows((store) => store.delete(id));
  const keepValue = (id, value) => put({ id, value });

  // --- Start: a new release takes over at once, and no page reloads for it

  addEventListener("sync", (event) => event.waitUntil(goOut()));
  // Each page asks to be claimed, because one that loads just when the worker starts is not, nor one reloaded by force.
  const claim = () => clients.claim().then(keepAll);
  addEventListener("message", (event) => event.waitUntil(event.data === "send" ? goOut() : claim()));
  addEventListener("install", (event) => event.waitUntil(install()));

  // The plan is kept anew, because another release may write its data in another way.
  async function install() {
    skipWaiting();
    await keep(OFFLINE);
    if (!(await keptNow(OFFLINE))) throw new Error("no signal");
    await renew();
  }
})();
