/** The fields of a record: those that must be there or say something are shown, the others wait to be named. */

import { askedField, lettered, lettersOf } from "./accelerators.js";
import { Combobox } from "./combobox.js";
import { el, freshId, say } from "./dom.js";
import { fold } from "./folding.js";
import { isEmpty } from "./shapes.js";
import { widgetFor } from "./widgets.js";

/** A label, a widget, and what is wrong with it. */
class Row {
  constructor(field, value, ctx, path, letter) {
    this.field = field;
    const label = freshId("label");
    this.hint = el("span", { id: freshId("hint"), class: "unseen" }, field.meaning || "");
    this.problem = el("p", { id: freshId("problem"), class: "field__problem", hidden: true });
    this.widget = widgetFor(field.form, value, ctx, { path, label, name: field.label || field.key, key: field.key });
    this.node = el(
      "div",
      { class: "field", "data-key": field.key, on: { focusin: () => ctx.hint?.(field) } },
      el("span", { id: label, class: "field__label", on: { click: () => this.widget.focus() } }, ...lettered(field.label || field.key, letter), field.required ? el("span", { class: "field__must" }, " needed") : null),
      el("div", { class: "field__widget" }, this.widget.node, this.hint, this.problem),
    );
    if (letter) this.widget.input?.setAttribute("aria-keyshortcuts", `Alt+${letter.toUpperCase()}`);
    this.described = this.widget.input?.getAttribute("aria-describedby") || "";
    this.show([]);
  }

  /** @param {any[]} problems what is wrong with this field */
  show(found) {
    // What must be filled is marked as needed; before one tries to save, that it is empty is no news.
    const waiting = this.field.required && !this.tried && isEmpty(this.widget.value());
    const problems = waiting ? [] : found;
    this.problem.hidden = !problems.length;
    this.problem.textContent = [...new Set(problems.map((problem) => problem.message))].join(" ");
    this.problem.dataset.severity = problems.some((problem) => problem.severity === "error") ? "error" : "warning";
    const { input } = this.widget;
    if (!input) return;
    const ids = [this.described, this.hint.textContent && this.hint.id, problems.length && this.problem.id];
    input.setAttribute("aria-describedby", ids.filter(Boolean).join(" "));
    if (problems.length) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}

/** The fields of one record, at the top of a form or inside another field. */
export class RecordFields {
  /**
   * @param {any[]} fields of the server
   * @param {Object<string, any>} values
   * @param {any} ctx what the form offers to its widgets
   * @param {any[]} path where this record stands in the form
   * @param {Set<string>} without keys that are edited elsewhere, such as the quote
   */
  constructor(fields, values, ctx, path = [], without = new Set()) {
    Object.assign(this, { fields, ctx, path, without });
    this.letters = lettersOf(fields.filter((field) => !without.has(field.key)));
    this.letterOf = new Map([...this.letters].map(([letter, field]) => [field.key, letter]));
    this.rows = new Map();
    this.kept = {};
    this.list = el("div", { class: "fields" });
    this.adder = this.makeAdder();
    this.node = el("div", { class: "record-fields" }, this.list, this.adder.node);
    this.node.addEventListener("keydown", (event) => this.key(event));
    this.set(values || {});
  }

  /** The small input that brings a field by its name. */
  makeAdder() {
    return new Combobox({
      label: "Add a field",
      placeholder: "add a field",
      options: (typed) => this.hidden(typed).map((field) => ({ label: field.key, note: this.noteOf(field), field })),
      onPick: ({ field }) => {
        this.adder.input.value = "";
        this.goTo(field);
      },
      onKey: (event) => this.named(event),
    });
  }

  /** Enter on a name that the list has not: a field that is there already is gone to, and nothing is saved. */
  named(event) {
    if (event.key !== "Enter" || event.ctrlKey || !this.adder.input.value.trim()) return false;
    event.preventDefault();
    const typed = fold(this.adder.input.value);
    const field = this.fields.find((one) => this.rows.has(one.key) && [one.key, one.label || ""].some((name) => fold(name).startsWith(typed)));
    if (field) {
      this.adder.input.value = "";
      this.goTo(field);
    }
    say(field ? `${field.label || field.key} is in the form already` : "No field has that name.");
    return true;
  }

  /** What the list of fields says of one. */
  noteOf(field) {
    const letter = this.letterOf.get(field.key);
    return [letter && `Alt+${letter.toUpperCase()}`, field.meaning].filter(Boolean).join(" · ");
  }

