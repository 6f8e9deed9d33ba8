/** One widget for each form of value. A widget has `node`, `value()`, `set(value)`, `focus()` and perhaps `input`, `show(problems)`. */

import { Chips } from "./chips.js";
import { button, el } from "./dom.js";
import { RecordFields } from "./fields.js";
import { GhostField } from "./ghost.js";
import { IdField } from "./id-field.js";
import { choicesOf, fittingRecord, kindsOf, mainField, shape } from "./shapes.js";

/**
 * @param {any} form
 * @param {any} value what it holds at first
 * @param {any} ctx the form's services: completion, predict, onChange, askNew, suggestion
 * @param {{path: any[], label: string, name: string, key: string}} place
 * @returns {any} a widget
 */
export function widgetFor(form, value, ctx, place) {
  const { scalars, records, lists } = shape(form);
  const only = { is: "either", forms: [...scalars, ...records] };
  if (lists.length) {
    return new Chips({ is: "either", forms: lists }, value, ctx, { ...place, bare: only.forms.length > 0 });
  }
  if (!records.length) return scalarWidget(scalars, value, ctx, place);
  if (!scalars.length) return new NestedRecord(records, value, ctx, place);
  return new Detailed(scalars, records, value, ctx, place);
}

/** The widget of a single value. */
export function scalarWidget(forms, value, ctx, place) {
  const kinds = kindsOf(forms);
  const words = choicesOf(forms);
  if (kinds.some((kind) => ctx.completion.knows(kind))) return new IdField(forms, value, ctx, place);
  if (words.length && forms.every((form) => form.is === "choice")) return choice(words, value, ctx, place);
  if (forms.every((form) => form.is === "yes")) return yes(value, ctx, place);
  const long = forms.some((form) => form.is === "text" && (form.long || ["", "Line", "Text"].includes(form.kind || "")));
  return long ? sentence(value, ctx, place) : plain(value, ctx, place, forms.some((form) => form.is === "number"));
}

/** What widgets around one native control have in common. */
function around(input, node = input) {
  return {
    node,
    input,
    value: () => input.value.trim(),
    set: (value) => (input.value = value ?? ""),
    focus: () => input.focus(),
  };
}

/** One of a few words; typing the first letters picks it. */
function choice(words, value, ctx, place) {
  const options = ["", ...words, ...(value && !words.includes(value) ? [value] : [])];
  const input = el("select", { "aria-labelledby": place.label, on: { change: ctx.onChange, input: ctx.onChange } });
  input.append(...options.map((word) => el("option", { value: word }, word || "–")));
  input.value = value || "";
  return around(input);
}

/** Whether or not; a box that is not ticked is left out, unless the file says `false`. */
function yes(value, ctx, place) {
  const input = el("input", { type: "checkbox", "aria-labelledby": place.label, on: { change: ctx.onChange } });
  const no = value === "false" ? "false" : "";
  input.checked = value === "true";
  return {
    ...around(input),
    value: () => (input.checked ? "true" : no),
    set: (now) => (input.checked = now === "true"),
    tick: () => (input.checked = true),
  };
}

/** A date, a currency, a number: continued with what stood under the same key before. */
function plain(value, ctx, place, number) {
  const predict = (before) => ctx.values(place.key, before);
  const field = new GhostField({ value, labelledby: place.label, predict, whole: true, onInput: ctx.onChange });
  field.input.spellcheck = false;
  if (number) field.input.inputMode = "decimal";
  return ofGhost(field);
}

/** Words of our own, continued as they are typed. */
function sentence(value, ctx, place) {
  const predict = (before) => ctx.predict(before, place.key);
  const field = new GhostField({ value, labelledby: place.label, predict, onInput: ctx.onChange });
  return ofGhost(field);
}

/** A field that proposes words, as a widget. */
function ofGhost(field) {
  return {
    node: field.node,
    input: field.input,
    value: () => field.value,
    set: (words) => (field.value = words ?? ""),
    focus: () => field.input.focus(),
  };
}

/** A record inside a field, with a choice of its form where there are several. */
export class NestedRecord {
  constructor(records, value, ctx, place) {
    Object.assign(this, { records, ctx, place });
    this.node = el("div", { class: "nested", role: "group", "aria-labelledby": place.label });
    this.build(fittingRecord(records, value), value && typeof value === "object" ? value : {});
  }

  build(record, value) {
    this.fields = new RecordFields(record.fields, value, this.ctx, this.place.path);
    this.node.replaceChildren(...(this.records.length > 1 ? [this.chooser(record)] : []), this.fields.node);
  }

  /** Which of the forms: told by their fields' names. */
  chooser(record) {
    const pick = el("select", { class: "nested__form", "aria-label": "Form", on: { change: () => {
      const found = this.records[Number(pick.value)];
      this.build(found, this.carried(record, found));
      this.ctx.onChange();
    } } });
    const name = (one) => one.fields.map((field) => field.key).join(", ");
    pick.append(...this.records.map((one, index) => el("option", { value: String(index) }, name(one))));
    pick.value = String(this.records.indexOf(record));
    return pick;
  }

  /** What one form of record held, as another holds it: the id goes where ids go there. */
  carried(from, to) {
    const held = this.fields.value();
    const isId = (kind) => this.ctx.completion.knows(kind);
    const value = Object.fromEntries(Object.entries(held).filter(([key]) => to.fields.some((field) => field.key === key)));
    const main = held[mainField(from, isId).key];
    return main ? { ...value, [mainField(to, isId).key]: main } : value;
  }

  value() {
    return this.fields.value();
  }

  set(value) {
    this.build(fittingRecord(this.records, value), value || {});
  }

  show(problems) {
    return this.fields.show(problems);
  }

  focus() {
    this.fields.focus();
  }
}

/** A single value that may also be a record: Alt+Enter unfolds the record's own fields. */
class Detailed {
  constructor(scalars, records, value, ctx, place) {
    Object.assign(this, { scalars, records, ctx, place });
    this.node = el("div", { class: "detailed" });
    this.node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.altKey || this.nested) return;
      event.preventDefault();
      event.stopPropagation();
      this.unfold();
    });
    this.set(value);
  }

  unfold() {
    const value = this.value();
    const isId = (kind) => this.ctx.completion.knows(kind);
    const record = fittingRecord(this.records, value, this.ctx.completion.get(value));
    this.set(value ? { [mainField(record, isId).key]: value } : {}, true);
    this.focus();
    this.ctx.onChange();
  }

  set(value, nested = Boolean(value) && typeof value === "object") {
    this.nested = nested ? new NestedRecord(this.records, value, this.ctx, this.place) : null;
    this.single = nested ? null : scalarWidget(this.scalars, value, this.ctx, this.place);
    const more = button("…", () => this.unfold(), { class: "more", title: "Details (Alt+Enter)", "aria-label": `Details of ${this.place.name}`, tabindex: "-1" });
    this.node.replaceChildren(...(nested ? [this.nested.node] : [this.single.node, more]));
  }

  get input() {
    return this.single?.input;
  }

  value() {
    return (this.nested || this.single).value();
  }

  show(problems) {
    return this.nested ? this.nested.show(problems) : problems;
  }

  focus() {
    (this.nested || this.single).focus();
  }
}
