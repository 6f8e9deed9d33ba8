/** The records of the article, grouped as in its file, each with its state. */

import { el } from "./dom.js";
import { problemItem } from "./preview.js";

const STATES = { fine: ["✓", "fine"], warning: ["!", "warning"], error: ["✕", "error"] };

/** The panel of records. */
export class RecordsPanel {
  /** @param {any} app */
  constructor(app) {
    this.app = app;
    this.key = "records";
    this.label = "Records";
    this.node = el("div", { class: "records", on: { keydown: (event) => this.onKey(event) } });
    this.chosen = "";
    this.drawn = new Map();
  }

  /** Name of a record within the page. */
  static ref(record) {
    return `r:${record.section}:${record.index}`;
  }

  /** @param {any} state of the article */
  show(state) {
    this.records = state.records;
    this.buttons = new Map();
    const groups = state.sections.map((section) => this.group(section, state.records.filter((one) => one.section === section.key)));
    this.node.replaceChildren(...groups.filter(Boolean));
    if (!state.records.length) this.node.append(el("p", { class: "nothing" }, "No records yet. Choose words in the text and press a letter, or look at the suggestions."));
    if (!this.buttons.has(this.chosen)) this.chosen = "";
    this.mark(this.chosen || this.buttons.keys().next().value || "");
  }

  group(section, records) {
    if (!records.length) return null;
    return el(
      "section", { class: "group", "aria-label": section.label },
      el("h2", {}, section.label, el("span", { class: "group__count" }, ` ${records.length}`)),
      el("ul", { class: "group__list" }, ...records.map((record) => this.row(record))),
    );
  }

  row(record) {
    const ref = RecordsPanel.ref(record);
    const [sign, word] = STATES[record.state] || STATES.fine;
    const node = el(
      "button",
      { type: "button", class: "record", tabindex: "-1", on: { click: () => this.clicked(ref), focus: () => this.choose(ref) } },
      el("span", { class: `record__state record__state--${record.state}`, title: word }, el("span", { "aria-hidden": "true" }, sign), el("span", { class: "unseen" }, `${word}: `)),
      el("span", { class: "record__label" }, record.label),
      el("span", { class: "record__line" }, `line ${record.line}`),
    );
    this.buttons.set(ref, node);
    const problems = record.problems.length ? el("ul", { class: "problems" }, ...record.problems.map(problemItem)) : null;
    return el("li", {}, node, problems);
  }

  /** The record by its name in the page. */
  find(ref) {
    return this.records.find((record) => RecordsPanel.ref(record) === ref);
  }

  /** Only the chosen record is a stop of the Tab key. */
  mark(ref) {
    for (const [name, node] of this.buttons) {
      node.tabIndex = name === ref ? 0 : -1;
      node.dataset.current = String(name === ref && ref === this.chosen);
    }
  }

  /** Show where the record's quotes stand. */
  choose(ref) {
    this.chosen = ref;
    this.mark(ref);
    const record = this.find(ref);
    if (record) this.app.pane.point(record.spans);
  }

  /** A second click, like Enter, opens the record. */
  clicked(ref) {
    if (this.opened === ref) this.app.changeRecord(this.find(ref));
    this.opened = ref;
  }

  /** From a mark in the text. */
  reveal(ref) {
    this.choose(ref);
    this.buttons.get(ref)?.scrollIntoView({ block: "nearest" });
  }

  onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || !event.target.matches(".record")) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const refs = [...this.buttons.keys()];
    const at = refs.indexOf(this.chosen);
    if (step) this.buttons.get(refs[Math.max(0, Math.min(refs.length - 1, at + step))])?.focus();
    else if (event.key === "Home" || event.key === "End") this.buttons.get(refs.at(event.key === "Home" ? 0 : -1))?.focus();
    else if (event.key === "Enter") this.app.changeRecord(this.find(this.chosen));
    else if (event.key === "Delete") this.delete(refs, at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Delete at once, as it can be undone; the focus goes to what then stands there. */
  async delete(refs, at) {
    await this.app.deleteRecord(this.find(this.chosen));
    const left = [...this.buttons.keys()];
    this.buttons.get(left[Math.min(at, left.length - 1)])?.focus();
  }

  focus() {
    (this.buttons.get(this.chosen) || this.buttons.values().next().value)?.focus();
  }
}
