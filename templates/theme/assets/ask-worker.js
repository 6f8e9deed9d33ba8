// Answers questions in SQL on a copy of the data in memory. A worker of its own: the page goes on while it works,
// and can end it. Questions come one at a time; each gets one message back, with `error` where it went wrong.

import sqlite3InitModule from "./sqlite/sqlite3.js";

const ROWS = 1000; // given at a time
const LONGEST = 4000; // of a text that is shown; CSV has all of it
const CSV_ROWS = 100_000;
const MEMORY = 512 * 1024 * 1024; // bytes that SQLite may take: a mistake ends with an error, not with the browser
const DATABASE = new URL("../data/corpus.sqlite", import.meta.url);

// Nothing of the reader's disk is used, and nothing else of the package is there to be loaded.
globalThis.sqlite3ApiConfig = {
  disable: { vfs: { kvvfs: true, opfs: true, "opfs-vfs": true, "opfs-sahpool": true, "opfs-wl": true } },
  warn: () => {},
};

let sqlite3;
let capi;
let wasm;
let bytes;
let db; // the copy; none while it has to be made anew
let open; // the statement that rows are shown of, if it has more

// ------------------------------------------------------------------ the copy

const loaded = (async () => {
  const [api, data] = await Promise.all([sqlite3InitModule({ printErr: console.warn }), fetched(DATABASE)]);
  [sqlite3, capi, wasm, bytes] = [api, api.capi, api.wasm, data];
})();

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address.pathname}`);
  return new Uint8Array(await answer.arrayBuffer());
}

function copied() {
  const made = new sqlite3.oo1.DB(":memory:");
  const at = wasm.allocFromTypedArray(bytes);
  const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_RESIZEABLE;
  made.checkRc(capi.sqlite3_deserialize(made.pointer, "main", at, bytes.length, bytes.length, flags));
  made.exec(`PRAGMA hard_heap_limit = ${MEMORY}`);
  return made;
}

function forget() {
  close();
  db?.close();
  db = undefined;
}

function close() {
  if (open) capi.sqlite3_finalize(open);
  open = undefined;
}

// ------------------------------------------------------------------ statements

const NOTHING = /^(?:[\s;]|--[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$))*$/;
const LASTING = /\b(?:pragma|attach|detach|begin|savepoint)\b/i; // what stays without writing anything

class Mistake extends Error {
  constructor(at) {
    super(capi.sqlite3_errmsg(db.pointer));
    this.at = at; // where in the question, in its own letters; -1 where nobody knows
  }
}

// The next statement of a question, and what stands behind it.
function prepared(sql, before) {
  const [text, length] = wasm.allocCString(sql, true);
  const pointers = wasm.allocPtr(2, true);
  try {
    const [statement, behind] = pointers;
    wasm.pokePtr([statement, behind], 0);
    if (capi.sqlite3_prepare_v3(db.pointer, text, length, 0, statement, behind)) {
      const at = capi.sqlite3_error_offset(db.pointer);
      const start = new TextDecoder().decode(new TextEncoder().encode(sql).slice(0, Math.max(at, 0)));
      throw new Mistake(at < 0 ? -1 : before + start.length);
    }
    const used = wasm.peekPtr(behind) - text;
    const rest = new TextDecoder().decode(new TextEncoder().encode(sql).slice(Number(used)));
    return { statement: wasm.peekPtr(statement), rest };
  } finally {
    wasm.dealloc(text);
    wasm.dealloc(pointers[0]);
  }
}

// Runs a question up to its last statement that has columns; that is what it answers.
function answering(sql) {
  if (LASTING.test(sql) || !db) forget();
  db ??= copied();
  let [rest, lasting] = [sql, LASTING.test(sql)];
  try {
    while (!NOTHING.test(rest)) {
      const next = prepared(rest, sql.length - rest.length);
      rest = next.rest;
      if (!next.statement) continue;
      lasting ||= !capi.sqlite3_stmt_readonly(next.statement);
      if (capi.sqlite3_column_count(next.statement) && NOTHING.test(rest)) return { statement: next.statement, lasting };
      finish(next.statement);
    }
  } catch (error) {
    forget();
    throw error;
  }
  return { statement: 0, lasting };
}

function finish(statement) {
  try {
    while (stepped(statement));
  } finally {
    capi.sqlite3_finalize(statement);
  }
}

function stepped(statement) {
  const code = capi.sqlite3_step(statement);
  if (code === capi.SQLITE_ROW) return true;
  if (code === capi.SQLITE_DONE) return false;
  throw new Mistake(-1);
}

const columns = (statement) =>
  Array.from({ length: capi.sqlite3_column_count(statement) }, (_, at) => capi.sqlite3_column_name(statement, at));

const cells = (statement, count) => Array.from({ length: count }, (_, at) => capi.sqlite3_column_js(statement, at));

// ------------------------------------------------------------------ what is given

const hex = (blob) => `x'${Array.from(blob, (byte) => byte.toString(16).padStart(2, "0")).join("")}'`;

function plain(cell) {
  if (typeof cell === "bigint") return String(cell);
  return cell instanceof Uint8Array ? hex(cell.length > LONGEST ? cell.slice(0, LONGEST) : cell) : cell;
}

function shown(cell) {
  const value = plain(cell);
  return typeof value === "string" && value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
}

// Ids lead to pages, as the data themselves say.
const PAGES = "SELECT path FROM subjects WHERE id = ?1 UNION ALL SELECT path FROM records WHERE id = ?1 LIMIT 1";

function pages(rows) {
  const found = new Map();
  let finding;
  try {
    finding = db.prepare(PAGES);
    for (const cell of rows.flat()) {
      if (typeof cell !== "string" || cell.length > 300 || found.has(cell)) continue;
      finding.bind(1, cell);
      found.set(cell, finding.step() ? finding.get(0) : null);
      finding.reset();
    }
  } catch {
    return new Map(); // the question has done away with these tables
  } finally {
    finding?.finalize();
  }
  return new Map([...found].filter(([, path]) => typeof path === "string"));
}

function next(count) {
  const rows = [];
  try {
    while (rows.length < count) {
      if (!stepped(open)) {
        close();
        break;
      }
      rows.push(cells(open, capi.sqlite3_column_count(open)));
    }
  } catch (error) {
    forget();
    throw error;
  }
  return rows;
}

let waiting = []; // a row that was fetched to know whether there is one
let stays = false; // the copy is another than the data

function some() {
  const rows = [...waiting, ...(open ? next(ROWS + 1 - waiting.length) : [])];
  waiting = rows.splice(ROWS);
  const given = rows.map((row) => row.map(shown));
  const answer = { rows: given, pages: pages(given), more: waiting.length > 0 };
  if (!open && stays) forget();
  return answer;
}

function run({ sql }) {
  if (stays) forget();
  close();
  waiting = [];
  const { statement, lasting } = answering(sql);
  stays = lasting;
  if (!statement) {
    if (stays) forget();
    return { columns: [], rows: [], pages: new Map(), more: false };
  }
  open = statement;
  return { columns: columns(statement), ...some() };
}

// A text that a spreadsheet would take for a formula gets an apostrophe, as in the files of the site.
function field(cell) {
  const value = cell === null ? "" : cell instanceof Uint8Array ? hex(cell) : String(cell);
  const harmless = typeof cell === "string" && /^[=+\-@\t\r\n']/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function csv({ sql }) {
  const shown_ = [db, open];
  [db, open] = []; // more rows of what is shown can be asked for afterwards
  try {
    open = answering(sql).statement;
    const lines = [columns(open), ...next(CSV_ROWS + 1)].map((row) => `${row.map(field).join(",")}\r\n`);
    const more = lines.length > CSV_ROWS + 1;
    if (more) lines.pop();
    return { csv: new Blob(lines, { type: "text/csv;charset=utf-8" }), rows: lines.length - 1, more };
  } finally {
    forget();
    [db, open] = shown_;
  }
}

const TABLES = `SELECT tables.name, tables.meaning, tables.rows, columns.name, columns.type, columns.meaning
  FROM tables JOIN columns ON columns."table" = tables.name ORDER BY tables.name, columns.position`;

function tables() {
  const all = copied();
  try {
    return { rows: all.exec({ sql: TABLES, rowMode: "array", returnValue: "resultRows" }) };
  } finally {
    all.close();
  }
}

// ------------------------------------------------------------------ what is asked

const ANSWERS = { run, csv, tables, more: some };

addEventListener("message", async ({ data }) => {
  try {
    await loaded;
  } catch (error) {
    postMessage({ unloaded: String(error?.message ?? error) });
    return;
  }
  try {
    postMessage(ANSWERS[data.do](data));
  } catch (error) {
    postMessage({ error: String(error?.message ?? error), at: error?.at ?? -1 });
  }
});
