// Answers for pages that were kept, and for nothing else. It keeps nothing by itself, and wipes drafts whose time is over.
"use strict";
const NAME = "hamroh-offline", START = /^\/offline\/[A-Za-z-]{2,12}\/$/;
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(Promise.all([clients.claim(), sweep()])));
addEventListener("periodicsync", (event) => event.waitUntil(sweep()));
addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  event.respondWith(answer(request, pathname));
  if (request.mode === "navigate") event.waitUntil(sweep());
});

async function answer(request, path) {
  const kept = await caches.has(NAME) && await caches.open(NAME);
  const page = kept && request.cache !== "no-store" && await kept.match(path, { ignoreVary: true });
  if (page) return page;
  try { return await fetch(request); } catch (error) {
    const start = request.mode === "navigate" && kept && (await kept.keys()).find((key) => START.test(new URL(key.url).pathname));
    if (start) return kept.match(start, { ignoreVary: true });
    throw error;
  }
}

async function sweep() {
  if (indexedDB.databases && !(await indexedDB.databases()).some((base) => base.name === NAME)) return;
  const base = await new Promise((done) => {
    const asked = indexedDB.open(NAME);
    asked.onupgradeneeded = () => asked.transaction.abort(); // never set up here: make nothing
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => done(null);
  });
  if (!base) return;
  await new Promise((done) => {
    const turn = base.transaction(["device", "drafts"], "readwrite"), about = turn.objectStore("device"), drafts = turn.objectStore("drafts");
    turn.oncomplete = turn.onabort = done;
    const asked = about.get("this");
    asked.onsuccess = () => {
      const device = asked.result;
      if (!device) return;
      const now = Math.max(Date.now(), device.latest || 0);
      let swept = device.swept || 0;
      drafts.openCursor().onsuccess = ({ target: { result } }) => {
        if (!result) return about.put({ ...device, latest: now, swept }, "this");
        if (result.value.expires <= now) { result.delete(); swept += 1; }
        result.continue();
      };
    };
  });
  base.close();
}
