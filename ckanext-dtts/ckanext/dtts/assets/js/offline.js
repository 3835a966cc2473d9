/* From the second page on, pages that are read are kept for when the line is down; nothing else needs this. */
(() => {
  "use strict";
  const worker = navigator.serviceWorker, line = navigator.connection;
  const came = document.referrer.startsWith(location.origin + "/");
  if (worker && came && !(line && line.saveData)) addEventListener("load", () => worker.register("/sw.js").catch(() => {}));
  /* Signing out clears the device: visits that were not sent yet are asked about. */
  addEventListener("submit", (event) => {
    const words = event.target.dataset.unsent;
    try { if (words && localStorage.getItem("dtts-unsent") && !confirm(words)) event.preventDefault(); } catch (_) { /* no storage, no visits */ }
  });
})();
