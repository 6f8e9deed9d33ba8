/** The registry: entries with where they are used, those that may double another, and those that nothing uses. */

import { button, el, freshId, say } from "./dom.js";
import { fold } from "./folding.js";
import { tell, watchServer } from "./notice.js";
import { problemItem } from "./preview.js";
import { get, post } from "./server.js";

/** How many rows of a group are drawn before one asks for all. */
const FIRST = 100;

/** The page of the registry. */
export class RegistryPage {
  /** @param {HTMLElement} main */
  constructor(main) {
    this.main = main;
    this.pairs = el("div");
    this.groups = el("div");
    this.find = el("input", { type: "search", id: "find", on: { input: () => this.drawGroups() } });
    this.unused = el("input", { type: "checkbox", on: { change: () => this.drawGroups() } });
  }

  async start() {
    document.title = "Registry · annotate";
    watchServer(() => this.load());
    this.main.classList.add("page");
    this.main.append(
      el("h1", {}, "Registry"), this.pairs,
      el("p", { class: "finding" }, el("label", { for: "find" }, "Find an entry "), this.find, el("label", {}, this.unused, " only what nothing uses")),
      this.groups,
    );
    try {
      await this.load();
    } catch (fault) {
      tell(fault.message);
    }
  }

  async load() {
    const found = await get("api/registry-view");
    this.all = found.groups;
    this.byId = new Map(found.groups.flatMap((group) => group.entries.map((entry) => [entry.id, { ...entry, group }])));
    this.drawPairs(found.pairs);
    this.drawGroups();
  }

  drawPairs(pairs) {
    this.pairs.replaceChildren(
      el("h2", {}, `Perhaps the same (${pairs.length})`),
      ...(pairs.length ? pairs.map((pair) => this.pair(pair)) : [el("p", { class: "nothing" }, "No two entries have nearly the same name.")]),
    );
  }

  /** Two entries side by side, with a merge in each direction. */
  pair(pair) {
    const result = el("div");
    const merge = (from, into) => button(`Merge ${from} into ${into}`, () => this.merge(from, into, result), { class: "small" });
    return el(
      "section", { class: "pair", "aria-label": `${pair.a} and ${pair.b}` },
      el("p", { class: "soft" }, pair.why),
      el("div", { class: "sides" }, this.side(pair.a, merge(pair.a, pair.b)), this.side(pair.b, merge(pair.b, pair.a))), result,
    );
  }

  side(id, action) {
    const entry = this.byId.get(id);
    return el("div", { class: "side" }, el("h3", {}, entry?.name || id), el("p", { class: "id" }, `${id} · ${entry?.type || ""}`), entry ? this.uses(entry) : "", action);
  }

  /** Where an entry is used, folded away. */
  uses(entry) {
    if (!entry.uses) return el("p", { class: "soft" }, "Nothing uses it.");
    return el(
      "details", {}, el("summary", {}, `used ${entry.uses} ${entry.uses === 1 ? "time" : "times"}`),
      el("ul", {}, ...(entry.used_in || []).slice(0, 200).map((use) => el("li", {}, `${use.label || ""} `, el("span", { class: "id" }, `${use.path}:${use.line}`)))),
    );
  }

  async merge(from, into, result) {
    try {
      const answer = await post("api/merge", { from, into });
      if (!answer.ok) return result.replaceChildren(el("ul", { class: "problems" }, ...answer.problems.map(problemItem)));
      say(`${from} is now ${into}`);
      await this.load();
      tell(`${from} is merged into ${into}. Changed: ${answer.changed.join(", ")}.`, null, "good");
    } catch (fault) {
      tell(fault.message);
    }
  }

  /** Entries that fit what is looked for. */
  fitting(group) {
    const query = fold(this.find.value);
    return group.entries.filter((entry) => (!this.unused.checked || !entry.uses) && (!query || ` ${fold(`${entry.name} ${entry.id}`)}`.includes(` ${query}`)));
  }

  drawGroups() {
    const nodes = this.all.map((group) => this.group(group, this.fitting(group))).filter(Boolean);
    this.groups.replaceChildren(...(nodes.length ? nodes : [el("p", { class: "nothing" }, "No entry fits.")]));
  }

  group(group, entries, all = false) {
    if (!entries.length) return null;
    const title = freshId("group");
    const shown = all ? entries : entries.slice(0, FIRST);
    const node = el(
      "section", { class: "register", "aria-labelledby": title },
      el("h2", { id: title }, `${group.label} (${entries.length})`), el("p", { class: "id" }, group.file),
      el("ul", { class: "register__list" }, ...shown.map((entry) => this.entry(entry))),
    );
    if (shown.length < entries.length) node.append(button(`Show all ${entries.length}`, () => node.replaceWith(this.group(group, entries, true)), { class: "small" }));
    return node;
  }

  entry(entry) {
    return el(
      "li", { class: "register__entry" },
      el("span", {}, el("strong", {}, entry.name), el("span", { class: "id" }, `${entry.id} · ${entry.type || ""}`)),
      this.uses(entry),
    );
  }
}
