/** A list as chips: comma or Enter adds one, Backspace takes the last away, Alt+Enter unfolds its details. */

import { Combobox } from "./combobox.js";
import { button, el, say } from "./dom.js";
import { idOptions } from "./id-field.js";
import { fittingRecord, isEmpty, kindsOf, mainField, shape } from "./shapes.js";
import { NestedRecord } from "./widgets.js";

/** Items that are ids, words, numbers, or records with such a one as their main field. */
export class Chips {
  /** @param {any} place `bare`: whether a single item may stand without a list */
  constructor(form, value, ctx, place) {
    Object.assign(this, { ctx, place, open: -1, bare: {} }, { ...shape(form) });
    this.typing = this.scalars.length ? this.scalars : this.mainForms();
    this.kinds = kindsOf(this.typing).filter((kind) => ctx.completion.knows(kind));
    this.box = new Combobox({
      labelledby: place.label,
      options: (typed) => (typed.trim() ? idOptions(this.typing, typed, ctx) : []),
      onPick: (option) => this.pick(option),
      onKey: (event) => this.key(event),
      onInput: () => this.typed(),
      onBlur: () => this.settle(),
    });
    this.list = el("ul", { class: "chips__list", "aria-label": place.name });
    this.more = el("div", { class: "chips__more" });
    this.node = el("div", { class: "chips" }, el("div", { class: "chips__box" }, this.list, this.box.node), this.more);
    this.more.addEventListener("keydown", (event) => this.detailKey(event));
    this.list.addEventListener("keydown", (event) => this.chipKey(event));
    this.set(value);
  }

  get input() {
    return this.box.input;
  }

  isId = (kind) => this.ctx.completion.knows(kind);

  /** Forms of what is typed where every item is a record. */
  mainForms() {
    return this.records.flatMap((record) => shape(mainField(record, this.isId).form).scalars);
  }

  set(value) {
    this.items = isEmpty(value) ? [] : Array.isArray(value) ? [...value] : [value];
    this.open = -1;
    this.nested = null;
    this.draw();
  }

  /** @returns {any} the items with what is still being typed */
  value() {
    this.keepDetails();
    const rest = this.input.value.trim();
    const items = [...this.items, ...(rest && !this.box.open ? [this.read(rest)] : [])].filter((item) => !isEmpty(item));
    return this.place.bare && items.length === 1 ? items[0] : items;
  }

  /** A word of which only the details were looked at stays a word. */
  keepDetails() {
    if (!this.nested || this.open < 0) return;
    const value = this.nested.value();
    const told = Object.entries(value).filter(([, one]) => !isEmpty(one));
    const { key, word } = this.bare;
    const stays = told.length === 1 && told[0][0] === key && told[0][1] === word;
    this.items[this.open] = stays ? word : value;
  }

  /** Typed words as an item: the id of what is spelled so; a record where items are records. */
  read(typed) {
    const id = this.kinds.length ? this.ctx.completion.exact(typed, this.kinds)?.id : undefined;
    return this.wrapped(id || typed);
  }

  wrapped(value) {
    if (this.scalars.length) return value;
    return { [mainField(this.records[0], this.isId).key]: value };
  }

  pick(option) {
    const at = this.items.length;
    if (option.create) {
      const set = (id) => {
        this.items[at] = this.wrapped(id);
        this.draw();
      };
      this.ctx.askNew(option.create, option.kind, this.place, set, this.input);
    }
    this.add(this.wrapped(option.id || option.create));
  }

  /** One more item. A record that needs more than its main field unfolds at once. */
  add(item) {
    this.items.push(item);
    this.input.value = "";
    this.draw();
    const form = item && typeof item === "object" ? fittingRecord(this.records, item) : null;
    if (form?.fields.some((field) => field.required && isEmpty(item[field.key]))) this.unfold(this.items.length - 1);
    this.ctx.onChange();
  }

  /** A comma ends an item, except inside a number or a sentence. */
  typed() {
    const typed = this.input.value;
    if (typed.endsWith(",") && typed.trim().length > 1) {
      const found = this.kinds.length ? idOptions(this.typing, typed.slice(0, -1), this.ctx)[0] : null;
      if (found && !found.create) this.pick(found);
      else this.add(this.read(typed.slice(0, -1).trim()));
    } else this.ctx.onChange();
  }

