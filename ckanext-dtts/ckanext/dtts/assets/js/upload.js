/* Sends a file in pieces (tus 1.0) that a lost line costs nothing; without it the form sends the file whole. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-sending]");
  const way = form && form.querySelector("[data-way]");
  if (!way || !window.fetch || !window.AbortController) return;
  const UPLOADS = "/api/dtts/v1/uploads", LEAST = 1 << 18, MOST = 1 << 23, PATIENCE_MS = 60000;
  const FALLEN = [408, 409, 423, 425, 429, 460, 500, 502, 503, 504];
  const input = form.querySelector("input[type=file]"), press = form.querySelector("[data-send]");
  const bar = way.querySelector("progress"), line = way.querySelector("[data-line]"), told = way.querySelector("[data-told]"), pause = way.querySelector("[data-pause]");
  const words = way.dataset, lang = document.documentElement.lang.slice(0, 2);
  let token = form.elements._csrf_token.value, file, address, at, piece, run = 0, call, wake, instead = false;

  const size = (bytes) => (bytes < 1e6 ? Math.round(bytes / 1e3) + " kB" : (bytes / 1e6).toLocaleString(lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 }) + " MB");
  const fill = (text, parts) => text.replace(/{(\w+)}/g, (_, name) => parts[name]);
  const say = (text) => { if (told.textContent !== text) told.textContent = text; };
  const show = () => { bar.value = file.size ? at / file.size : 1; line.textContent = fill(words.sent, { done: size(at), all: size(file.size) }); };
  const key = () => `dtts-upload:${file.name}|${file.size}|${file.lastModified}`;
  const memory = (value) => {
    try {
      if (value === undefined) return localStorage.getItem(key());
      return value ? localStorage.setItem(key(), value) : localStorage.removeItem(key());
    } catch (_) { return null; }
  };
  const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));

  const ask = async (method, url, headers, body) => {
    call = new AbortController();
    const late = setTimeout(() => call.abort(), PATIENCE_MS);
    const named = { "Tus-Resumable": "1.0.0", "X-CSRFToken": token, ...headers };
    if (instead && method !== "HEAD" && url !== UPLOADS) { named["X-HTTP-Method-Override"] = method; method = "POST"; }
    try {
      return await fetch(url, { method, headers: named, body, credentials: "same-origin", signal: call.signal });
    } finally { clearTimeout(late); }
  };
  const failed = (answer) => Object.assign(new Error(answer.status), { answer });
  const stop = (text) => { run += 1; pause.textContent = words.goOn; say(text); };

  /* Where the server stands; a new upload when it knows none. */
  const meet = async () => {
    address = memory();
    if (address) {
      const answer = await ask("HEAD", address);
      if (answer.ok) { at = Number(answer.headers.get("Upload-Offset")); return; }
      if (answer.status !== 404 && answer.status !== 410) throw failed(answer);
    }
    const name = base64(new TextEncoder().encode(file.name));
    const answer = await ask("POST", UPLOADS, { "Upload-Length": file.size, "Upload-Metadata": `filename ${name}` });
    if (!answer.ok) throw failed(answer);
    address = answer.headers.get("Location");
    at = 0;
    memory(address);
  };
  const send = async () => {
    const part = file.slice(at, at + piece), headers = { "Upload-Offset": at, "Content-Type": "application/offset+octet-stream" };
    if (window.crypto && crypto.subtle) headers["Upload-Checksum"] = "sha256 " + base64(await crypto.subtle.digest("SHA-256", await part.arrayBuffer()));
    const began = performance.now();
    const answer = await ask("PATCH", address, headers, part);
    if (answer.status === 405 && !instead) { instead = true; return; }
    if (!answer.ok) throw failed(answer);
    at = Number(answer.headers.get("Upload-Offset"));
    const took = performance.now() - began;
    piece = Math.min(MOST, Math.max(LEAST, took < 1000 ? piece * 2 : took > 4000 ? piece / 2 : piece));
  };
  /* The form goes on with what is here; only its id is sent. */
  const hand = async () => {
    say(words.whole);
    const data = new FormData(form);
    data.delete("upload");
    data.set("_csrf_token", token);
    data.set("upload_id", address.split("/").pop());
    const answer = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" });
    if (!answer.ok) throw failed(answer);
    memory("");
    location.assign(answer.url);
  };
  const renew = async () => {
    const page = await (await fetch(form.action, { credentials: "same-origin" })).text();
    const found = /name="_csrf_token"[^>]*value="([^"]+)"/.exec(page);
    if (found) token = found[1];
  };
  const rest = (seconds) => new Promise((go) => { wake = go; setTimeout(go, seconds * 1000); });

  const go = async () => {
    const mine = ++run;
    let falls = 0, met = false;
    pause.textContent = words.pause;
    while (mine === run) {
      try {
        if (!met) {
          await meet();
          met = true;
          if (at && mine === run) { show(); say(fill(words.resumed, { done: size(at) })); }
        }
        while (mine === run && at < file.size) { await send(); falls = 0; if (mine === run) { show(); say(""); } }
        if (mine === run) return await hand();
      } catch (error) {
        if (mine !== run) return;
        const status = error.answer ? error.answer.status : 0;
        if (status === 404 || status === 410) memory("");
        else if ([400, 401, 403, 422].includes(status)) return stop(words.login);
        else if (status && !FALLEN.includes(status)) {
          const said = await error.answer.json().catch(() => ({}));
          return stop(fill(words.refused, { why: (said.error && said.error.message && said.error.message[lang]) || status }));
        }
        met = false;
        piece = LEAST;
        say(words.waiting);
        await rest(Math.min(30, 2 ** falls++) * (0.75 + Math.random() / 2));
      }
    }
  };
  const begin = (chosen) => {
    if (!chosen) return;
    press.hidden = true;
    stop("");
    if (call) call.abort();
    file = chosen; at = 0; piece = LEAST;
    way.querySelector("[data-name]").textContent = file.name;
    way.hidden = false;
    show();
    go();
  };

  words.goOn = pause.dataset.other;
  words.pause = pause.textContent;
  input.addEventListener("change", () => begin(input.files[0]));
  form.addEventListener("submit", (event) => { if (input.files[0]) { event.preventDefault(); if (!file) begin(input.files[0]); } });
  pause.addEventListener("click", async () => {
    if (pause.textContent === words.pause) { stop(""); if (call) call.abort(); return; }
    await renew().catch(() => {});
    go();
  });
  way.querySelector("[data-cancel]").addEventListener("click", async () => {
    stop("");
    if (call) call.abort();
    if (address) await ask("DELETE", address).catch(() => {});
    memory("");
    file = address = null;
    form.reset();
    way.hidden = true;
    press.hidden = false;
    input.focus();
  });
  addEventListener("online", () => wake && wake());
  addEventListener("dragover", (event) => { event.preventDefault(); input.classList.add("over"); });
  addEventListener("dragleave", () => input.classList.remove("over"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    input.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    begin(input.files[0]);
  });
})();
