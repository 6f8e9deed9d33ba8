/** What the registry has for a few letters: any word of any spelling may begin with them. */

import { fold } from "./folding.js";

/** The registry's entries and the records that have ids, made ready for look-ups at every key. */
export class Completion {
  /** @param {{entries: any[], records?: any[], accepts?: Object<string, string[]>}} registry */
  constructor(registry) {
    this.near = new Map();
    this.replace(registry);
  }

  /** Take another state of the registry, as after an entry was written or taken back. */
  replace(registry) {
    this.accepts = registry.accepts || {};
    this.entries = new Map();
    this.starts = [];
    for (const entry of registry.entries) this.add(entry, false);
    for (const record of registry.records || []) {
      this.add({ ...record, kind: "record", type: "", names: [], note: "a record of this article" }, false);
    }
    this.sort();
  }

  /**
   * @param {any} entry as the server gives it
   * @param {boolean} sorted false while many are added
   */
  add(entry, sorted = true) {
    if (this.entries.has(entry.id)) return;
    const spellings = new Set([entry.name, ...(entry.names || []), entry.id].filter(Boolean).map(fold));
    const known = { ...entry, folded: [...spellings], first: fold(entry.name || entry.id) };
    this.entries.set(entry.id, known);
    for (const spelling of known.folded) this.addStarts(spelling, known);
    if (sorted) this.sort();
  }

  /**
   * Records that have an id can be named by others as soon as they are saved.
   * @param {any[]} records of the article's state
   */
  addRecords(records) {
    for (const { fields, label } of records) {
      if (fields.id) this.add({ id: fields.id, name: fields.says || label, kind: "record", type: "", names: [], note: "a record of this article" });
    }
  }

  /** Every place in a spelling where a word begins, with what follows. */
  addStarts(spelling, entry) {
    let at = 0;
    do {
      this.starts.push({ key: spelling.slice(at), entry, whole: at === 0 });
      at = spelling.indexOf(" ", at) + 1;
    } while (at > 0);
  }

  sort() {
    this.starts.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  }

  /**
   * Names that the open article mentions come first.
   * @param {string[]} ids
   */
  prefer(ids) {
    this.near = new Map(ids.map((id) => [id, 1]));
  }

  /** @param {string} id @returns {any} the entry, or undefined */
  get(id) {
    return this.entries.get(id);
  }

  /**
   * Whether texts of this kind are ids that can be completed.
   * @param {string} kind
   */
  knows(kind) {
    return Object.hasOwn(this.accepts, kind);
  }

  /** Whether an entry may stand in a field of one of these kinds. */
  fits(entry, kinds) {
    return kinds.some((kind) =>
      (this.accepts[kind] || []).some((one) => one === entry.kind || one === `${entry.kind}:${entry.type}`),
    );
  }

  /** Index of the first key that is not before the query. */
  from(query) {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle].key < query) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * @param {string} typed
   * @param {string[]} kinds of text, such as ActorId
   * @param {number} most
   * @returns {any[]} entries, the best first
   */
  search(typed, kinds, most = 8) {
    const query = fold(typed);
    if (!query) return [];
    const scores = new Map();
    const score = (entry, points) => {
      if ((scores.get(entry) ?? -1) < points && this.fits(entry, kinds)) scores.set(entry, points);
    };
    for (let at = this.from(query); at < this.starts.length && this.starts[at].key.startsWith(query); at += 1) {
      const { key, entry, whole } = this.starts[at];
      score(entry, (key === query && whole ? 8 : whole ? 4 : 2) + (this.near.get(entry.id) || 0) * 3);
    }
    if (scores.size < most && query.includes(" ")) this.searchWords(query, score);
    return [...scores]
      .sort((a, b) => b[1] - a[1] || a[0].first.length - b[0].first.length || (a[0].first < b[0].first ? -1 : 1))
      .slice(0, most)
      .map(([entry]) => entry);
  }

  /** Entries in which every word of the query begins some word, in any order. */
  searchWords(query, score) {
    const words = query.split(" ").sort((a, b) => b.length - a.length);
    for (let at = this.from(words[0]); at < this.starts.length && this.starts[at].key.startsWith(words[0]); at += 1) {
      const { entry } = this.starts[at];
      const all = ` ${entry.folded.join(" ")}`;
      if (words.every((word) => all.includes(` ${word}`))) score(entry, 1);
    }
  }

  /**
   * The entry that is spelled so, if there is just one.
   * @param {string} typed
   * @param {string[]} kinds
   */
  exact(typed, kinds) {
    if (this.entries.has(typed) && this.fits(this.entries.get(typed), kinds)) return this.entries.get(typed);
    const query = fold(typed);
    const found = this.search(typed, kinds, 3).filter((entry) => entry.folded.includes(query));
    return found.length === 1 ? found[0] : undefined;
  }
}
