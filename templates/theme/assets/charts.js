// Filters the timeline, its picture and its list alike: by type, actor and topic. The state stands in the
// address, so that it can be linked. Without this script everything is shown.

"use strict";

// A block, so that no other script meets these names.
{
  function typeBoxes(key, types, refresh) {
    for (const item of key.querySelectorAll("[data-type]")) {
      const box = document.createElement("input");
      box.type = "checkbox";
      box.value = item.dataset.type;
      box.checked = types.length === 0 || types.includes(box.value);
      box.addEventListener("change", refresh);
      const label = document.createElement("label");
      label.append(box, ...item.childNodes);
      item.append(label);
    }
    return [...key.querySelectorAll("input")];
  }

  function selection(list, value, refresh) {
    const select = document.createElement("select");
    select.append(new Option("All", ""), ...[...list.options].map((item) => new Option(item.textContent, item.value)));
    select.value = value;
    if (select.selectedIndex < 0) select.value = "";
    select.addEventListener("change", refresh);
    const label = document.createElement("label");
    label.append(list.dataset.label, select);
    return { field: list.dataset.filter, label, select };
  }

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
    const query = new URL(window.location.href).searchParams;
    const types = (query.get("type") ?? "").split(",").filter(Boolean);
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
    const status = document.createElement("output");

    const refresh = () => {
      const shownTypes = boxes.filter((box) => box.checked).map((box) => box.value);
      const every = shownTypes.length === boxes.length;
      let shown = 0;
      for (const { row, marks: drawn, type, ...fields } of rows) {
        row.hidden =
          !(every || shownTypes.includes(type)) ||
          choices.some(({ field, select }) => select.value && !fields[field].includes(select.value));
        for (const mark of drawn) mark.classList.toggle("r-hidden", row.hidden);
        if (!row.hidden) shown += 1;
      }
      for (const year of document.querySelectorAll(".r-listed")) year.hidden = !year.querySelector("li:not([hidden])");
      closeUp(part.querySelector(".r-timeline__narrow"), shown < rows.length);
      status.textContent = shown === rows.length ? `${shown} events` : `${shown} of ${rows.length} events`;
      writeAddress({
        type: every ? "" : shownTypes.join(",") || "none",
        ...Object.fromEntries(choices.map(({ field, select }) => [field, select.value])),
      });
    };

    const key = part.querySelector(".r-key");
    const boxes = typeBoxes(key, types, refresh);
    const choices = [...part.querySelectorAll("datalist")].map((list) => selection(list, query.get(list.dataset.filter) ?? "", refresh));
    const bar = document.createElement("div");
    bar.className = "r-filter r-filter--timeline";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Filter events");
    const all = document.createElement("button");
    all.type = "button";
    all.textContent = "Show all";
    all.addEventListener("click", () => {
      for (const box of boxes) box.checked = true;
      for (const { select } of choices) select.value = "";
      refresh();
    });
    key.setAttribute("aria-label", "Types to show");
    bar.append(key, ...choices.map(({ label }) => label), all, status);
    part.prepend(bar);
    refresh();
  }

  for (const part of document.querySelectorAll("[data-timeline]")) makeFilter(part);
}
