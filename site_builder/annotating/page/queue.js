/** Suggestions, one after the other: accept, change, refuse, next; then what no record covers. */

import { button, el, say } from "./dom.js";
import { Preview } from "./preview.js";

const WHAT = { name: "Name", date: "Date", amount: "Amount", sentence: "Sentence" };

/** The queue and its panel. */
export class QueuePanel {
  /** @param {any} app */
  constructor(app) {
    this.app = app;
    this.key = "suggestions";
    this.label = "Suggestions";
    this.items = [];
    this.at = 0;
    this.card = el("div", { class: "queue__card" });
    this.list = el("ol", { class: "queue__list" });
    this.node = el("div", { class: "queue", on: { keydown: (event) => this.onKey(event) } }, this.card, this.list);
  }

  /** @param {any} state of the article */
  show(state) {
    const chosen = this.items[this.at]?.ref;
    this.items = itemsOf(state);
    this.leftOut = state.left_out || 0;
    const same = this.items.findIndex((item) => item.ref === chosen);
    // What was accepted or refused is gone: the one that took its place is next.
    this.at = same >= 0 ? same : Math.min(this.at, Math.max(0, this.items.length - 1));
    this.draw();
  }

  get current() {
    return this.items[this.at];
  }

  draw() {
    this.rows = this.items.map((item, index) => this.row(item, index));
    const firstGap = this.items.findIndex((item) => item.kind === "gap");
    const nodes = [...this.rows];
    if (this.leftOut) nodes.splice(firstGap < 0 ? nodes.length : firstGap, 0, el("li", { class: "soft" }, `${this.leftOut} more are not shown.`));
    const head = nodes.length - (firstGap < 0 ? 0 : this.items.length - firstGap);
    if (firstGap >= 0) nodes.splice(head, 0, el("li", { class: "queue__head" }, "What no record covers"));
    this.list.replaceChildren(...nodes);
    this.mark();
  }

  row(item, index) {
    const node = button("", () => this.go(index), { class: "queue__item", tabindex: "-1" });
    node.append(el("span", { class: "queue__kind" }, item.what), el("span", { class: "queue__label" }, item.label));
    return el("li", {}, node);
  }

  mark() {
    this.rows.forEach((row, index) => {
      const node = row.firstChild;
      node.tabIndex = index === this.at ? 0 : -1;
      node.dataset.current = String(index === this.at);
      if (index === this.at) node.setAttribute("aria-current", "true");
      else node.removeAttribute("aria-current");
    });
    this.drawCard();
  }

  drawCard() {
    const item = this.current;
    if (!item) return this.card.replaceChildren(el("p", { class: "nothing" }, "Nothing is left: every suggestion is answered, and records cover what the text names."));
    const alike = this.items.filter((one) => (one.kind === "gap") === (item.kind === "gap"));
    const place = `${alike.indexOf(item) + 1} of ${alike.length}`;
    this.preview = new Preview();
    this.card.replaceChildren(
      el("p", { class: "queue__place" }, `${item.what} · ${place}${item.rank ? ` · ${item.rank}` : ""}`),
      el("p", { class: "queue__title" }, item.label),
      item.reason ? el("p", { class: "queue__reason" }, item.reason) : "",
      this.preview.node,
      el("p", { class: "queue__buttons" }, ...this.buttons(item)),
    );
  }

  buttons(item) {
    const key = (words, letter, run) => button(words, run, { class: "small", "aria-keyshortcuts": letter, "data-letter": letter });
    const own = {
      proposal: [key("Accept", "a", () => this.accept()), key("Change", "c", () => this.change()), key("Refuse", "x", () => this.refuse())],
      entry: [key("Accept", "a", () => this.accept())],
      record: [key("Accept", "a", () => this.accept()), key("Change", "c", () => this.change()), key("Refuse", "x", () => this.refuse())],
      gap: [],
    }[item.kind];
    return [...own, key("Next", "n", () => this.go(this.at + 1)), key("Back", "b", () => this.go(this.at - 1))];
  }

