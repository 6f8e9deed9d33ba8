// Makes the tables marked `data-list` sortable and filterable. Without this script they stay whole.

"use strict";

// A block, so that no other script meets these names.
{
  function cellKey(row, column) {
    const cell = row.cells[column];
    return cell.dataset.sort ?? cell.textContent.trim();
  }

  function compareKeys(a, b) {
    if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1; // unknown last
    const [x, y] = [Number(a), Number(b)];
    return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b, "en", { numeric: true }) : x - y;
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
  function orders(table) {
    const select = document.createElement("select");
    select.append(new Option("As given", ""));
    [...table.tHead.rows[0].cells].forEach((header, column) => {
      const name = header.textContent.trim();
      if (name) select.append(new Option(name, String(column)), new Option(`${name}, downwards`, `${column} down`));
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
    const label = labelled("Order", select);
    label.className = "r-narrow-only";
    return label;
  }

  function makeSortable(table) {
    [...table.tHead.rows[0].cells].forEach((header, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "r-sort";
      button.append(...header.childNodes);
      button.addEventListener("click", () => sortBy(table, column, header));
      header.append(button);
    });
  }

  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function labelled(text, control) {
    const label = document.createElement("label");
    label.append(text, control);
    return label;
  }

  function choice(table, column, name, refresh) {
    const select = document.createElement("select");
    const values = new Set([...table.tBodies[0].rows].map((row) => row.cells[column].textContent.trim()));
    select.append(new Option("All", ""), ...[...values].sort().map((value) => new Option(value, value)));
    select.addEventListener("change", refresh);
    return { column, select, label: labelled(name, select) };
  }

  function makeFilterable(table) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length < 10) return;
    const search = document.createElement("input");
    search.type = "search";
    const status = document.createElement("output");
    const refresh = () => {
      const words = folded(search.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = folded(`${row.textContent} ${row.dataset.words ?? ""}`);
        row.hidden =
          !words.every((word) => text.includes(word)) ||
          choices.some(({ column, select }) => select.value && row.cells[column].textContent.trim() !== select.value);
        if (!row.hidden) shown += 1;
      }
      status.textContent = shown === rows.length ? `${rows.length} rows` : `${shown} of ${rows.length} rows`;
    };
    const choices = (table.dataset.filters ?? "")
      .split(" ")
      .filter(Boolean)
      .map((item) => choice(table, Number(item.split(":")[0]), item.split(":")[1], refresh));
    search.addEventListener("input", refresh);
    const bar = document.createElement("div");
    bar.className = "r-filter";
    const order = table.classList.contains("r-table--cards") ? [orders(table)] : [];
    bar.append(labelled("Filter", search), ...choices.map(({ label }) => label), ...order, status);
    (table.closest(".r-scroll") ?? table).before(bar);
    refresh();
  }

  for (const table of document.querySelectorAll("table[data-list]")) {
    makeSortable(table);
    makeFilterable(table);
  }
}
