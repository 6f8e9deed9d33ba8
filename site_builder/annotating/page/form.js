/** The form of one record: quotes, fields, new entries, and the exact YAML it will write, with what is wrong with it. */

import { button, debounced, el, freshId, say } from "./dom.js";
import { EventSuggestion } from "./event-suggestion.js";
import { RecordFields } from "./fields.js";
import { NewEntries } from "./new-entries.js";
import { WEIGHTS } from "./prediction.js";
import { Preview } from "./preview.js";
import { Quotes } from "./quotes.js";
import { post } from "./server.js";
import { holds } from "./shapes.js";

/** A record being written or changed. */
export class RecordForm {
  /**
   * @param {any} app the page: article, completion, predictor, act, tryOut, closeForm, noteDraft
   * @param {{section: any, mode: "add"|"change", fields: any, quotes?: any[], entries?: any[], index?: number, was?: string,
   *   proposal?: string, notes?: string[]}} spec
   */
  constructor(app, spec) {
    Object.assign(this, { app, spec });
    // One form makes one change, also where the answer is lost and it is sent again.
    this.token = spec.form || crypto.randomUUID();
    this.quoteKey = spec.section.fields.find((field) => holds(field.form, "Quote"))?.key || "";
    this.live = debounced(() => this.tryOut(), 120);
    this.asked = 0;
    this.suggestion = new EventSuggestion({
      article: app.id, section: spec.section.key, fields: () => this.plainFields(), entries: () => this.entries,
      onFound: () => this.proposed(),
    });
    this.ctx = this.services();
    this.build();
  }

  /** What the widgets may ask for. */
  services() {
    return {
      completion: this.app.completion,
      predict: (before, key) => this.app.predict(before, this.near(), key),
      values: (key, before) => this.app.valuesLike(key, before),
      onChange: () => this.changed(),
      onLeftOut: () => this.focus(),
      askNew: (name, kind, place, set, from) => this.askNew(name, kind, place, set, from),
      suggestion: this.suggestion,
      hint: (field) => this.hint(field),
    };
  }

  build() {
    const { section, mode, fields = {}, quotes, entries = [], notes = [] } = this.spec;
    const title = freshId("form");
    this.quotes = new Quotes({ ...this.ctx, onQuoteRemoved: (quote) => this.fields.forget(quote) });
    if (quotes) this.quotes.restore(quotes);
    else this.quotes.set(fields[this.quoteKey]);
    this.entries = new NewEntries(this.ctx);
    this.fields = new RecordFields(section.fields, fields, this.ctx, [], new Set([this.quoteKey]));
    this.preview = new Preview();
    this.help = el("p", { class: "form__hint", "aria-hidden": "true" });
    this.node = el(
      "section", { class: "form", "aria-labelledby": title, on: { keydown: (event) => this.key(event) } },
      el("h2", { id: title, class: "form__title" }, `${mode === "add" ? "New" : "Change"}: ${section.one || section.label}`),
      this.quoteKey ? this.quotes.node : null,
      ...notes.map((note) => el("p", { class: "form__note" }, note)),
      this.fields.node, this.entries.node, this.help, this.preview.node, this.buttons(),
    );
    for (const entry of entries || []) this.entries.add(entry, null, Boolean(entry.automatic));
  }

  buttons() {
    this.saver = button("Save", () => this.save(), { class: "main", "data-save": true, "aria-keyshortcuts": "Control+Enter" });
    return el("p", { class: "form__buttons" }, this.saver, button("Cancel", () => this.cancel()), el("span", { class: "form__keys" }, "Enter saves · Esc cancels · F2 or Alt + letter: a field"));
  }

  /** What the focused field means. */
  hint(field) {
    const examples = field.examples?.length ? ` For example: ${field.examples.slice(0, 2).join("; ")}.` : "";
    this.help.textContent = `${field.meaning || field.key}${examples}`;
  }

