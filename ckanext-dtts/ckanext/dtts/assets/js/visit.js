/* The form of a visit without a network: every word is kept on the device until it could be sent. docs/offline.md */
(() => {
  "use strict";
  const form = document.querySelector("form[data-visit]");
  if (!form || !window.indexedDB || !window.fetch) return;
  const words = form.dataset, lang = document.documentElement.lang, device = document.querySelector("[data-device]");
  const told = device.querySelector("[data-told]"), waiting = device.querySelector("[data-waiting]");
  const WIDEST = 1600, QUALITY = 0.82, NOT_WORDS = ["_csrf_token", "visit", "do"], KINDS = ["site", "finding", "recommendation"];
  let store, known, draft, timer, busy = false, left = false;

  /* Not `elements[name]`: a field is called `item`, as a method of that collection is. */
  const named = (name) => form.elements.namedItem(name);
  const fill = (text, parts) => text.replace(/{(\w+)}/g, (_, name) => parts[name]);
  const say = (text) => { if (told.textContent !== text) told.textContent = text; };
  const element = (name, text, more) => Object.assign(document.createElement(name), { textContent: text }, more);
  const size = (bytes) => Math.ceil(bytes / 1e3) + " kB";

  /* The device's own store: `drafts` by id, and under `known` what the form has to know of its reader. */
  const open = () => new Promise((go, stop) => {
    const asked = indexedDB.open("dtts-visits", 1);
    asked.onupgradeneeded = () => { asked.result.createObjectStore("drafts", { keyPath: "id" }); asked.result.createObjectStore("known"); };
    asked.onsuccess = () => go(asked.result);
    asked.onerror = () => stop(asked.error);
  });
  const ask = (name, mode, what) => new Promise((go, stop) => {
    const done = what(store.transaction(name, mode).objectStore(name));
    done.onsuccess = () => go(done.result);
    done.onerror = () => stop(done.error);
  });
  const mine = async () => (await ask("drafts", "readonly", (all) => all.getAll())).filter((each) => known && each.owner === known.me);
  const put = (one) => ask("drafts", "readwrite", (all) => all.put(one));
  const drop = (id) => ask("drafts", "readwrite", (all) => all.delete(id));

  /* Who writes here, and what may be chosen: from the portal when it answers, else as it was last time. */
  const meet = async () => {
    try {
      const answer = await fetch(words.known, { headers: { Accept: "application/json" }, credentials: "same-origin", cache: "no-store" });
      if (answer.ok) {
        known = await answer.json();
        await ask("known", "readwrite", (all) => all.put({ ...known, mark: null }, "last"));
        return true;
      }
      if (answer.status === 403) signedOut();
    } catch (_) { say(words.away); }
    known = known || (await ask("known", "readonly", (all) => all.get("last")));
    return false;
  };
  const signedOut = () => {
    say(words.session + " ");
    told.append(element("a", words.signIn, { href: words.login }));
  };
  const keepShell = async () => {
    if (!words.worker || !navigator.serviceWorker) return;
    await navigator.serviceWorker.register("/sw.js");
    const cache = await caches.open("dtts-visit");
    await cache.addAll([words.page, ...JSON.parse(words.files)].map((each) => new Request(each, { credentials: "omit" })));
    form.dataset.opens = "away";
  };

  /* The form: choices from what is known, parts as many as the words have. */
  const offer = (box) => {
    const list = known && known[box.dataset.list];
    if (!list || box.options.length > 1) return;
    const groups = {};
    for (const each of list) {
      const option = new Option(each.label, each.value);
      if (!each.group) { box.append(option); continue; }
      if (!groups[each.group]) box.append(groups[each.group] = Object.assign(document.createElement("optgroup"), { label: each.group }));
      groups[each.group].append(option);
    }
  };
  const parts = (kind) => [...form.querySelectorAll(`[data-part="${kind}"]`)];
  const numberOf = (part) => Number(part.dataset.number);
  const grow = (kind, number) => {
    const made = document.querySelector(`[data-template="${kind}"]`).content.cloneNode(true);
    for (const each of made.querySelectorAll("*")) for (const at of [...each.attributes]) if (at.value.includes("__N__")) at.value = at.value.replaceAll("__N__", number);
    made.querySelector("[data-count]").textContent = number + 1;
    const section = form.querySelector(`[data-parts="${kind}"]`);
    section.insertBefore(made, section.lastElementChild);
    const part = parts(kind).pop();
    dress(part);
    return part;
  };
  const refer = () => {
    for (const [list, kind, word] of [["sites", "site", words.site], ["findings", "finding", words.finding]])
      for (const box of form.querySelectorAll(`[data-list="${list}"]`)) {
        const chosen = box.value;
        while (box.options.length > 1) box.remove(1);
        for (const part of parts(kind)) {
          const n = numberOf(part), name = named(kind === "site" ? `site-${n}-site_name` : `finding-${n}-finding`);
          box.append(new Option(`${word} ${n + 1}${name && name.value ? " – " + name.value.slice(0, 40) : ""}`, n));
        }
        box.value = chosen;
      }
  };
  const dress = (root) => {
    const where = root.querySelector("[data-where]");
    if (where && navigator.geolocation) {
      where.hidden = false;
      where.addEventListener("click", () => navigator.geolocation.getCurrentPosition((at) => {
        const n = numberOf(root);
        named(`site-${n}-latitude`).value = Math.round(at.coords.latitude * 100) / 100;
        named(`site-${n}-longitude`).value = Math.round(at.coords.longitude * 100) / 100;
        keep();
      }, () => say(words.nowhere)));
    }
    const photo = root.querySelector("input[type=file]");
    if (photo) photo.addEventListener("change", () => take(photo, numberOf(root)));
  };

  /* Photos are drawn anew: at most 1,600 pixels, without anything that the camera wrote beside the picture. */
  const reduced = async (file) => {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, WIDEST / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((go) => canvas.toBlob(go, "image/jpeg", QUALITY));
  };
  const take = async (input, site) => {
    for (const file of [...input.files]) {
      try { draft.photos.push({ site, blob: await reduced(file) }); } catch (_) { say(fill(words.noPhoto, { name: file.name })); }
    }
    input.value = "";
    await keep();
    showPhotos();
  };
  const showPhotos = async () => {
    for (const part of parts("site")) {
      const list = part.querySelector("[data-photos]"), own = draft.photos.filter((each) => each.site === numberOf(part));
      list.querySelectorAll("[data-own]").forEach((each) => each.remove());
      for (const [i, each] of own.entries()) {
        const picture = await createImageBitmap(each.blob, { resizeWidth: 160 });
        const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
        canvas.getContext("2d").drawImage(picture, 0, 0);
        canvas.setAttribute("role", "img");
        canvas.setAttribute("aria-label", fill(words.photo, { number: i + 1, size: size(each.blob.size) }));
        const item = element("li", ""), away = element("button", words.drop, { type: "button", className: "linklike" });
        item.dataset.own = "";
        away.setAttribute("aria-label", `${words.drop}: ${fill(words.photo, { number: i + 1, size: size(each.blob.size) })}`);
        away.addEventListener("click", async () => { draft.photos.splice(draft.photos.indexOf(each), 1); await keep(); showPhotos(); });
        item.append(canvas, element("span", size(each.blob.size), { className: "meta" }), away);
        list.append(item);
      }
    }
  };

  /* Words in and out. */
  const read = () => {
    const said = {};
    for (const [name, value] of new FormData(form)) if (typeof value === "string" && value.trim() && !NOT_WORDS.includes(name)) said[name] = value;
    return said;
  };
  const says = (one) => one.photos.length || Object.entries(one.words).some(([name, value]) => !/(point_|led_by)/.test(name) && value);
  const keep = async () => {
    clearTimeout(timer);
    if (!known || !draft || left) return;
    draft.words = read();
    draft.changed = Date.now();
    if (!says(draft)) return;
    await put(draft);
    if (!draft.ready) say(fill(words.kept, { time: new Date().toLocaleTimeString(lang) }));
  };
  const errors = (found) => {
    form.querySelectorAll("[data-wrong]").forEach((each) => {
      const name = each.dataset.wrong, field = each.closest(".field"), box = named(name);
      each.textContent = found[name] || "";
      if (field) field.classList.toggle("wrong", Boolean(found[name]));
      if (box && box.setAttribute) { if (found[name]) box.setAttribute("aria-invalid", "true"); else box.removeAttribute("aria-invalid"); }
    });
    const first = form.querySelector("[aria-invalid]");
    if (first) first.focus();
  };
  const show = (one) => {
    draft = one;
    form.reset();
    for (const kind of KINDS) parts(kind).forEach((each) => each.remove());
    named("visit").value = one.id;
    form.querySelectorAll("[data-list]").forEach(offer);
    for (const kind of KINDS) {
      const used = Object.keys(one.words).map((name) => new RegExp(`^${kind}-(\\d+)-`).exec(name)).filter(Boolean).map((each) => Number(each[1]));
      const most = Math.max(kind === "site" ? 0 : -1, ...used, ...(kind === "site" ? one.photos.map((each) => each.site) : []));
      for (let n = 0; n <= most; n++) grow(kind, n);
    }
    refer();
    for (const [name, value] of Object.entries(one.words)) {
      const field = named(name);
      if (!field) continue;
      if (field instanceof RadioNodeList) field.value = value;
      else if (field.type === "checkbox") field.checked = field.value === value;
      else field.value = value;
    }
    if (!named("led_by").value && known.led_by.length === 1) named("led_by").value = known.led_by[0];
    refer();
    showPhotos();
    errors(one.errors || {});
  };
  const fresh = () => ({ id: crypto.randomUUID(), owner: known.me, words: {}, photos: [], ready: false, changed: Date.now() });
  const list = async () => {
    const all = (await mine()).filter((each) => each.id !== draft.id || each.ready).sort((a, b) => b.changed - a.changed);
    waiting.replaceChildren(...all.map((each) => {
      const item = element("li", ""), head = element("h3", each.words["site-0-site_name"] || each.words.visit_date || words.untitled);
      const line = element("p", each.ready ? words.ready : words.begunWord, { className: "meta" });
      const look = element("button", words.open, { type: "button", className: "btn" }), away = element("button", words.drop, { type: "button", className: "linklike" });
      look.addEventListener("click", async () => { await keep(); each.ready = false; await put(each); show(each); list(); });
      away.addEventListener("click", async () => { await drop(each.id); list(); });
      item.append(head, line, look, away);
      return item;
    }));
  };

  /* One visit to the portal. Its id came from here, so that it arrives once however often it is sent. */
  const send = async (one) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(one.words)) data.set(name, value);
    one.photos.forEach((each, i) => data.append(`site-${each.site}-photo`, each.blob, `anh-${i + 1}.jpg`));
    data.set("visit", one.id);
    data.set("do", "send");
    data.set("_csrf_token", known.mark);
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" }, credentials: "same-origin" });
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) {
      await drop(one.id);
      say(words.sent + " ");
      told.append(element("a", words.open, { href: said.address }));
      if (draft.id === one.id) show(fresh());
    } else if (answer.status === 422) {
      await put({ ...one, ready: false, errors: said.errors });
      say(words.wrong);
      show({ ...one, ready: false, errors: said.errors });
    } else if (answer.status === 403) signedOut();
    else throw new Error(answer.status);
  };
  const sendAll = async () => {
    if (busy) return;
    busy = true;
    try {
      if (await meet()) for (const one of (await mine()).filter((each) => each.ready)) { say(words.sending); await send(one); }
    } catch (_) { say(navigator.onLine ? words.failed : words.away); }
    busy = false;
    await list();
  };

  form.addEventListener("input", () => { if (draft) { draft.ready = false; delete draft.errors; } clearTimeout(timer); timer = setTimeout(keep, 300); });
  form.addEventListener("change", (event) => {
    const plan = event.target.name === "plan" && known && known.plans.find((each) => each.value === event.target.value);
    for (const name of ["area_id", "item", "visit_kind"]) if (plan && plan[name] && !named(name).value) named(name).value = plan[name];
    refer();
  });
  form.addEventListener("click", (event) => {
    const kind = event.target.dataset.add;
    if (!kind || !draft) return;
    event.preventDefault();
    const part = grow(kind, Math.max(-1, ...parts(kind).map(numberOf)) + 1);
    refer();
    part.querySelector("input, select").focus();
  });
  form.addEventListener("submit", async (event) => {
    if (!draft || (event.submitter && event.submitter.dataset.server !== undefined && !words.shell && words.begun)) return;
    event.preventDefault();
    await keep();
    if (!says(draft)) return;
    const leaves = event.submitter && event.submitter.value === "send";
    draft.ready = leaves;
    await put(draft);
    if (!leaves) { show(fresh()); await list(); return; }
    await sendAll();
    if ((await mine()).some((each) => each.id === draft.id && each.ready)) { show(fresh()); await list(); }
  });
  addEventListener("online", sendAll);
  addEventListener("pagehide", keep);
  /* Somebody signs out, here or in another tab: nothing more is written down (leaving.js). */
  const leave = () => { left = true; };
  addEventListener("dtts-left", leave);
  addEventListener("storage", (event) => { if (event.key === "dtts-left") leave(); });

  (async () => {
    store = await open();
    const near = await meet();
    device.hidden = false;
    if (!known) { say(words.unknown); return; }
    if (near) await keepShell().catch(() => {});
    const all = await mine(), id = named("visit").value;
    const begun = all.find((each) => each.id === id) || (!words.begun && all.filter((each) => !each.ready).sort((a, b) => b.changed - a.changed)[0]);
    if (words.begun && !begun) { draft = { ...fresh(), id }; form.querySelectorAll("fieldset[data-part]").forEach(dress); }
    else show(begun || fresh());
    await list();
    await sendAll();
    form.dataset.alive = "yes";
  })();
})();
