/** Entries that the registry lacks and this form brings: proposed by the server, changed in place, written with the record. */

import { button, el, freshId, say } from "./dom.js";
import { RecordFields } from "./fields.js";

/** The new entries of one form. */
export class NewEntries {
  /** @param {any} ctx the form's services */
  constructor(ctx) {
    this.ctx = ctx;
    this.cards = [];
    this.node = el("div", { class: "entries" });
  }

  /**
   * @param {any} entry of the server
   * @param {((id: string) => void)|null} set puts another id into the field that asked for it
   * @param {boolean} automatic whether it came by itself and may be replaced
   */
  add(entry, set = null, automatic = false) {
    if (this.cards.some((card) => card.id.value === entry.id)) return;
    if (this.ctx.completion.get(entry.id) && !entry.fields) return;
    const card = this.card(entry, set, automatic);
    this.cards.push(card);
    this.node.append(card.node);
    this.ctx.completion.add(asKnown(entry));
  }

  /** An entry as a small form: its id and its fields. */
  card(entry, set, automatic) {
    const card = { entry, automatic, set };
    const label = freshId("entry");
    card.id = el("input", {
      type: "text", value: entry.id, "aria-label": "Id", spellcheck: "false", autocomplete: "off",
      on: { change: () => this.renamed(card), input: () => (card.automatic = false) },
    });
    const ctx = { ...this.ctx, suggestion: null, onChange: () => {
      card.automatic = false;
      this.ctx.onChange();
    } };
    card.fields = new RecordFields(entry.form || [], entry.fields || {}, ctx, ["entries", entry.id]);
    card.node = el(
      "details", { class: "entry", open: !automatic, role: "group", "aria-labelledby": label },
      el("summary", { id: label }, "New entry ", el("span", { class: "id" }, entry.id), el("span", { class: "entry__file" }, ` in ${entry.file}`)),
      el("label", { class: "entry__id" }, "id ", card.id),
      card.fields.node,
      ...(entry.near || []).map((id) => this.near(card, id)),
      button("Leave out", () => this.remove(card), { class: "small" }),
    );
    return card;
  }

  /** An entry that may be the same thing by another spelling. */
  near(card, id) {
    const name = this.ctx.completion.get(id)?.name || id;
    const use = () => {
      card.set?.(id);
      this.remove(card);
    };
    return el("p", { class: "entry__near" }, `May be another spelling of ${name}. `, button(`Use ${id}`, use, { class: "small" }));
  }

  /** Another id for the entry, also in the field that named it. */
  renamed(card) {
    card.set?.(card.id.value.trim());
    this.ctx.completion.add(asKnown({ ...card.entry, id: card.id.value.trim() }));
    this.ctx.onChange();
  }

  remove(card) {
    this.cards = this.cards.filter((one) => one !== card);
    card.node.remove();
    say(`New entry ${card.id.value} left out`);
    this.ctx.onChange();
    this.ctx.onLeftOut?.();
  }

  /** Whether an entry is here that somebody has changed. */
  touched(id) {
    return this.cards.some((card) => card.entry.id === id && !card.automatic);
  }

  /** Put the event that the server now proposes in the place of the one it proposed before. */
  replaceAutomatic(entry) {
    for (const card of this.cards.filter((one) => one.automatic)) {
      if (entry && card.entry.id === entry.id && JSON.stringify(card.entry.fields) === JSON.stringify(entry.fields)) return;
      this.cards = this.cards.filter((one) => one !== card);
      card.node.remove();
    }
    if (entry) this.add(entry, null, true);
  }

  /** @returns {any[]} as the server takes them */
  value() {
    return this.cards.map((card) => ({
      file: card.entry.file, id: card.id.value.trim(), fields: card.fields.value(), near: card.entry.near || [], form: card.entry.form || [],
    }));
  }

  /** For the journal: also which came by themselves. */
  kept() {
    return this.value().map((entry, at) => ({ ...entry, automatic: this.cards[at].automatic }));
  }

  /** @param {any[]} problems those of no field of the record */
  show(problems) {
    for (const card of this.cards) {
      const own = problems.filter((one) => one.field?.[0] === "entries" && one.field[1] === card.entry.id);
      card.fields.show(own.map((one) => ({ ...one, field: one.field.slice(2) })));
      if (own.length) card.node.open = true;
    }
    return problems.filter((one) => one.field?.[0] !== "entries");
  }
}

/** An entry as completion knows entries. */
function asKnown(entry) {
  const folder = entry.file.replace(/^annotations\//, "").split(/[/.]/)[0];
  const kinds = { actors: "actor", places: "place", topics: "topic", measures: "measure", events: "event", equipment: "equipment" };
  const name = entry.fields?.name || entry.fields?.title || entry.id;
  return { id: entry.id, kind: kinds[folder] || folder, type: entry.fields?.type || "", name, names: [name], note: "new" };
}
