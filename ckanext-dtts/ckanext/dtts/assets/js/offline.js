/* From the second page on, pages that are read are kept for when the line is down; nothing else needs this. */
(() => {
  "use strict";
  const worker = navigator.serviceWorker, line = navigator.connection;
  const came = document.referrer.startsWith(location.origin + "/");
  if (worker && came && !(line && line.saveData)) addEventListener("load", () => worker.register("/sw.js").catch(() => {}));
})();
