/** The quotes of a record: exact words of the text, one or several. */

import { button, el, freshId, say } from "./dom.js";

/** Quotes as fields that can be changed, each with what may be proposed for it. */
export class Quotes {
  /** @param {{onChange: () => void}} ctx */
  constructor(ctx) {
    this.ctx = ctx;
    this.items = [];
    this.problem = el("p", { id: freshId("problem"), class: "field__problem", hidden: true });
    this.list = el("ol", { class: "quotes__list" });
    this.empty = el("p", { class: "quotes__empty" }, "No quote yet: choose words in the text and press q.");
    this.node = el("div", { class: "quotes", role: "group", "aria-label": "Quotes" }, this.list, this.empty, this.problem);
    this.draw();
  }

  /** @param {any} value of the file: a quote or a list */
  set(value) {
    const quotes = Array.isArray(value) ? value : value ? [value] : [];
    this.items = quotes.map((quote) => ({ quote: String(quote), gap: "", spans: [] }));
    this.draw();
  }

  /**
   * @param {{quote: string, gap?: string}[]} quotes as the server makes them
   * @param {[number, number][][]} spans where each comes from
   */
  add(quotes, spans) {
    this.items.push(...quotes.map((quote, at) => ({ ...quote, spans: spans[at] || [] })));
    this.draw();
  }

  /** Put a quote with a gap in the place of the last one. */
  replaceLast(quote, spans) {
    this.items.splice(-1, 1, { ...quote, spans });
    this.draw();
  }

  /** @returns {any} as the file has it: nothing, one, or a list */
  value() {
    const quotes = this.items.map((item) => item.quote.trim()).filter(Boolean);
    return quotes.length > 1 ? quotes : quotes[0];
  }

  /** For the journal: with the spans, so that a gap can still be added. */
  kept() {
    return this.items;
  }

  restore(items) {
    this.items = items;
    this.draw();
  }

  draw() {
    this.list.replaceChildren(...this.items.map((item, at) => this.row(item, at)));
    this.empty.hidden = this.items.length > 0;
  }

  row(item, at) {
    const input = el("textarea", {
      class: "quotes__words", rows: 1, value: item.quote, "aria-label": `Quote ${at + 1}`, "aria-describedby": this.problem.id,
      on: { input: () => this.changed(at, input.value) },
    });
    return el(
      "li", {}, input,
      item.gap ? button("with a gap", () => this.shorten(at), { class: "small", title: item.gap }) : null,
      button("×", () => this.remove(at), { class: "small", "aria-label": `Remove quote ${at + 1}` }),
    );
  }

  changed(at, words) {
    this.items[at].quote = words.replace(/\s*\n\s*/g, " ");
    this.ctx.onChange();
  }

  /** Take the shorter form that the server proposes for a long quote. */
  shorten(at) {
    const item = this.items[at];
    [item.quote, item.gap] = [item.gap, ""];
    this.draw();
    this.list.children[at]?.querySelector("textarea")?.focus();
    this.ctx.onChange();
  }

  remove(at) {
    const [removed] = this.items.splice(at, 1);
    this.ctx.onQuoteRemoved?.(removed);
    this.draw();
    say("Quote removed");
    (this.list.querySelector("textarea") || document.querySelector(".form [data-save]"))?.focus();
    this.ctx.onChange();
  }

  /** @param {any[]} problems */
  show(problems) {
    this.problem.hidden = !problems.length;
    this.problem.textContent = problems.map((problem) => problem.message).join(" ");
    this.problem.dataset.severity = problems.some((one) => one.severity === "error") ? "error" : "warning";
    for (const input of this.list.querySelectorAll("textarea")) input.setAttribute("aria-invalid", String(problems.length > 0));
  }
}
