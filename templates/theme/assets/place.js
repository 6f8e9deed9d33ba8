// A reader who holds the text of an article sees its quotes in their places. Nothing is sent or kept: what the page has
// of the article is fetched once, before there is a text, and the text is looked into here.

import { bodyOf, find } from "./quote-finding.js";

const MOST = 8_000_000; // bytes of a file
const box = document.querySelector("details.r-place");

function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

// ------------------------------------------------------------------ what there is to find

// Records by their number on the page, with the addresses of their places there.
function recordOf(name) {
  const [, section, own] = name.split("/");
  const anchor = `r-${section}-${own}`;
  const item = document.getElementById(anchor)?.closest("li");
  return { anchor, item, number: Number(item?.id.slice(2)) || 0 };
}

const byNumber = (a, b) => a.number - b.number;

async function known() {
  const answer = await fetch(box.dataset.quotes);
  if (!answer.ok) throw new Error(answer.statusText);
  const { articles, quotes } = await answer.json();
  const told = quotes.map((quote) => ({ ...quote, records: quote.records.map(recordOf).sort(byNumber) }));
  return { article: articles[0], quotes: told.sort((a, b) => byNumber(a.records[0], b.records[0])) };
}

// ------------------------------------------------------------------ a reader's text

const BLOCKS =
  "address,article,aside,blockquote,body,dd,div,dl,dt,figcaption,figure,footer,form,h1,h2,h3,h4,h5,h6,header,hr,li,main,nav," +
  "ol,p,pre,section,table,td,th,tr,ul";

