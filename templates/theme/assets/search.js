// The page of the search. Pagefind and its index are loaded when the form is first used, and names.js with the names
// of the site: what is called as was asked stands first, then events, articles and other pages that say the words.

import { find, load as loadNames, wordsOf } from "./names.js";
import { areSaid, byDay, loadIndex, only, search } from "./pages.js";

const ROOT = new URL("..", import.meta.url);
const RESULTS = 10; // shown at a time
const WORDS = 40; // of a passage
const LEAD = 6; // words before the first one found
const NAMED = 5; // names before what else is found
const COMPARED = 30; // pages that are looked into for a number
const SECTIONS = 3; // links to sections of a page
const PAUSE = 150; // ms of no typing before a search
const SOON = 300; // ms after which it is said that an answer is awaited

// What a word counts for, by where it is found: a page's own name before its title before its text. Whom else
// it names in another spelling finds a page, and does not lift it; its description repeats its text.
const RANKING = { metaWeights: { names: 20, title: 5, whole: 0, others: 0, description: 0 } };

const form = document.querySelector(".r-search");
const box = form.querySelector(".r-search__box");
const filters = form.querySelector(".r-search__filters");
const groups = [...filters.querySelectorAll("[data-facet]")];
const clear = form.querySelector(".r-search__clear");
const status = form.querySelector(".r-search__status");
const hits = form.querySelector(".r-hits");
const more = form.querySelector(".r-search__more");
const header = document.querySelector(".r-find__box");
const ways = document.querySelector(".r-search__ways");

function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

// ------------------------------------------------------------------ what is asked

// Before the filters are there, the address says which are chosen.
const isAsked = () => Boolean(box.value.trim()) || (loaded ? groups.some((group) => ticked(group).length) : location.search.length > 1);

const ticked = (group) => [...group.querySelectorAll(":checked")].map((input) => input.value);

function asked() {
  const chosen = groups.map((group) => [group.dataset.facet, ticked(group)]).filter(([, values]) => values.length);
  // Pagefind lowers letters by the browser's language, where in Turkish and Azerbaijani "I" becomes "ı"; and
  // it looks for signs such as "$" and "<", which it leaves out of its index.
  const percent = gettext("percent");
  const inWords = box.value.replace(/(\d)\s*%/g, (_, digit) => `${digit} ${percent}`);
  return { words: searched(inWords), text: box.value.trim(), sort: form.elements.sort.value, chosen };
}

// Letters of Chinese, Japanese and Korean stand apart in the index, as their words are not divided by spaces.
const CLOSE = "[\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af]";
const EACH_CLOSE = new RegExp(CLOSE, "g");
const searched = (text) => text.toLowerCase().replace(/\p{S}/gu, " ").replace(EACH_CLOSE, " $& ").trim() || null;

// The box in the header of every page has the question too, for the next one.
function remember() {
  if (header && document.activeElement !== header) header.value = box.value;
  const state = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  history.replaceState(null, "", state.size ? `?${state}` : location.pathname);
}

// Values of one group widen the results, groups narrow them down.
const narrowed = (chosen) => Object.fromEntries(chosen.map(([name, values]) => [name, { any: values }]));

// The newest first also where nothing is asked for but filters.
const sorted = (results, { words, sort }) => (sort || !words ? byDay(results, sort === "oldest") : results);

// ------------------------------------------------------------------ the index

let index;
let loaded = false;

function load() {
  index ??= loadIndex(RANKING).then((values) => {
    for (const group of groups) fill(group, Object.keys(values[group.dataset.facet] ?? {}));
    filters.hidden = false;
    loaded = true;
  });
  return index;
}

function fill(group, values) {
  const wanted = new URLSearchParams(location.search).getAll(group.dataset.facet);
  values.sort((a, b) => a.localeCompare(b, spoken.code));
  if (group.dataset.facet === "year") values.reverse();
  group.hidden = !values.length;
  const choices = values.map((value) => choice(group, value, wanted.includes(value)));
  group.replaceChildren(group.querySelector("legend"), make("div", "r-facet__values", ...choices));
}

