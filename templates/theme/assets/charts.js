// Filters the timeline, its picture and its list alike: by type, actor and topic. The state stands in the
// address, so that it can be linked. Without this script everything is shown.

"use strict";

// A block, so that no other script meets these names.
{
  function writeAddress(values) {
    const address = new URL(window.location.href);
    for (const [name, value] of Object.entries(values)) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    window.history.replaceState(null, "", address);
  }

  // In the narrow picture every event has rows of its own: those that are left move up.
  function closeUp(picture, filtered) {
    const { width } = picture.viewBox.baseVal;
    const row = Number(picture.dataset.row);
    let y = row;
    let year = null;
    const place = (part) => {
      part.transform.baseVal.getItem(0).matrix.f = y + (part.matches(".r-gap") ? Number(part.dataset.height) : row) / 2;
      part.classList.remove("r-hidden");
      y += Number(part.dataset.height);
    };
    for (const part of picture.querySelectorAll("[data-height]")) {
      if (part.matches(".r-gap")) {
        // What it says of the years left out holds for all events only.
        if (filtered) part.classList.add("r-hidden");
        else place(part);
      } else if (part.matches(".r-yearline")) {
        part.classList.add("r-hidden");
        year = part;
      } else if (!part.classList.contains("r-hidden")) {
        if (year) place(year);
        year = null;
        place(part);
      }
    }
    picture.setAttribute("viewBox", `0 0 ${width} ${y}`);
  }

  function makeFilter(part) {
    const boxes = [...part.querySelectorAll("input")];
    const choices = [...part.querySelectorAll("select")];
    const status = part.querySelector("output");
    const marks = new Map();
    for (const mark of part.querySelectorAll("svg a")) {
      const address = mark.getAttribute("href");
      marks.set(address, [...(marks.get(address) ?? []), mark]);
    }
    const rows = [...document.querySelectorAll("li[data-type][data-actor]")].map((row) => ({
      row,
      type: row.dataset.type,
      actor: row.dataset.actor.split(" "),
      topic: row.dataset.topic.split(" "),
      marks: marks.get(row.querySelector("a").getAttribute("href")) ?? [],
    }));
    const told = (shown) =>
      shown === rows.length
        ? ngettext("{n} event", "{n} events", shown)
        : ngettext("{shown} of {n} event", "{shown} of {n} events", rows.length, { shown });

    function refresh() {
      const shownTypes = boxes.filter((box) => box.checked).map((box) => box.value);
      const every = shownTypes.length === boxes.length;
      let shown = 0;
      for (const { row, marks: drawn, type, ...fields } of rows) {
        row.hidden =
          !(every || shownTypes.includes(type)) ||
          choices.some((choice) => choice.value && !fields[choice.dataset.filter].includes(choice.value));
        for (const mark of drawn) mark.classList.toggle("r-hidden", row.hidden);
        if (!row.hidden) shown += 1;
      }
      for (const year of document.querySelectorAll(".r-listed")) year.hidden = !year.querySelector("li:not([hidden])");
      closeUp(part.querySelector(".r-timeline__narrow"), shown < rows.length);
      status.textContent = told(shown);
      writeAddress({
        type: every ? "" : shownTypes.join(",") || "none",
        ...Object.fromEntries(choices.map((choice) => [choice.dataset.filter, choice.value])),
      });
    }

    function everything() {
      for (const box of boxes) box.checked = true;
      for (const choice of choices) choice.value = "";
    }

    // Browsers bring back what was ticked and chosen before: only the address counts.
    everything();
    const query = new URL(window.location.href).searchParams;
    const types = (query.get("type") ?? "").split(",").filter(Boolean);
    if (types.length) for (const box of boxes) box.checked = types.includes(box.value);
    for (const choice of choices) {
      choice.value = query.get(choice.dataset.filter) ?? "";
      if (choice.selectedIndex < 0) choice.value = "";
    }
    for (const control of [...boxes, ...choices]) control.addEventListener("change", refresh);
    part.querySelector(".r-filter button").addEventListener("click", () => {
      everything();
      refresh();
    });
    if (boxes.every((box) => box.checked) && choices.every((choice) => !choice.value)) status.textContent = told(rows.length);
    else refresh();
  }

  for (const part of document.querySelectorAll("[data-timeline]")) makeFilter(part);
}
