/* Brings the state of a submission up to date without the reader reloading; the page works without it. */
(() => {
  "use strict";
  const box = document.querySelector("[data-submission]");
  if (!box) return;
  const bar = box.querySelector("progress");
  const line = box.querySelector("[data-line]");
  const lang = document.documentElement.lang.slice(0, 2);
  const ask = async () => {
    try {
      const answer = await fetch(box.dataset.submission, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!answer.ok) throw new Error(answer.status);
      const body = await answer.json();
      const submission = body.result || body;
      if (submission.state !== box.dataset.state) return location.reload();
      const progress = submission.progress || {};
      if (bar && typeof progress.done === "number") bar.value = progress.done;
      const message = progress.message && progress.message[lang];
      if (line && message && line.textContent !== message) line.textContent = message;
    } catch (error) {
      box.dataset.waiting = "1";
    }
    return setTimeout(ask, 1500);
  };
  setTimeout(ask, 700);
})();
