// Finds names however a reader writes them: in another script, in another language, or with a letter wrong.
//
// Letters of other scripts are written in English by a table that comes with the names. Then words are compared
// by their letters and by how they sound: consonants in a few classes, vowels left out but a first one, since
// the scripts of Arabic and Hebrew write few, and other languages write them differently.

const EXACT = 1;
const BEGUN = 0.95; // the word is not written to its end
const LEAST = 0.62; // of a word that is near
const FARTHEST = 0.6; // of a name that is near
const CLEAR = 0.8; // from here on nothing that is less alike is shown beside it

const OWN_LETTERS = { ə: "a", ı: "i", ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l" };
const ABJAD = /[\u0590-\u07ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const OTHER_WORDS = /[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/; // have no spaces, or no letters

let table = {};

// ------------------------------------------------------------------ letters

function written(letter) {
  return OWN_LETTERS[letter] ?? table[letter];
}

export function plain(text) {
  const small = text.normalize("NFC").toLowerCase().replace(/\p{Cf}/gu, "");
  return [...small]
    .map((letter) => written(letter) ?? [...letter.normalize("NFKD").replace(/\p{M}/gu, "")].map((part) => written(part) ?? part).join(""))
    .join("")
    .replace(/(\p{L})['’ʼ`]+(?=\p{L})/gu, "$1");
}

export const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

// ------------------------------------------------------------------ sounds

const DIGRAPHS = [
  [/d?zh|dj|dsch|dž/g, "1"],
  [/tsch|tch|tsh/g, "1"],
  [/sch|sh|tz|ts|dz/g, "s"],
  [/ph/g, "f"],
  [/kh|gh|ck/g, "k"],
  [/th/g, "t"],
  [/dh/g, "d"],
];
const CLASSES = { b: "b", p: "b", v: "b", f: "b", k: "k", g: "k", q: "k", h: "k", x: "k", c: "k", s: "s", z: "s" };

// A "j" is a "y" in German and a "dj" in English, a "ch" a "kh" or a "tch", a "w" a "v" or a vowel: all are tried.
const UNSURE = [["j", "y", "1"], ["ch", "1", "k"], ["w", "u", "v"]];

function sounds(word) {
  let found = [DIGRAPHS.reduce((text, [form, sign]) => text.replace(form, sign), word)];
  for (const [form, ...signs] of UNSURE) {
    if (word.includes(form)) found = found.flatMap((text) => signs.map((sign) => text.replaceAll(form, sign)));
  }
  return [...new Set(found.map(skeleton))];
}

function skeleton(word) {
  const first = /^y?[aeiou]|^y/.test(word) ? "a" : "";
  const heard = word.replace(/[aeiouy]/g, "").replace(/./g, (letter) => CLASSES[letter] ?? letter);
  return first + heard.replace(/(.)\1+/g, "$1");
}

const alike = (word) => word.replace(/[jyı]/g, "i").replace(/w/g, "v").replace(/ou/g, "u");

function distance(one, other) {
  let before = [];
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[other.length];
}

// ------------------------------------------------------------------ comparing words

// How much a word of a question is a word of a name: from 0 to 1.
function likeness(asked, word) {
  if (asked.text === word.text) return EXACT;
  if (asked.text.length > 2 && word.text.startsWith(asked.text)) return BEGUN;
  if (/\d/.test(asked.text) || /\d/.test(word.text)) return 0;
  return Math.max(heardAlike(asked, word), misspelt(asked, word));
}

function heardAlike(asked, word) {
  const bare = (sound) => (asked.abjad ? sound.replace(/^a/, "") : sound);
  const pairs = asked.sounds.flatMap((one) => word.sounds.map((other) => [bare(one), bare(other)]));
  const same = pairs.filter(([one, other]) => one === other && one.length > 1);
  if (same.length) {
    if (asked.abjad) return same[0][0].length > 2 ? 0.9 : 0.7; // two consonants are of many names
    const close = 1 - distance(alike(asked.text), alike(word.text)) / Math.max(asked.text.length, word.text.length);
    return close < 0.5 ? 0 : 0.56 + 0.39 * close;
  }
  // Of three consonants one may be lacking, not be another.
  const isNear = ([one, other]) =>
    Math.min(one.length, other.length) > (one.length === other.length ? 3 : 2) && distance(one, other) === 1;
  return asked.foreign && pairs.some(isNear) ? LEAST + 0.04 : 0;
}

function misspelt(asked, word) {
  const length = Math.max(asked.text.length, word.text.length);
  if (Math.min(asked.text.length, word.text.length) < 4) return 0;
  const apart = distance(asked.text, word.text);
  const most = length < 8 ? 1 : 2;
  return apart <= most ? 0.92 - apart / length : 0;
}

// ------------------------------------------------------------------ names

function read(text) {
  const abjad = ABJAD.test(text);
  const foreign = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(text);
  return wordsOf(text).map((word) => ({ text: word, sounds: sounds(word), abjad, foreign }));
}

// How well a form of a name answers a question, and whether its letters do: each word of the question should be
// one of the name's; with one that is none the name is only near.
function agreement(asked, words) {
  if (!asked.length || !words.length) return { score: 0 };
  const best = asked.map((one) => Math.max(...words.map((word) => likeness(one, word))));
  const known = best.filter((value) => value >= LEAST);
  const mean = known.reduce((sum, value) => sum + value, 0) / (known.length || 1);
  const share = 0.9 + (0.1 * Math.min(known.length, words.length)) / words.length;
  const all = known.length === best.length;
  if (all) return { score: mean * share, exact: best.every((value) => value >= BEGUN) };
  const longest = Math.max(...asked.filter((_, at) => best[at] >= LEAST).map((one) => one.text.length), 0);
  return { score: longest > 3 && known.length * 2 >= best.length ? LEAST * mean * share + 0.1 : 0 };
}

class Name {
  constructor([path, kind, said, forms, elsewhere]) {
    Object.assign(this, { path, kind, said, name: forms[0], forms, elsewhere });
  }

  get words() {
    this.known ??= this.forms.map((form) => [form, read(form)]);
    return this.known;
  }

  get folded() {
    this.others ??= this.elsewhere.map((form) => [form, plain(form)]);
    return this.others;
  }

  // The form that answers best, with how well; `how` is `exact`, `elsewhere` or `near`.
  answer({ text, words, whole }) {
    let best = { score: 0 };
    const take = (score, form, how) => (best = score > best.score ? { score, form, how, entry: this } : best);
    for (const [form, folded] of this.folded) {
      if (folded === whole) take(EXACT, form, "elsewhere");
      else if (whole.length > 2 && folded.startsWith(whole)) take(BEGUN * 0.9, form, "elsewhere");
      else if (OTHER_WORDS.test(text) && folded.length > 1 && whole.includes(folded)) take(0.8, form, "elsewhere");
    }
    for (const [form, own] of this.words) {
      if (OTHER_WORDS.test(text)) {
        if (plain(form).includes(whole)) take(BEGUN, form, "exact");
      } else {
        const { score, exact } = agreement(words, own);
        const elsewhere = words[0]?.foreign && !own[0]?.foreign && score >= CLEAR;
        take(score, form, elsewhere ? "elsewhere" : exact ? "exact" : "near");
      }
    }
    return best;
  }
}

const SLICE = 10; // ms of work, after which what a reader does meanwhile has its turn

// Reads all forms, which would keep a reader who writes waiting if it were done at once.
async function readAll(all) {
  let begun = performance.now();
  for (const name of all) {
    void [name.words, name.folded];
    if (performance.now() - begun < SLICE) continue;
    await new Promise((done) => setTimeout(done));
    begun = performance.now();
  }
  return all;
}

let names;

// Names by their file; asked for once.
export function load(root) {
  names ??= fetch(new URL("data/names.json", root))
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .then((file) => {
      table = file.letters;
      return readAll(file.names.map((row) => new Name(row)));
    })
    .catch((error) => {
      names = undefined;
      throw error;
    });
  return names;
}

// What may be meant, the likeliest first: `{ entry, form, how, score }`. Names that are only near are left out
// where another is what was asked for.
export function find(all, text, most = 6) {
  const question = { text, words: read(text), whole: plain(text).trim() };
  if (!question.whole) return [];
  const found = all.map((name) => name.answer(question)).filter((one) => one.score >= FARTHEST);
  found.sort((a, b) => b.score - a.score || b.entry.said - a.entry.said || a.entry.name.localeCompare(b.entry.name));
  const sure = found.some((one) => one.how !== "near");
  const top = found[0]?.score ?? 0;
  return found.filter((one) => (sure ? one.how !== "near" : top < CLEAR || one.score >= top - 0.1)).slice(0, most);
}
