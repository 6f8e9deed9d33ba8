/** Which event a record reports: asked of the server once the other fields stand still, shown in the empty field. */

import { debounced } from "./dom.js";
import { post } from "./server.js";

/** Watches the event field of a form. */
export class EventSuggestion {
  /** @param {{article: string, section: string, fields: () => any, entries: any, onFound: () => void}} options */
  constructor(options) {
    this.options = options;
    this.asked = "";
    this.id = "";
    this.later = debounced(() => this.ask(), 200);
  }

  /** @param {any} field the id field of the form's event */
  watch(field) {
    this.field = field;
  }

  /** Something changed: ask again, if the field says nothing. */
  update() {
    if (!this.field) return;
    if (this.field.value()) {
      this.options.entries().replaceAutomatic(this.taken ? this.entry : null);
      return;
    }
    // An entry that somebody has changed by hand is the event's, whatever else the record says by now.
    if (this.options.entries().touched(this.id)) return;
    this.later();
  }

  /** Whether the field says what was proposed. */
  get taken() {
    return Boolean(this.id) && this.field?.value() === this.id;
  }

  async ask() {
    const { article, section } = this.options;
    const fields = this.options.fields();
    const body = { article, section, fields };
    const words = JSON.stringify(body);
    if (words === this.asked || Object.keys(fields).length === 0) return;
    this.asked = words;
    try {
      const { event, entry } = await post("api/event", body);
      if (this.asked !== words || this.field.value()) return;
      this.id = event || "";
      this.field.propose(this.id);
      this.entry = entry;
      this.options.onFound();
    } catch {
      this.asked = "";
    }
  }

  /** The event that an empty field stands for, if the section cannot do without one. */
  standIn(required) {
    return required && this.field && !this.field.value() ? this.id : "";
  }
}
