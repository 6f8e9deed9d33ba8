/** Tabs on the right: one panel at a time, chosen with the arrow keys, by number, or by clicking. */

import { el } from "./dom.js";

/** ARIA tabs. A panel is an object with `key`, `label`, `node`, and perhaps `shown()`. */
export class Tabs {
  /** @param {any[]} panels */
  constructor(panels) {
    this.panels = panels;
    this.buttons = panels.map((panel, index) => this.tab(panel, index));
    this.bar = el("div", { class: "tabs", role: "tablist", "aria-label": "About the article", on: { keydown: (event) => this.key(event) } }, ...this.buttons);
    this.frames = panels.map((panel) =>
      el("div", { class: "panel", role: "tabpanel", id: `panel-${panel.key}`, "aria-labelledby": `tab-${panel.key}`, tabindex: "-1" }, panel.node),
    );
    this.node = el("div", { class: "tabbed" }, this.bar, ...this.frames);
    this.at = 0;
    this.show(0);
  }

  tab(panel, index) {
    return el(
      "button",
      { type: "button", role: "tab", id: `tab-${panel.key}`, "aria-controls": `panel-${panel.key}`, class: "tab", on: { click: () => this.show(index) } },
      panel.label, el("span", { class: "tab__count" }),
    );
  }

  /** @param {number} index */
  show(index) {
    if (!this.panels[index]) return;
    this.at = index;
    this.buttons.forEach((one, at) => {
      one.setAttribute("aria-selected", String(at === index));
      one.tabIndex = at === index ? 0 : -1;
      this.frames[at].hidden = at !== index;
    });
    this.panels[index].shown?.();
  }

  /** @param {string} key of a panel */
  open(key) {
    this.show(this.panels.findIndex((panel) => panel.key === key));
  }

  get current() {
    return this.panels[this.at];
  }

  /** The number beside a tab's name. */
  count(key, number, words) {
    const index = this.panels.findIndex((panel) => panel.key === key);
    const place = this.buttons[index].querySelector(".tab__count");
    place.textContent = number ? ` ${number}` : "";
    place.title = words || "";
  }

  /** Put the focus into the panel that is shown. */
  focus() {
    const frame = this.frames[this.at];
    const within = '.queue__item[data-current="true"], .record[tabindex="0"]';
    const first = frame.querySelector(within) || frame.querySelector("textarea, input, select, button");
    (first || frame).focus();
  }

  key(event) {
    const last = this.panels.length - 1;
    const to = { ArrowRight: (this.at + 1) % (last + 1), ArrowLeft: (this.at + last) % (last + 1), Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.show(to);
    this.buttons[to].focus();
  }
}
