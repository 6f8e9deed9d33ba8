// Makes the pictures marked `data-chart` answer: what is pointed at, focused or chosen shows its lines
// and neighbours, and what is chosen shows the events behind it. A mark is chosen by click, tap or Enter, and
// followed when that is done once more. Without this script they stay pictures with links, and the tables below
// say the same.

"use strict";

// A block, so that no other script meets these names.
{
  const SHOW = "#show-"; // what the address ends with while a mark is chosen; a line has the id of its row

  function startChart(chart) {
    const marks = [...chart.querySelectorAll(".r-node[data-key]")];
    const lines = [...chart.querySelectorAll(".r-lines [data-ends]")];
    const rows = [...document.querySelectorAll("tr[data-title]")];
    const select = chart.querySelector(".r-choose select");
    offer(select, marks);
    const list = document.createElement("section");
    list.className = "r-chosen-list";
    list.setAttribute("aria-label", gettext("Selection"));
    const told = element("p"); // says what is chosen in a few words; all that is in the list can be read
    told.className = "r-told";
    told.setAttribute("role", "status");
    chart.append(told, list);
    let chosen = null; // the keys at the ends of a line, or the one key of a mark

    function light(keys) {
      const near = new Set(keys ?? []);
      for (const line of lines) {
        const ends = line.dataset.ends.split(" ");
        const on = keys !== null && keys.every((key) => ends.includes(key));
        line.classList.toggle("r-on", on);
        if (on) ends.forEach((end) => near.add(end));
      }
      for (const mark of marks) {
        mark.classList.toggle("r-on", near.has(mark.dataset.key));
        mark.classList.toggle("r-chosen", chosen !== null && chosen.includes(mark.dataset.key));
      }
      for (const svg of chart.querySelectorAll(".r-svg")) svg.classList.toggle("r-svg--busy", keys !== null);
    }

    function choose(keys, keep = true) {
      chosen = keys;
      light(keys);
      const about = keys === null ? [] : rows.filter((row) => isAbout(row, keys));
      const name = keys?.length === 1 ? marks.find((mark) => mark.dataset.key === keys[0]) : null;
      list.replaceChildren(...(name || about.length ? written(name, about, () => choose(null)) : []));
      told.textContent = name ? name.querySelector("title").textContent : about.length ? about[0].dataset.title : "";
      select.value = keys?.length === 1 ? keys[0] : "";
      const address = keys === null ? location.pathname + location.search : keys.length === 1 ? SHOW + keys[0] : `#${about[0]?.id}`;
      if (keep) history.replaceState(null, "", address);
    }

    // Scrolls what is chosen into view, above what is said of it.
    function show() {
      marks.find((mark) => mark.matches(".r-chosen") && mark.getClientRects().length)?.scrollIntoView({ block: "nearest" });
    }

    function fromAddress() {
      const hash = decodeURIComponent(location.hash);
      const row = rows.find((one) => one.dataset.ends && `#${one.id}` === hash);
      const key = hash.startsWith(SHOW) ? hash.slice(SHOW.length) : null;
      if (row) choose(row.dataset.ends.split(" "), false);
      else if (marks.some((mark) => mark.dataset.key === key)) choose([key], false);
      else return;
      show();
    }

    for (const mark of marks) {
      const point = () => light([mark.dataset.key]);
      mark.addEventListener("pointerenter", point);
      mark.addEventListener("focus", point);
      for (const leave of ["pointerleave", "blur"]) mark.addEventListener(leave, () => light(chosen));
      mark.addEventListener("click", (event) => {
        if (mark.matches(".r-chosen") || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        choose([mark.dataset.key]);
        const covered = mark.getBoundingClientRect().bottom > list.getBoundingClientRect().top;
        if (covered) show(); // or it would not be under the pointer when that is pressed once more
      });
    }
    for (const line of lines) {
      line.addEventListener("pointerenter", () => light(line.dataset.ends.split(" ")));
      line.addEventListener("pointerleave", () => light(chosen));
      line.addEventListener("click", (event) => {
        const keys = line.dataset.ends.split(" ");
        const elsewhere = !rows.some((row) => isAbout(row, keys)); // in a part of the table
        if (elsewhere || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        choose(keys);
      });
    }
    // Letters and arrows choose at once: then nothing moves below who is still writing, until Enter.
    let writes = false;
    select.addEventListener("pointerdown", () => (writes = false));
    select.addEventListener("keydown", ({ key }) => {
      writes = key !== "Enter";
      if (!writes) show();
    });
    select.addEventListener("change", () => {
      choose(select.value ? [select.value] : null);
      if (!writes) show();
    });
    chart.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || chosen === null) return;
      event.preventDefault(); // the picture is left with the next one
      const mark = list.contains(document.activeElement) && marks.find((one) => one.matches(".r-chosen") && one.getClientRects().length);
      choose(null);
      if (mark) mark.focus();
    });
    addEventListener("hashchange", fromAddress);
    startToggles(chart);
    fromAddress();
  }

  function isAbout(row, keys) {
    const ends = (row.dataset.ends ?? row.dataset.key).split(" ");
    return keys.every((key) => ends.includes(key));
  }

  // The name of the mark as a link to its page with what its title counts, then each row with its events.
  function written(mark, rows, clear) {
    const head = document.createElement("div");
    head.className = "r-chosen-head";
    if (mark) {
      const link = element("a", nameOf(mark));
      link.href = mark.href.baseVal;
      const more = gettext("Choose it once more to open its page.");
      head.append(element("h2", link), element("p", `${mark.querySelector("title").textContent}. ${more}`));
    } else {
      head.append(element("h2", rows[0].dataset.title));
    }
    const button = element("button", gettext("Show everything"));
    button.type = "button";
    button.className = "r-clear";
    button.addEventListener("click", clear);
    head.append(button);
    const body = document.createElement("div");
    body.className = "r-chosen-body";
    for (const row of rows) {
      const title = mark ? [element("h3", row.dataset.title)] : [];
      body.append(element("section", ...title, row.querySelector("ul").cloneNode(true)));
    }
    return [head, body];
  }

  function element(name, ...content) {
    const made = document.createElement(name);
    made.append(...content);
    if (/^h\d$/.test(name)) made.dir = "auto"; // a name may run from right to left
    return made;
  }

  function nameOf(mark) {
    return [...mark.querySelectorAll("text")].map((line) => line.textContent).join(" ");
  }

  // All marks by name, each once although several pictures may show it.
  function offer(select, marks) {
    const names = new Map(marks.map((mark) => [mark.dataset.key, nameOf(mark)]));
    const sorted = [...names].sort(([, a], [, b]) => a.localeCompare(b, spoken.code));
    select.append(...sorted.map(([key, name]) => Object.assign(new Option(name, key), { dir: "auto" })));
  }

  // What has none of the types that are ticked in the key is not shown.
  function hideOthers(chart, types) {
    const hidden = new Set();
    for (const one of document.querySelectorAll(".r-page [data-types]")) {
      const off = !one.dataset.types.split(" ").some((type) => types.has(type));
      one.classList.toggle("r-off", off);
      if (off && one.dataset.key) hidden.add(one.dataset.key);
    }
    for (const line of chart.querySelectorAll(".r-lines [data-ends]:not([data-types])")) {
      line.classList.toggle("r-off", line.dataset.ends.split(" ").some((end) => hidden.has(end)));
    }
  }

  function startToggles(chart) {
    const boxes = [...chart.querySelectorAll(".r-key input")];
    for (const box of boxes) {
      box.checked = true; // browsers bring back what was ticked before
      box.addEventListener("change", () => hideOthers(chart, new Set(boxes.filter((one) => one.checked).map((one) => one.value))));
    }
  }

  for (const chart of document.querySelectorAll("[data-chart]")) startChart(chart);
}
