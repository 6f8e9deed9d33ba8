// "/" leads to the search box. The search itself is loaded on its own page only.
"use strict";

// A block, so that no other script meets these names.
{
  const boxes = document.querySelectorAll("input[type=search][name=q]");

  for (const box of boxes) {
    if (matchMedia("(hover: hover) and (min-width: 45em)").matches) box.placeholder += " ( / )";
    box.setAttribute("aria-keyshortcuts", "/");
  }

  document.addEventListener("keydown", (event) => {
    const box = boxes[boxes.length - 1];
    const writing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (!box || writing || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  // The menu of a narrow window opens by keyboard, too, and gives the focus back.
  const drawer = document.getElementById("__drawer");
  const menu = document.querySelector(".r-menu");
  if (drawer && menu) {
    menu.addEventListener("click", () => drawer.click());
    drawer.addEventListener("change", () => {
      menu.setAttribute("aria-expanded", String(drawer.checked));
      if (drawer.checked && document.activeElement === menu) document.querySelector(".md-sidebar--primary a[href]")?.focus();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !drawer.checked || !menu.getClientRects().length) return;
      drawer.click();
      menu.focus();
    });
  }

  // The words of a wrong address may find the page.
  const lost = document.querySelector("[data-lost]");
  if (lost) {
    const name = location.pathname.split("/").filter(Boolean).pop() ?? "";
    lost.value = (name.replace(/\.html$/, "").match(/[a-z]{2,}/gi) ?? []).join(" ");
  }

  // What is asked for may be known before the page of the search is opened.
  const find = document.querySelector(".r-find__box");
  find?.addEventListener("focus", () => import("./answers.js"), { once: true });

  // A picture becomes one stop of the keyboard with the first mark that is focused; the box below it works once it is open.
  const given = (name) => import(name).catch(() => {}); // a site that is opened from disk does without
  document.addEventListener("focusin", ({ target }) => target.closest("figure svg[role=group]") && given("./marks.js"));
  document.addEventListener("toggle", ({ target }) => target.matches(".r-take") && given("./take.js"), true);

  if (document.querySelector("[data-chart]")) import("./network.js");
  // How long a page is, is known for nothing once it is drawn.
  const narrow = matchMedia("(max-width: 45em)");
  const fold = () => narrow.matches && document.documentElement.scrollHeight > 12 * innerHeight && import("./folding.js");
  requestAnimationFrame(() => setTimeout(fold));
  if (document.querySelector(".r-search")) import("./search.js");
  if (document.querySelector(".r-ask")) {
    import("./ask.js").catch(() => {
      document.body.dataset.asks = "not"; // what tells of it stands in the form
      const disk = gettext("A site that is opened from disk cannot be asked. `site-builder serve` shows it so that it can.");
      document.querySelector(".r-ask__status").textContent = disk;
    });
  }
}