function choice(group, value, checked) {
  const input = make("input");
  Object.assign(input, { type: "checkbox", name: group.dataset.facet, value, checked });
  return make("label", "r-facet__value", input, make("span", "", value), " ", make("span", "r-facet__count"));
}

// How many results each value of a group would give: its own choices apart, since they widen.
async function counts({ words, chosen }, found) {
  const counted = { ...found.filters };
  for (const [name] of chosen) {
    const others = chosen.filter(([other]) => other !== name);
    counted[name] = (await search(words, narrowed(others))).filters[name];
  }
  return counted;
}

// ------------------------------------------------------------------ names

// The result of a page that has a name. Every name also stands in the index as one word, see `as_one_word` in
// transliteration.py.
async function resultOf({ entry, form, how }, { chosen }) {
  const word = `zq${entry.name.toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "")}qz`;
  const result = await only(word, entry.path, narrowed(chosen));
  return result && { ...result, form, how };
}

async function namesFor(question) {
  if (!question.words || question.sort) return [];
  const named = find(await loadNames(ROOT), question.text, NAMED);
  return (await Promise.all(named.map((one) => resultOf(one, question)))).filter(Boolean);
}

// ------------------------------------------------------------------ words

// A number is looked for where it is said: pages that have it beside the next word come first.
async function numbersFirst(results, words) {
  if (!/\d/.test(words)) return results;
  const phrase = wordsOf(words).join(" ");
  const compared = await Promise.all(results.slice(0, COMPARED).map(async (result) => [result, await result.data()]));
  const hits = compared.filter(([, page]) => ` ${wordsOf(page.content).join(" ")} `.includes(` ${phrase} `)).map(([result]) => result);
  return [...hits, ...results.filter((result) => !hits.includes(result))];
}

// Events before articles, before other pages; those about the site come last.
async function byKind({ words, chosen }, results) {
  const kinds = [gettext("Event"), gettext("Article")];
  const found = await Promise.all([...kinds, gettext("About this site")].map((kind) =>
    search(words, { ...narrowed(chosen.filter(([name]) => name !== "kind")), kind })));
  const [events, articles, about] = found.map((one) => new Set(one.results.map(({ id }) => id)));
  const place = ({ id }) => (events.has(id) ? 0 : articles.has(id) ? 1 : about.has(id) ? 3 : 2);
  return [...results].sort((a, b) => place(a) - place(b));
}

// ------------------------------------------------------------------ an answer

// What is found: `results` in order, `counted` by filter; `instead` is the name that stands for the words where they
// are of another language, and `near` tells that no name and no page has them.
async function answered(question) {
  const found = await search(question.words, narrowed(question.chosen));
  if (!question.words) return { question, found, results: question.chosen.length ? await sorted(found.results, question) : [] };
  const named = await namesFor(question);
  // Pagefind shortens a word that is on no page until there is one with its beginning: that is no answer.
  const said = await areSaid(found.results, question.words);
  const sure = named.filter((one) => one.how !== "near");
  if (!said && sure.length && !question.instead) {
    const { title } = sure[0].data().meta;
    const other = { ...question, words: searched(title), text: title, instead: title };
    const more = await answered(other);
    return { ...more, question: other, results: joined(sure, more.results) };
  }
  if (!said) return { question, found: { filters: {} }, results: sure.length ? sure : named, near: !sure.length };
  if (question.sort) return { question, found, results: await sorted(found.results, question) };
  const ordered = await numbersFirst(await byKind(question, found.results), question.words);
  return { question, found, results: joined(sure, ordered) };
}

function joined(first, others) {
  const ids = new Set(first.map(({ id }) => id));
  return [...first, ...others.filter(({ id }) => !ids.has(id))];
}

// ------------------------------------------------------------------ what is found

let latest = 0;
let results = [];

// Of what takes long: the first question waits for the index.
function sayWait(number) {
  const said = () => number === latest && (status.textContent = gettext("Searching …"));
  if (!loaded && isAsked()) said();
  return setTimeout(() => isAsked() && said(), SOON);
}

