/* Brings the state of a submission up to date without the reader reloading; the page works without it. */
(() => {
  "use strict";
  const box = document.querySelector("[data-submission]");
  if (!box) return;
  const line = box.querySelector("[data-line]");
  const lang = document.documentElement.lang.slice(0, 2);
  const ask = async () => {
    try {
      if (document.hidden) return setTimeout(ask, 1500);
      const answer = await fetch(box.dataset.submission, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!answer.ok) throw new Error(answer.status);
      const submission = await answer.json();
      if (submission.state !== box.dataset.state) return location.reload();
      const message = submission.progress && submission.progress.message && submission.progress.message[lang];
      if (message && line.textContent !== message) line.textContent = message;
    } catch (error) {
      box.dataset.waiting = "1";
    }
    return setTimeout(ask, 1500);
  };
  setTimeout(ask, 700);
})();
