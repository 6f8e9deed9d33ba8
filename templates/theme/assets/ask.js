// The page on which readers ask the data. SQLite and the data are loaded with the first question, into a worker.

const LIMIT = 30_000; // ms that a question may take
const LONG = 50; // letters of a cell that gets a wider column

const form = document.querySelector(".r-ask");
const box = form.querySelector(".r-ask__sql");
const error = form.querySelector(".r-ask__error");
const status = form.querySelector(".r-ask__status");
const schema = form.querySelector(".r-ask__schema");
const result = document.querySelector(".r-ask__result");
const table = result.querySelector("table");
const buttons = Object.fromEntries([...document.querySelectorAll("[data-do]")].map((button) => [button.dataset.do, button]));
const asking = [...document.querySelectorAll("[data-ask]"), form.querySelector(".r-ask__go"), buttons.csv, buttons.more];
const root = new URL("../", import.meta.url);

const sqlOf = (name) => document.getElementById(name)?.querySelector("code")?.textContent;
const ready = new Map([...document.querySelectorAll("[data-ask]")].map(({ dataset }) => [dataset.ask, sqlOf(dataset.ask)]));
const nameOf = (sql) => [...ready].find(([, known]) => known.trim() === sql.trim())?.[0];

function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

// ------------------------------------------------------------------ the worker

let worker;
let ended; // ends the question that is asked, with a reason

function answer(question) {
  worker ??= new Worker(new URL("ask-worker.js", import.meta.url), { type: "module" });
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => ended?.("late"), LIMIT);
    const done = (settle, value) => {
      clearTimeout(late);
      worker.onmessage = worker.onerror = null;
      ended = undefined;
      settle(value);
    };
    ended = (reason) => {
      const begun = worker;
      done(reject, { [reason]: true });
      begun.terminate();
      worker = undefined;
      buttons.more.hidden = true; // the rows that would follow are gone with it
    };
    worker.onmessage = ({ data }) => {
      if (data.unloaded !== undefined) ended("unloaded");
      else if (data.error === undefined) done(resolve, data);
      else done(reject, data);
    };
    worker.onerror = () => ended?.("unloaded");
    worker.postMessage(question);
  });
}

// One question at a time: what begins one waits meanwhile.
let busy = false;

async function whileBusy(said, action) {
  if (busy) return;
  busy = true;
  say(said);
  complain("");
  for (const button of asking) button.setAttribute("aria-disabled", "true");
  buttons.stop.hidden = false;
  try {
    await action();
  } catch (fault) {
    say("");
    complain(explained(fault));
  } finally {
    busy = false;
    if (document.activeElement === buttons.stop) box.focus();
    buttons.stop.hidden = true;
    for (const button of asking) button.removeAttribute("aria-disabled");
  }
}

function say(words) {
  status.textContent = words;
}

function complain(words) {
  error.textContent = words;
  if (words) box.setAttribute("aria-invalid", "true");
  else box.removeAttribute("aria-invalid");
}

// What SQLite says, in plain words where it is a usual mistake.
const MISTAKES = [
  [/^no such table: (.+)$/, (name) => gettext("There is no table “{name}”. “Tables and columns” lists those that there are.", { name })],
  [/^no such column: (.+)$/, (name) => gettext("There is no column “{name}”. “Tables and columns” lists those that there are.", { name })],
  [/^near "(.*)": syntax error$/s, (name) => gettext("SQLite does not understand the question from “{name}” on.", { name })],
  [/^incomplete input$/, () => gettext("The question breaks off: something is missing at its end.")],
  [/^out of memory$/, () => gettext("The answer takes more memory than there is: ask for less at once.")],
];

function explained(fault) {
  if (fault.stopped) return gettext("Stopped.");
  if (fault.late) return gettext("Stopped after {n} seconds: ask for less at once.", { n: LIMIT / 1000 });
  if (fault.unloaded) return gettext("SQLite or the data could not be loaded. Try again, or ask on your own machine.");
  const message = fault.error ?? String(fault.message);
  const [form_, plain] = MISTAKES.find(([known]) => known.test(message)) ?? [];
  const said = plain ? plain(form_.exec(message)[1]) : gettext("SQLite says: {message}", { message });
  const line = fault.at >= 0 ? box.value.slice(0, fault.at).split("\n").length : 0;
  return line ? gettext("Line {n}: {said}", { n: line, said }) : said;
}

// ------------------------------------------------------------------ the answer

let columns = [];
let asked = ""; // the question that the table answers

