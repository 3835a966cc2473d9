/* Keeps public pages that were visited, and opens them when the line is down: docs/offline.md.
   VERSION, FIRST, TOLD, SHELLS and CLOSED are put before this text by offline/worker.py. */
const VISITED = "dtts-visited", FILES = "dtts-assets", SHELL = "dtts-shell-" + VERSION;
const PAGES = 60, BYTES = 6e6, WAIT_MS = 8000;

const english = (url) => /^\/en(\/|$)/.test(url.pathname);
/* `public`, and `private` with an age for those who chose a size of text, are said to readers without a name only,
   `public` by CKAN beside `no-store` too; what was typed into a search is nobody's business. */
const mayKeep = (url, answer) =>
  answer.status === 200 && answer.type === "basic" && /^(?!.*no-store).*(public|age=)/.test(answer.headers.get("Cache-Control")) &&
  !CLOSED.test(url.pathname) && !url.searchParams.get("q");

const keep = async (name, most, address, answer) => {
  const body = await answer.blob(), cache = await caches.open(name), headers = {};
  const title = /<title>([^<]*)/.exec(await body.slice(0, 2048).text());
  if (body.size > BYTES / 6) return;
  for (const each of ["Content-Type", "Content-Security-Policy"]) headers[each] = answer.headers.get(each);
  headers["X-Kept-At"] = Date.now();
  headers["X-Kept-Size"] = body.size;
  headers["X-Kept-Title"] = encodeURIComponent(title ? title[1] : "");
  await cache.delete(address);
  await cache.put(address, new Response(body, { headers }));
  /* The last ones put in are those visited last. */
  let count = 0, bytes = 0;
  for (const key of (await cache.keys()).reverse()) {
    bytes += Number((await cache.match(key)).headers.get("X-Kept-Size"));
    if (++count > most || bytes > BYTES) await cache.delete(key);
  }
};

const aged = async (kept, url) => {
  const at = Number(kept.headers.get("X-Kept-At")), [locale, words] = TOLD[+english(url)];
  const when = new Date(at).toLocaleString(locale, { dateStyle: "short", timeStyle: "short" });
  const line = `<div class="wrap"><p class="demo" role="status" data-age><b>${words.replace("{when}", when)}</b></p></div>`;
  return new Response((await kept.text()).replace(/<main[\s>]/, line + "$&"), { headers: kept.headers });
};
const within = (promise) => Promise.race([promise, new Promise((_, late) => setTimeout(late, WAIT_MS))]);

const read = async (event, url, address) => {
  const kept = (await (await caches.open(VISITED)).match(address)) || (await caches.match(address));
  const answering = fetch(event.request);
  try {
    const answer = await (kept ? within(answering) : answering);
    if (kept && answer.status > 501) throw answer;
    if (mayKeep(url, answer)) event.waitUntil(keep(VISITED, PAGES, address, answer.clone()));
    return answer;
  } catch (_) {
    if (event.request.mode !== "navigate") return kept || Response.error();
    if (kept) return kept.headers.get("X-Kept-At") ? aged(kept, url) : kept;
    return (await caches.match(SHELLS[url.pathname])) || (await caches.match(FIRST[+english(url)])) || Response.error();
  }
};
/* What carries its hash in its address never changes. */
const file = async (event, address) => {
  const kept = await caches.match(address), answer = kept || (await fetch(event.request));
  if (!kept && /immutable/.test(answer.headers.get("Cache-Control"))) event.waitUntil(keep(FILES, 20, address, answer.clone()));
  return answer;
};

addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(SHELL);
  await cache.addAll(FIRST.map((each) => new Request(each, { credentials: "omit" })));
  await skipWaiting();
})()));
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (/^dtts-shell-/.test(name) && name !== SHELL) await caches.delete(name);
  await clients.claim();
  for (const tab of await clients.matchAll()) {
    const url = new URL(tab.url), answer = await fetch(url).catch(() => 0);
    if (answer && mayKeep(url, answer)) await keep(VISITED, PAGES, tab.url, answer);
  }
})()));
addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url), address = url.origin + url.pathname + url.search;
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/dtts-assets/")) event.respondWith(file(event, address));
  else if (request.mode === "navigate" || request.destination === "image") event.respondWith(read(event, url, address));
});
