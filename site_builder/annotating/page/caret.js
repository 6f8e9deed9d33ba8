/** Choosing words of the text, with the keyboard (by word and sentence) or the pointer. */

import { el, say } from "./dom.js";
import { Segments } from "./segments.js";
import { TextView } from "./text.js";

/** Colours for ranges without changing the paragraphs; where a browser lacks it, its own selection is left. */
const highlights = globalThis.CSS?.highlights;

/** The text pane: the view, and a selection in code points that outlives redrawing and the focus being elsewhere. */
export class TextPane {
  /** @param {{onMark: (refs: string[]) => void, onChoose?: () => void}} options */
  constructor(options) {
    this.options = options;
    this.node = el("div", {
      class: "text", id: "text", tabindex: "0", role: "document", "aria-label": "Text of the article",
      "aria-describedby": "text-help",
      on: {
        keydown: (event) => this.key(event), click: (event) => this.clicked(event), focus: () => this.draw(),
        mousedown: (event) => this.begun(event),
      },
    });
    this.view = new TextView(this.node);
    this.mark = el("span", { class: "caret", "aria-hidden": "true" });
    this.segments = new Segments([], "en");
    [this.anchor, this.place] = [0, 0];
    document.addEventListener("selectionchange", () => this.fromDocument());
  }

  /** @param {{start: number, end: number, text: string}[]} paragraphs */
  setText(paragraphs, language) {
    this.segments = new Segments(paragraphs, language);
    this.view.setText(paragraphs);
    const first = paragraphs[0]?.start || 0;
    if (!this.place) [this.anchor, this.place] = [first, first];
  }

  /** @param {import("./text.js").Mark[]} marks */
  setMarks(marks) {
    this.view.setMarks(marks);
    this.draw();
  }

  /** @returns {[number, number]|null} what is chosen, or nothing */
  get span() {
    if (this.anchor === this.place) return null;
    return [Math.min(this.anchor, this.place), Math.max(this.anchor, this.place)];
  }

  /** @returns {string} the chosen words */
  get words() {
    return this.span ? this.segments.words(...this.span) : "";
  }

  /** @param {number} place @returns {string} the sentence that it is in */
  sentenceAt(place) {
    const span = this.segments.sentence(place);
    return span ? this.segments.words(...span) : "";
  }

  /** Choose words, as a suggestion or a key does. */
  choose(start, end, quiet = false) {
    [this.anchor, this.place] = [start, end];
    this.draw();
    this.view.reveal(start, end);
    if (document.activeElement === this.node) this.toDocument();
    if (!quiet) say(this.words);
    this.options.onChoose?.();
  }

  /** Leave the caret where it is and choose nothing. */
  clear() {
    this.choose(this.place, this.place, true);
  }

  /** @param {[number, number][]} spans what the chosen record or suggestion rests on */
  point(spans) {
    const ranges = spans.flatMap(([start, end]) => this.view.ranges(start, end));
    if (highlights) highlights.set("current", new Highlight(...ranges));
    if (spans.length) this.view.reveal(...spans[0]);
    this.pointed = spans;
  }

  /** Put our caret and colours where the selection is. */
  draw() {
    if (!this.view.paragraphs.length) return;
    const index = this.segments.indexOf(this.place);
    const at = document.createRange();
    at.setStart(...this.view.toDocument(this.place, index));
    at.collapse(true);
    if (highlights) {
      highlights.set("chosen", new Highlight(...(this.span ? this.view.ranges(...this.span) : [])));
      if (this.pointed) highlights.set("current", new Highlight(...this.pointed.flatMap((span) => this.view.ranges(...span))));
    }
    this.drawCaret(index, at);
  }

  /** The caret stands in its paragraph, so that it moves with it. */
  drawCaret(index, at) {
    const holder = this.view.nodes[index];
    const rect = at.getClientRects()[0] || holder.getBoundingClientRect();
    const frame = holder.getBoundingClientRect();
    if (this.mark.parentNode !== holder) holder.append(this.mark);
    this.mark.style.left = `${rect.left - frame.left}px`;
    this.mark.style.top = `${rect.top - frame.top}px`;
    this.mark.style.height = `${Math.min(rect.height, 34)}px`;
  }

