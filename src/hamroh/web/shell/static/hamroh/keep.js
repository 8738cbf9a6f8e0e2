// What is typed is kept on the server while it is typed. Nothing is kept in the browser; without this script saving works as before.
(() => {
  "use strict";
  document.querySelectorAll("input[data-keep]").forEach((mark) => {
    const form = mark.form, line = form.querySelector("[data-kept-line]"), url = mark.dataset.keep;
    let timer = 0, changed = false, well = true, held = false, sent = false, shown = "";

    const typed = () => {
      const data = new FormData(form);
      for (const field of form.elements) if (field.name && /^(password|file)$/.test(field.type)) data.delete(field.name);
      return data;
    };
    const say = ({ said, link, label }) => {
      if (said === shown) return; // read aloud once, not at every word
      line.textContent = shown = said;
      line.hidden = !said;
      line.classList.toggle("hm-note", !well);
      if (!link) return;
      const a = Object.assign(document.createElement("a"), { href: link, target: "_blank", rel: "noopener", className: "hm-a", textContent: label });
      line.append(" ", a);
    };
    const later = (after) => { timer ||= setTimeout(save, after); };
    const save = async () => {
      clearTimeout(timer); timer = 0;
      if (sent || !changed) return;
      changed = false;
      let answer, told;
      try {
        answer = await fetch(url, { method: "POST", body: typed(), credentials: "same-origin" });
        told = await answer.json();
      } catch { told = { said: line.dataset.no }; }
      well = !!answer && answer.ok;
      held = !answer || answer.status === 401 || answer.status === 409; // sending now would lead nowhere
      if (told.token) document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = told.token; });
      say(told);
      if (held) { changed = true; later(15000); }
    };
    const leave = () => { if (changed && !sent && navigator.sendBeacon(url, typed())) changed = false; };

    form.addEventListener("input", () => { changed = true; later(2500); });
    form.addEventListener("submit", (event) => {
      if (navigator.onLine && !held) { sent = true; return; }
      event.preventDefault();
      changed = true;
      save().then(() => {
        if (held) return line.scrollIntoView({ block: "center" });
        form.requestSubmit(event.submitter);
      });
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") leave();
      else if (held) save();
    });
    addEventListener("pagehide", leave);
    addEventListener("pageshow", (event) => { if (event.persisted) sent = false; });
  });
})();
