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

const sweep = async () => {
  const there = !indexedDB.databases || (await indexedDB.databases()).some(({ name }) => name === NAME);
  if (there && await hamrohDrafts.device()) await hamrohDrafts.sweep();
};
const answer = async (request, path) => {
  const kept = await caches.has(NAME) && await caches.open(NAME);
  const page = kept && request.cache !== "no-store" && await kept.match(path, { ignoreVary: true });
  if (page) return page;
  try { return await fetch(request); } catch (error) {
    const start = request.mode === "navigate" && kept && (await kept.keys()).find(({ url }) => START.test(new URL(url).pathname));
    if (start) return kept.match(start, { ignoreVary: true });
    throw error;
  }
};
