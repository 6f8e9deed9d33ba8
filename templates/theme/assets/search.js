// The page of the search. Pagefind and its index are loaded when the form is first used.

const RESULTS = 10; // shown at a time
const WORDS = 32; // of a passage
const LEAD = 6; // words before the first one found
const SECTIONS = 3; // links to sections of a page
const PAUSE = 150; // ms of no typing before a search

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
const ways = document.querySelector(".r-search__ways");

function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

// ------------------------------------------------------------------ what is asked

const ticked = (group) => [...group.querySelectorAll(":checked")].map((input) => input.value);

function asked() {
  const chosen = groups.map((group) => [group.dataset.facet, ticked(group)]).filter(([, values]) => values.length);
  // Pagefind lowers letters by the browser's language, where in Turkish and Azerbaijani "I" becomes "ı"; and
  // it looks for signs such as "$" and "<", which it leaves out of its index.
  const words = box.value.toLowerCase().replace(/\p{S}/gu, " ").trim();
  return { words: words || null, sort: form.elements.sort.value, chosen };
}

function remember() {
  const state = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  history.replaceState(null, "", state.size ? `?${state}` : location.pathname);
}

// Values of one group widen the results, groups narrow them down.
const narrowed = (chosen) => Object.fromEntries(chosen.map(([name, values]) => [name, { any: values }]));

function sorted({ words, sort }) {
  if (sort === "oldest") return { oldest: "asc" };
  return sort === "newest" || !words ? { newest: "desc" } : {};
}

// ------------------------------------------------------------------ the index

let index;

function load() {
  index ??= import("../pagefind/pagefind.js").then(async (pagefind) => {
    await pagefind.options({ ranking: RANKING });
    const values = await pagefind.filters();
    for (const group of groups) fill(group, Object.keys(values[group.dataset.facet] ?? {}));
    filters.hidden = false;
    return pagefind;
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
async function counts(pagefind, { words, chosen }, found) {
  const counted = { ...found.filters };
  for (const [name] of chosen) {
    const others = chosen.filter(([other]) => other !== name);
    counted[name] = (await pagefind.search(words, { filters: narrowed(others) })).filters[name];
  }
  return counted;
}

// Pages that are called just so come first, however often others say the words. Every name also stands in the
// index as one word, see `as_one_word` in transliteration.py.
async function calledSo(pagefind, { words }, found) {
  if (!words) return found.results;
  const word = `zq${words.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "")}qz`;
  const ids = new Set((await pagefind.search(word)).results.map((result) => result.id));
  return [...found.results].sort((a, b) => ids.has(b.id) - ids.has(a.id));
}

// ------------------------------------------------------------------ what is found

let latest = 0;
let results = [];

async function answer() {
  const number = ++latest;
  try {
    const pagefind = await load();
    const question = asked(); // which filters are chosen is known when they are there
    remember();
    const idle = !question.words && !question.chosen.length;
    const found = await pagefind.search(question.words, { filters: narrowed(question.chosen), sort: sorted(question) });
    const counted = await counts(pagefind, question, found);
    const ordered = idle ? [] : question.sort ? found.results : await calledSo(pagefind, question, found);
    const first = await Promise.all(ordered.slice(0, RESULTS).map((result) => result.data()));
    if (number !== latest) return;
    results = ordered;
    show(question, counted, first);
  } catch (error) {
    index = undefined;
    status.textContent =
      location.protocol === "file:"
        ? gettext("A site that is opened from disk cannot be searched. `site-builder serve` shows it with its search.")
        : gettext("The search index is missing. Both `site-builder build` and `site-builder serve` write it.");
    console.warn(error);
  }
}

function show(question, counted, first) {
  for (const group of groups) {
    for (const label of group.querySelectorAll("label")) {
      const count = counted[group.dataset.facet]?.[label.firstChild.value] ?? 0;
      label.lastChild.textContent = spoken.number(count);
      label.classList.toggle("r-facet__value--none", !count);
    }
  }
  clear.hidden = !question.chosen.length;
  filters.hidden = Boolean(question.words) && !question.chosen.length && !results.length;
  status.textContent = told(question);
  ways.hidden = results.length > 0;
  hits.replaceChildren();
  append(first);
}

function told(question) {
  const [asking, kept] = [question.words !== null, question.chosen.length > 0];
  if (!asking && !kept) return "";
  const words = box.value.trim();
  return results.length ? toldFound(asking, kept, words) : toldNothing(asking, kept, words);
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
  const link = make("a", "r-hit__link", page.meta.title);
  link.href = page.url;
  link.dir = "auto"; // a title may run from right to left
  const kind = ["kind", "type", "year"].flatMap((name) => page.filters[name] ?? []).join(" · ");
  const item = make("li", "r-hit", link, " ", make("span", "r-badge r-badge--record", kind), passage(page));
  const sections = page.sub_results.filter((section) => section.anchor).slice(0, SECTIONS);
  if (sections.length) {
    const [before, after] = gettext("In: {sections}").split("{sections}");
    item.append(make("p", "r-hit__in", before, ...sections.flatMap(sectionLink), after));
  }
  return item;
}

function sectionLink(section, position) {
  const link = make("a", "", section.title);
  link.href = section.url;
  link.dir = "auto";
  return position ? [" · ", link] : [link];
}

// The stretch of a page with most of what was asked for. Text only: what pages say is never taken for markup.
function passage(page) {
  const found = page.weighted_locations;
  if (!found.length) return make("p", "r-hit__text", page.meta.description ?? "");
  const words = page.content.split(/\s+/);
  const weight = (from) =>
    found.reduce((sum, word) => sum + (word.location >= from && word.location < from + WORDS ? word.balanced_score : 0), 0);
  const starts = found.slice(0, 100).map((word) => Math.max(0, word.location - LEAD));
  const [start] = starts.map((from) => [from, weight(from)]).reduce((best, next) => (next[1] > best[1] ? next : best));
  const marked = new Set(page.locations);
  const shown = words.slice(start, start + WORDS).flatMap((word, position) => {
    return [" ", marked.has(start + position) ? make("mark", "", word) : word];
  });
  const told = make("p", "r-hit__text", start ? "…" : "", ...shown, start + WORDS < words.length ? " …" : "");
  told.dir = "auto";
  return told;
}

// ------------------------------------------------------------------ what a reader does

let pause;

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
  const pages = await Promise.all(results.slice(shown, shown + RESULTS).map((result) => result.data()));
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
if (box.value || state.size || form.matches(":focus-within")) answer();