async function answer() {
  const number = ++latest;
  const waiting = sayWait(number);
  try {
    await load();
    const question = asked(); // which filters are chosen is known when they are there
    remember();
    const given = await answered(question);
    const counted = await counts(given.question, given.found);
    const first = await pagesOf(given.results.slice(0, RESULTS));
    if (number !== latest) return;
    results = given.results;
    show(given, counted, first);
    if (goes) hits.querySelector("a")?.focus();
    goes = false;
  } catch (error) {
    index = undefined;
    status.textContent =
      location.protocol === "file:"
        ? gettext("A site that is opened from disk cannot be searched. `site-builder serve` shows it with its search.")
        : gettext("The search index is missing. Both `site-builder build` and `site-builder serve` write it.");
    console.warn(error);
  } finally {
    clearTimeout(waiting);
  }
}

// Pages of results, with how each was found.
const pagesOf = (some) => Promise.all(some.map(async ({ data, form, how }) => ({ ...(await data()), form, how })));

function show(given, counted, first) {
  const { question } = given;
  for (const group of groups) {
    for (const label of group.querySelectorAll("label")) {
      const count = counted[group.dataset.facet]?.[label.firstChild.value] ?? 0;
      label.lastChild.textContent = spoken.number(count);
      label.hidden = !count && !label.firstChild.checked;
    }
  }
  clear.hidden = !question.chosen.length;
  for (const group of groups) group.hidden = !group.querySelector("label:not([hidden])");
  filters.hidden = Boolean(question.words) && !question.chosen.length && !results.length;
  status.textContent = told(given);
  ways.hidden = results.length > 0;
  hits.replaceChildren();
  append(first);
}

function told({ question, near }) {
  const [asking, kept] = [question.words !== null, question.chosen.length > 0];
  if (!asking && !kept) return "";
  const words = box.value.trim();
  if (!results.length) return toldNothing(asking, kept, words);
  if (near) return gettext("No exact match for “{words}”. Near it:", { words });
  const number = toldFound(asking, kept, words);
  if (!question.instead) return number;
  const other = gettext("Here it is written “{name}”.", { name: question.instead });
  return `${number}. ${other}`;
}

function toldFound(asking, kept, words) {
  const n = results.length;
  if (!kept) return ngettext("{n} page for “{words}”", "{n} pages for “{words}”", n, { words });
  if (!asking) return ngettext("{n} page with these filters", "{n} pages with these filters", n);
  return ngettext(
    "{n} page for “{words}” with these filters",
    "{n} pages for “{words}” with these filters",
    n,
    { words },
  );
}

function toldNothing(asking, kept, words) {
  if (!kept) return gettext("Nothing found for “{words}”: try a shorter name", { words });
  if (!asking) return gettext("Nothing found with these filters: try fewer filters");
  return gettext("Nothing found for “{words}” with these filters: try fewer filters", { words });
}

function append(pages) {
  hits.append(...pages.map(hit));
  more.hidden = hits.children.length >= results.length;
}

function hit(page) {
  const link = make("a", "r-hit__link", together(page.meta.title));
  link.href = page.url;
  link.dir = "auto"; // a title may run from right to left
  const kind = ["kind", "type", "year"].flatMap((name) => page.filters[name] ?? []).join(" · ");
  const item = make("li", "r-hit", link, " ", make("span", "r-badge r-badge--record", kind), ...written(page), passage(page));
  const sections = page.sub_results.filter((section) => section.anchor).slice(0, SECTIONS);
  if (sections.length) {
    const [before, after] = gettext("In: {sections}").split("{sections}");
    item.append(make("p", "r-hit__in", before, ...sections.flatMap(sectionLink), after));
  }
  return item;
}

// Which form of a name was found, where it is not that by which the page is called.
function written({ form, how, meta }) {
  if (!form || form === meta.title) return [];
  const said = how === "near" ? gettext("near “{form}”", { form }) : gettext("also written “{form}”", { form });
  const note = make("span", "r-hit__form", said);
  note.dir = "auto";
  return [" ", note];
}

function sectionLink(section, position) {
  const link = make("a", "", section.title);
  link.href = section.url;
  link.dir = "auto";
  return position ? [" · ", link] : [link];
}

