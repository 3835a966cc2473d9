/* Keeps a draft's words on the way; without it the buttons do. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-draft]");
  if (!form || !window.fetch) return;
  const line = form.querySelector("[data-kept]");
  let timer, waiting = false;
  const words = () => { const data = new FormData(form); data.set("do", "save"); return data; };
  const keep = async () => {
    waiting = false;
    try {
      const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body: words(), credentials: "same-origin" });
      if (answer.status !== 204) throw new Error(answer.status);
      line.textContent = form.dataset.draft.replace("{time}", new Date().toLocaleTimeString(document.documentElement.lang));
    } catch (_) { waiting = true; }
  };
  form.addEventListener("input", () => { waiting = true; clearTimeout(timer); timer = setTimeout(keep, 1000); });
  form.addEventListener("submit", () => { waiting = false; clearTimeout(timer); });
  addEventListener("online", () => waiting && keep());
  addEventListener("pagehide", () => waiting && navigator.sendBeacon(form.action, words()));
})();
