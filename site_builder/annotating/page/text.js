/** The text on the left: paragraphs, and what is marked in them. Only paragraphs whose marks changed are drawn again. */

import { isPlain, toPoints, toUnits } from "./codepoints.js";
import { el } from "./dom.js";

/**
 * @typedef {{start: number, end: number, kind: "record"|"name"|"proposal"|"uncovered"|"undated", ref?: string, title?: string, class?: string}} Mark
 */

/** Paragraphs as elements, and the way between places in the text and places in the document. */
export class TextView {
  /** @param {HTMLElement} box the element that scrolls */
  constructor(box) {
    this.box = box;
    this.paragraphs = [];
    this.drawn = [];
  }

  /** @param {{start: number, end: number, text: string}[]} paragraphs */
  setText(paragraphs) {
    this.paragraphs = paragraphs;
    this.drawn = paragraphs.map(() => "");
    this.nodes = paragraphs.map((paragraph, index) => el("p", { class: "paragraph", "data-index": index }, paragraph.text));
    this.box.replaceChildren(...this.nodes);
  }

  /** @param {Mark[]} marks of the whole text, in any order */
  setMarks(marks) {
    const sorted = [...marks].sort((a, b) => a.start - b.start);
    const byParagraph = this.paragraphs.map(() => []);
    let first = 0;
    for (const mark of sorted) {
      while (first < this.paragraphs.length - 1 && this.paragraphs[first].end <= mark.start) first += 1;
      for (let at = first; at < this.paragraphs.length && this.paragraphs[at].start < mark.end; at += 1) byParagraph[at].push(mark);
    }
    byParagraph.forEach((own, index) => this.draw(index, own));
  }

  /** Draw a paragraph, unless it looks so already. */
  draw(index, marks) {
    const looks = marks.map((mark) => `${mark.start} ${mark.end} ${mark.kind} ${mark.ref || ""} ${mark.class || ""}`).join("|");
    if (looks === this.drawn[index]) return;
    this.drawn[index] = looks;
    this.nodes[index].replaceChildren(...pieces(this.paragraphs[index], marks));
  }

  /**
   * @param {number} place in code points of the text
   * @returns {[Node, number]} where it is in the document
   */
  toDocument(place, index) {
    const paragraph = this.paragraphs[index];
    let left = toUnits(paragraph.text, Math.max(0, Math.min(place, paragraph.end) - paragraph.start));
    const walker = document.createTreeWalker(this.nodes[index], NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    for (let next = node; next; next = walker.nextNode()) {
      node = next;
      if (left <= node.length) break;
      left -= node.length;
    }
    return node ? [node, Math.min(left, node.length)] : [this.nodes[index], 0];
  }

  /** @returns {number|null} the place in the text of a place in the document; null outside paragraphs */
  toPlace(node, offset) {
    const element = node instanceof Element ? node : node.parentElement;
    const holder = element?.closest?.(".paragraph");
    if (!holder || !this.box.contains(holder)) return null;
    const paragraph = this.paragraphs[Number(holder.dataset.index)];
    const range = document.createRange();
    range.setStart(holder, 0);
    range.setEnd(node, offset);
    return paragraph.start + toPoints(paragraph.text, range.toString().length);
  }

  /**
   * Ranges of the document for a span of the text: one for each paragraph that it touches.
   * @param {number} start
   * @param {number} end
   * @returns {Range[]}
   */
  ranges(start, end) {
    const found = [];
    this.paragraphs.forEach((paragraph, index) => {
      if (paragraph.start >= end || paragraph.end <= start) return;
      const range = document.createRange();
      range.setStart(...this.toDocument(Math.max(start, paragraph.start), index));
      range.setEnd(...this.toDocument(Math.min(end, paragraph.end), index));
      found.push(range);
    });
    return found;
  }

  /** Bring a place of the text into view, without moving when it is there already. */
  reveal(start, end = start) {
    const index = this.paragraphs.findLastIndex((paragraph) => paragraph.start <= start);
    if (index < 0) return;
    this.nodes[index].scrollIntoView({ block: "nearest" });
    const [range] = this.ranges(start, Math.max(end, start + 1));
    if (!range) return;
    const rect = range.getBoundingClientRect();
    const frame = this.box.getBoundingClientRect();
    if (rect.top < frame.top + 40 || rect.bottom > frame.bottom - 40) {
      this.box.scrollTop += rect.top - frame.top - frame.height * 0.35;
    }
  }
}

/**
 * A paragraph cut where marks begin and end.
 * @param {{start: number, text: string}} paragraph
 * @param {Mark[]} marks
 * @returns {Node[]}
 */
function pieces(paragraph, marks) {
  const { text, start } = paragraph;
  const plain = isPlain(text);
  const units = (place) => Math.max(0, Math.min(text.length, plain ? place - start : toUnits(text, Math.max(0, place - start))));
  const cutMarks = marks.map((mark) => ({ mark, from: units(mark.start), to: units(mark.end) })).filter((one) => one.to > one.from);
  const edges = [...new Set([0, text.length, ...cutMarks.flatMap((one) => [one.from, one.to])])].sort((a, b) => a - b);
  const nodes = [];
  for (let at = 0; at + 1 < edges.length; at += 1) {
    const over = cutMarks.filter((one) => one.from <= edges[at] && one.to >= edges[at + 1]).map((one) => one.mark);
    const words = text.slice(edges[at], edges[at + 1]);
    nodes.push(over.length ? piece(words, over) : document.createTextNode(words));
  }
  return nodes;
}

/** A run of words with the marks over it. */
function piece(words, marks) {
  const kinds = [...new Set(marks.flatMap((mark) => [`m-${mark.kind}`, mark.class || ""]))].filter(Boolean);
  const refs = [...new Set(marks.map((mark) => mark.ref).filter(Boolean))];
  const titles = [...new Set(marks.map((mark) => mark.title).filter(Boolean))];
  return el("span", { class: kinds.join(" "), "data-refs": refs.join(" ") || null, title: titles.join("; ") || null }, words);
}