  settle() {
    const typed = this.input.value.trim();
    if (typed) this.add(this.read(typed));
  }

  key(event) {
    const empty = !this.input.value;
    if (event.key === "Enter" && event.altKey && this.items.length) this.unfold(this.items.length - 1);
    else if (event.key === "Enter" && !empty && !event.ctrlKey) this.settle();
    else if (event.key === "Backspace" && empty && this.items.length) this.remove(this.items.length - 1);
    else if (event.key === "ArrowLeft" && empty && this.items.length) this.focusChip(this.items.length - 1);
    else return false;
    event.preventDefault();
    return true;
  }

  /** Keys on a chip. */
  chipKey(event) {
    const at = [...this.list.querySelectorAll(".chip__name")].indexOf(event.target);
    if (at < 0) return;
    if (event.key === "ArrowLeft") this.focusChip(Math.max(0, at - 1));
    else if (event.key === "ArrowRight") at + 1 < this.items.length ? this.focusChip(at + 1) : this.input.focus();
    else if (event.key === "Delete" || event.key === "Backspace") this.removeAndStay(at);
    else if (event.key === "Enter") this.unfold(at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** In an item's details Enter and Escape go back to the list, where the next item can be typed. */
  detailKey(event) {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.keepDetails();
    this.open = -1;
    this.nested = null;
    this.draw();
    this.input.focus();
    this.ctx.onChange();
  }

  focusChip(at) {
    this.list.querySelectorAll(".chip__name")[at]?.focus();
  }

  remove(at) {
    this.keepDetails();
    say(`${this.words(this.items[at])} removed`);
    this.items.splice(at, 1);
    this.open = -1;
    this.nested = null;
    this.draw();
    this.ctx.onChange();
  }

  /** By a click or a key on the item itself: the focus goes on in the list. */
  removeAndStay(at) {
    this.remove(at);
    this.input.focus();
  }

  /** Show the fields of an item as a record, with the id in its place. */
  unfold(at) {
    if (!this.records.length) return;
    this.keepDetails();
    const item = this.items[at];
    const record = fittingRecord(this.records, item, this.ctx.completion.get(item));
    const { key } = mainField(record, this.isId);
    const value = typeof item === "object" ? item : { [key]: item };
    this.bare = typeof item === "object" ? {} : { key, word: item };
    this.open = at;
    const ordered = [record, ...this.records.filter((one) => one !== record)];
    this.nested = new NestedRecord(ordered, value, this.ctx, { ...this.place, path: [...this.place.path, at] });
    this.draw();
    const rows = [...this.nested.fields.rows.values()];
    const empty = rows.find((row) => isEmpty(row.widget.value()));
    if (empty) empty.widget.focus();
    else this.nested.fields.adder.input.focus();
    this.ctx.onChange();
  }

  /** What a chip says. */
  words(item) {
    if (typeof item !== "object") return this.ctx.completion.get(item)?.name || item;
    return Object.values(item).map((value) => (typeof value === "object" ? "…" : this.words(value))).join(", ");
  }

  draw() {
    this.list.replaceChildren(...this.items.map((item, at) => this.chip(item, at)));
    this.list.hidden = !this.items.length;
    this.more.replaceChildren(...(this.nested ? [this.nested.node] : []));
  }

  /** Chips are reached with the arrow keys from the input, so that Tab goes to the next field. */
  chip(item, at) {
    const words = this.words(item);
    const label = this.records.length ? `${words}: details` : words;
    return el(
      "li", { class: at === this.open ? "chip chip--open" : "chip" },
      button(words, () => this.unfold(at), { class: "chip__name", tabindex: "-1", "aria-label": label }),
      button("×", () => this.removeAndStay(at), { class: "chip__remove", tabindex: "-1", "aria-label": `Remove ${words}` }),
    );
  }

  show(problems) {
    if (!this.nested) return problems;
    const inner = problems.filter((problem) => problem.field[0] === this.open);
    const left = this.nested.show(inner.map((problem) => ({ ...problem, field: problem.field.slice(1) })));
    return [...problems.filter((problem) => problem.field[0] !== this.open), ...left];
  }

  focus() {
    this.input.focus();
  }
}