// The words of a page. What is parsed so runs no script, and loads nothing. Styles and what would run on events are taken
// for something else, as a browser would complain of each that this page's policy does not allow it.
function wordsOf(html) {
  const plain = html.replace(/<\/?[a-z][^<>]*>/gi, (tag) =>
    tag.replace(/^<(\/?)style\b/i, "<$1template").replace(/([\s"'/])(style|on[a-z]+)\s*=/gi, "$1data-$2="),
  );
  const page = new DOMParser().parseFromString(plain, "text/html");
  for (const unread of page.querySelectorAll("script,style,noscript,template,svg,head")) unread.remove();
  const walker = page.createTreeWalker(page, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const words = [];
  let block;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeName === "BR") words.push("\n");
    if (node.nodeType !== Node.TEXT_NODE) continue;
    const around = node.parentElement.closest(BLOCKS);
    const text = around?.nodeName === "PRE" ? node.data : node.data.replace(/[\t\n\f\r ]+/g, " ");
    if (around !== block && text.trim()) {
      words.push("\n\n");
      block = around;
    }
    words.push(text);
  }
  return words.join("").trim();
}

function decoded(bytes, html) {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const head = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
    const named = html && /charset=["']?([\w-]+)/i.exec(head)?.[1];
    try {
      return new TextDecoder(named || "windows-1252").decode(bytes);
    } catch {
      return new TextDecoder("windows-1252").decode(bytes); // the page names none that there is
    }
  }
}

async function hashOf(bytes) {
  if (!crypto.subtle) return ""; // browsers hash over https only
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Stretches in code points as those in UTF-16 units.
function stretchesIn(text, spans) {
  const places = [0];
  for (const c of text) places.push(places.at(-1) + c.length);
  return spans.map((span) => span.map((at) => places[at] ?? text.length));
}

// ------------------------------------------------------------------ what was found

const BOUND = "own-";

// The text cut where marks begin and end: which quotes each stretch belongs to, which begin and which end with it.
function stretchesOf(text, found) {
  const spans = found.flatMap(({ places }, i) => places.flat().map(([start, end]) => ({ i, start, end })));
  const bounds = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const [opening, closing] = [new Map(bounds.map((at) => [at, []])), new Map(bounds.map((at) => [at, []]))];
  for (const { i, start, end } of spans) {
    opening.get(start).push(i);
    closing.get(end).push(i);
  }
  const open = new Map();
  const add = (i, times) => open.set(i, (open.get(i) ?? 0) + times);
  return bounds.slice(0, -1).map((start, n) => {
    const end = bounds[n + 1];
    for (const i of closing.get(start)) add(i, -1);
    for (const i of opening.get(start)) add(i, 1);
    const quotes = [...open].filter(([, times]) => times).map(([i]) => i);
    return { words: text.slice(start, end), begun: opening.get(start), ended: closing.get(end), quotes };
  });
}

function toRecord({ anchor, number }) {
  const link = make("a", "", number ? String(number) : gettext("record"));
  link.href = `#${anchor}`;
  if (number) link.setAttribute("aria-label", gettext("record {number}", { number }));
  return link;
}

function separated(links) {
  return links.flatMap((link, n) => (n ? [", ", link] : [link]));
}

function marked(text, found) {
  const seen = new Set();
  return stretchesOf(text, found).flatMap(({ words, begun, ended, quotes }) => {
    if (!quotes.length) return [words];
    const anchors = begun.filter((i) => !seen.has(i)).map((i) => {
      seen.add(i);
      return Object.assign(make("span", "r-here"), { id: BOUND + i });
    });
    const mark = make("mark", "r-mark", words);
    mark.dataset.own = quotes.map((i) => BOUND + i).join(" ");
    const records = new Map(ended.flatMap((i) => found[i].quote.records).map((one) => [one.anchor, one]));
    const numbers = separated([...records.values()].sort(byNumber).map(toRecord));
    return [...anchors, mark, ...(numbers.length ? [make("sup", "r-refs", ...numbers)] : [])];
  });
}

let language = "";

function inLanguage(element) {
  element.dir = "auto";
  element.lang = language;
  return element;
}

function listOf(title, said, some) {
  if (!some.length) return [];
  const items = some.map(({ quote, i, places }) => {
    const words = inLanguage(make(places.length ? "a" : "span", "", quote.words));
    if (places.length) words.href = `#${BOUND}${i}`;
    return make("li", "", words, " (", ...separated(quote.records.map(toRecord)), ")");
  });
  return [make("h3", "", title), make("p", "r-lead", said), make("ul", "r-place__list", ...items)];
}

// The way back from each record to the first of its quotes that was found.
function leadBack(found) {
  for (const link of document.querySelectorAll(".r-place__back")) link.remove();
  const records = new Map();
  found.forEach(({ quote, places }, i) => {
    for (const record of places.length ? quote.records : []) {
      if (record.item && !records.has(record.item)) records.set(record.item, [i, record.number]);
    }
  });
  for (const [item, [i, number]] of records) {
    const link = make("a", "", gettext("In your text"));
    link.href = `#${BOUND}${i}`;
    link.setAttribute("aria-label", gettext("Record {number} in your text", { number }));
    item.querySelector(".r-proof")?.after(make("span", "r-place__back", " · ", link));
  }
}

// ------------------------------------------------------------------ the box

function button(words, action) {
  const made = make("button", "r-ask__button", words);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

const lead = make("p", "r-lead", gettext("Paste the article, or open it as a file: each quote is looked up in it by the rules that this site was built by."), " ");
const promise = gettext("Nothing leaves this machine: the words are compared within this page, which sends nothing, keeps nothing, and may by its security policy speak to no other host.");
lead.append(make("strong", "", promise));
const area = make("textarea", "r-place__text");
Object.assign(area, { id: "place-text", rows: 6, spellcheck: false, autocomplete: "off", dir: "auto" });
const label = make("label", "", gettext("Text of the article"));
label.htmlFor = area.id;
lead.id = "place-private";
area.setAttribute("aria-describedby", lead.id);
const file = make("input", "");
Object.assign(file, { type: "file", accept: ".txt,.text,.md,.html,.htm,.xhtml,text/plain,text/markdown,text/html" });
file.setAttribute("aria-describedby", lead.id);
const opened = make("label", "r-place__file", gettext("or a file (text, Markdown, HTML)"), " ", file);
const status = make("p", "r-place__status");
status.id = "place-status";
status.setAttribute("role", "status");
const result = make("section", "r-place__result");
result.tabIndex = -1;
box.querySelector("summary").id = "place-title";
result.setAttribute("aria-labelledby", "place-title");
const bar = make("div", "r-place__bar", button(gettext("Find the quotes"), lookUpPasted), opened, button(gettext("Clear"), clear));
box.querySelector("p")?.remove(); // what was said when this could not be loaded
box.append(lead, label, area, bar, status, result);

let loading; // once, and again where it failed

function load() {
  loading ??= known();
  loading.catch(() => (loading = undefined)); // told when there is a text
  return loading;
}

load();

function say(words, isWrong = false) {
  status.textContent = words;
  status.classList.toggle("r-place__status--wrong", isWrong);
}

function empty() {
  say("");
  result.replaceChildren();
  leadBack([]);
}

function clear() {
  area.value = file.value = "";
  empty();
  area.focus();
}

const FEW = 0.2; // of the quotes: with fewer a text is taken for another one
const MANY = 0.5; // of the quotes: from here on it is taken for a copy

function whatItIs(same, share) {
  if (same) return gettext("It is the very file in which the quotes of this site were found.");
  if (share < FEW) return gettext("This does not look like the text of this article: hardly any of its quotes stands in it.");
  if (share < MANY) return gettext("It may be a part of this article, or a copy that was changed much: most of its quotes do not stand in it.");
  return gettext("It is another copy than the file in which the quotes of this site were found.");
}

function show(text, same, found) {
  const missing = found.filter(({ places, common }) => !places.length && !common);
  const several = found.filter(({ places, common }) => places.length > 1 || common);
  const heading = make("h3", "", gettext("Your text, with its quotes marked"));
  heading.id = "place-words";
  const words = make("div", "r-place__words", ...marked(text, found));
  words.tabIndex = 0;
  words.lang = language;
  words.setAttribute("role", "region");
  words.setAttribute("aria-labelledby", heading.id);
  result.replaceChildren(
    make("p", "r-lead", whatItIs(same, (found.length - missing.length) / (found.length || 1))),
    ...listOf(
      gettext("Not in your text"),
      gettext("Only the very same words count. A copy that corrects the text, leaves some of it out, or divides words at the ends of lines has others."),
      missing,
    ),
    ...listOf(
      gettext("More than once in your text"),
      gettext("A quote is found where its words stand once. A page may repeat them around the article: paste the article alone."),
      several,
    ),
    heading,
    make("p", "r-lead", gettext("Numbers lead to the records that rest on the marked words, and each record leads back.")),
    words,
  );
  leadBack(found);
  const n = found.length - missing.length - several.length;
  say(ngettext("{found} of {n} quote stands in your text.", "{found} of {n} quotes stand in your text.", found.length, { found: n }));
}

async function lookUp(given, bytes) {
  empty();
  const text = given.replace(/\p{Surrogate}/gu, "\ufffd"); // halves of pairs are no characters
  if (!text.trim()) return say(gettext("Paste the text first, or open a file."), true);
  if (text.includes("\0")) return say(gettext("That is no file of text. Open it in its own program, copy its words, and paste them here."), true);
  try {
    const { article, quotes } = await load();
    language = article.language;
    const same = Boolean(article.text) && (await hashOf(bytes)) === article.text.sha256;
    const body = bodyOf(text, (same && article.text.body && stretchesIn(text, article.text.body)) || undefined);
    show(text, same, quotes.map((quote, i) => ({ quote, i, ...find(body, quote) })));
    result.focus({ preventScroll: true });
    status.scrollIntoView({ block: "nearest" });
  } catch {
    say(gettext("The quotes of this article could not be loaded. Try again."), true);
  }
}

function lookUpPasted() {
  file.value = "";
  lookUp(area.value, new TextEncoder().encode(area.value));
}

file.addEventListener("change", async () => {
  const [chosen] = file.files;
  if (!chosen) return;
  area.value = "";
  empty();
  if (chosen.size > MOST) return say(gettext("That file has more than {n} MB: no article is so long.", { n: MOST / 1e6 }), true);
  const bytes = new Uint8Array(await chosen.arrayBuffer());
  const isPage = /\.x?html?$/i.test(chosen.name);
  const text = decoded(bytes, isPage);
  lookUp(isPage ? wordsOf(text) : text, bytes);
});

// What a link has led to: all of its stretches, which the marks of others may cut.
addEventListener("hashchange", () => {
  const id = decodeURIComponent(location.hash.slice(1));
  for (const mark of result.querySelectorAll("mark")) {
    mark.classList.toggle("r-mark--here", mark.dataset.own.split(" ").includes(id));
  }
  if (id.startsWith(BOUND) && !box.open) {
    box.open = true;
    document.getElementById(id)?.scrollIntoView();
  }
});
