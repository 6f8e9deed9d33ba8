// The index of the words of pages, made by Pagefind. That of a large site is in parts, which are asked as one: the
// first one stands beside Pagefind's program, the others in folders below it.

import { wordsOf } from "./names.js";

const UNDATED = ["0000", "9999"];
const FIRST = "first"; // the part that has no folder of its own
const FEW = 3; // results that are looked into, to see whether they say what was asked
const MANY = 30; // the same where that is a number: longer ones that begin with it are found, too

let pagefind;
let parts; // folders of those that have one
let told; // which results each part gives, and by which days these are ordered: the newest and the oldest

const bundle = new URL("../pagefind/", import.meta.url);
const read = async (path) => (await fetch(new URL(path, bundle), { cache: "no-cache" })).json(); // as new as the index

// Load the index, and give the values of its filters.
export async function loadIndex(ranking) {
  last = {}; // after a failure all is asked anew
  [pagefind, parts] = await Promise.all([import("../pagefind/pagefind.js"), read("parts.json")]);
  await pagefind.options({ ranking, ...named(FIRST) });
  const merged = parts.map((part) => pagefind.mergeIndex(`${bundle.pathname}${part}/`, { ranking, ...named(part) }));
  await Promise.all([...merged, parts.length && results()]);
  return pagefind.filters();
}

const named = (part) => (parts.length ? { mergeFilter: { part } } : {});

async function results() {
  told ??= await read("results.json");
  return told;
}

// ------------------------------------------------------------------ what says words

// Whether one of the first results says words.
export async function areSaid(results, words) {
  const first = results.slice(0, /\d/.test(words) ? MANY : FEW);
  return (await Promise.all(first.map((result) => result.data()))).some((page) => says(page, words));
}

// A page says words if it has the stem of each, or just this number.
function says(page, words) {
  const all = wordsOf([page.content, ...Object.values(page.meta)].join(" "));
  const said = new Set(all);
  const begins = (stem) => all.some((word) => word.startsWith(stem));
  return wordsOf(words).every((word) => (/\d/.test(word) ? said.has(word) : begins(word.slice(0, Math.max(4, word.length - 3)))));
}

let last = {}; // the words asked for last, and the parts that say them: one question is asked several times

export async function search(words, filters) {
  if (last.words !== words) last = { words, part: confined(words) };
  return pagefind.search(words, { filters: { ...filters, ...(await last.part) } });
}

// A word that is on no page of an index is shortened until there is one with its beginning. What a part finds in this
// way is no answer where another part has the word.
async function confined(words) {
  if (!parts.length || !words) return {};
  const known = await results();
  const found = (await pagefind.search(words)).results;
  const saying = await Promise.all([FIRST, ...parts].map(async (part) => {
    const ofPart = known[part === FIRST ? "" : part] ?? {};
    return (await areSaid(found.filter(({ id }) => id in ofPart), words)) ? [part] : [];
  }));
  return saying.flat().length ? { part: { any: saying.flat() } } : {};
}

// The one page that has a word, of those that are kept: it is the first, whatever else a part finds.
export async function only(word, path, filters) {
  for (const result of (await pagefind.search(word, { filters })).results.slice(0, MANY)) {
    const page = await result.data();
    if (page.url.endsWith(`/${path}`)) return { id: result.id, data: () => page };
  }
  return null;
}

// Order results by their days; what has none stands last.
export async function byDay(found, oldest) {
  const days = Object.assign({}, ...Object.values(await results()));
  const day = ({ id }) => (days[id] ?? UNDATED)[oldest ? 1 : 0];
  const [before, after] = oldest ? [-1, 1] : [1, -1];
  return [...found].sort((a, b) => (day(a) < day(b) ? before : day(a) > day(b) ? after : 0));
}
