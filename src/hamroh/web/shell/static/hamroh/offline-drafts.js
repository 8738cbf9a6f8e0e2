// Drafts that stay on this device, sealed with AES-256-GCM. The key is made from the passphrase, is not extractable, and
// lives in the memory of this page alone: lock, reload or close, and it is gone. The passphrase itself is kept nowhere.
self.hamrohDrafts = (() => {
  "use strict";
  const NAME = "hamroh-offline", ROUNDS = 600000, BLOCK = 1024, MOST_FAILURES = 10, HOUR = 3600e3;
  const bytes = (words) => new TextEncoder().encode(words);
  let key = null;

  const database = () => new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => { asked.result.createObjectStore("device"); asked.result.createObjectStore("drafts", { keyPath: "id" }); };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  const within = async (store, mode, act) => {
    const base = await database();
    try {
      return await new Promise((done, failed) => {
        const turn = base.transaction(store, mode), asked = act(turn.objectStore(store));
        turn.oncomplete = () => done(asked.result);
        turn.onabort = () => failed(turn.error || asked.error);
      });
    } finally { base.close(); }
  };
  const device = () => within("device", "readonly", (store) => store.get("this"));
  const note = (changes) => within("device", "readwrite", (store) => {
    const asked = store.get("this"); // read and written in one turn: the worker and another window may write as well
    asked.onsuccess = () => { if (asked.result) store.put({ ...asked.result, ...changes }, "this"); };
    return asked;
  });

  // A clock that was set back makes nothing younger: the latest time ever seen here counts.
  const moment = async () => {
    const { latest = 0 } = await device() || {}, clock = Date.now();
    if (latest && clock > latest) await note({ latest: clock }).catch(() => {}); // no room left: the next time
    return Math.max(clock, latest);
  };
  const setBack = async () => ((await device()) || {}).latest - Date.now() > 300e3;

  const keyOf = async (passphrase, salt, rounds) => {
    const typed = await crypto.subtle.importKey("raw", bytes(passphrase.normalize("NFKC").trim().replace(/\s+/g, " ")), "PBKDF2", false, ["deriveKey"]);
    return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  };
  const seal = async (value, about, by = key) => {
    const plain = bytes(JSON.stringify(value)), iv = crypto.getRandomValues(new Uint8Array(12));
    const padded = new Uint8Array(Math.ceil((plain.length + 1) / BLOCK) * BLOCK).fill(32); // blanks: the length tells little
    padded.set(plain);
    return { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytes(about) }, by, padded) };
  };
  const unseal = async ({ iv, sealed }, about, by = key) =>
    JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: bytes(about) }, by, sealed)));
  const about = (draft) => `draft ${draft.id} ${draft.version}`;

  const setUp = async (passphrase, given) => {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    key = await keyOf(passphrase, salt, ROUNDS);
    await within("device", "readwrite", (store) => store.put(
      { ...given, salt, rounds: ROUNDS, failures: 0, next: 0, latest: Date.now(), check: null }, "this"));
    await note({ check: await seal("open", "check") });
  };

  // Each try is counted before it is made: a browser that is killed gives no try for nothing. Each takes longer to come.
  const unlock = async (passphrase) => {
    const known = await device(), wait = Math.min(known.next - Date.now(), 60e3);
    if (wait > 0) return { wait: Math.ceil(wait / 1000) };
    const failures = known.failures + 1;
    await note({ failures, next: Date.now() + Math.min(2 ** failures, 60) * 500 });
    const tried = await keyOf(passphrase, known.salt, known.rounds);
    try { await unseal(known.check, "check", tried); } catch {
      if (failures < MOST_FAILURES) return { left: MOST_FAILURES - failures };
      await wipe();
      return { left: 0 };
    }
    key = tried;
    await note({ failures: 0, next: 0 });
    return { open: true };
  };
  const lock = () => { key = null; };

  const list = async () => (await within("drafts", "readonly", (store) => store.getAll())).sort((a, b) => a.begun - b.begun);
  const read = async (wanted) => {
    const draft = await within("drafts", "readonly", (store) => store.get(wanted));
    if (!draft) return draft;
    const { id, version, begun, expires } = draft;
    return { id, version, begun, expires, ...await unseal(draft, about(draft)) };
  };
  // Sealed first, written second: what could not be written (no room left) is still in hand, and sealed.
  const sealed = async (draft) => {
    const { id, version, begun, expires, ...content } = draft, { hours } = await device(), now = await moment();
    return { id, version, begun, expires: expires || begun + hours * HOUR, saved: now, ...await seal(content, about(draft)) };
  };
  const write = (record) => within("drafts", "readwrite", (store) => store.put(record));
  const remove = (id) => within("drafts", "readwrite", (store) => store.delete(id));

  const sweep = async () => {
    const now = await moment(), over = (await list()).filter((draft) => draft.expires <= now);
    for (const draft of over) await remove(draft.id);
    if (over.length) await note({ swept: ((await device()).swept || 0) + over.length });
  };
  // The server knows what time it is: no draft outlives its hours because it was begun while the clock here was wrong.
  const trust = async (now) => {
    await note({ latest: now });
    const { hours } = await device();
    for (const draft of await list()) if (draft.expires > now + hours * HOUR) await write({ ...draft, expires: now + hours * HOUR });
    await sweep();
  };
  const wipe = async () => {
    lock();
    await Promise.all(["drafts", "device"].map((store) => within(store, "readwrite", (all) => all.clear())));
    indexedDB.deleteDatabase(NAME);
    await caches.delete(NAME);
    for (const worker of await navigator.serviceWorker.getRegistrations()) if (new URL(worker.scope).pathname === "/offline/") await worker.unregister();
  };
  return { device, note, moment, setBack, setUp, unlock, lock, isOpen: () => !!key, list, read, sealed, write, remove, sweep, trust, wipe, MOST_FAILURES };
})();
