// Where quotes stand in a text: what site_builder/model/normal_form.py, proving/body.py and proving/quotes.py say,
// once more for browsers. tests/cases/place.yml and tests/test_browser_place.py hold the two together.
//
// Positions are of UTF-16 units. No text has half a pair of these, so nothing is found that begins or ends in one.

const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const UNSEEN =
  "\\xad\\u034f\\u061c\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufe00-\\ufe0f\\ufeff" +
  "\\ufff9-\\ufffb\\u{e0020}-\\u{e007f}\\u{e0100}-\\u{e01ef}";
// Digits that are no decimal ones: superscripts, circled ones and the like.
const DIGIT =
  "\\p{Nd}\\xb2\\xb3\\xb9\\u1369-\\u1371\\u19da\\u2070\\u2074-\\u2079\\u2080-\\u2089\\u2460-\\u2468\\u2474-\\u247c\\u2488-\\u2490" +
  "\\u24ea\\u24f5-\\u24fd\\u24ff\\u2776-\\u277e\\u2780-\\u2788\\u278a-\\u2792\\u{10a40}-\\u{10a43}\\u{10e60}-\\u{10e68}" +
  "\\u{11052}-\\u{1105a}\\u{1f100}-\\u{1f10a}";
const FOLDS = [
  ["'", /[\u2018\u2019\u201a\u201b`]/g],
  ['"', /[\u201c-\u201f]/g],
  ["-", /[\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]/g],
  [" ", new RegExp(`[${SPACE}]`, "g")],
];
const WORD = /[\p{L}\p{N}]+/gu;
const IN_WORD = /[\p{L}\p{N}]/u;
const MARKS_AT_MOST = 32;
const GAP = " ... ";
const GAP_WORDS = 60;
const COMMON = 200;
const WRAP = 120;

const allUnseen = new RegExp(`[${UNSEEN}]+`, "gu");
const onlyUnseen = new RegExp(`^[${UNSEEN}]$`, "u");
const unseenFrom = new RegExp(`[${UNSEEN}]+`, "uy");
const onlySpace = new RegExp(`^[${SPACE}]+$`);
const aroundSpace = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "g");
const digit = new RegExp(`^[${DIGIT}]$`, "u");

// ------------------------------------------------------------------ normal form

// Whether a character has a combining class. None but U+0345 has the last, so that all others go before it.
const NO_CLASS = /[\u0f73\u0f75\u0f81]/;

function combines(c) {
  if (!/\p{M}/u.test(c) || NO_CLASS.test(c)) return false;
  return c === "\u0345" || `\u0345${c}`.normalize("NFD") !== `\u0345${c.normalize("NFD")}`;
}

// Second parts of characters that decompose into two: a look at most of Unicode, so not at once.
let joining;

function secondParts() {
  const found = new Set();
  for (let code = 0x900; code < 0x17000; code++) {
    const parts = [...String.fromCodePoint(code).normalize("NFD")];
    if (parts.length > 1) found.add(parts.pop());
  }
  return found;
}

function joins(c) {
  if (c >= "\u1161" && c <= "\u11c2") return c <= "\u1175" || c >= "\u11a8"; // Hangul
  return /\p{M}/u.test(c) && (joining ??= secondParts()).has(c);
}

const isMark = (c) => combines(String.fromCodePoint(c.normalize("NFD").codePointAt(0)));

const listed = (characters) => [...characters].map((c) => `\\u{${c.codePointAt(0).toString(16)}}`).join("");

// What matches every piece of a text that may change its length: a letter with its marks, white space.
function changing(text) {
  const high = new Set(text.match(/[^\0-\u02ff]/gu));
  const unseen = new Set((text.match(allUnseen) ?? []).join(""));
  const tails = new Set([...high].filter((c) => isMark(c) || joins(c)).concat(...unseen));
  const singles = [...high].filter((c) => !tails.has(c) && c.normalize() !== c);
  const spaces = `[${SPACE}${UNSEEN}]*[${SPACE}][${SPACE}${UNSEEN}]+|[${UNSEEN}]+[${SPACE}]`;
  const kinds = [unseen.size ? spaces : `[${SPACE}]{2,}`];
  if (tails.size) kinds.push(`[^${listed(tails)}]?[${listed(tails)}]+`);
  if (singles.length) kinds.push(`[${listed(singles)}]`);
  return new RegExp(kinds.join("|"), "gu");
}

function replaced(piece) {
  const old = piece.replace(allUnseen, "");
  if (onlySpace.test(old)) return " ";
  return old.length <= MARKS_AT_MOST || [...old].length <= MARKS_AT_MOST ? old.normalize() : old;
}

const folded = (text) => FOLDS.reduce((done, [to, from]) => done.replace(from, to), text);

export const normal = (text) => folded(text.replace(changing(text), replaced)).replace(/^ +| +$/g, "");

// The length of a piece up to the end of what is seen of it.
function seen(piece) {
  let [at, end] = [0, 0];
  for (const c of piece) {
    at += c.length;
    if (!onlyUnseen.test(c)) end = at;
  }
  return end;
}

// A text in normal form; `span` leads from there into the text, `index` from the text there.
export function normalise(text) {
  const [pieces, offsets, ends] = [[], [], new Map()];
  let done = 0;
  const keep = (to) => {
    pieces.push(text.slice(done, to));
    for (let at = done; at < to; at++) offsets.push(at);
  };
  for (const { 0: old, index: start } of text.matchAll(changing(text))) {
    const made = replaced(old);
    if (made === old) continue;
    keep(start);
    pieces.push(made);
    for (let n = 0; n < made.length; n++) offsets.push(start);
    done = start + old.length;
    if (made && made !== " " && onlyUnseen.test([...old].pop())) ends.set(offsets.length, start + seen(old));
  }
  keep(text.length);
  offsets.push(text.length);
  return {
    text: folded(pieces.join("")),
    span: ([start, end]) => [offsets[start], ends.get(end) ?? offsets[end]],
    index: (offset) => firstNot(offsets, (at) => at < offset),
  };
}

// How many at the beginning of an ordered list are so.
function firstNot(list, isSo) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(list[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

// ------------------------------------------------------------------ whole words

const after = (text, at) => (at < text.length ? String.fromCodePoint(text.codePointAt(at)) : "");
const before = (text, at) => (at > 0 ? text.slice(/[\udc00-\udfff]/.test(text[at - 1]) ? at - 2 : at - 1, at) : "");

function cuts(text, at) {
  if (at <= 0 || at >= text.length) return false;
  const [left, right] = [before(text, at), after(text, at)];
  if (combines(right)) return true;
  // Scripts without capitals often write words without spaces, or particles joined to them.
  if (IN_WORD.test(left) && IN_WORD.test(right)) return !/\p{Lo}/u.test(left + right);
  const isPoint = (c) => c === "." || c === ",";
  return (
    (isPoint(left) && digit.test(right) && digit.test(before(text, at - 1))) ||
    (isPoint(right) && digit.test(left) && digit.test(after(text, at + 1)))
  );
}

const isWhole = (text, start, end) => !cuts(text, start) && !cuts(text, end);

// The first places of some words in a normal text where they cut nothing: one more than are too many.
function wholePlaces(text, words) {
  const found = [];
  let at = words ? text.indexOf(words) : -1;
  while (at >= 0 && found.length <= COMMON) {
    if (isWhole(text, at, at + words.length)) found.push([at, at + words.length]);
    // Inside a word nothing can begin: step over it, so that long words are read but once.
    const inside = /[A-Za-z0-9]+/y;
    inside.lastIndex = at;
    at = text.indexOf(words, inside.test(text) ? inside.lastIndex : at + 1);
  }
  return found;
}

// ------------------------------------------------------------------ paragraphs

// Lines without white space at their ends. U+2028 ends none.
function* linesOf(text, [from, to]) {
  let start = from;
  for (const { 0: end, index } of text.slice(from, to).matchAll(/\r\n|[\n-\r\x1c-\x1e\x85\u2029]|$/g)) {
    const line = text.slice(start, from + index);
    const words = line.replace(aroundSpace, "");
    const first = start + (words ? line.indexOf(words) : 0);
    yield [first, first + words.length];
    start = from + index + end.length;
  }
}

const isLong = (line) => line.length > WRAP && [...line].length > WRAP;

function beginsSmall(text, start) {
  unseenFrom.lastIndex = start;
  return /\p{Lowercase}/u.test(after(text, unseenFrom.test(text) ? unseenFrom.lastIndex : start));
}

function paragraphsIn(text, stretches) {
  const lines = stretches.map((stretch) => [...linesOf(text, stretch)]);
  const wrapped = !lines.flat().some(([start, end]) => isLong(text.slice(start, end)));
  const found = [];
  for (const some of lines) {
    let open;
    for (const [start, end] of some) {
      if (open && start < end && (wrapped || beginsSmall(text, start))) {
        open[1] = end;
        continue;
      }
      if (open) found.push(open);
      open = start < end ? [start, end] : undefined;
    }
    if (open) found.push(open);
  }
  return found;
}

// What is looked into: a text, or the stretches of it that are the article.
export function bodyOf(text, stretches = [[0, text.length]]) {
  const form = normalise(text);
  const paragraphs = paragraphsIn(text, stretches);
  const known = new Map(); // one part may stand in many quotes
  let words;
  return {
    form,
    paragraph([start, end]) {
      const i = firstNot(paragraphs, (one) => one[0] <= start) - 1;
      return i >= 0 && end <= paragraphs[i][1] ? i : -1;
    },
    wordsBetween([, head], [tail]) {
      words ??= stretches.flatMap(([start, end]) => {
        const low = form.index(start);
        const some = form.text.slice(low, form.index(end)).matchAll(WORD);
        return [...some].map(({ 0: word, index }) => form.span([low + index, low + index + word.length]));
      });
      return firstNot(words, (word) => word[1] <= tail) - firstNot(words, (word) => word[0] < head);
    },
    found(part) {
      if (!known.has(part)) known.set(part, wholePlaces(form.text, part));
      return known.get(part);
    },
  };
}

// ------------------------------------------------------------------ quotes

function hits(body, part, prefix, suffix) {
  const { text, span } = body.form;
  const follows = (at) => {
    const end = text[at - 1] === " " ? at - 1 : at;
    return !prefix || (text.endsWith(prefix, end) && isWhole(text, end - prefix.length, end));
  };
  const precedes = (end) => {
    const start = text[end] === " " ? end + 1 : end;
    return !suffix || (text.startsWith(suffix, start) && isWhole(text, start, start + suffix.length));
  };
  return body.found(part).filter(([start, end]) => follows(start) && precedes(end)).map(span);
}

// Every head with a tail after it, with no other head or tail between them.
function* pairs(heads, tails) {
  let used = -1;
  for (const tail of tails) {
    const last = firstNot(heads, (head) => head[1] <= tail[0]) - 1;
    if (last > used) {
      yield [heads[last], tail];
      used = last;
    }
  }
}

function isGap(body, head, tail) {
  const paragraph = body.paragraph(head);
  return paragraph >= 0 && paragraph === body.paragraph(tail) && body.wordsBetween(head, tail) <= GAP_WORDS;
}

// The places of a quote, each of one span or, with a gap, of two. A quote is found if it has one place. Words that
// stand in a text too often prove nothing, whatever is around them: they are `common`.
export function find(body, { words, prefix, suffix }) {
  const quote = normal(words);
  const parts = quote.split(GAP).map((part) => part.replace(/^ +| +$/g, ""));
  const gaps = quote.split(" ").filter((word) => word === "...").length;
  const isWell = gaps < 2 && parts.length === gaps + 1 && parts.every((part) => IN_WORD.test(part));
  if (!isWell) return { places: [], common: false };
  const [first, last, only] = [parts[0], parts.at(-1), parts.length === 1];
  const around = [normal(prefix ?? ""), normal(suffix ?? "")];
  const common = parts.some((part) => body.found(part).length > COMMON);
  const places = only
    ? hits(body, first, ...around).filter((hit) => body.paragraph(hit) >= 0).map((hit) => [hit])
    : [...pairs(hits(body, first, around[0]), hits(body, last, undefined, around[1]))].filter((pair) => isGap(body, ...pair));
  return { places, common };
}
