/** All problems of the article's files, those of records too; each leads to where it is. */

import { button, el } from "./dom.js";
import { problemItem } from "./preview.js";
import { RecordsPanel } from "./records.js";

/** The panel of problems. */
export class ProblemsPanel {
  /** @param {any} app */
  constructor(app) {
    this.app = app;
    this.key = "problems";
    this.label = "Problems";
    this.node = el("div", { class: "problems-panel" });
  }

  /** @param {any} state of the article @returns {number} how many there are */
  show(state) {
    const others = [...state.problems, ...state.front_matter.problems, ...state.digest.problems];
    const ofRecords = state.records.filter((record) => record.problems.length);
    const items = [...unique(others).map(problemItem), ...ofRecords.flatMap((record) => record.problems.map((one) => this.ofRecord(record, one)))];
    this.node.replaceChildren(
      items.length ? el("ul", { class: "problems" }, ...items) : el("p", { class: "nothing" }, "No problems."),
      el("p", {}, button("Record where the quotes stand", () => this.app.extract())),
      el("p", { class: "soft" }, "Writes their places in the text into annotations/extracted/, to be committed with the rest; nothing of the text."),
    );
    return items.length;
  }

  ofRecord(record, problem) {
    const item = problemItem(problem);
    item.append(" ", button(`Show ${record.label}`, () => this.app.showRecord(RecordsPanel.ref(record)), { class: "small" }));
    return item;
  }
}

/** Problems without those that are told in two places. */
function unique(problems) {
  return [...new Map(problems.map((one) => [`${one.path}:${one.line}:${one.column}:${one.rule}:${one.message}`, one])).values()];
}