  /** Words that sentences of this record are likely to have: those of its quotes, of what its ids name, and around its quotes. */
  near() {
    const names = [...this.fields.node.querySelectorAll(".choose__input, .chip__name")].map((one) => one.value || one.textContent);
    const known = [...this.quotes.items.map((item) => item.quote), ...names].join(" ");
    if (known !== this.nearOf) {
      this.nearOf = known;
      const weighed = (text, weight) => (text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) || []).map((word) => [word.toLowerCase(), { word, weight }]);
      const spans = this.quotes.items.flatMap((item) => item.spans || []);
      const around = spans.map(([start]) => this.app.pane.sentenceAt(start)).join(" ");
      this.nearWords = new Map([...weighed(around, WEIGHTS.around), ...weighed(known, WEIGHTS.near)]);
    }
    return this.nearWords;
  }

  /** The fields without an event that is only proposed. */
  plainFields() {
    const fields = this.fields.value();
    const quote = this.quotes.value();
    return quote && this.quoteKey ? { ...fields, [this.quoteKey]: quote } : fields;
  }

  /** @returns {Object<string, any>} as the server takes them */
  values() {
    const fields = this.plainFields();
    const field = this.spec.section.fields.find((one) => one.key === "event");
    const event = this.suggestion.standIn(Boolean(field?.required));
    return event ? { ...fields, event } : fields;
  }

  /** @returns {any} what saving does */
  action() {
    const { section, mode, index, was, proposal, at } = this.spec;
    const shared = { section: section.key, fields: this.values(), entries: this.entries.value(), form: this.token };
    if (mode === "change") return { do: "change-record", index, was, ...shared };
    return { do: "add-record", ...shared, ...(proposal ? { proposal } : {}), ...(at !== undefined ? { at } : {}) };
  }

  /** What the journal keeps. */
  kept() {
    const { section, mode, index, was, proposal } = this.spec;
    return {
      form: this.token, section: section.key, mode, index, was, proposal, fields: this.fields.value(), quotes: this.quotes.kept(),
      entries: this.entries.kept(),
    };
  }

  changed() {
    this.dirty = true;
    this.live();
    this.suggestion.update();
    this.app.noteDraft();
  }

  /** The server found which event this is: its entry comes along, unless the field says otherwise. */
  proposed() {
    const field = this.spec.section.fields.find((one) => one.key === "event");
    this.entries.replaceAutomatic(field?.required || this.suggestion.taken ? this.suggestion.entry : null);
    this.tryOut();
  }

  /** Ask what this would write, and show it; an answer that another has overtaken is not shown. */
  async tryOut() {
    this.asked += 1;
    const mine = this.asked;
    const found = await this.app.tryOut(this.action());
    if (found && mine === this.asked) this.showTry(found);
  }

  showTry(found) {
    // A record that says what it said before writes nothing: then its lines as they stand are shown.
    const yaml = found.yaml || (this.spec.mode === "change" && !found.problems?.length ? this.spec.was : "");
    this.preview.show({ ...found, yaml }, this.app.state.path);
    this.showProblems(found.problems || []);
  }

  /** Every problem at its field; what belongs to none stands above the YAML. */
  showProblems(problems) {
    const quote = problems.filter((one) => [this.quoteKey, "prefix", "suffix"].includes(one.field?.[0]));
    this.quotes.show(this.quoteKey ? quote : []);
    const others = problems.filter((one) => !quote.includes(one));
    this.preview.problems(this.entries.show(this.fields.show(others)));
  }

  /** @param {string} name that nothing in the registry has */
  async askNew(name, kind, place, set, from) {
    const body = { article: this.app.id, name, kind, field: String(place.path[0]), section: this.spec.section.key };
    try {
      const { entry } = await post("api/new-entry", body);
      this.entries.add(entry, set);
      set(entry.id);
      say(`New entry ${entry.id}`);
      this.changed();
    } catch (fault) {
      this.app.tell(fault.message);
    }
    if (!from.isConnected) this.fields.focus();
  }

  /** @param {KeyboardEvent} event what no field has taken */
  key(event) {
    this.fields.key(event);
    if (event.defaultPrevented) return;
    const { target } = event;
    const entered = event.key === "Enter" && !event.altKey && !event.shiftKey;
    if (entered && (event.ctrlKey || event.metaKey || target.matches("input, select, textarea"))) this.save();
    else if (event.key === "Escape") this.cancel();
    else if (target === this.saver && /^[\p{L}]$/u.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) this.name(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** A letter typed where the form is ready to be saved begins the name of another field. */
  name(letter) {
    const { input } = this.fields.adder;
    input.focus();
    input.value = letter;
    this.fields.adder.typed();
  }

  async save() {
    if (this.saving) return;
    this.saving = true;
    this.live.stop();
    this.asked += 1;
    await this.settleEvent();
    const answer = await this.app.act(this.action());
    this.saving = false;
    if (answer?.ok) this.app.closeForm("saved");
    else if (answer?.theirs) this.app.closeForm("replaced");
    else if (answer?.mine) this.again(answer.conflict);
    else if (answer) this.refused(answer.problems || []);
  }

  /** After a conflict: write this form over the record as it now is. */
  again(conflict) {
    const { section } = this.spec;
    if (!conflict.theirs) this.spec = { ...this.spec, mode: "add" };
    const now = this.app.state.records.find((record) => record.section === section.key && record.text === conflict.theirs);
    this.spec = { ...this.spec, was: conflict.theirs, index: now ? now.index : this.spec.index };
    this.save();
  }

  /** If the event is still being asked for, wait for the answer. */
  async settleEvent() {
    const field = this.spec.section.fields.find((one) => one.key === "event");
    if (!field?.required || !this.suggestion.field || this.suggestion.field.value()) return;
    this.suggestion.later.stop();
    await this.suggestion.ask();
  }

  refused(problems) {
    this.fields.insist();
    this.showProblems(problems);
    say(problems.map((one) => one.message).join(" ") || "Not saved");
    const wrong = this.node.querySelector('[aria-invalid="true"]');
    if (wrong) wrong.focus();
  }

  cancel() {
    this.live.stop();
    this.app.closeForm("cancelled");
  }

  /** Where the fewest keys are needed: the first gap, else the button. The event fills itself. */
  focus() {
    const itself = this.suggestion.field ? new Set(["event"]) : new Set();
    if (!this.fields.focusMissing(itself)) this.saver.focus();
  }
}
