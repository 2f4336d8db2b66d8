"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId("filter");
  if (!form) return;
  const stories = [...document.querySelectorAll(".story")];
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  // What is searched: all but the folded differences. Made when the first word is typed.
  let texts = null;
  const textOf = (story) => {
    const parts = story.querySelectorAll("h3, .brief, .sources, .copies > li > b, .copies > li > a, .copies > li > bdi, .id");
    return fold([...parts].map((part) => part.textContent).join(" "));
  };
  const has = (list, name) => !name || list.split("\n").includes(name);

  const filter = () => {
    const words = fold(byId("find").value).split(/\s+/).filter(Boolean);
    if (words.length && !texts) texts = stories.map(textOf);
    const outlet = byId("outlet").value, agency = byId("agency").value;
    const from = byId("from").value, to = byId("to").value, size = Number(byId("size").value) || 0;
    let shown = 0;
    stories.forEach((story, i) => {
      const data = story.dataset;
      const fits = Number(data.size) >= size && has(data.outlets, outlet) && has(data.agencies, agency) &&
        (!from || data.last >= from) && (!to || (data.first && data.first <= to)) &&
        words.every((word) => texts[i].includes(word));
      story.hidden = !fits;
      shown += fits;
    });
    byId("shown").textContent = shown === stories.length ? `${shown} stories` : `${shown} of ${stories.length} stories`;
    byId("none").hidden = shown > 0;
  };

  let waiting = 0;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 80); });
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });

  const step = (by) => {
    const shown = stories.filter((story) => !story.hidden);
    const at = shown.indexOf(document.activeElement?.closest?.(".story"));
    const next = shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)];
    if (next) { next.focus({ preventScroll: true }); next.scrollIntoView({ block: "start" }); }
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, select, textarea");
    if (typing) { if (event.key === "Escape") typing.blur(); return; }
    if (event.key === "/") { event.preventDefault(); byId("find").focus(); }
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
    if (event.key === "o") {
      const more = document.activeElement?.closest?.(".story")?.querySelector(".more");
      if (more) more.open = !more.open;
    }
  });
  // A printed brief shows where each sentence has its support from.
  addEventListener("beforeprint", () => document.querySelectorAll(".support").forEach((d) => { d.open = true; }));
  addEventListener("afterprint", () => document.querySelectorAll(".support").forEach((d) => { d.open = false; }));
})();
