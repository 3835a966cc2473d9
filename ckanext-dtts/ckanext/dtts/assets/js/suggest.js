/* Suggestions under the search box, by arrow keys, touch or pointer; without this the box is a plain form. */
(() => {
  "use strict";
  const bar = document.querySelector("[data-suggest]");
  if (!bar || (navigator.connection || {}).saveData) return;
  const box = bar.querySelector("input[type=search]");
  const set = (node, given) => Object.entries(given).forEach(([name, value]) => node.setAttribute(name, value));
  const list = document.createElement("ul"), told = document.createElement("p");
  set(list, { id: "suggested", role: "listbox", "aria-label": bar.dataset.called, hidden: "" });
  set(told, { role: "status", class: "unseen" });
  set(box, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": false, "aria-controls": "suggested" });
  bar.append(list, told);
  let at = -1, wait, call;
  const pick = (next) => {
    const all = [...list.children];
    at = next < -1 ? all.length - 1 : next >= all.length ? -1 : next;
    all.forEach((each, n) => each.setAttribute("aria-selected", n === at));
    if (at < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
  };
  const show = (found) => {
    list.replaceChildren(...found.map((each, n) => {
      const line = document.createElement("li"), kind = document.createElement("small");
      set(line, { id: "suggested-" + n, role: "option", "data-url": each.url });
      kind.textContent = each.kind;
      line.append(each.text + " ", kind);
      return line;
    }));
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", !list.hidden);
    told.textContent = found.length ? found.length + " " + bar.dataset.called : "";
    pick(-1);
  };
  const ask = async () => {
    if (call) call.abort();
    call = new AbortController();
    const typed = box.value.trim();
    if (typed.length < 2) return show([]);
    try {
      const answer = await fetch(bar.dataset.suggest + "?q=" + encodeURIComponent(typed), { signal: call.signal });
      if (answer.ok) show(await answer.json());
    } catch (error) { /* nothing is suggested while the line is down */ }
  };
  const close = () => { clearTimeout(wait); if (call) call.abort(); show([]); };
  box.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(ask, 150); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (list.hidden || event.isComposing) return;
    if (step) pick(at + step);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && at >= 0) location.href = list.children[at].dataset.url;
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const line = event.target.closest("li");
    if (line) location.href = line.dataset.url;
  });
})();
