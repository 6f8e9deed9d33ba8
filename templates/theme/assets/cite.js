// What there is to copy of a record: its lasting address, one that leads to the words, and citations in four
// forms. All of it is made of the record's packet of evidence, which is asked for when a reader opens this.
// Words of articles go into text and fields only, never into markup.

// ------------------------------------------------------------------ citations

// As Python writes the same work (`pages/citing.py`): a record is cited as a part of a page, which has a title, a
// site, an address and maybe a day.

const SPACE = "\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"; // Python's
const SPACES = new RegExp(`[${SPACE}]+`);
const ENDING = new RegExp(`[{}\\\\${SPACE}]`, "g"); // what would end an address in BibTeX
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const SIGNS = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
const BRACES = { "{": "\\textbraceleft{}", "}": "\\textbraceright{}" };

const hex = (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;

function line(text) {
  return text.split(SPACES).filter(Boolean).join(" ");
}

function dayOf(item) {
  const parts = item.issued?.["date-parts"]?.[0] ?? [];
  return parts.map((part, at) => String(part).padStart(at ? 2 : 4, "0"));
}

// BibTeX counts braces, whatever stands before them.
function isPaired(text) {
  let depth = 0;
  for (const sign of text) {
    depth += (sign === "{") - (sign === "}");
    if (depth < 0) return false;
  }
  return depth === 0;
}

function tex(text) {
  const written = isPaired(text) ? SIGNS : { ...SIGNS, ...BRACES };
  return line(text).replace(/[\\~^{}%&$#_]/g, (sign) => written[sign] ?? `\\${sign}`);
}

export function bibtex(item) {
  const [year, month, day] = dayOf(item);
  const url = (item.URL ?? "").replace(ENDING, hex);
  const fields = [
    ["title", `{{${tex(item.title)}}}`],
    ["howpublished", `{${tex(item["container-title"])}}`],
    ["year", year && `{${year}}`],
    ["month", month && MONTHS[month - 1]],
    ["day", day && `{${Number(day)}}`],
    ["url", url && `{${url}}`],
  ];
  const written = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = ${value},\n`);
  return `@misc{${item.id},\n${written.join("")}}\n`;
}

export function ris(item) {
  const [year, month, day] = dayOf(item);
  const tags = [
    ["TY", "ELEC"],
    ["ID", item.id],
    ["TI", item.title],
    ["T2", item["container-title"]],
    ["PY", year],
    ["DA", month && `${year}/${month}/${day ?? ""}/`],
    ["UR", item.URL],
  ];
  const written = tags.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${line(value)}`.replace(/ +$/, ""));
  return `${written.join("\n")}\nER  - \n`;
}

export function csl(item) {
  return `${JSON.stringify([item], null, 2)}\n`;
}

// ------------------------------------------------------------------ addresses

// In a text directive a hyphen and a comma divide, and an ampersand ends.
function encoded(words) {
  return encodeURIComponent(words).replace(/[-!'()*]/g, hex);
}

function directive(quote) {
  const ends = quote.words.split(" ... ").map(encoded).join(",");
  const before = quote.prefix ? `${encoded(quote.prefix)}-,` : "";
  const after = quote.suffix ? `,-${encoded(quote.suffix)}` : "";
  return `text=${before}${ends}${after}`;
}

// The words in the original, where it has an address, else in the record on this site.
export function wordsAddress(packet, address) {
  const original = packet.article.url ?? packet.article.archived ?? "";
  const page = /^https?:\/\//i.test(original) ? original.split(":~:")[0] : address;
  return `${page}${page.includes("#") ? "" : "#"}:~:${packet.quotes.map(directive).join("&")}`;
}

// ------------------------------------------------------------------ what is shown

const root = new URL("../", import.meta.url);
let shown = null; // the button of the record that is open, its packet's address, and the promise of the packet
let menu = null;

function made(name, className, ...inside) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...inside);
  return element;
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

// Known from the packet's own address, so that it can be copied if the packet cannot be had.
function addressHere({ packet }) {
  const [article, name] = packet.pathname.replace(/\.json$/, "").split("/").slice(-2);
  return new URL(`articles/${article}/#r-${name}`, root).href;
}

async function addressOf(record) {
  try {
    return new URL((await record.told).address, root).href; // its own where the site has one
  } catch {
    return addressHere(record);
  }
}

const FORMS = [
  [gettext("Link"), addressOf],
  [gettext("Link to the words"), async (record) => wordsAddress(await record.told, await addressOf(record))],
  [gettext("Plain citation"), async (record) => (await record.told).cite.plain],
  ["BibTeX", async (record) => bibtex((await record.told).cite.csl)],
  ["RIS", async (record) => ris((await record.told).cite.csl)],
  ["CSL-JSON", async (record) => csl((await record.told).cite.csl)],
];

function say(words) {
  menu.querySelector("output").textContent = words;
}

function offer(text) {
  const field = menu.querySelector("textarea");
  field.value = text;
  field.hidden = false;
  field.focus();
  field.select();
  field.scrollTop = 0;
}

async function copy(make) {
  const record = shown;
  menu.querySelector("textarea").hidden = true;
  say("");
  let text = "";
  try {
    text = await make(record);
  } catch {
    if (shown === record) say(gettext("The evidence could not be loaded."));
    return;
  }
  if (shown !== record) return; // closed, or another one, in the meantime
  await copyText(text, { say, offer: () => offer(text) });
}

function madeMenu() {
  const box = made("div", "r-citing");
  box.id = "r-citing";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", gettext("Copy or cite this record"));
  for (const [name, make] of FORMS) {
    const button = made("button", "", name);
    button.type = "button";
    button.addEventListener("click", () => copy(make));
    box.append(button);
  }
  const field = made("textarea", "");
  field.readOnly = true;
  field.hidden = true;
  field.rows = 4;
  field.setAttribute("aria-label", gettext("What to copy"));
  box.append(made("a", "", gettext("Evidence packet")), made("output", ""), field);
  return box;
}

function close() {
  const { button } = shown;
  if (menu.contains(document.activeElement)) button.focus();
  button.setAttribute("aria-expanded", "false");
  button.removeAttribute("aria-controls");
  menu.remove();
  shown = null;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && shown) close();
});

// Opens what there is to copy of a record below its button, or closes it where it is open.
export function toggle(button, packet) {
  const again = shown?.button === button;
  if (shown) close();
  if (again) return;
  menu ??= madeMenu();
  const told = fetched(packet);
  told.catch(() => {}); // told where it is needed
  shown = { button, packet, told };
  say("");
  menu.querySelector("textarea").hidden = true;
  menu.querySelector("a").href = packet.href;
  button.parentElement.after(menu);
  button.setAttribute("aria-expanded", "true");
  button.setAttribute("aria-controls", menu.id);
}
