// Makes a picture one stop of the keyboard: arrows go from mark to mark, Home and End to the first and the last,
// Enter follows, Escape leaves. Timelines go through time, and by years with Page Up and Page Down, other pictures to
// the nearest mark. It is loaded when a
// mark is focused for the first time; without it each mark is a link like any other.

{
  const SHOWN = ":scope a[href]:not([aria-hidden] a)";
  const STEPS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const LATER = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const YEARS = { PageUp: -1, PageDown: 1 };

  // Where a mark is, whatever its label takes beside it.
  function placeOf(mark) {
    const drawn = mark.querySelector("use, path") ?? mark;
    const { left, right, top, bottom } = drawn.getBoundingClientRect();
    return { x: (left + right) / 2, y: (top + bottom) / 2 };
  }

  const isTimeline = (picture) => picture.matches(".r-timeline svg");
  const isShown = (mark) => mark.getClientRects().length > 0;

  // In the wide picture time runs to the right; in the narrow one the marks stand in its order.
  function inOrder(picture) {
    const marks = [...picture.querySelectorAll(SHOWN)].filter(isShown);
    if (!picture.matches(".r-timeline__wide")) return marks;
    const at = new Map(marks.map((mark) => [mark, placeOf(mark)]));
    return marks.sort((a, b) => at.get(a).x - at.get(b).x || at.get(a).y - at.get(b).y);
  }

  // The years in which marks in order of time begin. The narrow picture has them below lines of years; in the wide
  // one, what may have been in several years stands among those of a later one than its first.
  function yearsOf(picture, marks) {
    const found = new Map();
    let year = 0;
    for (const part of picture.parentElement.querySelectorAll(".r-timeline__narrow > :is(.r-yearline, a)")) {
      if (part.matches("a")) found.set(part.getAttribute("href"), year);
      else year += 1;
    }
    let latest = 0;
    return marks.map((mark) => (latest = Math.max(latest, found.get(mark.getAttribute("href")))));
  }

  // The first of the next year that has any, or of the one before; at the ends the last and the first.
  function inYear(picture, marks, from, step) {
    const years = yearsOf(picture, marks);
    const here = years[marks.indexOf(from)];
    const others = years.filter((year) => (year - here) * step > 0);
    if (!others.length) return step > 0 ? marks.at(-1) : marks[0];
    return marks[years.indexOf(step > 0 ? others[0] : others.at(-1))];
  }

  // The nearest in a direction: what lies aside counts double.
  function nearest(marks, from, [x, y]) {
    const here = placeOf(from);
    const far = (mark) => {
      const there = placeOf(mark);
      const along = (there.x - here.x) * x + (there.y - here.y) * y;
      const aside = Math.abs((there.x - here.x) * y) + Math.abs((there.y - here.y) * x);
      return along > 1 ? Math.hypot(along, 2 * aside) : Infinity;
    };
    const found = marks.filter((mark) => mark !== from).map((mark) => [far(mark), mark]);
    return found.filter(([off]) => off < Infinity).sort(([a], [b]) => a - b)[0]?.[1];
  }

  function startPicture(picture) {
    // One of the marks that are shown can be reached, which is the last that was.
    function settle(stop) {
      const marks = inOrder(picture);
      const one = marks.includes(stop) ? stop : marks[0];
      for (const mark of picture.querySelectorAll(SHOWN)) mark.setAttribute("tabindex", mark === one ? "0" : "-1");
    }

    function follow(key, mark) {
      const marks = inOrder(picture);
      if (key === "Home") return marks[0];
      if (key === "End") return marks.at(-1);
      if (key in YEARS) return inYear(picture, marks, mark, YEARS[key]);
      return isTimeline(picture) ? marks[marks.indexOf(mark) + LATER[key]] : nearest(marks, mark, STEPS[key]);
    }

    picture.addEventListener("keydown", (event) => {
      const mark = event.target.closest("a");
      const known =
        event.key in STEPS || event.key === "Home" || event.key === "End" || (event.key in YEARS && isTimeline(picture));
      if (!mark || !known || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      event.preventDefault();
      const next = follow(event.key, mark);
      if (!next) return;
      settle(next);
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
    picture.addEventListener("focusin", (event) => {
      settle(event.target.closest("a"));
      hint(picture);
    });
    // What a filter or a narrow window hides can be reached no more.
    const again = () => requestAnimationFrame(() => settle(picture.querySelector('a[tabindex="0"]')));
    for (const kind of ["change", "click", "resize"]) addEventListener(kind, again);
    settle(null);
  }

  // Says once what the keys do, also to who hears the picture.
  function hint(picture) {
    const figure = picture.closest("figure");
    let said = figure.querySelector(".r-keys");
    if (!said) {
      said = document.createElement("p");
      said.className = "r-keys";
      said.id = `r-keys-${document.querySelectorAll(".r-keys").length}`;
      said.textContent = isTimeline(picture)
        ? gettext("Arrow keys: through time. Page Up and Page Down: by years. Home and End: first and last. Enter: follow. Escape: leave.")
        : picture.closest("[data-chart]")
          ? gettext("Arrow keys: to the nearest mark. Enter: choose, and once more: follow. Escape: leave.")
          : gettext("Arrow keys: to the nearest mark. Enter: follow. Escape: leave.");
      figure.querySelector("figcaption, .r-take")?.before(said);
    }
    picture.setAttribute("aria-describedby", said.id);
  }

  // Leaves for what comes after the picture.
  document.addEventListener("keydown", (event) => {
    const picture = event.target.closest?.("figure svg[role=group]");
    if (event.key !== "Escape" || event.defaultPrevented || !picture) return;
    const figure = picture.closest("figure");
    const after = figure.querySelector(".r-take summary") ?? figure.querySelector("figcaption a");
    if (after) after.focus();
    else document.activeElement.blur();
  });

  for (const picture of document.querySelectorAll("figure svg[role=group]")) startPicture(picture);
  document.activeElement?.closest("figure svg[role=group] a")?.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
}