const OWN = /^(?:[a-z0-9][a-z0-9._-]*\/)+(?:#[\w-]+)?$/;

// Addresses of this site's pages, and of others: nothing else is a link.
function addressOf(value, column, pages) {
  const path = pages.get(value) ?? (column === "path" ? value : "");
  if (OWN.test(path)) return { href: new URL(path, root).href };
  if (!/^https?:\/\/\S+$/i.test(value) || !URL.canParse(value)) return undefined;
  return { href: new URL(value).href, rel: "noopener noreferrer" };
}

// What is first in a row names it.
function cell(value, at, pages) {
  const kind = at ? "td" : "th";
  if (value === null) return make(kind, "r-ask__none", make("span", "", "NULL"));
  if (typeof value === "number") return make(kind, "r-n", String(value));
  const to = addressOf(value, columns[at], pages);
  const made = make(kind, value.length > LONG ? "r-ask__long" : "", to ? Object.assign(make("a", "", value), to) : value);
  made.dir = "auto";
  return made;
}

function row(values, pages) {
  const made = make("tr", "", ...values.map((value, at) => cell(value, at, pages)));
  made.cells[0].scope = "row";
  return made;
}

function head(name) {
  const made = make("th", "", name);
  made.scope = "col";
  return made;
}

function append({ rows, pages, more }) {
  table.tBodies[0].append(...rows.map((values) => row(values, pages)));
  buttons.more.hidden = !more;
  const n = table.tBodies[0].rows.length;
  const told = more
    ? gettext("The first {n} rows; there are more", { n })
    : ngettext("{n} row", "{n} rows", n);
  table.caption.textContent = told;
  say(told);
}

function show(sql, found) {
  [asked, columns] = [sql, found.columns];
  table.tHead.replaceChildren(make("tr", "", ...columns.map(head)));
  table.tBodies[0].replaceChildren();
  result.hidden = !columns.length;
  buttons.csv.hidden = !columns.length;
  append(found);
  if (!columns.length) say(gettext("Done. This question has no answer in rows."));
}

function ask() {
  const sql = box.value;
  if (!sql.trim()) {
    complain(gettext("Write a question first, or choose one above."));
    return;
  }
  const said = worker ? gettext("Asking …") : gettext("Loading SQLite and the data …");
  whileBusy(said, async () => {
    const begun = performance.now();
    try {
      show(sql, await answer({ do: "run", sql }));
    } catch (fault) {
      result.hidden = buttons.csv.hidden = true; // what is shown is no answer to this
      throw fault;
    }
    const seconds = ((performance.now() - begun) / 1000).toLocaleString(spoken.code, { maximumFractionDigits: 2 });
    if (columns.length && document.activeElement.closest(".r-ask")) table.parentElement.focus({ preventScroll: true });
    if (columns.length) say(gettext("{rows} ({seconds} s)", { rows: status.textContent, seconds }));
    history.replaceState({ asked: sql }, "", fragment(sql));
  });
}

// ------------------------------------------------------------------ links to a question

function fragment(sql) {
  const name = nameOf(sql);
  return name ? `#question=${name}` : `#sql=${encodeURIComponent(sql)}`;
}

function inLink() {
  const [key, value] = location.hash.slice(1).split(/=(.*)/s);
  if (key === "question") return ready.get(value);
  try {
    return key === "sql" ? decodeURIComponent(value) : undefined;
  } catch {
    return undefined; // cut off on its way
  }
}

// What came with a link is shown; only what is known here, or was asked here before, is asked by itself.
function open() {
  const sql = inLink();
  if (!sql) return;
  box.value = sql;
  if (nameOf(sql) || history.state?.asked === sql) ask();
  else say(gettext("This question came with the link. Read it, then ask it."));
  form.scrollIntoView();
}

async function copyLink() {
  const address = new URL(fragment(box.value), location.href).href;
  history.replaceState(history.state, "", address);
  await copyText(address, {
    say,
    done: gettext("Copied: a link to this page with the question."),
    refused: gettext("The address of this page leads to the question now: copy it from there."),
  });
}

// ------------------------------------------------------------------ tables and columns

let listed = false;

function described(name, meaning, count) {
  const choose = make("button", "r-ask__button", gettext("Ask for its rows"));
  choose.type = "button";
  choose.addEventListener("click", () => {
    box.value = `SELECT *\nFROM "${name}"\nLIMIT 100`;
    box.focus();
  });
  const counted = ngettext("{n} row", "{n} rows", count);
  const told = [make("code", "", name), ` · ${counted} · ${meaning}`];
  return make("details", "r-open", make("summary", "", ...told), choose, make("ul", ""));
}

function list({ rows }) {
  const made = new Map();
  for (const [name, meaning, count, column, type, said] of rows) {
    if (!made.has(name)) made.set(name, described(name, meaning, count));
    made.get(name).lastChild.append(make("li", "", make("code", "", column), ` ${type} · ${said}`));
  }
  schema.querySelector("div").replaceChildren(...made.values());
}

schema.addEventListener("toggle", () => {
  if (!schema.open || listed || busy) return;
  whileBusy(gettext("Loading SQLite and the data …"), async () => {
    list(await answer({ do: "tables" }));
    listed = true;
    say("");
  });
});

// ------------------------------------------------------------------ what a reader does

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});

box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  ask();
});

for (const button of document.querySelectorAll("[data-ask]")) {
  button.addEventListener("click", () => {
    if (busy) return;
    box.value = ready.get(button.dataset.ask);
    ask();
    status.scrollIntoView({ block: "center" });
  });
}

buttons.stop.addEventListener("click", () => ended?.("stopped"));
buttons.link.addEventListener("click", copyLink);

buttons.more.addEventListener("click", () => {
  const before = table.tBodies[0].rows.length;
  whileBusy(gettext("Asking …"), async () => {
    append(await answer({ do: "more" }));
    const row = table.tBodies[0].rows[before];
    row.tabIndex = -1;
    row.focus();
  });
});

buttons.csv.addEventListener("click", () => {
  whileBusy(gettext("Asking …"), async () => {
    const { csv, rows, more } = await answer({ do: "csv", sql: asked });
    const link = make("a", "");
    [link.href, link.download] = [URL.createObjectURL(csv), `${nameOf(asked) ?? "answer"}.csv`];
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    const told = ngettext("{n} row", "{n} rows", rows);
    say(more ? gettext("The file has the first {n} rows; there are more", { n: rows }) : gettext("The file has {rows}", { rows: told }));
  });
});

addEventListener("hashchange", open);
document.body.dataset.asks = "ready"; // what is pressed before would be lost
open();
