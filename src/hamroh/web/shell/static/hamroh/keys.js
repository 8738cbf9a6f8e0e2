// Keys, on pages of people who are signed in; nothing needs them: / search, j and k through rows, g and a letter to a section,
// ? what there is. Letters by the place of a key, not by what is written on it: a Cyrillic keyboard has them too.
// They can be switched off; that, and nothing else, is kept in the browser.
(() => {
  "use strict";
  const keys = document.querySelector("details[data-keys]");
  if (keys) {
    const off = () => /(?:^|; )keys=off/.test(document.cookie);
    const button = keys.querySelector("button");
    const say = () => { button.textContent = off() ? button.dataset.keysOn : button.dataset.keysOff; };
    button.addEventListener("click", () => { document.cookie = `keys=off; path=/; samesite=lax; max-age=${off() ? 0 : 31536000}`; say(); });
    keys.hidden = false;
    say();
    const writing = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
    const shown = (elements) => [...elements].filter((element) => element.getClientRects().length);
    const step = (by) => {
      const rows = shown(document.querySelectorAll(".hm-work tbody tr:not(.hm-work__group), .hm-secs li")).filter((row) => row.querySelector("a[href], button"));
      const next = rows.findIndex((row) => row.contains(document.activeElement)) + by;
      const row = rows[Math.max(0, Math.min(rows.length - 1, next))];
      row?.querySelector("a[href], button").focus();
      row?.scrollIntoView({ block: "nearest" });
    };
    let led = 0;
    addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || writing(event.target) || off()) return;
      const letter = event.code.replace(/^Key/, "").toLowerCase();
      if (Date.now() - led < 1500) {
        led = 0;
        return void document.querySelectorAll("[data-key]").forEach((link) => { if (link.dataset.key === letter) { event.preventDefault(); link.click(); } });
      }
      const act = {
        "/": () => shown(document.querySelectorAll("[data-search], .hm-find input"))[0]?.focus(),
        "?": () => { keys.open = true; keys.querySelector("summary").focus(); },
      }[event.key] || (event.shiftKey ? null : { j: () => step(1), k: () => step(-1), g: () => { led = Date.now(); } }[letter]);
      if (act) { event.preventDefault(); act(); }
    });
  }
})();
