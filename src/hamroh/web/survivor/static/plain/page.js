// Works without it. Leaving takes the place of this page; so does Esc, three times; a second press sends nothing twice.
(() => {
  "use strict";
  const exit = document.querySelector(".leave a");
  const leave = () => { document.documentElement.hidden = true; location.replace(exit.href); };
  let presses = [];
  if (exit) {
    exit.addEventListener("click", (event) => { event.preventDefault(); leave(); });
    addEventListener("keydown", (event) => {
      presses = event.key === "Escape" ? [...presses, Date.now()].filter((at) => Date.now() - at < 2000) : [];
      if (presses.length > 2) { event.preventDefault(); leave(); }
    });
  }
  addEventListener("submit", (event) => {
    if (event.target.dataset.sent) return event.preventDefault();
    event.target.dataset.sent = "1";
  });
  // Came back by the button of the browser: ask again whether this may still be shown.
  addEventListener("pageshow", (event) => { if (event.persisted) location.replace(location.href); });
})();
