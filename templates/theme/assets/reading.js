// What the reader of an article wants to see, and the way between words and notes. Without this
// script everything is shown, and all links work.

"use strict";

(() => {
  const views = [...document.querySelectorAll(".r-reading")]; // the digest, and the outline of the text
  if (!views.length) return;

  const all = (selector) => views.flatMap((view) => [...view.querySelectorAll(selector)]);

  // ---------------------------------------------------------------- shown or hidden

  const KEY = "reading-hidden";

  function remembered() {
    try {
      return new Set((sessionStorage.getItem(KEY) ?? "").split(" ").filter(Boolean));
    } catch {
      return new Set(); // the browser keeps nothing: everything is shown
    }
  }

  function remember(hidden) {
    try {
      sessionStorage.setItem(KEY, [...hidden].join(" "));
    } catch {
      // the choice holds for this page only
    }
  }

  const hidden = remembered();

  function apply(name) {
    for (const view of views) view.classList.toggle(`r-hide-${name}`, hidden.has(name));
  }

  for (const box of all(".r-show input")) {
    box.checked = !hidden.has(box.value);
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(box.value);
      else hidden.add(box.value);
      remember(hidden);
      apply(box.value);
    });
    apply(box.value);
  }

  // ---------------------------------------------------------------- notes that are folded away

  const folded = all("details.r-notes");
  const beside = matchMedia("(min-width: 76em)");

  function fold() {
    for (const notes of folded) notes.open = beside.matches;
  }

  fold();
  beside.addEventListener("change", fold);
  addEventListener("beforeprint", () => {
    for (const notes of folded) notes.open = true;
  });
  addEventListener("afterprint", fold);

  // ---------------------------------------------------------------- what a link has led to

  function show() {
    const id = decodeURIComponent(location.hash.slice(1));
    for (const mark of all(".r-mark")) {
      mark.classList.toggle("r-mark--here", mark.dataset.quotes.split(" ").includes(id));
    }
    const target = id && document.getElementById(id);
    const notes = target && target.closest("details.r-notes");
    if (notes && !notes.open) {
      notes.open = true;
      target.scrollIntoView();
    }
  }

  show();
  addEventListener("hashchange", show);

  // ---------------------------------------------------------------- a reader's own copy of the text

  const own = document.querySelector("details.r-place");
  if (location.protocol === "file:") own?.remove(); // where scripts can load nothing
  own?.addEventListener("toggle", () => {
    import("./place.js").catch(() => {
      const told = own.querySelector("p") ?? own.appendChild(document.createElement("p"));
      told.textContent = gettext("What finds quotes could not be loaded. Close this and open it to try again.");
    });
  });
})();
