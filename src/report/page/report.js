"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId("filter");
  if (!form) return;
  const stories = [...document.querySelectorAll(".story")];
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  // What a story folds away is plain text until it is opened: the browser takes an element for scriptless readers for one.
  const folded = (story) => {
    const held = document.createElement("template");
    held.innerHTML = story.querySelector(".more noscript")?.textContent ?? "";
    return held.content;
  };
  const unfold = (more) => {
    const held = more.querySelector("noscript");
    if (!held) return;
    held.replaceWith(folded(more.closest(".story")));
  };
  // What is searched: all but the differences. Made when the first word is typed.
  let texts = null;
  const SEARCHED = "h3, .brief bdi, .sources, .copies > li > b, .copies > li > a, .copies > li > bdi, .id";
  const textOf = (story) => {
    const parts = [...story.querySelectorAll(SEARCHED), ...folded(story).querySelectorAll(SEARCHED)];
    return fold(parts.map((part) => part.textContent).join(" "));
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
      if (!more) return;
      unfold(more);
      more.open = !more.open;
    }
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.matches(".more")) unfold(event.target);
  }, true);
  // The outlets behind a sentence stand in a hint; a tap writes them out.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.support");
    if (!button) return;
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    if (open) { button.nextElementSibling.remove(); return; }
    const outlets = document.createElement("bdi");
    outlets.className = "outlets";
    outlets.textContent = button.title;
    button.after(outlets);
  });
})();
