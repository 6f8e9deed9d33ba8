/** The exact lines that an action will write, and what it changes in other files. */

import { el } from "./dom.js";

/**
 * Lines of a file, which scroll where there are many and can then be reached by the keyboard.
 * @param {string} name what screen readers call it
 * @param {string} words
 * @returns {HTMLElement}
 */
export function yamlBlock(name, words = "") {
  return el("pre", { class: "yaml", role: "region", tabindex: "-1", "aria-label": name }, words);
}

/** YAML and problems below a form. */
export class Preview {
  constructor() {
    this.code = yamlBlock("YAML that will be written");
    this.code.hidden = true;
    this.others = el("div", { class: "changes" });
    this.list = el("ul", { class: "problems", hidden: true });
    this.node = el("div", { class: "preview" }, this.list, this.code, this.others);
  }

  /**
   * @param {{yaml?: string, changes?: {path: string, diff: string}[]}} found
   * @param {string} own the path of the file that `yaml` belongs to
   */
  show(found, own) {
    this.code.textContent = found.yaml || "";
    this.code.hidden = !found.yaml;
    const others = (found.changes || []).filter((change) => change.path !== own);
    this.others.replaceChildren(...others.map((change) => diffOf(change, !found.yaml)));
  }

  /** @param {any[]} problems that belong to no field */
  problems(problems) {
    this.list.hidden = !problems.length;
    this.list.replaceChildren(...problems.map(problemItem));
  }
}

/** What a change does to another file, folded away where the record itself is shown. */
function diffOf(change, open) {
  const added = change.diff.split("\n").filter((line) => line.startsWith("+") && !line.startsWith("+++"));
  const label = `${change.path}: ${added.length} ${added.length === 1 ? "line" : "lines"}`;
  return el("details", { class: "change", open }, el("summary", {}, label), yamlBlock(change.path, change.diff));
}

/**
 * A problem as an item of a list: its severity in words, its sentence, its place and its fix.
 * @param {any} problem
 * @returns {HTMLElement}
 */
export function problemItem(problem) {
  const place = problem.line ? `${problem.path}:${problem.line}` : problem.path;
  return el(
    "li", { class: `problem problem--${problem.severity}` },
    el("strong", {}, problem.severity === "error" ? "Error: " : "Warning: "),
    problem.message || `${problem.rule}: ${problem.found || ""}`,
    problem.fix && !(problem.message || "").includes(problem.fix) ? ` ${problem.fix}` : null,
    place ? el("span", { class: "problem__place" }, ` ${place}`) : null,
  );
}
