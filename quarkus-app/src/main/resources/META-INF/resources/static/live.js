// Keeps the parts of a page up to date: the server sends a part's HTML when it changed.
"use strict";
(() => {
  const root = document.querySelector("[data-live]");
  if (!root || !window.EventSource) return;
  const status = document.getElementById("live-status");

  const say = (state) => {
    if (!status) return;
    status.classList.toggle("good", state === "on");
    status.classList.toggle("warn", state !== "on");
    status.textContent = status.dataset[state];
  };

  const replace = (id, html) => {
    const part = document.getElementById("part-" + id);
    if (!part) return;
    const open = new Set([...part.querySelectorAll("details[open]")].map((each) => each.id));
    const known = new Set([...part.querySelectorAll("[data-key]")].map((each) => each.dataset.key));
    const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
    part.innerHTML = html;
    for (const each of part.querySelectorAll("details")) each.open = open.has(each.id);
    for (const each of part.querySelectorAll("[data-key]")) {
      if (!known.has(each.dataset.key)) each.classList.add("fresh");
    }
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  };

  const source = new EventSource(root.dataset.live);
  source.addEventListener("open", () => say("on"));
  source.addEventListener("error", () => say("off"));
  source.addEventListener("part", (event) => {
    const { id, html } = JSON.parse(event.data);
    replace(id, html);
  });
  source.addEventListener("bye", () => { source.close(); location.reload(); });
})();