  /** Move to a field; one that was not shown appears, and a box that is asked for is ticked. */
  goTo(field) {
    const row = this.rows.get(field.key) || this.addRow(field, undefined);
    row.widget.tick?.();
    row.widget.focus();
    this.ctx.onChange();
  }

  /** Alt and a letter go to a field; F2 to the input that adds one. An inner record comes before the one around it. */
  key(event) {
    if (event.defaultPrevented) return;
    // With Shift the letter is meant for the whole form, whichever record inside it one is in.
    const field = event.shiftKey && this.path.length ? undefined : askedField(event, this.letters);
    if (field) {
      event.preventDefault();
      event.stopPropagation();
      this.goTo(field);
      return;
    }
    if (event.key !== "F2" || this.adder.node.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    this.adder.input.focus();
  }

  /** Fields that are not shown and whose key or name begins so. */
  hidden(typed) {
    const query = fold(typed);
    const fits = (name) => name.startsWith(query) || name.includes(` ${query}`);
    return this.fields
      .filter((field) => !this.rows.has(field.key) && !this.without.has(field.key))
      .filter((field) => !query || fits(fold(field.key)) || fits(fold(field.label || "")))
      .sort((a, b) => fold(b.key).startsWith(query) - fold(a.key).startsWith(query));
  }

  /** Show the values, and the fields that must be there. What the form does not know is kept as it is. */
  set(values) {
    this.rows.clear();
    this.list.replaceChildren();
    this.kept = { ...values };
    for (const field of this.fields) {
      delete this.kept[field.key];
      if (this.without.has(field.key)) continue;
      if (field.required || field.usual || !isEmpty(values[field.key])) this.addRow(field, values[field.key]);
    }
    this.foldAdder();
  }

  foldAdder() {
    this.adder.node.hidden = !this.hidden("").length;
  }

  /** Put a field in its place: those that must be there first, then in the order of the file. */
  addRow(field, value) {
    const row = new Row(field, value, this.ctx, [...this.path, field.key], this.letterOf.get(field.key));
    this.rows.set(field.key, row);
    const order = (one) => (one.required ? 0 : 1000) + this.fields.indexOf(one);
    const later = [...this.rows.values()].filter((one) => order(one.field) > order(field));
    const next = later.sort((a, b) => order(a.field) - order(b.field))[0];
    this.list.insertBefore(row.node, next ? next.node : null);
    this.foldAdder();
    return row;
  }

  /** Fill fields that say nothing yet, as after a second quote. */
  fill(values) {
    for (const field of this.fields) {
      const value = values[field.key];
      if (this.without.has(field.key) || isEmpty(value)) continue;
      const row = this.rows.get(field.key);
      if (!row) this.addRow(field, value);
      else if (isEmpty(row.widget.value())) row.widget.set(value);
    }
  }

  /** The words around a quote that is no more: they told it from others, and no longer do. */
  forget(quote) {
    for (const key of ["prefix", "suffix"]) {
      const row = this.rows.get(key);
      if (!row || !quote[key] || row.widget.value() !== quote[key]) continue;
      row.node.remove();
      this.rows.delete(key);
    }
  }

  /** @returns {Object<string, any>} what the fields say, without empty ones */
  value() {
    const found = { ...this.kept };
    for (const [key, row] of this.rows) {
      const value = row.widget.value();
      if (!isEmpty(value)) found[key] = value;
    }
    return found;
  }

  /** One tried to save: now empty fields are told too. */
  insist() {
    for (const row of this.rows.values()) row.tried = true;
  }

  /** @param {any[]} problems with `field` paths from here; what fits no row is given back */
  show(problems) {
    const left = [];
    const byKey = new Map();
    for (const problem of problems) {
      const key = problem.field?.[0];
      if (this.rows.has(key)) byKey.set(key, [...(byKey.get(key) || []), problem]);
      else left.push(problem);
    }
    for (const [key, row] of this.rows) {
      const own = byKey.get(key) || [];
      const inner = own.map((problem) => ({ ...problem, field: problem.field.slice(1) }));
      row.show(row.widget.show ? row.widget.show(inner) : inner);
    }
    return left;
  }

  /** Move to the first field that must be filled and is not. @returns {boolean} whether there is one */
  focusMissing(without = new Set()) {
    for (const [key, row] of this.rows) {
      if (row.field.required && !without.has(key) && isEmpty(row.widget.value())) {
        row.widget.focus();
        return true;
      }
    }
    return false;
  }

  focus() {
    if (this.focusMissing()) return;
    const first = [...this.rows.values()][0];
    if (first) first.widget.focus();
    else this.adder.input.focus();
  }
}
