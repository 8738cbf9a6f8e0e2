// Everything that this browser holds beside cookies: bases, kept pages, storages.
async () => {
  const found = [], seen = new Set(), counts = {}, kept = [];
  const asked = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const words = (value) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer || value);
      for (const kind of ["utf-8", "utf-16le"]) found.push(new TextDecoder(kind).decode(bytes));
    } else if (value && typeof value === "object" && !seen.has(value)) {
      seen.add(value);
      for (const [key, inner] of Object.entries(value)) { found.push(key); words(inner); }
    } else found.push(String(value));
  };
  for (const { name } of await indexedDB.databases()) {
    const base = await asked(indexedDB.open(name));
    for (const store of base.objectStoreNames) {
      const rows = await asked(base.transaction(store).objectStore(store).getAll());
      counts[store] = rows.length;
      rows.forEach(words);
    }
    base.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      kept.push(new URL(request.url).pathname);
      found.push(request.url, await (await cache.match(request)).text());
    }
  }
  for (const store of [localStorage, sessionStorage]) found.push(JSON.stringify(store));
  return { counts, kept, text: found.join("\n") };
}
