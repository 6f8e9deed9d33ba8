// On a phone a page of many screens shows its first section, and the headings of the others, each with a button that
// shows what is below it; of a list of many screens it shows the beginning. Nothing is taken away: links, the search
// within a page, filters and print open what they need.

{
  const SCREENS = 12; // from so many on a page is folded, and this script loaded by keys.js
  const LISTS = [3, 1, 0.5]; // screens of a list that are shown, in the first way that makes the page short enough
  const narrow = matchMedia("(max-width: 45em)");
  const content = document.querySelector(".md-content");
  const isLong = () => document.documentElement.scrollHeight > SCREENS * innerHeight;

  const button = (className, text) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = className;
    made.textContent = text;
    return made;
  };

  // ---------------------------------------------------------------- sections

  function open(body) {
    body.hidden = false;
    body.toggle.setAttribute("aria-expanded", "true");
    body.toggle.textContent = gettext("Hide");
  }

  function close(body) {
    body.setAttribute("hidden", "until-found");
    body.toggle.setAttribute("aria-expanded", "false");
    body.toggle.textContent = gettext("Show");
  }

  // The button stands beside the heading, not in it: what a heading says names regions and tables.
  function fold(heading, position) {
    const body = document.createElement("div");
    body.className = "r-fold__body";
    body.id = `r-fold-${position}`;
    const head = document.createElement("div");
    head.className = `r-fold__head r-fold__head--${heading.nodeName.toLowerCase()}`;
    heading.replaceWith(head);
    head.after(body);
    const ends = heading.nodeName === "H2" ? "h1, h2" : "h1, h2, h3";
    const isEnd = (node) => node.nodeType === Node.ELEMENT_NODE && node.matches(`${ends}, .r-fold__head, footer, aside.r-terms`);
    while (body.nextSibling && !isEnd(body.nextSibling)) body.append(body.nextSibling);
    body.toggle = button("r-fold", "");
    body.toggle.setAttribute("aria-controls", body.id);
    heading.id ||= `${body.id}-title`;
    body.toggle.id = `${body.id}-toggle`;
    body.toggle.setAttribute("aria-labelledby", `${body.toggle.id} ${heading.id}`);
    head.append(heading, " ", body.toggle);
    body.toggle.addEventListener("click", () => (body.hidden ? open(body) : close(body)));
    body.addEventListener("beforematch", () => open(body));
    close(body);
  }

  // What an address leads to is shown.
  function reveal() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !content.contains(target)) return;
    const bodies = [...content.querySelectorAll(".r-fold__body[hidden]")];
    const closed = bodies.filter((body) => body.contains(target) || body.previousElementSibling.contains(target));
    const items = [...content.querySelectorAll(".r-fold__item[hidden]")].filter((item) => item.contains(target));
    closed.forEach(open);
    items.forEach((item) => item.list.showAll());
    if (closed.length || items.length) target.scrollIntoView();
  }

  // ---------------------------------------------------------------- lists

  const LISTED = "tbody > tr, ul > li, ol > li, dl > *, .r-page > .r-change";
  const itemsOf = (list) => [...list.children].filter((item) => !item.hidden && item.matches(LISTED));

  function shorten(list, screens) {
    const items = itemsOf(list);
    const end = list.getBoundingClientRect().top + screens * innerHeight;
    const rest = items.filter((item) => item.getBoundingClientRect().top > end);
    if (rest.length < 2) return;
    const more = button("r-search__more r-fold__more", ngettext("Show {n} more", "Show {n} more", rest.length));
    list.showAll = () => {
      for (const item of rest) {
        item.hidden = false;
        item.classList.remove("r-fold__item");
      }
      more.remove();
    };
    for (const item of rest) {
      item.list = list;
      item.hidden = true;
      item.classList.add("r-fold__item");
    }
    more.addEventListener("click", () => {
      list.showAll();
      rest[0].querySelector("a, button")?.focus();
    });
    (list.matches(".r-page") ? rest.at(-1) : (list.closest("table") ?? list)).after(more);
  }

  const showAll = () => {
    content.querySelectorAll(".r-fold__body[hidden]").forEach(open);
    content.querySelectorAll(".r-fold__item").forEach((item) => item.hidden && item.list.showAll());
  };

  // ---------------------------------------------------------------- a page

  if (content && narrow.matches && isLong()) {
    let folded = 0;
    // All places are looked up before anything is moved, which would have the browser work them out anew.
    const all = [...content.querySelectorAll("h2, h3")].filter((one) => !one.closest("details, dialog, li"));
    const tops = new Map(all.map((one) => [one, one.getBoundingClientRect().top]));
    for (const level of ["h2", "h3"]) {
      const headings = all.filter((one) => one.matches(level) && !one.closest(".r-fold__body"));
      // What a reader sees already stays where it is.
      const below = headings.slice(1).filter((one) => tops.get(one) > innerHeight);
      if (isLong()) below.forEach((heading) => fold(heading, (folded += 1)));
    }
    for (const screens of LISTS) {
      const lists = [...content.querySelectorAll("tbody, ul, ol, dl, .r-page:has(> .r-change)")].reverse(); // what is within others first
      const isTall = (list) => !list.showAll && list.getBoundingClientRect().height > (screens + 0.5) * innerHeight;
      if (isLong()) lists.filter(isTall).forEach((list) => shorten(list, screens));
    }
    reveal();
    addEventListener("hashchange", reveal);
    addEventListener("beforeprint", showAll);
    // A filter looks at all of a list, and hides some of it after this.
    content.addEventListener("input", ({ target }) => target.closest(".r-filter, .r-choose, .r-find-in") && showAll(), true);
  }
}
