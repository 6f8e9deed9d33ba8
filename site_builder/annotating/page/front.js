/** The article's own particulars (its front matter) as a form. */

import { button, debounced, el } from "./dom.js";
import { RecordFields } from "./fields.js";
import { Preview } from "./preview.js";

/** The panel of the front matter. */
export class FrontPanel {
  /** @param {any} app */
  constructor(app) {
    this.app = app;
    this.key = "article";
    this.label = "Article";
    this.preview = new Preview();
    this.live = debounced(() => this.tryOut(), 150);
    this.saver = button("Save the particulars", () => this.save(), { class: "main" });
    this.place = el("div");
    this.node = el("div", { class: "front", on: { keydown: (event) => this.onKey(event) } }, this.place, el("p", {}, this.saver), this.preview.node);
    this.was = null;
  }

  /** @param {any} state of the article; what is typed stays */
  show(state) {
    const typed = this.unsaved;
    // What is typed was begun with the values as they were: only what differs from them is written.
    if (typed === null) this.was = state.front_matter.fields;
    this.form = state.front_matter.form;
    const words = JSON.stringify([this.was, this.form.map((field) => field.key)]);
    if (!this.fields || (typed === null && words !== this.drawn)) this.build(this.was);
    this.drawn = words;
    if (typed === null) this.showProblems(state.front_matter.problems);
  }

  build(values) {
    const ctx = {
      completion: this.app.completion, predict: (before) => this.app.predict(before, new Map()),
      values: (key, before) => this.app.valuesLike(key, before), onChange: () => this.changed(),
      askNew: (name, kind, place, set) => this.app.askNewHere(name, kind, place, set),
    };
    this.fields = new RecordFields(this.form, values, ctx);
    this.first = JSON.stringify(this.fields.value());
    this.place.replaceChildren(this.fields.node);
  }

  /** @returns {any} what is changed and not saved, or null */
  get unsaved() {
    if (!this.fields) return null;
    const value = this.fields.value();
    return JSON.stringify(value) === this.first ? null : value;
  }

  /** What the journal keeps, or null. */
  kept() {
    return this.unsaved === null ? null : { fields: this.unsaved, was: this.was };
  }

  /** @param {{fields: any, was: any}} kept from the journal */
  restore({ fields, was }) {
    this.fields.set(fields);
    this.was = was;
    this.changed();
  }

  changed() {
    this.live();
    this.app.noteDraft();
  }

  action() {
    return { do: "front-matter", fields: this.fields.value(), was: this.was };
  }

  async tryOut() {
    const found = await this.app.tryOut(this.action());
    if (!found) return;
    this.preview.show(found, found.yaml ? this.app.articlePath : "");
    this.showProblems(found.problems || []);
  }

  showProblems(problems) {
    this.preview.problems(this.fields.show(problems));
  }

  async save() {
    this.live.stop();
    const answer = await this.app.act(this.action());
    if (!answer) return;
    if (answer.mine) {
      this.was = this.app.state.front_matter.fields;
      return this.save();
    }
    if (answer.ok || answer.theirs) {
      this.was = this.app.state.front_matter.fields;
      this.build(this.was);
      this.preview.show({}, "");
    } else this.showProblems(answer.problems || []);
    this.app.noteDraft();
  }

  onKey(event) {
    if (event.defaultPrevented || event.key !== "Enter" || event.altKey || event.shiftKey) return;
    if (!event.ctrlKey && !event.target.matches("input, select, textarea")) return;
    event.preventDefault();
    event.stopPropagation();
    this.save();
  }
}
