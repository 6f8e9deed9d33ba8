// Gives what is there to be copied a button, without which it can be selected as any text; leads from an anchor
// that is not on the page to the part of a long list that has it; and where the site is opened from disk, leads
// links to the pages of folders, which only a server finds by itself.

"use strict";

// A block, so that no other script meets these names.
{
  function select(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  // A button says what it copies to who hears it alone; what came of it, it shows, and a live region beside it tells.
  function addCopy(element) {
    const named = (words) => gettext("{words} ({what})", { words, what: element.dataset.copy });
    const button = document.createElement("button");
    button.type = "button";
    button.className = "r-copy";
    const show = (words) => {
      button.textContent = words;
      button.setAttribute("aria-label", named(words));
    };
    show(gettext("Copy"));
    const told = element.closest("details").querySelector("[role=status]");
    const say = (words) => {
      told.textContent = words && named(words);
      if (words) show(words);
    };
    let shown;
    button.addEventListener("click", async () => {
      clearTimeout(shown);
      await copyText(element.textContent, { say, offer: () => select(element) });
      shown = setTimeout(() => show(gettext("Copy")), 3000);
    });
    element.before(button);
  }

  document.querySelectorAll("[data-copy]").forEach(addCopy);

  // Parts hold their rows in the order of anchors, and name their first one each.
  function leadOn() {
    const anchor = decodeURIComponent(location.hash.slice(1));
    if (!anchor || document.getElementById(anchor)) return;
    const folder = document.querySelector("[data-lead]"); // where each anchor of a kind has a page of its own
    if (folder && anchor.startsWith(folder.dataset.kind)) {
      location.replace(new URL(`${folder.dataset.lead}${encodeURIComponent(anchor)}/`, document.baseURI));
      return;
    }
    for (const list of document.querySelectorAll(".r-parts ul:has([data-anchor])")) {
      const parts = [...list.querySelectorAll("[data-anchor]")];
      const part = parts.filter((one) => one.dataset.anchor <= anchor).pop();
      const kind = (text) => text.split("-")[0];
      if (part && kind(part.dataset.anchor) === kind(anchor) && part.pathname !== location.pathname) {
        location.replace(`${part.href}#${encodeURIComponent(anchor)}`);
        return;
      }
    }
  }

  // Each printed sheet has in its margin which page it is of: the styles of all pages know only the site.
  const address = document.querySelector("link[rel=canonical]")?.href;
  const changed = document.querySelector("time[data-changed]")?.textContent;
  const licence = document.querySelector(".md-copyright [rel=license]")?.textContent.trim();
  const printed = [
    address,
    [
      changed && gettext("Last change: {day}", { day: changed }),
      licence && gettext("Records, digests and data: {licence}", { licence }),
    ]
      .filter(Boolean)
      .join(" · "),
  ];

  function asString(text) {
    return `"${text.replace(/["\\<\x00-\x1f]/g, (c) => `\\${c.codePointAt(0).toString(16)} `)}"`;
  }

  addEventListener(
    "beforeprint",
    () => {
      const lines = printed.filter(Boolean).map(asString).join('"\\a "');
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`@page { @bottom-left { content: ${lines}; white-space: pre-line; } @bottom-right { white-space: nowrap; } }`);
      document.adoptedStyleSheets.push(sheet);
    },
    { once: true },
  );

  leadOn();
  addEventListener("hashchange", leadOn);

  function lead(event) {
    const link = event.target.closest("a[href]");
    const to = link && new URL(link.getAttribute("href"), document.baseURI);
    if (to && to.protocol === "file:" && to.pathname.endsWith("/")) {
      to.pathname += "index.html";
      link.setAttribute("href", to.href);
    }
  }

  if (location.protocol === "file:") {
    for (const kind of ["click", "auxclick"]) {
      document.addEventListener(kind, lead, true);
    }
  }
}