  /** Show the item in the text, and what accepting it would write. */
  async look() {
    const item = this.current;
    if (!item) return;
    this.app.pane.point(item.spans);
    if (item.kind === "gap") this.app.pane.choose(...item.spans[0], true);
    say(`${item.what}: ${item.label}. ${item.reason || ""}`);
    const { preview } = this;
    const found = item.action ? await this.app.tryOut(item.action) : null;
    if (!found || preview !== this.preview) return;
    preview.show(found, this.app.state.path);
    preview.problems(found.problems || []);
  }

  /** The arrow keys move in the list, as n and b do everywhere. */
  onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches(".queue__item")) return;
    event.preventDefault();
    event.stopPropagation();
    this.go(this.at + step);
  }

  /** @param {number} index goes round neither at the end nor at the beginning */
  go(index) {
    const focused = this.list.contains(document.activeElement);
    this.at = Math.max(0, Math.min(this.items.length - 1, index));
    this.mark();
    const row = this.rows[this.at];
    row?.scrollIntoView({ block: "nearest" });
    if (focused) row?.firstChild.focus();
    this.look();
  }

  async accept() {
    const item = this.current;
    if (!item?.action) return;
    const answer = await this.app.act(item.action);
    if (answer?.ok) {
      say(`Accepted: ${item.label}`);
      this.look();
    } else if (answer && item.kind === "proposal") this.change(answer.problems);
  }

  /** Open it as a form; what was wrong with it stands at its fields. */
  change(problems) {
    const item = this.current;
    if (item?.kind === "proposal") this.app.openProposal(item.proposal, Array.isArray(problems) ? problems : []);
    if (item?.kind === "record") this.app.changeRecord(item.record);
  }

  async refuse() {
    const item = this.current;
    if (!item?.refusal) return;
    const answer = await this.app.act(item.refusal);
    if (answer?.ok) {
      say(`Refused: ${item.label}`);
      this.look();
    }
  }

  /** From a pale mark in the text. */
  reveal(ref) {
    const index = this.items.findIndex((item) => item.ref === ref);
    if (index >= 0) this.go(index);
  }

  shown() {
    this.look();
  }
}

/**
 * Everything that waits for an answer, in the order of the queue.
 * @param {any} state
 */
function itemsOf(state) {
  const labels = new Map(state.sections.map((section) => [section.key, section.label]));
  const entries = (state.entries || []).map((entry) => ({
    kind: "entry", ref: `e:${entry.id}`, what: "Entry", label: `${entry.fields?.name || entry.id} · ${entry.file}`, reason: nearWords(entry),
    spans: [], action: { do: "accept-entry", id: entry.id },
  }));
  const proposals = (state.proposals || []).map((proposal) => ({
    kind: "proposal", ref: `p:${proposal.id}`, what: labels.get(proposal.section) || proposal.section, label: proposal.label || proposal.surface,
    reason: proposal.reason, rank: proposal.rank, spans: proposal.spans, proposal, action: { do: "accept", proposal: proposal.id },
    refusal: { do: "refuse", proposal: proposal.id },
  }));
  const written = state.records.filter((record) => record.suggested).map((record) => {
    const known = { section: record.section, index: record.index, was: record.text };
    return {
      kind: "record", ref: `w:${record.section}:${record.text}`, what: `${labels.get(record.section) || record.section}, written`, label: record.label,
      reason: record.suggested, spans: record.spans, record, action: { do: "settle", ...known }, refusal: { do: "refuse-record", ...known },
    };
  });
  const gaps = (state.uncovered || []).map((gap) => ({
    kind: "gap", ref: `u:${gap.start}:${gap.end}:${gap.what}`, what: WHAT[gap.what] || gap.what, label: gap.text, reason: gap.note,
    spans: [[gap.start, gap.end]],
  }));
  return [...entries, ...written, ...proposals, ...gaps];
}

/** Whom an entry may double. */
function nearWords(entry) {
  return entry.near?.length ? `May be another spelling of ${entry.near.join(", ")}.` : "The annotation's comments propose it.";
}
