/* From the second page on, pages that are read are kept for when the line is down; nothing else needs this. */
(() => {
  "use strict";
  const worker = navigator.serviceWorker, line = navigator.connection;
  const came = document.referrer.startsWith(location.origin + "/");
  if (worker && came && !(line && line.saveData)) addEventListener("load", () => worker.register("/sw.js").catch(() => {}));
  for (const each of document.querySelectorAll("[data-share]")) {
    const url = each.dataset.share, { clipboard, share } = navigator;
    each.hidden = !share && !clipboard;
    each.onclick = () => (share ? navigator.share({ url }) : clipboard.writeText(url)).then(() => each.append(" ✓"), () => {});
  }
})();
