// Works without it. With it no screen makes an entry in the history, leaving takes the place of this page (so does Esc, three
// times), and a page that nobody touches for ten minutes leaves by itself.
(() => {
  "use strict";
  const IDLE = 600000;
  let presses = [], idle = 0, sending = false;
  const way = () => document.querySelector(".leave a").href;
  const leave = () => { document.documentElement.hidden = true; location.replace(way()); };
  const awake = () => {
    clearTimeout(idle);
    if (document.body.hasAttribute("data-inside")) idle = setTimeout(leave, IDLE);
  };

  addEventListener("click", (event) => {
    if (event.target.closest(".leave a")) { event.preventDefault(); leave(); }
  });
  addEventListener("keydown", (event) => {
    presses = event.key === "Escape" ? [...presses, Date.now()].filter((at) => Date.now() - at < 2000) : [];
    if (presses.length > 2) { event.preventDefault(); leave(); }
  });

  const show = (text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    document.title = page.title;
    document.documentElement.lang = page.documentElement.lang;
    document.documentElement.dir = page.documentElement.dir;
    document.body.replaceWith(page.body);
    scrollTo(0, 0);
    const head = document.querySelector("h1");
    if (head) { head.tabIndex = -1; head.focus(); }
    awake();
  };
  addEventListener("submit", (event) => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    const said = new URLSearchParams(new FormData(event.target, event.submitter));
    fetch(event.target.action, { method: "POST", body: said, credentials: "same-origin" })
      .then((answer) => answer.text())
      .then(show)
      .catch(() => location.replace(location.href))
      .finally(() => { sending = false; });
  });

  // Came back by the button of the browser: ask again whether this may still be shown.
  addEventListener("pageshow", (event) => { if (event.persisted) location.replace(location.href); });
  ["keydown", "pointerdown", "scroll"].forEach((sign) => addEventListener(sign, awake, { passive: true }));
  awake();
})();