// The sentences of a page with most of what was asked for. Text only: what pages say is never taken for markup.
function passage(page) {
  const found = page.weighted_locations;
  if (!found.length) return make("p", "r-hit__text", page.meta.description ?? "");
  const words = page.content.split(/\s+/);
  const weight = (from) =>
    found.reduce((sum, word) => sum + (word.location >= from && word.location < from + WORDS ? word.balanced_score : 0), 0);
  const starts = found.slice(0, 100).map((word) => sentenceStart(words, word.location));
  const [start] = starts.map((from) => [from, weight(from)]).reduce((best, next) => (next[1] > best[1] ? next : best));
  const end = sentenceEnd(words, start);
  const marked = new Set(page.locations);
  const shown = words.slice(start, end).flatMap((word, position) => {
    return [close(word) ? "" : " ", marked.has(start + position) ? make("mark", "", word) : word];
  });
  const told = make("p", "r-hit__text", isStart(words, start) ? "" : "…", ...shown, isStart(words, end) ? "" : " …");
  told.dir = "auto";
  return told;
}

const BETWEEN_CLOSE = new RegExp(`(?<=${CLOSE}) +(?=${CLOSE})`, "g");
const IS_CLOSE = new RegExp(`^${CLOSE}$`);
const together = (text) => text.replace(BETWEEN_CLOSE, "");
const close = (word) => IS_CLOSE.test(word);
const isStart = (words, at) => at <= 0 || at >= words.length || /[.!?:。！？]["”»’]?$/.test(words[at - 1]);

function sentenceStart(words, at) {
  for (let from = at; from >= Math.max(0, at - WORDS / 2); from -= 1) if (isStart(words, from)) return from;
  return Math.max(0, at - LEAD);
}

// A sentence that is short has the next ones with it, so that the quote that proves it is seen.
function sentenceEnd(words, start) {
  let end = 0;
  for (let to = start + 1; to <= Math.min(words.length, start + WORDS); to += 1) if (isStart(words, to)) end = to;
  return end || Math.min(words.length, start + WORDS);
}

// ------------------------------------------------------------------ what a reader does

let pause;
let goes = false; // to the first result, once it is there

function ask() {
  clearTimeout(pause);
  answer();
}

form.addEventListener("input", (event) => {
  clearTimeout(pause);
  if (event.target === box) pause = setTimeout(ask, PAUSE);
});
form.addEventListener("change", (event) => {
  if (event.target !== box) ask();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  goes = true;
  ask();
});
form.addEventListener("focusin", () => index ?? answer());

clear.addEventListener("click", () => {
  for (const input of filters.querySelectorAll(":checked")) input.checked = false;
  box.focus();
  ask();
});

more.addEventListener("click", async () => {
  const number = latest;
  const shown = hits.children.length;
  const pages = await pagesOf(results.slice(shown, shown + RESULTS));
  if (number !== latest) return;
  append(pages);
  hits.children[shown].querySelector("a").focus();
});

form.addEventListener("keydown", (event) => {
  const links = [box, ...hits.querySelectorAll(".r-hit__link")];
  const at = links.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") {
    event.preventDefault();
    if (at === 0) box.value = "";
    box.focus();
    if (at === 0) ask();
  } else if (step && at >= 0 && links[at + step]) {
    event.preventDefault();
    links[at + step].focus();
  }
});

// Beside the results there is room for the filters, on a phone they are opened.
const roomy = matchMedia("(min-width: 60em)");
const open = () => (filters.open = roomy.matches);
roomy.addEventListener("change", open);
open();

const state = new URLSearchParams(location.search);
box.value ||= state.get("q") ?? ""; // what was typed before this script came stays
form.elements.sort.value = state.get("sort") ?? "";
if (form.elements.sort.selectedIndex < 0) form.elements.sort.value = "";
// Who comes with a question, by Enter in a box of another page, goes on with the first result.
const [arrival] = performance.getEntriesByType("navigation");
goes = Boolean(box.value) && arrival?.type === "navigate" && document.activeElement === document.body;
if (box.value || state.size || form.matches(":focus-within")) answer();
