/** A review: what a branch changes, record by record, beside the text that each is quoted from. */

import { button, el, say } from "./dom.js";
import { bind, showHelp } from "./keys.js";
import { tell, watchServer } from "./notice.js";
import { problemItem } from "./preview.js";
import { base, get, post } from "./server.js";
import { TextView } from "./text.js";

const WORDS = { added: "added", changed: "changed", removed: "removed" };

/** The page of a review. */
export class ReviewPage {
  /** @param {HTMLElement} main */
  constructor(main) {
    this.main = main;
    this.changes = [];
    this.at = 0;
    this.texts = new Map();
    this.list = el("ol", { class: "records__list", "aria-label": "Changes" });
    this.shown = el("div", { class: "change", role: "region", "aria-label": "The change", tabindex: "-1" });
    this.box = el("div", { class: "text", tabindex: "0", role: "region", "aria-label": "The text" });
    this.view = new TextView(this.box);
  }

  async start() {
    document.title = "Review · annotate";
    document.getElementById("tools").append(button("Keys ?", () => showHelp(this.keys())));
    watchServer(() => this.load());
    this.main.classList.add("annotating");
    this.main.append(el("div", { class: "left" }, this.box), el("div", { class: "right review" }, this.shown, this.list));
    bind(() => this.keys());
    await this.load();
  }

  keys() {
    return [
      { key: "n", what: "The next change", group: "Review", run: () => this.go(this.at + 1) },
      { key: "b", what: "The change before", group: "Review", run: () => this.go(this.at - 1) },
      { key: "x", what: "Take this change back", group: "Review", run: () => this.takeBack() },
      { key: "c", what: "Open the article, to change the record", group: "Review", run: () => this.open() },
      { key: "u", what: "Undo what was taken back", group: "Review", run: () => this.undo() },
      { key: "?", what: "These keys", group: "Review", run: () => showHelp(this.keys()) },
    ];
  }

  /** Read what the branch changes. */
  async load() {
    try {
      const found = await get("api/review");
      this.changes = found.changes;
      document.getElementById("where").textContent = `Review: ${this.changes.length} records changed since ${found.base}`;
      if (found.problems.length) tell(found.problems.map((one) => one.message).join(" "));
      await this.go(Math.min(this.at, this.changes.length - 1));
    } catch (fault) {
      tell(fault.message);
    }
  }

  /** Show a change, and its quotes in the text. */
  async go(at) {
    this.at = Math.max(0, Math.min(at, this.changes.length - 1));
    const change = this.changes[this.at];
    this.drawList();
    if (!change) {
      this.shown.replaceChildren(el("p", { class: "nothing" }, "No record is another than before."));
      this.box.replaceChildren();
      return;
    }
    this.drawChange(change);
    await this.drawText(change);
    say(`${this.at + 1} of ${this.changes.length}: ${WORDS[change.kind]}, ${change.label}`);
  }

  drawList() {
    this.list.replaceChildren(...this.changes.map((one, at) => el("li", {}, button(
      `${WORDS[one.kind]} · ${one.label}`, () => this.go(at), { class: `review__one review__one--${one.kind}`, "aria-current": at === this.at ? "true" : false },
    ))));
    this.list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  drawChange(change) {
    const section = change.section.replaceAll("_", " ");
    this.shown.replaceChildren(
      el("h1", { class: "form__title" }, `${this.at + 1} of ${this.changes.length}: ${WORDS[change.kind]} in ${section}`),
      el("p", { class: "soft" }, change.title),
      el("div", { class: "sides" }, side("Before", change.before), side("Now", change.after)),
      el("div", { class: "form__buttons" },
        button("Next (n)", () => this.go(this.at + 1), { class: "main" }), button("Take back (x)", () => this.takeBack()),
        button("Open the article (c)", () => this.open())),
    );
  }

  /** The text of the change's article, with the quotes of the record as it is. */
  async drawText(change) {
    if (!this.texts.has(change.article)) this.texts.set(change.article, await get(`api/articles/${change.article}`));
    const state = this.texts.get(change.article);
    if (this.drawn !== change.article) {
      if (state.text?.paragraphs?.length) this.view.setText(state.text.paragraphs);
      else this.box.replaceChildren(el("p", { class: "nothing" }, state.text?.message || "The text is not at hand."));
      this.drawn = change.article;
    }
    if (!state.text?.paragraphs?.length) return;
    this.view.setMarks(change.spans.map(([start, end]) => ({ start, end, kind: "record" })));
    this.box.querySelector(".m-record")?.scrollIntoView({ block: "center" });
  }

  open() {
    const change = this.changes[this.at];
    if (change) location.href = `${base}articles/${change.article}/`;
  }

  /** Make the record what it was before. */
  async takeBack() {
    const change = this.changes[this.at];
    if (!change) return;
    await this.act(change.article, back(change));
  }

  async undo() {
    const change = this.changes[this.at] || { article: this.drawn };
    if (change.article) await this.act(change.article, { do: "undo" });
  }

  async act(article, action) {
    try {
      const answer = await post(`api/articles/${article}/do`, action);
      if (!answer.ok) return this.shown.append(el("ul", { class: "problems" }, ...answer.problems.map(problemItem)));
      this.texts.set(article, answer.state);
      await this.load();
    } catch (fault) {
      tell(fault.message);
    }
  }
}

/** One side of a change: the record's lines. */
function side(title, record) {
  return el("div", { class: "side" }, el("h2", {}, title), record ? el("pre", { class: "yaml", tabindex: "0" }, record.text) : el("p", { class: "nothing" }, "not there"));
}

/** The action that takes a change back. */
function back({ kind, section, before, after }) {
  if (kind === "added") return { do: "delete-record", section, index: after.index, was: after.text };
  if (kind === "removed") return { do: "add-record", section, at: before.index, fields: before.fields };
  return { do: "change-record", section, index: after.index, was: after.text, fields: before.fields };
}
