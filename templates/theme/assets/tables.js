// Makes the tables marked `data-list` sortable and filterable. Without this script they stay whole.

"use strict";

// A block, so that no other script meets these names.
{
  function cellKey(row, column) {
    const cell = row.cells[column];
    if (cell.dataset.sort !== undefined) return cell.dataset.sort;
    if (cell.firstElementChild?.matches(".r-unknown")) return "";
    const text = cell.textContent.trim();
    // Thousands are parted by a point where that would be read as one before decimals.
    return spoken.code !== "en" && /^\d{1,3}([.,’\s]\d{3})+$/.test(text) ? text.replace(/\D/g, "") : text;
  }

  function compareKeys(a, b) {
    if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1; // unknown last
    const [x, y] = [Number(a), Number(b)];
    return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b, spoken.code, { numeric: true }) : x - y;
  }

  function sortBy(table, column, header) {
    const down = header.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = [...body.rows].sort((a, b) => {
      const [x, y] = [cellKey(a, column), cellKey(b, column)];
      const order = compareKeys(x, y);
      return down && x !== "" && y !== "" ? -order : order;
    });
    body.append(...rows);
  }

  // On a narrow screen the heads are not in sight: a list offers the same orders.
  function offerOrders(table, select) {
    [...table.tHead.rows[0].cells].forEach((header, column) => {
      const name = header.textContent.trim();
      if (name) select.append(new Option(name, String(column)), new Option(gettext("{name}, reversed", { name }), `${column} down`));
    });
    const given = [...table.tBodies[0].rows];
    select.addEventListener("change", () => {
      const [column, down] = select.value.split(" ");
      const header = table.tHead.rows[0].cells[Number(column)];
      if (!select.value) return table.tBodies[0].append(...given);
      header.removeAttribute("aria-sort");
      sortBy(table, Number(column), header);
      if (down) sortBy(table, Number(column), header);
    });
  }

  // Where rows are cards their heads are seen by nobody: then a box sorts, and no key stops at these buttons.
  const cards = matchMedia("(max-width: 45em)");

  function makeSortable(table) {
    const reach = (button) => (button.tabIndex = cards.matches && table.matches(".r-table--cards") ? -1 : 0);
    [...table.tHead.rows[0].cells].forEach((header, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "r-sort";
      button.append(...header.childNodes);
      reach(button);
      cards.addEventListener("change", () => reach(button));
      button.addEventListener("click", () => sortBy(table, column, header));
      header.append(button);
    });
  }

  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function offerValues(table, select) {
    const column = Number(select.dataset.column);
    const values = new Set([...table.tBodies[0].rows].map((row) => row.cells[column].textContent.trim()));
    const order = spoken.code === "en" ? undefined : (a, b) => a.localeCompare(b, spoken.code);
    select.append(...[...values].sort(order).map((value) => Object.assign(new Option(value, value), { dir: "auto" })));
    return { column, select };
  }

  // Filters by what the rows say of themselves stand in the address, so that they can be linked.
  // Browsers bring back what was chosen before: only the address counts.
  function readAddress(filters) {
    const query = new URL(window.location.href).searchParams;
    for (const select of filters) {
      select.value = query.get(select.dataset.filter) ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
  }

  function writeAddress(filters) {
    const address = new URL(window.location.href);
    for (const select of filters) {
      if (select.value) address.searchParams.set(select.dataset.filter, select.value);
      else address.searchParams.delete(select.dataset.filter);
    }
    window.history.replaceState(null, "", address);
  }

  function makeFilterable(table, bar) {
    const rows = [...table.tBodies[0].rows];
    const search = bar.querySelector("input");
    const status = bar.querySelector("output");
    const choices = [...bar.querySelectorAll("[data-column]")].map((select) => offerValues(table, select));
    const filters = [...bar.querySelectorAll("[data-filter]")];
    const texts = new Map(); // read once: a table may hold many words
    const textOf = (row) => {
      if (!texts.has(row)) texts.set(row, folded(`${row.textContent} ${row.dataset.words ?? ""}`));
      return texts.get(row);
    };
    const says = (row, name, value) => row.dataset[name].split(" ").includes(value);
    const told = (shown) =>
      shown === rows.length
        ? ngettext("{n} row", "{n} rows", shown)
        : ngettext("{shown} of {n} row", "{shown} of {n} rows", rows.length, { shown });
    const refresh = () => {
      const words = folded(search.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        row.hidden =
          !words.every((word) => textOf(row).includes(word)) ||
          choices.some(({ column, select }) => select.value && row.cells[column].textContent.trim() !== select.value) ||
          filters.some((select) => select.value && !says(row, select.dataset.filter, select.value));
        if (!row.hidden) shown += 1;
      }
      status.textContent = told(shown);
    };
    search.addEventListener("input", refresh);
    for (const { select } of choices) select.addEventListener("change", refresh);
    for (const select of filters) {
      select.addEventListener("change", () => {
        refresh();
        writeAddress(filters);
      });
    }
    readAddress(filters);
    if (search.value || filters.some((select) => select.value)) refresh(); // browsers bring back what was written
    else status.textContent = told(rows.length);
  }

  for (const table of document.querySelectorAll("table[data-list]")) {
    const bar = table.closest(".r-scroll").previousElementSibling;
    if (bar?.matches(".r-filter")) {
      offerOrders(table, bar.querySelector("[data-order]"));
      makeFilterable(table, bar);
    }
    makeSortable(table);
  }
}
