/** The whole file of the annotation, to be changed by hand where the forms do not reach. */

import { button, el } from "./dom.js";
import { problemItem } from "./preview.js";

/** The panel of the YAML. */
export class FilePanel {
  /** @param {any} app */
  constructor(app) {
    this.app = app;
    this.key = "yaml";
    this.label = "YAML";
    this.input = el("textarea", {
      class: "file__words", "aria-label": "The annotation's file", spellcheck: "false", wrap: "off", rows: 30,
      on: { input: () => this.typed(), keydown: (event) => this.onKey(event) },
    });
    this.where = el("p", { class: "file__where" });
    this.problems = el("ul", { class: "problems" });
    this.saver = button("Save the file", () => this.save(), { class: "main", "aria-keyshortcuts": "Control+Enter" });
    this.node = el("div", { class: "file" }, this.where, this.input, el("p", {}, this.saver), this.problems);
    this.was = "";
  }

  /** What the journal keeps, or null. */
  kept() {
    return this.unsaved === null ? null : { text: this.unsaved, was: this.was };
  }

  /** @returns {string|null} what is typed and not saved */
  get unsaved() {
    return this.input.value === this.was ? null : this.input.value;
  }

  /** @param {any} state of the article; what is typed stays */
  show(state) {
    const typed = this.unsaved;
    this.path = state.path;
    if (typed === null) {
      this.was = state.yaml;
      if (this.input.value !== state.yaml) this.input.value = state.yaml;
    }
    this.say();
  }

  say() {
    this.where.textContent = `${this.path}${this.unsaved === null ? "" : " · not saved"}`;
  }

  /** @param {{text: string, was: string}} kept from the journal */
  restore({ text, was }) {
    this.input.value = text;
    this.was = was;
    this.say();
  }

  typed() {
    this.say();
    this.app.noteDraft();
  }

  async save() {
    const answer = await this.app.act({ do: "yaml", text: this.input.value, was: this.was });
    if (!answer) return;
    if (answer.mine) {
      this.was = this.app.state.yaml;
      return this.save();
    }
    this.problems.replaceChildren(...(answer.ok || answer.theirs ? [] : answer.problems || []).map(problemItem));
    if (answer.ok || answer.theirs) this.settle();
    this.app.noteDraft();
  }

  /** Take the file as it now is. */
  settle() {
    this.was = this.app.state.yaml;
    this.input.value = this.was;
    this.say();
  }

  /** Tab leaves the field, as everywhere; Ctrl+Enter saves. */
  onKey(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    this.save();
  }
}
