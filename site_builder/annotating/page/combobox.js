/** An input with a list below it (the ARIA pattern of a combobox): ids, names of fields, whatever can be completed. */

import { el, freshId, say } from "./dom.js";

/** Typing asks for options; Enter or Tab takes the one that is marked; Escape closes the list. */
export class Combobox {
  /**
   * @param {{label?: string, labelledby?: string, value?: string, placeholder?: string, describedby?: string,
   *   options: (typed: string) => any[], onPick: (option: any) => void, onInput?: (typed: string) => void,
   *   onKey?: (event: KeyboardEvent) => boolean, onBlur?: () => void}} options an option has `label`, perhaps `note`
   */
  constructor(options) {
    this.options = options;
    const list = freshId("list");
    this.input = el("input", {
      id: freshId("choose"), type: "text", class: "choose__input", role: "combobox", autocomplete: "off",
      autocapitalize: "off", spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": list, "aria-label": options.label, "aria-labelledby": options.labelledby,
      "aria-describedby": options.describedby, placeholder: options.placeholder, value: options.value || "",
      on: { input: () => this.typed(), keydown: (event) => this.key(event), blur: () => this.left() },
    });
    this.list = el("ul", { id: list, class: "choose__list", role: "listbox", "aria-label": options.label || "Choices", hidden: true });
    this.node = el("div", { class: "choose" }, this.input, this.list);
    this.found = [];
    this.at = 0;
  }

  get open() {
    return !this.list.hidden;
  }

  typed() {
    this.options.onInput?.(this.input.value);
    this.show(this.options.options(this.input.value));
  }

  /** @param {any[]} found what the list shows */
  show(found) {
    this.found = found;
    this.at = 0;
    this.list.replaceChildren(...found.map((option, index) => this.row(option, index)));
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(this.open));
    this.mark();
  }

  /** One row of the list. The pointer must not take the focus away before the click counts. */
  row(option, index) {
    return el(
      "li",
      {
        id: `${this.list.id}-${index}`, role: "option", class: "choose__option", "aria-selected": "false",
        on: { mousedown: (event) => event.preventDefault(), click: () => this.pick(option) },
      },
      el("span", { class: "choose__name" }, option.label),
      option.note ? el("span", { class: "choose__note" }, option.note) : null,
    );
  }

  /** Show which row Enter would take. */
  mark() {
    [...this.list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === this.at)));
    const row = this.list.children[this.at];
    if (row && this.open) this.input.setAttribute("aria-activedescendant", row.id);
    else this.input.removeAttribute("aria-activedescendant");
    row?.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.show([]);
  }

  /** @param {any} option */
  pick(option) {
    this.close();
    this.options.onPick(option);
    say(option.label);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (this.open && this.listKey(event)) return;
    if (this.options.onKey?.(event)) event.stopPropagation();
    else if (event.key === "ArrowDown" && !this.open && !event.altKey) {
      event.preventDefault();
      this.show(this.options.options(this.input.value));
    }
  }

  /** Keys that belong to the open list. */
  listKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.at = (this.at + step + this.found.length) % this.found.length;
    else if (event.key === "Escape") this.close();
    else if ((event.key === "Enter" || event.key === "Tab") && !event.ctrlKey && !event.altKey && !event.shiftKey) {
      this.pick(this.found[this.at]);
      if (event.key === "Tab") return true;
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    if (step) this.mark();
    return true;
  }

  left() {
    this.close();
    this.options.onBlur?.();
  }
}
