/* Served at /sw.js where `dtts.offline` is off: takes the worker and all that it kept away. */
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("dtts-")) await caches.delete(name);
  await registration.unregister();
})()));
