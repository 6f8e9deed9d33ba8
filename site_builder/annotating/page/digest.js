/** The digest: our own words about the article, with their number, what they copy, and which names link. */

import { button, debounced, el } from "./dom.js";
import { GhostField } from "./ghost.js";
import { problemItem } from "./preview.js";

/** The panel of the digest. */
export class DigestPanel {
  /** @param {any} app */
  constructor(app) {
    this.app = app;
    this.key = "digest";
    this.label = "Digest";
    this.field = new GhostField({
      rows: 14, lines: true, label: "Digest", predict: (before) => app.predict(before, new Map()), onInput: () => this.typed(),
    });
    this.length = el("p", { class: "digest__length" });
    this.problems = el("ul", { class: "problems" });
    this.about = el("div", { class: "digest__about" });
    this.live = debounced(() => this.tryOut(), 300);
    this.saver = button("Save the digest", () => this.save(), { class: "main", "aria-keyshortcuts": "Control+Enter" });
    this.node = el("div", { class: "digest", on: { keydown: (event) => this.onKey(event) } }, this.length, this.field.node, el("p", {}, this.saver), this.problems, this.about);
    this.was = "";
  }

  /** What the journal keeps, or null. */
  kept() {
    return this.unsaved === null ? null : { text: this.unsaved, was: this.was };
  }

  /** @returns {string|null} what is typed and not saved */
  get unsaved() {
    return this.field.input.value.trim() === this.was.trim() ? null : this.field.input.value;
  }

  /** @param {any} state of the article; what is typed stays */
  show(state) {
    // What is typed was begun with the words as they were: the server merges, or shows both.
    if (this.unsaved === null) {
      this.was = state.digest.text;
      this.field.value = this.was.trim();
    }
    this.told = state.digest;
    this.draw(state.digest);
  }

  /** @param {{text: string, was: string}} kept from the journal: what was typed, and what it was begun with */
  restore({ text, was }) {
    this.field.value = text;
    this.was = was;
    this.draw(this.told);
    this.live();
  }

  typed() {
    this.drawLength();
    this.field.marks = [];
    this.live();
    this.app.noteDraft();
  }

  drawLength() {
    const { least, most } = this.told;
    const words = (this.field.input.value.match(/\S+/g) || []).length;
    const fits = words < least ? `${least - words} too few` : words > most ? `${words - most} too many` : "fits";
    this.length.textContent = `${words} words of ${least} to ${most} (${fits})${this.unsaved === null ? "" : " · not saved"}`;
  }

  /** @param {any} told what the server says of the words */
  draw(told) {
    this.told = told;
    this.drawLength();
    this.problems.replaceChildren(...(told.problems || []).map(problemItem));
    const points = [...told.text];
    const words = (span) => points.slice(span.start, span.end).join("");
    const names = [...new Map((told.names || []).map((name) => [name.id, name.name || name.id])).values()];
    this.about.replaceChildren(
      this.part("Copied from the text", (told.copied || []).map((span) => `“${words(span)}”`), "Nothing."),
      this.part("Names that link", names, "None yet."),
    );
    if (told.text.trim() === this.field.input.value.trim() && !/[\ud800-\udbff]/.test(told.text)) {
      this.field.marks = (told.copied || []).map((span) => ({ ...span, class: "copied" }));
      this.field.show("");
    }
  }

  part(title, items, nothing) {
    return el("section", {}, el("h2", {}, title), items.length ? el("ul", {}, ...items.map((item) => el("li", {}, item))) : el("p", { class: "nothing" }, nothing));
  }

  action() {
    const [before] = this.was.match(/^\s*/);
    return { do: "digest", text: `${before}${this.field.input.value.trim()}\n`, was: this.was };
  }

  async tryOut() {
    const found = await this.app.tryOut(this.action());
    if (found?.digest) this.draw(found.digest);
    else if (found) this.problems.replaceChildren(...(found.problems || []).map(problemItem));
  }

  async save() {
    this.live.stop();
    const saved = this.field.input.value;
    const answer = await this.app.act(this.action());
    if (answer?.ok || answer?.theirs || answer?.mine) this.was = this.app.state.digest.text;
    if (answer?.mine) return this.save();
    if (answer?.theirs || (answer?.ok && this.field.input.value === saved)) this.field.value = this.was.trim();
    else if (answer) this.problems.replaceChildren(...(answer.problems || []).map(problemItem));
    this.app.noteDraft();
    this.drawLength();
  }

  onKey(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    this.save();
  }
}