  /** Take over what the pointer, or the browser's own keys, chose. */
  fromDocument() {
    const chosen = document.getSelection();
    if (!chosen?.anchorNode || this.setting || !this.node.contains(chosen.anchorNode) || !this.node.contains(chosen.focusNode)) return;
    const anchor = this.view.toPlace(chosen.anchorNode, chosen.anchorOffset);
    const place = this.view.toPlace(chosen.focusNode, chosen.focusOffset);
    if (anchor === null || place === null || (anchor === this.anchor && place === this.place)) return;
    [this.anchor, this.place] = [anchor, place];
    this.draw();
    this.options.onChoose?.();
  }

  /** Give the browser our selection, so that it can be copied and read out. */
  toDocument() {
    const [from, to] = [this.anchor, this.place].map((place) => this.view.toDocument(place, this.segments.indexOf(place)));
    this.setting = true;
    document.getSelection()?.setBaseAndExtent(...from, ...to);
    // The event comes later; it must not be taken for a choice of the pointer.
    setTimeout(() => (this.setting = false), 0);
  }

  /**
   * Words that are chosen already would be dragged away by the browser, rather than chosen anew.
   * @param {MouseEvent} event
   */
  begun(event) {
    if (event.button === 0 && !event.shiftKey && event.detail === 1) document.getSelection()?.removeAllRanges();
  }

  /** @param {MouseEvent} event a click on a mark is about its record, unless words were chosen */
  clicked(event) {
    const refs = event.target.closest?.("[data-refs]")?.dataset.refs;
    if (refs && !this.span) this.options.onMark(refs.split(" "));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.altKey || event.metaKey) return;
    const move = this.moves()[event.key];
    if (!move || !this.view.paragraphs.length) return;
    if (event.key === "Escape" && !this.span) return;
    event.preventDefault();
    event.stopPropagation();
    move(event.shiftKey, event.ctrlKey);
  }

  /** What each key does; the first argument is whether Shift is held. */
  moves() {
    const ends = [this.view.paragraphs[0]?.start || 0, this.view.paragraphs.at(-1)?.end || 0];
    return {
      ArrowRight: (extend) => this.forward("word", extend),
      ArrowLeft: (extend) => this.back("word", extend),
      ArrowDown: (extend) => this.forward("sentence", extend),
      ArrowUp: (extend) => this.back("sentence", extend),
      PageDown: (extend) => this.page(1, extend),
      PageUp: (extend) => this.page(-1, extend),
      Home: (extend, all) => this.to(all ? ends[0] : (this.segments.sentence(this.place)?.[0] ?? this.place), extend),
      End: (extend, all) => this.to(all ? ends[1] : (this.segments.sentence(this.place)?.[1] ?? this.place), extend),
      ".": () => this.chooseSentence(),
      Escape: () => this.clear(),
    };
  }

  /** To the next word or sentence; what grows to the right ends with a word, not before the next. */
  forward(granularity, extend) {
    const side = extend && this.place >= this.anchor ? 1 : 0;
    this.to(this.segments.next(this.place, granularity, side), extend);
  }

  back(granularity, extend) {
    if (!extend || this.place <= this.anchor) return this.to(this.segments.previous(this.place, granularity, 0), extend);
    return this.to(Math.max(this.anchor, this.segments.previous(this.place, granularity, 1)), true);
  }

  /** About a screenful: as many paragraphs as make one. */
  page(step, extend) {
    const length = 900 * step;
    const [first, last] = [this.view.paragraphs[0].start, this.view.paragraphs.at(-1).end];
    const near = Math.max(first, Math.min(last, this.place + length));
    this.to(this.segments.sentence(near)?.[0] ?? near, extend);
  }

  to(place, extend) {
    this.choose(extend ? this.anchor : place, place, true);
    say(extend ? this.words : this.reading());
  }

  /** What is said when the caret has moved: the word there, and what is marked on it. */
  reading() {
    const word = this.segments.words(this.place, this.segments.next(this.place, "word", 1));
    const [node] = this.view.toDocument(this.place + 1, this.segments.indexOf(this.place));
    const title = node.parentElement?.closest("[data-refs], [title]")?.title;
    return title ? `${word}, ${title}` : word;
  }

  /** The sentence at the caret; pressed again, the next one joins it. */
  chooseSentence() {
    const span = this.span;
    const sentence = this.segments.sentence(span ? span[0] : this.place);
    if (!sentence) return;
    if (span && span[0] === sentence[0] && span[1] >= sentence[1]) this.to(this.segments.next(span[1], "sentence", 1), true);
    else this.choose(...sentence);
  }
}
