/* Signing out takes what this person wrote and did not send from the device, and nobody else's. The portal empties all
   storage where it is not told that this was done. docs/offline.md */
(() => {
  "use strict";
  if (!window.indexedDB || !window.caches) return;
  const open = () => new Promise((go, stop) => {
    const asked = indexedDB.open("dtts-visits", 1);
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onsuccess = () => go(asked.result);
    asked.onerror = () => (asked.error.name === "AbortError" ? go(null) : stop(asked.error));
  });
  const read = (asked) => new Promise((go, stop) => { asked.onsuccess = () => go(asked.result); asked.onerror = () => stop(asked.error); });
  const remove = (store, own, owner) => new Promise((go, stop) => {
    const change = store.transaction(["drafts", "known"], "readwrite"), known = change.objectStore("known"), last = known.get("last");
    for (const each of own) change.objectStore("drafts").delete(each.id);
    last.onsuccess = () => { if (last.result && last.result.me === owner) known.delete("last"); };
    change.oncomplete = go;
    change.onabort = () => stop(change.error);
  });
  const leave = async (form) => {
    const { owner, unsent } = form.dataset, store = await open();
    const all = store ? await read(store.transaction("drafts").objectStore("drafts").getAll()) : [];
    const own = all.filter((each) => each.owner === owner);
    if (own.length && !confirm(unsent)) return false;
    /* An open form of a visit would write its words down once more: this one is told, those of other tabs hear of it. */
    dispatchEvent(new Event("dtts-left"));
    localStorage.setItem("dtts-left", Date.now());
    if (store) await remove(store, own, owner);
    await caches.delete("dtts-visited");
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "cleared", value: "own" }));
    return true;
  };
  addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.dataset.owner) return;
    event.preventDefault();
    if (await leave(form).catch(() => true)) form.submit();
  });
})();
