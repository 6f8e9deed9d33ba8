/** A field that holds the id of an entry: any spelling of its name completes it. */

import { Combobox } from "./combobox.js";
import { el } from "./dom.js";
import { fold } from "./folding.js";
import { choicesOf, kindsOf } from "./shapes.js";

/**
 * What a list shows for typed letters: entries, choices, and at the end a new entry of that name.
 * @param {any[]} forms the single values that may stand there
 * @param {string} typed
 * @param {any} ctx
 * @returns {any[]}
 */
export function idOptions(forms, typed, ctx) {
  const kinds = kindsOf(forms).filter((kind) => ctx.completion.knows(kind));
  const found = ctx.completion.search(typed, kinds);
  const options = found.map((entry) => ({ label: entry.name || entry.id, note: noteOf(entry), id: entry.id }));
  const words = choicesOf(forms).filter((word) => typed && fold(word).startsWith(fold(typed)));
  options.push(...words.map((word) => ({ label: word, id: word })));
  if (fold(typed).length > 1 && kinds.length && !found.some((entry) => entry.folded.includes(fold(typed)))) {
    options.push({ label: `New: ${typed.trim()}`, note: "an entry that the registry lacks", create: typed.trim(), kind: kinds[0] });
  }
  return options;
}

/** What tells an entry from others of its name. */
function noteOf(entry) {
  const type = entry.type || entry.kind;
  return [type, entry.note, entry.id].filter(Boolean).join(" · ");
}

/** A combobox whose value is an id. It shows the entry's name, and the id beside it. */
export class IdField {
  constructor(forms, value, ctx, place) {
    Object.assign(this, { forms, ctx, place });
    this.kinds = kindsOf(forms);
    this.isEvent = this.kinds.includes("EventId") && place.path.length === 1;
    this.box = new Combobox({
      labelledby: place.label,
      options: (typed) => idOptions(forms, typed, ctx),
      onPick: (option) => this.pick(option),
      onInput: () => this.typed(),
      onKey: (event) => this.key(event),
      onBlur: () => this.settle(),
    });
    this.shown = el("span", { class: "id" });
    this.node = el("div", { class: "id-field" }, this.box.node, this.shown);
    this.set(value);
    if (this.isEvent) ctx.suggestion?.watch(this);
  }

  get input() {
    return this.box.input;
  }

  /** @param {{id: string, create?: string, kind?: string}} option */
  pick(option) {
    if (option.create) this.ctx.askNew(option.create, option.kind, this.place, (id) => this.set(id), this.input);
    this.set(option.id || option.create);
    this.ctx.onChange();
  }

  typed() {
    this.id = "";
    this.shown.textContent = "";
    this.ctx.onChange();
  }

  /** What was typed and not picked: an exact name is its id, anything else stays for the check to speak of. */
  settle() {
    const typed = this.input.value.trim();
    if (this.id || !typed) return;
    const entry = this.ctx.completion.exact(typed, this.kinds);
    if (entry) this.set(entry.id);
  }

  /** An event that is proposed is taken with Enter or the right arrow. */
  key(event) {
    if (!this.proposed || this.input.value || (event.key !== "ArrowRight" && event.key !== "Enter")) return false;
    if (event.ctrlKey || event.altKey || event.shiftKey) return false;
    event.preventDefault();
    this.set(this.proposed);
    this.ctx.onChange();
    return true;
  }

  /** @param {string} id an event that this record seems to report, or nothing */
  propose(id) {
    this.proposed = id;
    this.input.placeholder = id ? `${id}  (Enter takes it)` : "";
  }

  value() {
    return this.id || this.input.value.trim();
  }

  set(id) {
    this.id = id || "";
    const entry = this.ctx.completion.get(this.id);
    this.input.value = entry?.name || this.id;
    this.shown.textContent = entry && entry.name !== this.id ? this.id : "";
  }

  focus() {
    this.input.focus();
  }
}
