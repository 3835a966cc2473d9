/* The page /ngoai-tuyen: what this browser keeps, read from its own storage; nothing of it leaves the device. */
(() => {
  "use strict";
  const box = document.querySelector("[data-kept]");
  if (!box || !window.caches) return;
  const VISITED = "dtts-visited", CHOSEN = "dtts-chosen", words = box.dataset, lang = document.documentElement.lang;
  const size = (bytes) => (bytes < 1e6 ? Math.ceil(bytes / 1e3) + " kB" : (bytes / 1e6).toLocaleString(lang, { maximumFractionDigits: 1 }) + " MB");
  const of = (answer, name) => answer.headers.get("X-Kept-" + name);
  const element = (name, text, more) => Object.assign(document.createElement(name), { textContent: text }, more);
  const fill = (text, parts) => text.replace(/{(\w+)}/g, (_, name) => parts[name]);

  const save = async (path) => {
    const blob = await (await caches.match(path)).blob();
    const link = element("a", "", { href: URL.createObjectURL(blob), download: path.split("/").pop() });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const row = (name, key, answer) => {
    const url = new URL(key.url), isFile = /\.\w+$/.test(url.pathname), path = url.pathname + url.search;
    const title = decodeURIComponent(of(answer, "Title") || "") || path;
    const text = new DOMParser().parseFromString(title, "text/html").documentElement.textContent;
    const item = element("li", ""), head = element("h3", ""), link = element("a", text, { href: path });
    if (isFile) link.addEventListener("click", (event) => { event.preventDefault(); save(path); });
    const at = new Date(Number(of(answer, "At"))).toLocaleString(lang, { dateStyle: "short", timeStyle: "short" });
    const drop = element("button", words.drop, { className: "linklike", type: "button" });
    drop.setAttribute("aria-label", `${words.drop}: ${text}`);
    drop.addEventListener("click", async () => { await (await caches.open(name)).delete(key); show(); });
    head.append(link);
    item.append(head, element("p", fill(words.line, { when: at, size: size(of(answer, "Size")) }), { className: "meta" }), drop);
    return item;
  };
  const list = async (name) => {
    const cache = await caches.open(name), place = document.querySelector(`[data-list="${name}"]`), rows = [];
    let bytes = 0;
    for (const key of (await cache.keys()).reverse()) {
      const answer = await cache.match(key);
      bytes += Number(of(answer, "Size"));
      if (of(answer, "Title")) rows.push(row(name, key, answer));
    }
    place.querySelector("ul").replaceChildren(...rows);
    place.hidden = !rows.length;
    return [rows.length, bytes];
  };
  const show = async () => {
    const [a, b] = [await list(CHOSEN), await list(VISITED)], count = a[0] + b[0];
    box.querySelector("[data-total]").textContent = count ? fill(words.total, { count, size: size(a[1] + b[1]) }) : words.none;
    box.querySelector("[data-empty]").hidden = !count;
  };

  /* A dataset that the reader chose: its pages and files, as anybody gets them. */
  const choose = async (button) => {
    const told = document.querySelector("[data-told]");
    button.disabled = true;
    try {
      await navigator.serviceWorker.register("/sw.js");
      const cache = await caches.open(CHOSEN);
      for (const each of JSON.parse(button.dataset.choose)) {
        told.textContent = fill(words.fetching, { what: each.title });
        const answer = await fetch(each.address, { credentials: "omit" });
        if (!answer.ok) throw answer;
        const body = await answer.blob(), headers = new Headers({ "Content-Type": answer.headers.get("Content-Type") });
        const policy = answer.headers.get("Content-Security-Policy");
        if (policy) headers.set("Content-Security-Policy", policy);
        headers.set("X-Kept-At", Date.now());
        headers.set("X-Kept-Size", body.size);
        headers.set("X-Kept-Title", encodeURIComponent(each.title));
        await cache.put(each.address, new Response(body, { headers }));
      }
      told.textContent = words.done;
    } catch (_) { told.textContent = words.failed; }
    button.disabled = false;
    show();
  };
  document.querySelectorAll("[data-choose]").forEach((button) => {
    if (!navigator.serviceWorker) return;
    button.hidden = false;
    button.addEventListener("click", () => choose(button));
  });
  box.querySelector("[data-empty]").addEventListener("click", async () => {
    for (const name of [CHOSEN, VISITED]) await caches.delete(name);
    show();
  });
  /* Shown in place of another page, this one says so. */
  const instead = document.querySelector("[data-instead]");
  if (!/^(\/en)?\/ngoai-tuyen/.test(location.pathname)) {
    instead.hidden = false;
    instead.querySelector("a").href = location.href;
  }
  box.hidden = false;
  show();
})();
