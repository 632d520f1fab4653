// Without signal: what is shown on a page that the service worker has kept. The words are templates of /offline/.
"use strict";

(() => {
  const MINUTE = 60;
  let words;

  window.showOffline = show;
  show(window.offlineState);

  async function show(state) {
    words ??= await load();
    const waits = state.entries.filter(({ sent }) => !sent).sort((one, other) => (one.at > other.at ? 1 : -1));
    const { asOf } = window.offlineState; // of this page, if it is a kept one
    const outbox = location.pathname === "/offline/";
    document.getElementById("strip")?.remove();
    if (!outbox && (asOf || waits.length)) showStrip(asOf, state.login, waits);
    if (state.asOf) renewIds(document);
    if (document.getElementById("offline")) {
      if (state.alert) showAlert(state);
      else if (outbox && waits.length) showOutbox(state, waits);
    } else if (asOf) showPlan(state, waits);
    if (state.told) showSent(state.told);
  }

  async function load() {
    const html = await (await fetch("/offline/")).text();
    const page = new DOMParser().parseFromString(html, "text/html");
    if (!document.getElementById("offline-css")) document.head.append(page.getElementById("offline-css"));
    return page;
  }

  // --- Pieces

  const copyOf = (part) => part.cloneNode(true);
  const find = (selector) => [...words.getElementById("t-words").content.querySelectorAll(selector)];
  const nameOf = (name) => find(`[data-kind="${name}"] b`)[0]?.textContent ?? name;

  // A copy of a template, with the picture of a kind, and with these texts in its parts, for `%` if that is there. A
  // part without a text goes.
  function fresh(template, texts = {}, name = "") {
    const part = copyOf(words.getElementById(`t-${template}`).content);
    const slot = part.querySelector("slot");
    slot?.replaceWith(...find(`[data-kind="${name}"] .${slot.name}`).map(copyOf));
    for (const [as, text] of Object.entries(texts)) {
      for (const each of part.querySelectorAll(`[data-as="${as}"]`)) {
        const place = each.querySelector("span") ?? each;
        if (!text) each.remove();
        else if (text !== true) place.textContent = place.textContent.replace("%", text) || text;
      }
    }
    return part;
  }

  const put = (part, name, value) => (part.querySelector(`[name="${name}"]`).value = value);

  const seconds = (at) => Date.parse(at) / 1000;

  // "14:05", with the weekday if that is another day.
  function clock(instant) {
    const moment = new Date(instant * 1000);
    const isToday = moment.toDateString() === new Date().toDateString();
    const parts = { weekday: isToday ? undefined : "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    return moment.toLocaleString(document.documentElement.lang, parts);
  }

  // A form that is kept may be sent more than once, each time as another entry.
  function renewIds(part) {
    for (const field of part.querySelectorAll('[name="id"]')) {
      if (/^$|^.{14}4/.test(field.value)) field.value = crypto.randomUUID();
    }
  }

  // --- The strip on top, and the toast

  function showStrip(asOf, login, waits) {
    const count = waits.length;
    const asksLogin = login && !asOf;
    const strip = fresh("strip", {
      offline: asOf && clock(asOf / 1000),
      login: asksLogin && count,
      asks: waits.some((entry) => entry.asks || entry.bad),
      waiting: !asksLogin && count,
    });
    if (asksLogin) strip.querySelector("a").href = "/accounts/login/";
    document.querySelector("main").before(strip);
  }

  const showSent = ({ sent, says }) =>
    document.getElementById("toast").replaceChildren(fresh("sent", { sent, says: says.join(" ") }));

  // --- The page of the outbox

  function showOutbox(state, waits) {
    const place = document.getElementById("offline");
    const count = waits.length;
    if (state.leave && location.search === "?leave") return place.replaceChildren(fresh("leave", { count }));
    const asked = ({ asks, choice }) => asks && !choice;
    const rows = waits.filter((entry) => !asked(entry)).map(row);
    const part = fresh("waiting", { count, tried: state.tried && clock(state.tried / 1000) });
    part.querySelector("ul").append(...rows);
    place.replaceChildren(...waits.filter(asked).map(question), ...(rows.length ? [part] : []));
  }

  function row({ id, kind: logged, at, told = {}, bad, signs }) {
    const name = told.item ?? logged;
    const what = nameOf(name) + (told.minutes ? `, ${told.minutes} min` : told.ml ? `, ${told.ml} ml` : "");
    const part = fresh("row", { what, when: bad || clock(seconds(at)) }, name);
    if (signs?.some((sign) => sign.startsWith("E"))) part.querySelector("form").remove();
    else put(part, "take", id);
    return part;
  }

  // Which of two entries is right?
  function question({ id, kind: name, asks }) {
    const part = fresh("asks", { says: `${nameOf(name)}: ${asks.says}`, until: asks.until });
    put(part, "of", id);
    for (const { value, says, source } of asks.choices) {
      const answer = fresh("choice", { says, source });
      answer.firstElementChild.value = value;
      part.querySelector("form").lastElementChild.before(answer);
    }
    return part;
  }

  function showAlert({ alert: { signs, entry, mistaken }, call }) {
    const place = document.getElementById("offline");
    const told = signs.flatMap((sign) => find(`[data-sign="${sign}"]`));
    const say = `“${told.map((sign) => sign.querySelector("q").textContent).join(" ")}”`;
    const part = fresh("alert", { say, call, local: !call, mistake: Boolean(entry), mistaken });
    for (const sign of told) part.querySelector(".band").append(...[...sign.querySelectorAll("p")].map(copyOf));
    if (call) part.querySelector(".call").href = `tel:${call}`;
    if (entry) put(part, "mistake", entry);
    document.body.classList.add("alert");
    for (const each of document.querySelectorAll(".tabs, #strip")) each.remove();
    place.classList.remove("stack");
    place.replaceChildren(part);
    place.querySelector("h1").focus();
  }

  // --- The plan: goes on by the clock of the phone, see presenters/kept.py

  function showPlan(state, waits) {
    const today = document.querySelector("#today[data-from]"); // the page of help has a heading with this id
    const source = document.getElementById("kept");
    if (!today) return;
    const head = today.querySelectorAll(".head, .phases");
    const place = fresh("today").firstElementChild;
    for (const toast of document.querySelectorAll(".toast")) toast.remove();
    today.replaceWith(place);
    if (!source) return;
    const data = JSON.parse(source.content.textContent);
    const careful = waits.some(({ signs }) => signs?.some((sign) => sign.startsWith("S")));
    const paint = () => {
      const column = fresh("column").firstElementChild;
      column.append(...head, ...draw(data, state.entries, careful, Date.now() / 1000));
      renewIds(column);
      // Painting again must not take the focus from a button.
      if (!place.contains(document.activeElement)) place.replaceChildren(column);
    };
    paint();
    setInterval(paint, 15000);
  }

  function draw(data, entries, careful, now) {
    if (now >= data.until || now < data.made - 5 * MINUTE) return [fresh("old"), logRows(() => [Infinity])];
    now = Math.max(now, data.made);
    // When timers ended; 0 for an entry that was taken back.
    const over = new Map(entries.map(({ entry, told, at }) => [entry ?? told.started, entry ? 0 : seconds(at)]));
    const begun = begunSince(data, entries, over);
    const runs = (each) => each?.runs && !over.has(each.id) && now < each.ends + 10 * MINUTE;
    const timer = [data.timer, ...begun].find(runs);
    const stopped = (name) => timer || (careful && !data.always.includes(name));
    // The first instant from `at` on at which a kind may begin; Infinity if there is none.
    const opens = (name, at) => (stopped(name) ? Infinity : firstStart(data, name, at, begun));
    const coming = data.items
      .map(([name, from, to]) => ({ name, to, at: opens(name, Math.max(from, now)) }))
      .filter(({ to, at }) => at <= to);
    const first = coming.find(({ at }) => at === now);
    const [next] = coming
      .filter(({ name, at }) => at > now && name !== first?.name)
      .sort((one, other) => one.at - other.at);
    return [
      ...(careful ? [fresh("careful")] : []),
      timer ? timerCard(data, timer, now) : first ? nowCard(data, first) : fresh("rest", {}, "rest"),
      ...(next ? [fresh("next", { when: clock(next.at), what: data.titles[next.name] }, next.name)] : []),
      logRows((name) => [opens(name, now), nextOf(data, name, begun, opens(name, now))], now),
    ];
  }

  // What began on this phone since the copy was made.
  function begunSince({ starts }, entries, over) {
    const begins = entries.filter(({ id, entry, told }) => !entry && !told.started && over.get(id) !== 0);
    return begins.map(({ id, kind: logged, at, told }) => {
      const name = told.item ?? logged;
      const began = seconds(at) - (Number(told.when) || 0) * MINUTE;
      const ends = over.get(id) ?? began + (told.minutes || starts[name]?.[2] || 0) * MINUTE;
      return { id, name, began, ends, runs: told.item };
    });
  }

  function firstStart({ starts, most, gaps, pauses = {}, until }, name, at, begun) {
    let [opens, closes] = starts[name] ?? [Infinity];
    let left = most[name] ?? Infinity;
    opens = Math.max(opens, at);
    for (const each of begun) {
      opens = Math.max(opens, each.ends + (each.name === "cold" ? (pauses[name] ?? 0) : 0) * MINUTE);
      if (each.name !== name) continue;
      opens = Math.max(opens, each.began + (gaps[name] ?? 0) * MINUTE);
      left -= 1;
    }
    return left > 0 && opens <= closes && opens < until ? opens : Infinity;
  }

  // When the plan repeats a kind next, if it does.
  function nextOf({ rhythms, always }, name, begun, opens) {
    const [every, planned, until] = rhythms[name] ?? [];
    const again = begun.map((each) => (each.name === name ? each.began + every * MINUTE : 0));
    const next = Math.max(planned, always.includes(name) ? 0 : opens, ...again);
    return planned && next <= until ? next : 0;
  }

  // --- Cards

  function nowCard(data, { name, to }) {
    const card = fresh(
      "now",
      { what: data.titles[name], says: data.says?.[name], until: clock(Math.min(to, data.starts[name][1])) },
      name,
    );
    put(card, "item", name);
    return card;
  }

  function timerCard(data, { id, name, began, ends }, now) {
    const part = fresh("timer", { what: nameOf(name), says: data.says?.[name], until: clock(ends) });
    const { dataset } = part.firstElementChild;
    Object.assign(dataset, { left: Math.round(ends - now), total: ends - began, session: id, over: nameOf(name) });
    part.querySelector("form").action = `/log/${name}/`;
    put(part, "started", id);
    return part;
  }

  // What can be logged, with a button for what may begin now.
  function logRows(times, now) {
    const part = fresh("add");
    for (const { dataset } of find("[data-addable]")) {
      const name = dataset.kind;
      const [opens, next] = times(name);
      const from = !next && opens > now && opens < Infinity && clock(opens);
      const row = fresh("kind", { what: nameOf(name), next: next > now && clock(next), from }, name);
      row.querySelector("a").href = `/log/${name}/`;
      if (opens === now) put(row, "item", name);
      else row.querySelector("form").remove();
      part.querySelector("ul").append(row);
    }
    return part;
  }

  // --- Signal again

  addEventListener("online", () => document.querySelector("#kept-today, #offline") && location.reload());
})();
