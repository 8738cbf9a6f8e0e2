// What script adds; every page works without it. Nothing is kept in the browser.
(() => {
  "use strict";
  const all = (selector, root = document) => root.querySelectorAll(selector);

  // Quick exit: a plain link that replaces this page; Esc three times within two seconds does the same.
  const exit = document.querySelector("a.hm-exit");
  if (exit) {
    const leave = () => { document.documentElement.hidden = true; location.replace(exit.href); };
    let presses = [];
    exit.addEventListener("click", (event) => { event.preventDefault(); leave(); });
    addEventListener("keydown", (event) => {
      presses = event.key === "Escape" ? [...presses, Date.now()].filter((at) => Date.now() - at < 2000) : [];
      if (presses.length > 2) { event.preventDefault(); leave(); } // else Esc would stop the loading
    });
  }

  // A second press of a button sends nothing twice. The way back opens the form again.
  const free = (form) => { delete form.dataset.sent; all("[data-off]", form).forEach((button) => { button.disabled = false; delete button.dataset.off; }); };
  addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented || form.hasAttribute("data-many")) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => all("button:enabled:not([type=button])", form).forEach((button) => { button.disabled = true; button.dataset.off = "1"; }));
  });
  addEventListener("pageshow", (event) => { if (event.persisted) all("form[data-sent]").forEach(free); });

  // Save as you go: <form data-autosave="/address/"> with <p data-saved data-no="…" role="status">. The answer is the sentence.
  all("form[data-autosave]").forEach((form) => {
    const line = form.querySelector("[data-saved]");
    let timer;
    const save = async () => {
      if (form.dataset.sent) return;
      let words = line && line.dataset.no;
      try {
        const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), credentials: "same-origin" });
        if (answer.ok && !answer.redirected) words = await answer.text(); // led to sign in: not saved
      } catch { /* no connection: the sentence says so */ }
      if (line && words) line.textContent = words;
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 1500); });
  });

  // Shown until: <span data-until="ISO time" data-then="hidden again">name</span>.
  const hide = (element) => { element.textContent = element.dataset.then || ""; };
  all("[data-until]").forEach((element) => {
    const rest = Date.parse(element.dataset.until) - Date.now();
    setTimeout(() => hide(element), Math.max(0, Math.min(rest || 0, 2 ** 31 - 1)));
  });
  addEventListener("pagehide", () => all("[data-until]").forEach(hide));

  document.querySelector("[data-focus]")?.focus();
  all("button[data-print]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => print()); });
})();
