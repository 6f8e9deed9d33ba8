/** Words and sentences of paragraphs, as places where the caret can go. Worked out when first asked for, then kept. */

import { isPlain, toPoints, toUnits } from "./codepoints.js";

const kept = new WeakMap();

/** The cutting rules of a language; an unknown one is cut as English is. */
function segmenter(language, granularity) {
  try {
    return new Intl.Segmenter(language || "en", { granularity });
  } catch {
    return new Intl.Segmenter("en", { granularity });
  }
}

/**
 * @param {{text: string, start: number}} paragraph
 * @param {"word"|"sentence"} granularity
 * @param {string} language
 * @returns {[number, number][]} starts and ends in code points of the whole text
 */
function cut(paragraph, granularity, language) {
  const { text, start } = paragraph;
  const plain = isPlain(text);
  const place = (units) => start + (plain ? units : toPoints(text, units));
  const found = [];
  for (const part of segmenter(language, granularity).segment(text)) {
    if (granularity === "word" && !part.isWordLike) continue;
    const left = part.index + (part.segment.length - part.segment.trimStart().length);
    const right = part.index + part.segment.trimEnd().length;
    if (right > left) found.push([place(left), place(right)]);
  }
  return found;
}

/** All paragraphs of a text, with places in code points of the whole. */
export class Segments {
  /** @param {{start: number, end: number, text: string}[]} paragraphs */
  constructor(paragraphs, language) {
    this.paragraphs = paragraphs;
    this.language = language;
  }

  /** @returns {[number, number][]} */
  of(paragraph, granularity) {
    let known = kept.get(paragraph);
    if (!known) kept.set(paragraph, (known = {}));
    known[granularity] ??= cut(paragraph, granularity, this.language);
    return known[granularity];
  }

  /** Index of the paragraph that a place is in, or the last one before it. */
  indexOf(place) {
    let low = 0;
    let high = this.paragraphs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.paragraphs[middle].start <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /**
   * The first start (or end) of a word or sentence after a place.
   * @param {0|1} side 0 for starts, 1 for ends
   */
  next(place, granularity, side) {
    for (let index = this.indexOf(place); index < this.paragraphs.length; index += 1) {
      const found = this.of(this.paragraphs[index], granularity).find((part) => part[side] > place);
      if (found) return found[side];
    }
    return place;
  }

  /** The last start (or end) of a word or sentence before a place. */
  previous(place, granularity, side) {
    for (let index = this.indexOf(place); index >= 0; index -= 1) {
      const found = this.of(this.paragraphs[index], granularity).findLast((part) => part[side] < place);
      if (found) return found[side];
    }
    return place;
  }

  /** The sentence that a place is in. @returns {[number, number]|null} */
  sentence(place) {
    const paragraph = this.paragraphs[this.indexOf(place)];
    if (!paragraph) return null;
    const parts = this.of(paragraph, "sentence");
    return parts.find((part) => place < part[1]) || parts.at(-1) || null;
  }

  /** @returns {string} the words between two places */
  words(start, end) {
    const parts = [];
    for (let index = this.indexOf(start); index < this.paragraphs.length; index += 1) {
      const paragraph = this.paragraphs[index];
      if (paragraph.start >= end) break;
      const [from, to] = [start, end].map((place) => toUnits(paragraph.text, Math.max(0, place - paragraph.start)));
      parts.push(paragraph.text.slice(from, to));
    }
    return parts.join(" ");
  }
}
