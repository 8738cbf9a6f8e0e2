// The page of forms kept on this device: set up, unlock, fill, lock, send. Everything is one page, because the key lives
// in its memory: forms and languages are exchanged inside it, from what the device kept.
(() => {
  "use strict";
  const drafts = window.hamrohDrafts, NAME = "hamroh-offline";
  let root = document.getElementById("offline");
  if (!root) return;
  const one = (selector, within = root) => within.querySelector(selector);
  const all = (selector, within = root) => [...within.querySelectorAll(selector)];
  const say = (key, values = {}) => Object.entries(values).reduce((words, [name, value]) => words.replaceAll(`{${name}}`, value), one(`[data-say="${key}"]`).content.textContent);
  const two = (n) => String(n).padStart(2, "0");
  const day = (at) => { const d = new Date(at); return `${two(d.getDate())}.${two(d.getMonth() + 1)}.${d.getFullYear()} ${two(d.getHours())}:${two(d.getMinutes())}`; };
  const tell = (...sentences) => { const line = one("[data-told]"); line.textContent = sentences.filter(Boolean).join(" "); line.hidden = !line.textContent; };
  let state = "", language = root.dataset.language, release, draft, dirty = false, unwritten, conflicts = [], token = "", signedIn = false, last = Date.now();
  const windows = "BroadcastChannel" in window ? new BroadcastChannel(NAME) : { postMessage() {} };

  const show = (name) => {
    state = name;
    all("[data-state]").forEach((part) => { part.hidden = part.dataset.state !== name; });
    one("[data-heading]").hidden = name === "form";
    if (name === "new") one("[data-connect]").hidden = signedIn;
  };
  // A list made of copies of a pattern: texts by the name of their place, and what each copy stands for.
  const copy = (kind, { texts = {}, ...data }) => {
    const made = one(`[data-row="${kind}"]`).content.firstElementChild.cloneNode(true);
    for (const [name, words] of Object.entries(texts)) all(`[data-${name}]`, made).forEach((place) => { place.textContent = (place.className === "hm-vh" ? ": " : "") + words; });
    Object.assign(made.dataset, data);
    return made;
  };
  const fillList = (kind, things) => {
    one(`[data-list="${kind}"]`).replaceChildren(...things.map((thing) => copy(kind, thing)));
    const none = one(`[data-none="${kind}"]`);
    if (none) none.hidden = things.length > 0;
  };
  const titleOf = (device, version, code) => { const title = device.titles[version] || {}; return [code, title[language] || title.en || say("form")].filter(Boolean).join(", "); };

  // --- What the device is: new, locked or open
  const look = async () => {
    await drafts.sweep();
    const device = await drafts.device();
    if (!device) return show("new");
    const told = [device.swept && say("swept", { n: device.swept }), await drafts.setBack() && say("set_back")];
    if (device.swept) await drafts.note({ swept: 0 });
    if (told.some(Boolean)) tell(...told);
    return drafts.isOpen() ? showList() : showLocked(device);
  };
  const showLocked = async (device) => {
    const ends = (await drafts.list()).map((d) => d.expires);
    one("[data-waiting]").textContent = ends.length ? say("waiting", { n: ends.length, at: day(Math.min(...ends)) }) : "";
    if (device.failures) tell(say("wrong", { left: drafts.MOST_FAILURES - device.failures }));
    show("locked");
  };
  const showList = async () => {
    draft = null;
    const device = await drafts.device(), kept = await Promise.all((await drafts.list()).map((d) => drafts.read(d.id)));
    fillList("form", device.forms.map((version) => ({ version, texts: { title: titleOf(device, version) } })));
    fillList("draft", kept.map(({ id, version, code, begun, expires }) => ({ id, texts: { title: titleOf(device, version, code), begun: day(begun), expires: day(expires) } })));
    show("open");
    offerUnfinished(device, kept).catch(() => {});
  };
  const offerUnfinished = async (device, kept) => {
    const answer = signedIn && await fetch(root.dataset.unfinished, { redirect: "manual", cache: "no-store" });
    const rows = answer.ok ? (await answer.json()).rows.filter(({ id, version }) => device.forms.includes(version) && !kept.some((d) => d.id === id)) : [];
    one("[data-unfinished]").hidden = !rows.length;
    fillList("unfinished", rows.map(({ id, version, code }) => ({ id, texts: { title: titleOf(device, version, code) } })));
  };

  // --- One window at a time
  const alone = () => new Promise((told) => {
    if (!navigator.locks) return told(true);
    navigator.locks.request(NAME, { ifAvailable: true }, (lock) => { told(!!lock); return lock && new Promise((done) => { release = done; }); });
  });
  let leaving = false;
  const leave = async (sentence) => {
    if (leaving) return;
    leaving = true;
    try { await save(); } catch { /* said below; the sealed draft stays in hand */ }
    drafts.lock();
    draft = null;
    one("[data-form-here]").replaceChildren();
    all("input[type=password]").forEach((input) => { input.value = ""; });
    fillList("conflict", []);
    if (release) release();
    release = null;
    const device = await drafts.device();
    if (device) await showLocked(device); else show("new");
    tell(sentence, unwritten && say("full"));
    leaving = false;
  };
  windows.onmessage = async ({ data }) => {
    if (data === "yield" && drafts.isOpen()) await leave(say("yielded"));
    if (data === "wiped") location.reload();
  };

  // --- Forms: the kept page, put in here
  const kept = async (path) => {
    const answer = await (await caches.open(NAME)).match(path, { ignoreVary: true }) || await fetch(path, { redirect: "error" });
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };
  const openForm = async () => {
    const page = await kept(`/offline/form/${draft.version}/${language}/`), form = page.querySelector("[data-offline-form]");
    one("[data-form-here]").replaceChildren(document.adoptNode(form));
    draft.answers = draft.answers || JSON.parse(form.dataset.begun);
    const here = new Date(), [, far, near] = /([+-]\d\d)(\d\d)/.exec(here);
    here.setMinutes(here.getMinutes() - here.getTimezoneOffset());
    form.dataset.form = JSON.stringify({ ...JSON.parse(form.dataset.form), now: here.toISOString().replace("Z", `${far}:${near}`) });
    draw(form);
    fill(form, draft.answers);
    for (const known of all("script[data-form-script]", page)) {
      const script = document.createElement("script");
      script.src = known.src;
      script.async = false;
      form.append(script);
    }
    dirty = false;
    one("[data-saved]").textContent = draft.code || "";
    show("form");
    scrollTo(0, 0);
  };

  // Repeats: the kept page has one empty row of each. It becomes the pattern from which rows are made.
  const patterns = new WeakMap();
  const isRepeat = (part) => !!one(':scope > button[value^="add:"]', part);
  const rowsOf = (part) => all(":scope > [data-q]", part);
  const draw = (within) => {
    for (const part of all("section[data-q]", within).filter(isRepeat)) {
      const row = rowsOf(part)[0];
      if (!row || patterns.has(part)) continue;
      patterns.set(part, row);
      row.remove();
      for (let at = 0, count = Number(draft.answers[part.dataset.q]) || 0; at < count; at += 1) addRow(part);
    }
  };
  const addRow = (part) => {
    const pattern = patterns.get(part), at = rowsOf(part).length, row = pattern.cloneNode(true), own = `${part.dataset.q}/${at}`;
    for (const element of [row, ...all("*", row)]) for (const { name, value } of [...element.attributes]) {
      if (/^(name|data-q|value)$/.test(name)) element.setAttribute(name, value.replaceAll(pattern.dataset.q, own));
      if (/^(id|for|aria-describedby)$/.test(name)) element.setAttribute(name, `${value}-${own.replaceAll("/", "-")}`);
    }
    const title = one(":scope > :is(h2,h3,h4)", row);
    if (title) title.textContent = title.textContent.replace(/1\s*$/, at + 1);
    one(':scope > button[value^="add:"]', part).before(row);
    draw(row);
  };
  const change = async (button) => {
    const [act, path] = button.value.split(":"), answers = gather(button.form), repeat = act === "add" ? path : path.replace(/\/\d+$/, ""), count = Number(answers[repeat]);
    if (act === "add") draft.answers = { ...answers, [repeat]: String(count + 1) };
    else { // rows after the removed one move up
      const gone = Number(path.slice(repeat.length + 1));
      draft.answers = { [repeat]: String(count - 1) };
      for (const [name, value] of Object.entries(answers)) {
        const [, row, rest] = name.startsWith(`${repeat}/`) ? /^(\d+)(.*)$/.exec(name.slice(repeat.length + 1)) : [];
        if (row !== gone + "" && name !== repeat) draft.answers[row > gone ? `${repeat}/${row - 1}${rest}` : name] = value;
      }
    }
    const top = scrollY;
    await openForm();
    scrollTo(0, top);
    const rows = rowsOf(one(`section[data-q="${repeat}"]`)), field = rows.length && one("input:not([type=hidden]),select,textarea", rows[act === "add" ? count : 0]);
    if (field) field.focus();
    dirty = true;
    return save();
  };

  // Answers by path, as the server keeps them; the widgets are those of the form's page.
  const fill = (form, answers) => {
    for (const asked of all("[data-widget]", form)) {
      const { q: path, widget } = asked.dataset, value = answers[path] || "", fields = all("[name]", asked), [year = "", month = "", date = ""] = value.split("-");
      for (const field of fields) {
        if (field.type === "radio") field.checked = field.value === value;
        else if (field.type === "checkbox") field.checked = value.split(" ").includes(field.value);
        else if (widget === "date") field.value = { y: year, m: month, d: date }[field.name.slice(-1)];
        else if (field.type !== "hidden" && field.type !== "file") field.value = value;
      }
    }
  };
  const gather = (form) => {
    const answers = {};
    for (const part of all("section[data-q]", form).filter(isRepeat)) answers[part.dataset.q] = String(rowsOf(part).length);
    for (const asked of all("[data-widget]", form)) {
      const { q: path, widget } = asked.dataset, fields = all('[name]:not([type="hidden"])', asked);
      if (widget === "file") continue;
      if (widget === "date") {
        const [y, m, d] = ["y", "m", "d"].map((end) => fields.find((field) => field.name === `${path}.${end}`).value.trim());
        answers[path] = y || m || d ? `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}` : "";
      } else answers[path] = fields.filter((field) => !/radio|checkbox/.test(field.type) || field.checked).map((field) => field.value.trim()).join(" ");
    }
    return answers;
  };
  const save = async () => {
    const form = one("[data-form-here] form");
    if (draft && form && dirty && drafts.isOpen()) {
      dirty = false;
      draft = { ...draft, answers: gather(form), language };
      try { unwritten = await drafts.sealed(draft); } catch (error) { dirty = true; throw error; }
    }
    if (!unwritten) return;
    try { await drafts.write(unwritten); } catch (error) { one("[data-saved]").textContent = ""; tell(say("full")); throw error; }
    unwritten = null;
    if (state === "form") one("[data-saved]").textContent = say("saved", { at: day(Date.now()).slice(-5) });
  };
  let timer;
  const typed = (event) => {
    if (!event.target.closest("[data-form-here]")) return;
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(() => save().catch(() => {}), 400);
  };

  // --- The server: may this device go on, and has anything changed?
  const post = (path, body) => fetch(path, { method: "POST", body, headers: { "X-CSRFToken": token }, redirect: "manual", cache: "no-store", credentials: "same-origin" });
  const contact = async () => {
    const device = await drafts.device();
    let answer;
    try { answer = await post(root.dataset.contact, new URLSearchParams({ secret: (device && device.secret) || "" })); } catch { return "none"; }
    const told = answer.ok ? await answer.json() : {};
    signedIn = !!told.signed; token = told.token || "";
    if (device && told.say === "wipe") { await gone(say("told_to_wipe")); return "wipe"; }
    if (device && told.now) await drafts.trust(told.now);
    if (device && signedIn && told.stamp !== device.stamp) await refresh(device);
    if (state === "new") one("[data-connect]").hidden = signedIn;
    return signedIn ? "keep" : "sign-in";
  };
  const keep = async (device) => {
    const answer = await post(root.dataset.keep, JSON.stringify({ id: device.id, secret: device.secret, forms: device.chosen }));
    if (!answer.ok) return null;
    const told = await answer.json(), cache = await caches.open(NAME);
    const got = await Promise.all(told.keep.map(async (path) => [path, await fetch(path, { redirect: "error", cache: "no-store" })]));
    if (got.some(([, page]) => !page.ok)) return null;
    for (const [path, page] of got) await cache.put(path, page);
    const versions = (await drafts.list()).map((d) => d.version);
    for (const key of await cache.keys()) { // forms in which something was begun stay, also when they were withdrawn
      const path = new URL(key.url).pathname;
      if (!told.keep.includes(path) && !versions.some((version) => path.includes(version))) await cache.delete(key);
    }
    return { stamp: told.stamp, forms: told.forms.map((f) => f.version), titles: { ...device.titles, ...Object.fromEntries(told.forms.map((f) => [f.version, f.title])) } };
  };
  const refresh = async (device) => { const changes = await keep(device); if (changes) await drafts.note(changes); };
  const gone = async (sentence) => {
    await drafts.wipe();
    windows.postMessage("wiped");
    one("[data-form-here]").replaceChildren();
    if (release) release();
    draft = null; unwritten = null;
    show("new");
    tell(sentence);
  };

  // --- Sending: taken whole, or not at all
  const send = async (id) => {
    const found = await drafts.read(id);
    const reached = await contact();
    if (reached === "wipe") return;
    if (reached !== "keep") return tell(say(reached === "none" ? "no_network" : "sign_in"));
    const body = { ...found, secret: (await drafts.device()).secret };
    let answer, told = {};
    await drafts.write(await drafts.sealed({ ...found, sending: true })); // until the answer comes nobody types on
    try { answer = await post(root.dataset.send, JSON.stringify(body)); told = /json/.test(answer.headers.get("content-type")) ? await answer.json() : {}; } catch { await showList(); return tell(say("not_sent")); }
    if (answer.status === 200 && told.taken === id) {
      await drafts.remove(id);
      await showList();
      return tell(say("sent"), told.sentence);
    }
    delete found.sending;
    await drafts.write(await drafts.sealed(found));
    if (answer.status === 409) return showConflicts(found, told);
    if (answer.status === 422) return showFaults(found, told);
    await showList();
    return tell(say({ 404: "not_yours", 0: "sign_in" }[answer.status] || "not_sent"));
  };
  const showFaults = async (found, told) => {
    draft = found;
    await openForm();
    tell(say("faults"));
    one("[data-told]").append(...told.faults.map(({ path, sentence }) => copy("fault", { path, texts: { fault: sentence } })));
  };
  const showConflicts = (found, told) => {
    draft = found; conflicts = told.conflicts; draft.revision = told.revision;
    fillList("conflict", conflicts.map((c) => ({ texts: { label: c.label, yours: c.yours_words || say("nothing"), theirs: c.theirs_words || say("nothing"), by: say("by", { who: c.by, at: day(c.at) }) } })));
    all('[data-list="conflict"] fieldset').forEach((set, n) => all("input", set).forEach((input) => { input.name = `conflict-${n}`; }));
    tell("");
    show("conflict");
  };
  const settle = async (form) => {
    const chosen = conflicts.map((_, n) => (one(`[name="conflict-${n}"]:checked`, form) || {}).value);
    if (chosen.includes(undefined)) return tell(say("choose_each"));
    conflicts.forEach((c, n) => { draft.seen = { ...draft.seen, [c.path]: c.theirs }; if (chosen[n] === "theirs") draft.answers[c.path] = c.theirs; });
    await drafts.write(await drafts.sealed(draft));
    await send(draft.id);
  };

  // --- What a person does
  const strength = (passphrase) => {
    const words = passphrase.trim().split(/\s+/).filter((word) => word.length > 2), signs = [...passphrase.trim()].length, different = new Set(passphrase).size;
    if (signs < 12 && words.length < 4) return "too_short";
    if (different < 6 || /^[\d\s.-]+$/.test(passphrase)) return "guessed";
    return signs >= 20 || words.length >= 5 ? "strong" : "enough";
  };
  const acts = {
    async "set-up"(form) {
      const passphrase = one("[data-new-passphrase]", form).value, judged = strength(passphrase), chosen = all("[data-pick-form]:checked", form).map((box) => box.value);
      const obstacles = [!chosen.length && say("choose_form"), /too_short|guessed/.test(judged) && say(judged), passphrase !== one("[data-again]", form).value && say("not_same")].filter(Boolean);
      if (obstacles.length) return tell(...obstacles);
      tell(say("keeping"));
      const reached = await contact();
      if (reached !== "keep") return tell(say(reached === "none" ? "no_network" : "sign_in"));
      const device = { id: crypto.randomUUID(), secret: crypto.randomUUID(), chosen, hours: Number(one("[data-hours]", form).value) };
      const given = await keep(device);
      if (!given) return tell(say("not_kept"));
      if (!await alone()) return show("elsewhere");
      await navigator.serviceWorker.register(root.dataset.worker);
      const stays = navigator.storage && navigator.storage.persist && await navigator.storage.persist();
      await drafts.setUp(passphrase, { ...device, ...given });
      form.reset();
      one("[data-strength]").textContent = "";
      await showList();
      return tell(say("kept"), !stays && say("may_vanish"));
    },
    async unlock(form) {
      const input = one("[data-passphrase]", form), typedWords = input.value;
      if (!await alone()) return show("elsewhere");
      tell(say("unlocking"));
      const { open, wait, left } = await drafts.unlock(typedWords);
      if (!open) {
        if (release) release();
        release = null;
        if (left === 0) { windows.postMessage("wiped"); show("new"); return tell(say("wiped_failures")); }
        return tell(wait ? say("wait", { n: wait }) : say("wrong", { left }));
      }
      input.value = "";
      tell("");
      if (unwritten) await save().catch(() => {});
      await look();
      return contact().then((reached) => state === "open" && reached === "keep" && showList());
    },
    async begin(button) {
      draft = { id: crypto.randomUUID(), version: button.closest("[data-version]").dataset.version, begun: await drafts.moment(), answers: null, seen: {}, revision: 0, language };
      tell("");
      await openForm();
    },
    async "go-on"(button) {
      const found = await drafts.read(button.closest("[data-id]").dataset.id);
      if (found.sending) return tell(say("half_sent"));
      draft = found;
      tell("");
      return openForm();
    },
    async take(button) {
      if (await contact() !== "keep") return tell(say("sign_in"));
      const { id } = button.closest("[data-id]").dataset, answer = await post(`${root.dataset.unfinished}${id}/take/`, "");
      if (!answer.ok) return tell(say("not_yours"));
      if (!(await drafts.list()).some((d) => d.id === id)) await drafts.write(await drafts.sealed({ ...await answer.json(), begun: await drafts.moment(), language }));
      await showList();
      return tell(say("taken_along"));
    },
    async close() { try { await save(); } catch { return; } one("[data-form-here]").replaceChildren(); tell(""); await showList(); },
    async lock() { await leave(say("locked")); },
    async send(button) { await send(button.closest("[data-id]").dataset.id); },
    async "send-this"() { dirty = true; try { await save(); } catch { return; } await send(draft.id); },
    async settle(form) { await settle(form); },
    async wipe(form) { if (one("[data-sure]", form).checked) await gone(say("wiped")); else tell(say("be_sure")); },
    async "take-over"() { windows.postMessage("yield"); setTimeout(look, 700); },
    async "to-fault"(button) { const asked = one(`[data-widget][data-q="${button.closest("[data-path]").dataset.path}"]`); if (asked) one("input:not([type=hidden]),select,textarea", asked).focus(); },
  };
  let turn = Promise.resolve();
  const waits = new Set(); // a second press of the same does nothing; another waits for its turn
  const act = (name, element) => {
    if (waits.has(name)) return;
    waits.add(name);
    turn = turn.then(() => acts[name](element)).catch((error) => { if (!unwritten) tell(say(error.name === "QuotaExceededError" ? "full" : "went_wrong")); }).finally(() => waits.delete(name));
  };
  addEventListener("submit", (event) => {
    if (!event.target.closest("#offline")) return;
    event.preventDefault();
    if (event.target.dataset.act) act(event.target.dataset.act, event.target);
  });
  addEventListener("click", (event) => {
    const button = event.target.closest("#offline button[data-act]"), tongue = event.target.closest("a[data-language]");
    if (button) act(button.dataset.act, button);
    const changed = event.target.closest('[data-form-here] button[name="act"]');
    if (changed) change(changed).catch(() => {});
    if (tongue && drafts.isOpen()) { event.preventDefault(); speak(tongue.dataset.language, tongue.pathname); }
  });
  addEventListener("input", (event) => {
    typed(event);
    if (event.target.matches("[data-new-passphrase]")) one("[data-strength]").textContent = event.target.value && say(strength(event.target.value));
  });
  addEventListener("change", typed);

  // --- Another language in the middle of work: the words are exchanged, the answers and the key stay
  const speak = async (to, path) => {
    await save().catch(() => {});
    const page = await kept(path), was = state;
    language = to;
    document.documentElement.lang = page.documentElement.lang;
    document.documentElement.dir = page.documentElement.dir;
    document.title = page.title;
    for (const part of ["header", "main", "footer"]) document.querySelector(part).replaceWith(document.adoptNode(page.querySelector(part)));
    root = document.getElementById("offline");
    history.replaceState(null, "", path);
    if (draft && was === "form") await openForm(); else if (draft && was === "conflict") await send(draft.id); else await showList();
  };

  // --- Locked when nobody works, also after the device slept
  const idle = () => {
    if (drafts.isOpen() && Date.now() - last > Number(root.dataset.idle) * 1000) leave(say("idle"));
  };
  const active = () => { idle(); last = Date.now(); };
  for (const kind of ["pointerdown", "keydown", "input", "touchmove"]) addEventListener(kind, active, { capture: true, passive: true });
  setInterval(idle, 1000);
  addEventListener("visibilitychange", () => { idle(); if (document.visibilityState === "hidden") save().catch(() => {}); });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  addEventListener("online", () => contact());

  (async () => {
    if (!window.indexedDB || !window.caches || !navigator.serviceWorker || !(window.crypto && crypto.subtle)) return show("unable");
    try { await look(); } catch { return show("unable"); }
    return contact();
  })();
})();
