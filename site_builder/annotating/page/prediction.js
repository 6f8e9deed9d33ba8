/** Which word comes next in a sentence about this article: from the text, the project's sentences and the registry. */

const START = "\u0002";
const WORD = /[\p{L}\p{N}$€£][\p{L}\p{N}$€£%'’.,-]*[\p{L}\p{N}%]|[\p{L}\p{N}$€£%]|[.,;:!?]/gu;
const STOP = /^[.,;:!?]$/;

/**
 * @param {string} text
 * @returns {string[]} its words, and the marks that end a phrase
 */
export function words(text) {
  return text.match(WORD) || [];
}

/**
 * How far contexts are doubted, how much likelier words of the record's own quotes and names are, and those of the sentences
 * around its quotes, and what such a word counts for where no context knows it. Found by trying, on annotated articles.
 */
export const WEIGHTS = { doubt: 1, doubtOfKey: 8, near: 5, around: 3, bare: 0.5 };

/** Counts of words after one and two others, anywhere and under a key, as maps of maps: built once, looked up at every key press. */
export class Prediction {
  constructor() {
    this.after = new Map();
    this.counts = new Map();
    this.totals = new Map();
    this.all = 0;
    this.sorted = null;
  }

  /**
   * @param {string} text a sentence or a paragraph
   * @param {number} weight how much one occurrence counts
   * @param {string} key of the field that it stands in, if any: roles go on otherwise than reasons of dates
   */
  learn(text, weight = 1, key = "") {
    let one = START;
    let two = "";
    for (const word of words(text)) {
      const low = word.toLowerCase();
      for (const context of [one, `${two} ${one}`]) {
        this.count(context, word, weight);
        if (key) this.count(`${key}|${context}`, word, weight);
      }
      if (!STOP.test(word)) {
        if (!this.counts.has(word)) this.sorted = null;
        this.counts.set(word, (this.counts.get(word) || 0) + weight);
        this.all += weight;
      }
      const ends = /^[.!?]$/.test(word);
      two = ends ? "" : one;
      one = ends ? START : low;
    }
  }

  /** One more time that a word comes after a context. */
  count(context, word, weight) {
    let found = this.after.get(context);
    if (!found) this.after.set(context, (found = new Map()));
    found.set(word, (found.get(word) || 0) + weight);
    this.totals.set(context, (this.totals.get(context) || 0) + weight);
  }

  /** Words by their folded beginning, so that a prefix is a range. */
  table() {
    this.sorted ??= [...this.counts.keys()]
      .map((word) => ({ low: word.toLowerCase(), word }))
      .sort((a, b) => (a.low < b.low ? -1 : a.low > b.low ? 1 : 0));
    return this.sorted;
  }

  /** Words that begin with a prefix, by binary search. */
  *beginning(prefix) {
    const table = this.table();
    let low = 0;
    let high = table.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (table[middle].low < prefix) low = middle + 1;
      else high = middle;
    }
    for (; low < table.length && table[low].low.startsWith(prefix); low += 1) yield table[low].word;
  }

  /**
   * @param {string} before the text up to the caret
   * @param {Map<string, {word: string, weight: number}>} near words that are likelier here, by their lower case
   * @param {string} key of the field
   * @returns {{prefix: string, choices: string[]}} what is half typed, and continuations of it, the likeliest first
   */
  predict(before, near = new Map(), key = "") {
    const prefix = (before.match(/[\p{L}\p{N}$€£%'’-]+$/u) || [""])[0];
    const [two, one] = context(before.slice(0, before.length - prefix.length));
    const contexts = [`${key}|${two} ${one}`, `${two} ${one}`, `${key}|${one}`, one];
    const scores = this.score(prefix, contexts, near);
    const best = [...scores].sort((a, b) => b[1] - a[1]).slice(0, 12).map(([word]) => word);
    const choices = best.flatMap((word) => [this.extended(word, one), word]).map((words) => cased(words, prefix));
    return { prefix, choices: [...new Set(choices)].filter((choice) => choice !== prefix).slice(0, 9) };
  }

  /**
   * How likely every word is that could stand after some contexts, the longest first, and begins as typed: what followed these,
   * mixed with how often the word occurs (Witten and Bell's way), more for words of this record.
   */
  score(prefix, contexts, near) {
    const low = prefix.toLowerCase();
    const scores = new Map();
    const add = (word, share) => {
      const folded = word.toLowerCase();
      if (!folded.startsWith(low) || STOP.test(word) || folded === `${low}'s`) return;
      scores.set(word, (scores.get(word) || 0) + share * (near.get(folded)?.weight || 1));
    };
    let rest = 1;
    for (const context of contexts) {
      const doubt = context === contexts[2] ? WEIGHTS.doubtOfKey : WEIGHTS.doubt;
      const following = this.after.get(context);
      if (!following) continue;
      const total = this.totals.get(context);
      const sure = total / (total + doubt * following.size);
      for (const [word, times] of following) add(word, (rest * sure * times) / total);
      rest *= 1 - sure;
    }
    if (low) for (const word of this.beginning(low)) add(word, (rest * this.counts.get(word)) / this.all);
    for (const [folded, { word, weight }] of near) if (folded.startsWith(low)) add(word, (rest * weight * WEIGHTS.bare) / (near.size + 1));
    return scores;
  }

  /** A word with those that always follow it here: the second part of a name, the rest of a set phrase. */
  extended(word, one) {
    let phrase = word;
    let [last, previous] = [word.toLowerCase(), one];
    for (let more = 0; more < 5; more += 1) {
      const next = clear(this.after.get(`${previous} ${last}`)) || clear(this.after.get(last), 0.9);
      if (!next) break;
      phrase += ` ${next}`;
      [previous, last] = [last, next.toLowerCase()];
    }
    return phrase;
  }
}

/**
 * Words as they would be taken: a capital that was typed stays.
 * @param {string} words
 * @param {string} prefix
 */
function cased(words, prefix) {
  return /^\p{Lu}/u.test(prefix) ? words[0].toUpperCase() + words.slice(1) : words;
}

/**
 * The last two words before a place, lower case; the beginning of a sentence is one of them.
 * @param {string} before
 * @returns {[string, string]}
 */
function context(before) {
  const last = words(before.slice(-80)).slice(-3);
  const end = last.findLastIndex((word) => /^[.!?]$/.test(word));
  const known = [START, ...last.slice(end + 1).map((word) => word.toLowerCase())];
  return [known.at(-2) || "", known.at(-1)];
}

/**
 * The word that follows in nearly all cases, where there are enough to say so.
 * @param {Map<string, number>|undefined} following
 * @param {number} share
 * @returns {string}
 */
function clear(following, share = 0.7) {
  if (!following) return "";
  let total = 0;
  let best = "";
  for (const [word, times] of following) {
    total += times;
    if (!best || times > following.get(best)) best = word;
  }
  return total >= 4 && following.get(best) >= share * total && !STOP.test(best) ? best : "";
}
