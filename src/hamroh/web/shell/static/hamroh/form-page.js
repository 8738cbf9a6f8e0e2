// What script adds to a page of a form; every page works without it. Conditions and calculated texts follow the answers as
// they are given. What could not be sent is kept on this device, sealed under a key that only the signed-in page has.
(() => {
  "use strict";
  const form = document.querySelector("form[data-form]");
  if (!form || !window.hamrohExpressions) return;
  const { evaluate, truth, text } = window.hamrohExpressions;
  const about = JSON.parse(form.dataset.form);
  const all = (selector, root = form) => [...root.querySelectorAll(selector)];
  const asked = all("[data-q][data-widget]"), conditional = all("[data-relevant]");
  const trees = new Map(conditional.map((element) => [element, JSON.parse(element.dataset.relevant)]));

  // What is typed, by path, as the server keeps it.
  const typed = (element) => {
    const path = element.dataset.q, field = (end) => form.elements[path + end], pad = (value, size) => value.padStart(size, "0");
    switch (element.dataset.widget) {
      case "radios": case "checks": case "tick": return all("input:checked", element).map((input) => input.value).join(" ");
      case "date": { const [y, m, d] = [".y", ".m", ".d"].map((end) => field(end).value.trim()); return y || m || d ? `${y}-${pad(m, 2)}-${pad(d, 2)}` : ""; }
      case "number": return field("").value.replace(/\s/g, "").replace(",", ".");
      case "file": return "";
      default: return field("").value.trim();
    }
  };
  const shown = (element) => !element.closest("[hidden]");
  const values = () => new Map(asked.map((element) => [element.dataset.q, shown(element) ? typed(element) : ""]));

  // A name as seen from a row: in the row, in those around it, in every row of another repeat, or on another page.
  const found = (name, path, here) => {
    const steps = path.split("/").slice(0, -1);
    for (let end = steps.length; end >= 0; end -= 2) {
      const at = [...steps.slice(0, end), name].join("/");
      if (here.has(at)) return here.get(at);
    }
    const rows = [...here].filter(([at]) => at.endsWith("/" + name)).map(([, value]) => value);
    if (rows.length) return rows;
    const count = all(`[data-q^="${name}/"]`).filter((row) => !row.dataset.widget && /^[^/]+\/\d+$/.test(row.dataset.q) && shown(row));
    return count.length ? count.map(() => "x") : about.answers[name] ?? "";
  };
  const context = (path, here, calculated) => ({
    answers: new Proxy({}, {
      get: (_, name) => name in calculated ? calculated[name] : found(name, path, here),
      getOwnPropertyDescriptor: (_, name) => ({ configurable: true, enumerable: true, value: name in calculated ? calculated[name] : found(name, path, here) }),
      has: () => true,
    }),
    position: 1 + Number(/\/(\d+)\/[^/]*$/.exec(path)?.[1] || 0), now: about.now, today: about.now.slice(0, 10), labels: about.labels,
  });

  const follow = () => {
    let calculated = {};
    for (let round = 0, changed = true; changed && round < 10; round++) {
      changed = false;
      const here = values();
      calculated = {};
      about.calcs.forEach(([name, tree]) => { calculated[name] = text(evaluate(tree, context(name, here, calculated))); });
      trees.forEach((tree, element) => {
        const hidden = !truth(evaluate(tree, context(element.dataset.q, here, calculated)));
        if (element.hidden !== hidden) { element.hidden = hidden; changed = true; }
      });
    }
    const here = values();
    all("output[data-ref]").forEach((output) => {
      const name = output.dataset.ref, value = text(context(output.closest("[data-q]").dataset.q, here, calculated).answers[name]);
      const words = about.labels[name]?.[value] ?? value;
      if (output.textContent !== words) output.textContent = words;
    });
  };
  form.addEventListener("input", follow);
  form.addEventListener("change", follow);
  follow();
  const live = Object.assign(document.createElement("input"), { type: "hidden", name: "live", value: "1" });
  form.append(live);

  // Sealed on this device until it is sent: the key is the page's, and comes again only to the same person signed in.
  if (!form.dataset.key || !window.crypto?.subtle) return;
  const place = "hamroh-form:" + form.dataset.draft, at = new URL(form.action).searchParams.get("at");
  const bytes = (base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const base64 = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
  const key = crypto.subtle.importKey("raw", bytes(form.dataset.key), "AES-GCM", false, ["encrypt", "decrypt"]);
  const fields = () => all("[data-q] input:not([type=file]), [data-q] select, [data-q] textarea").filter((input) => input.type !== "hidden");
  const state = () => fields().map((input) => [input.id, /radio|checkbox/.test(input.type) ? input.checked : input.value]);
  const first = JSON.stringify(state());
  const keep = async () => {
    const iv = crypto.getRandomValues(new Uint8Array(12)), words = JSON.stringify({ at, revision: form.dataset.revision, state: state() });
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, new TextEncoder().encode(words));
    sessionStorage.setItem(place, base64(iv) + "." + base64(sealed));
  };
  const restore = async () => {
    const kept = sessionStorage.getItem(place);
    if (!kept) return;
    sessionStorage.removeItem(place);
    try {
      const [iv, sealed] = kept.split(".").map(bytes);
      const before = JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key, sealed)));
      if (before.at !== at && before.revision === form.dataset.revision) sessionStorage.setItem(place, kept); // not sent yet
      if (before.at !== at || JSON.stringify(before.state) === first) return;
      before.state.forEach(([id, value]) => {
        const input = document.getElementById(id);
        if (input && typeof value === "boolean") input.checked = value; else if (input) input.value = value;
      });
      const line = form.querySelector("[data-saved]");
      if (line) line.textContent = form.dataset.restored;
      follow();
    } catch { /* sealed by somebody else: gone */ }
  };
  restore();
  let timer;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, 400); });
})();
