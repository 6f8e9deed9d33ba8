/** A text field that shows how the sentence may go on: ArrowRight at its end takes it, ArrowDown shows another, Alt and a digit takes any. */

import { el, freshId } from "./dom.js";

const KEY = "annotate:ghost";
/** Marks that stand right after a word: some end it, after others the word goes on. */
const CLOSING = /^[.,;:!?)\]]$/;
const JOINING = /^['’/-]$/;

/** @returns {boolean} whether people want sentences continued; it is on unless they said no */
export function ghostWanted() {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

/** @param {boolean} wanted */
export function wantGhost(wanted) {
  try {
    localStorage.setItem(KEY, wanted ? "on" : "off");
  } catch {
    // A browser that keeps nothing still works; the choice then lasts as long as the page.
  }
}

/**
 * The sentence that explains the field to screen readers; there is one on the page.
 * @returns {string} its id
 */
function explanation() {
  if (!document.getElementById("ghost-help")) {
    const words = "Proposes how the sentence goes on: Right arrow at the end takes it, Down arrow shows another, Alt with a digit takes one of nine.";
    document.getElementById("main").append(el("p", { id: "ghost-help", class: "unseen" }, words));
  }
  return "ghost-help";
}

/** A textarea with a layer behind it that has the same words, and after them the proposed ones in grey. */
export class GhostField {
  /**
   * @param {{value?: string, rows?: number, lines?: boolean, label?: string, labelledby?: string, predict: (before: string) => {prefix: string, choices: string[]},
   *   onInput?: () => void}} options `lines`: whether the text may have several lines;
   * `whole`: whether a choice is the whole value, so that no space follows it
   */
  constructor(options) {
    this.options = options;
    this.id = freshId("text");
    this.layer = el("div", { class: "ghost__layer", "aria-hidden": "true" });
    this.input = el("textarea", {
      id: this.id, class: "ghost__input", rows: options.rows || 1, spellcheck: "true", "aria-describedby": explanation(),
      "aria-label": options.label, "aria-labelledby": options.labelledby, value: options.value || "",
      on: {
        input: (event) => this.typed(event), keydown: (event) => this.key(event),
        click: () => this.refresh(false), focus: () => this.refresh(false), blur: () => this.show(""),
        scroll: () => (this.layer.scrollTop = this.input.scrollTop),
      },
    });
    this.others = el("ol", { class: "ghost__others", "aria-hidden": "true", hidden: true });
    this.node = el("div", { class: "ghost" }, this.layer, this.input, this.others);
    this.marks = [];
    this.forget();
    this.show("");
  }

  forget() {
    this.choices = [];
    this.chosen = 0;
    this.prefix = "";
    this.spaced = false;
  }

  /** @returns {string} what is typed, without the space that was put at its end */
  get value() {
    return this.input.value.trim();
  }

  set value(words) {
    this.input.value = words;
    this.forget();
    this.show("");
  }

  /** After a key: a mark that closes takes the place of the space that was put in for the next word. */
  typed(event) {
    const { input } = this;
    const mark = this.spaced && input.selectionStart === input.value.length ? event.data || "" : "";
    this.spaced = CLOSING.test(mark);
    if (this.spaced || JOINING.test(mark)) input.value = `${input.value.slice(0, -2)}${mark}${this.spaced ? " " : ""}`;
    if (!this.options.lines && input.value.includes("\n")) input.value = input.value.replace(/\s*\n\s*/g, " ");
    this.refresh();
    this.options.onInput?.();
  }

  /**
   * Work out what may come next; only at the end of what is typed.
   * @param {boolean} typing whether a key was typed: a field that one only passes through proposes nothing more
   */
  refresh(typing = true) {
    const { input } = this;
    const atEnd = input.selectionStart === input.value.length && input.selectionEnd === input.value.length;
    const spaced = this.spaced;
    this.forget();
    this.spaced = spaced;
    if ((typing || !input.value) && atEnd && ghostWanted() && document.activeElement === input) {
      const before = input.value;
      const { prefix, choices } = this.options.predict(before);
      if (prefix || !before || /\s$/.test(before)) [this.prefix, this.choices] = [prefix, choices];
    }
    this.show(this.ghost());
  }

  /** @returns {string} the grey words: the choice without the letters that are typed already */
  ghost() {
    return this.choices.length ? this.choices[this.chosen].slice(this.prefix.length) : "";
  }

  /** Draw the layer: typed words (unseen, but for marks under them) and the grey ones. */
  show(ghost) {
    const text = this.input.value;
    const parts = [];
    let at = 0;
    for (const mark of this.marks) {
      parts.push(text.slice(at, mark.start), el("span", { class: mark.class }, text.slice(mark.start, mark.end)));
      at = mark.end;
    }
    parts.push(text.slice(at), el("span", { class: "ghost__words" }, ghost), "\u200b");
    this.layer.replaceChildren(...parts);
    this.node.dataset.ghost = ghost;
    this.showOthers(Boolean(ghost));
  }

  /** The other choices, each with its digit, over what is below, so that nothing moves. */
  showOthers(wanted) {
    // A single choice is shown too where taking it changes the case of what is typed.
    const plain = this.choices.length < 2 && (this.choices[0] || "").startsWith(this.prefix);
    this.others.hidden = !wanted || plain;
    if (this.others.hidden) return;
    const row = (words, at) => {
      const take = (event) => {
        event.preventDefault();
        this.take(at);
      };
      return el("li", { class: at === this.chosen ? "ghost__other ghost__other--now" : "ghost__other", on: { mousedown: take } }, el("kbd", {}, String(at + 1)), words);
    };
    this.others.replaceChildren(...this.choices.map(row));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { input } = this;
    if (!this.choices.length || event.shiftKey || event.ctrlKey || event.metaKey) return;
    if (input.selectionStart !== input.value.length) return;
    // The digit's place on the keyboard, as some systems type other signs with Alt.
    const digit = event.altKey && /^Digit[1-9]$/.test(event.code) ? Number(event.code.slice(5)) : 0;
    if (digit && digit <= this.choices.length) this.take(digit - 1);
    else if (event.altKey) return;
    else if (event.key === "ArrowRight") this.take(this.chosen);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") this.turn(event.key === "ArrowDown" ? 1 : this.choices.length - 1);
    else return;
    event.preventDefault();
  }

  /** Take the grey words, with the letter case that they have, and a space for the next one. */
  take(at) {
    const { input } = this;
    input.value = `${input.value.slice(0, input.value.length - this.prefix.length)}${this.choices[at]}${this.options.whole ? "" : " "}`;
    this.spaced = !this.options.whole;
    input.setSelectionRange(input.value.length, input.value.length);
    this.refresh();
    this.options.onInput?.();
  }

  /** Show another of the choices. */
  turn(step) {
    this.chosen = (this.chosen + step) % this.choices.length;
    this.show(this.ghost());
  }
}
