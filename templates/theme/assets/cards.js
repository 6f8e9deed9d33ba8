// A card for each name that leads to an actor, event, place or piece of equipment: on hover and on
// keyboard focus. It closes with Escape, stays while the pointer is on it, and holds text only.

"use strict";

(() => {
  if (matchMedia("(pointer: coarse)").matches) return;

  const root = new URL("..", document.currentScript.src);
  const PAGE = /^(?:actors|events|places|equipment)\/[^/]+\/$/;
  const OPENS = 250; // milliseconds
  const CLOSES = 200; // time for the pointer to reach the card

  const card = document.createElement("div");
  card.className = "r-card";
  card.id = "r-card";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  (document.querySelector("main") ?? document.body).append(card);

  let cards = null; // asked for once
  let link = null; // the card is its
  let timer = 0;

  function pathOf(anchor) {
    const address = new URL(anchor.getAttribute("href"), document.baseURI);
    const path = address.href.startsWith(root.href) ? address.pathname.slice(root.pathname.length) : "";
    return address.pathname === location.pathname || !PAGE.test(path) ? "" : path;
  }

  function linkAt(target) {
    const anchor = target instanceof Element ? target.closest(".md-content a[href]:not(.r-hit__link, .r-chosen-list a)") : null;
    return anchor && pathOf(anchor) ? anchor : null;
  }

  async function told() {
    try {
      const answer = await fetch(new URL("data/cards.json", root));
      return answer.ok ? await answer.json() : {};
    } catch {
      return {}; // without the file there are no cards
    }
  }

  function line(element, text, kind) {
    if (!text) return [];
    const made = document.createElement(element);
    made.className = `r-card__${kind}`;
    made.textContent = text;
    made.dir = "auto"; // a name may run from right to left
    return [made];
  }

  // What no article says is marked, as it is on pages.
  function said(known) {
    const made = line("span", known.line, "line");
    if (known.basis === "registry") {
      for (const span of made) {
        const mark = document.createElement("small");
        mark.className = "from-registry__word";
        mark.textContent = gettext("editors' note");
        span.classList.add("from-registry");
        span.append(" ", mark);
      }
    }
    return made;
  }

  // What is said of a chosen mark stays in sight.
  function endOf(high) {
    const panel = document.querySelector(".r-chosen-list:not(:empty)")?.getBoundingClientRect();
    return panel ? Math.min(high, panel.top) : high;
  }

  function place(anchor) {
    const at = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
    const [width, height] = [card.offsetWidth, card.offsetHeight];
    const [wide, high] = [document.documentElement.clientWidth, endOf(document.documentElement.clientHeight)];
    const left = Math.max(8, Math.min(at.left, wide - width - 8));
    const below = at.bottom + 6;
    const top = below + height > high && at.top - height - 6 > 0 ? at.top - height - 6 : below;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
  }

  async function open(anchor) {
    cards ??= told();
    const known = (await cards)[pathOf(anchor)];
    if (!known || link !== anchor) return;
    card.replaceChildren(
      ...line("strong", known.name, "name"),
      ...line("span", known.kind, "kind"),
      ...said(known),
      ...line("span", known.counts, "counts"),
    );
    card.hidden = false;
    place(anchor);
    anchor.setAttribute("aria-describedby", card.id);
  }

  function close() {
    clearTimeout(timer);
    link?.removeAttribute("aria-describedby");
    link = null;
    card.hidden = true;
  }

  function openSoon(anchor, wait) {
    if (anchor === link) {
      clearTimeout(timer);
      if (card.hidden) timer = setTimeout(open, wait, anchor);
      return;
    }
    close();
    link = anchor;
    timer = setTimeout(open, wait, anchor);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const anchor = linkAt(event.target);
    if (anchor) openSoon(anchor, OPENS);
    else if (card.contains(event.target)) clearTimeout(timer);
  });
  document.addEventListener("pointerout", (event) => {
    if (!link || !(link.contains(event.target) || card.contains(event.target))) return;
    clearTimeout(timer);
    timer = setTimeout(close, CLOSES);
  });
  document.addEventListener("focusin", (event) => {
    const anchor = linkAt(event.target);
    if (anchor && anchor.matches(":focus-visible")) openSoon(anchor, OPENS);
    else if (!anchor) close();
  });
  document.addEventListener("focusout", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  document.addEventListener("click", (event) => {
    if (!card.contains(event.target)) close(); // what a mark has to say may be shown below its picture now
  });
  addEventListener("resize", close);
})();
