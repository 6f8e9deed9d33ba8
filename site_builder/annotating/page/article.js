/** The annotating page: holds the article's state and the parts that show it. */

import { Actions } from "./actions.js";
import { articleKeys } from "./article-keys.js";
import { TextPane } from "./caret.js";
import { Completion } from "./completion.js";
import { DigestPanel } from "./digest.js";
import { button, el, say } from "./dom.js";
import { Draft } from "./draft.js";
import { FilePanel } from "./file-panel.js";
import { FindBar } from "./find.js";
import { FrontPanel } from "./front.js";
import { bind, showHelp } from "./keys.js";
import { knownValues, valuesLike } from "./known-values.js";
import { marksOf } from "./marks.js";
import { tell, watchServer } from "./notice.js";
import { predictor } from "./predictor.js";
import { ProblemsPanel } from "./problems-panel.js";
import { QueuePanel } from "./queue.js";
import { RecordsPanel } from "./records.js";
import { get, Unreachable } from "./server.js";
import { Tabs } from "./tabs.js";

/** One article, from its state to the last key. */
export class ArticlePage extends Actions {
  /**
   * @param {HTMLElement} main
   * @param {string} id of the article
   */
  constructor(main, id) {
    super();
    Object.assign(this, { main, id, state: null, form: null, articlePath: `articles/${id}.md` });
  }

  get path() {
    return `api/articles/${encodeURIComponent(this.id)}`;
  }

  async start() {
    const [state, registry] = await this.fetched();
    this.completion = new Completion(registry);
    this.completion.prefer(state.names.map((name) => name.id));
    this.prediction = predictor(state, this.completion);
    this.build();
    this.setState(state);
    this.draft = new Draft(this.id, () => this.unsaved());
    this.restore(this.draft.kept(state.draft));
    bind(() => articleKeys(this));
    watchServer(() => this.reload());
    this.follow();
  }

  /** State and registry; while the server does not answer, asked again. */
  async fetched() {
    for (;;) {
      try {
        return await Promise.all([get(this.path), get("api/registry")]);
      } catch (fault) {
        tell(fault.message);
        if (!(fault instanceof Unreachable)) throw fault;
        await new Promise((done) => setTimeout(done, 2000));
      }
    }
  }

  build() {
    this.pane = new TextPane({ onMark: (refs) => this.onMark(refs) });
    this.records = new RecordsPanel(this);
    this.queue = new QueuePanel(this);
    this.digest = new DigestPanel(this);
    this.front = new FrontPanel(this);
    this.file = new FilePanel(this);
    this.problems = new ProblemsPanel(this);
    this.tabs = new Tabs([this.records, this.queue, this.digest, this.front, this.file, this.problems]);
    this.find = new FindBar(this.pane);
    this.bar = el("div", { class: "bar" });
    this.share = el("span", { class: "bar__share" });
    this.formPlace = el("div", { class: "form-place" });
    const words = "Arrow keys move by word and sentence, with Shift they choose; a letter makes a record; question mark lists all keys.";
    this.main.className = "annotating";
    this.main.append(
      el("div", { class: "left" }, el("p", { id: "text-help", class: "unseen" }, words), this.pane.node, this.bar),
      el("div", { class: "right" }, this.formPlace, this.tabs.node),
    );
    this.undoer = button("Undo", () => this.undo("undo"), { class: "small", "aria-keyshortcuts": "u" });
    this.redoer = button("Redo", () => this.undo("redo"), { class: "small", "aria-keyshortcuts": "Shift+U" });
    document.getElementById("where").replaceWith(el("h1", { class: "top__where", id: "where" }));
    document.getElementById("tools").replaceChildren(this.find.input, this.undoer, this.redoer, button("Keys  ?", () => this.help(), { class: "small" }));
    this.pane.node.focus();
  }

  /** @param {any} state whole, as the server gives it */
  setState(state) {
    const fresh = this.state?.id !== state.id || JSON.stringify(state.text) !== this.textOf;
    this.state = state;
    this.known = knownValues(state);
    if (state.registry !== this.registryOf) this.learnNames(state);
    this.completion.addRecords(state.records);
    if (fresh) this.showText();
    this.pane.setMarks(marksOf(state));
    this.records.show(state);
    this.queue.show(state);
    this.digest.show(state);
    this.front.show(state);
    this.file.show(state);
    this.tabs.count("problems", this.problems.show(state));
    this.tabs.count("records", state.records.length);
    this.tabs.count("suggestions", this.queue.items.filter((item) => item.kind !== "gap").length);
    this.showHead();
  }

  /** The names of the registry, where they are others than before. */
  async learnNames(state) {
    const first = this.registryOf === undefined;
    this.registryOf = state.registry;
    this.completion.prefer(state.names.map((name) => name.id));
    if (first) return;
    try {
      this.completion.replace(await get("api/registry"));
      this.completion.addRecords(this.state.records);
    } catch {
      this.registryOf = ""; // asked again with the next state
    }
  }

  /** The text itself, or why there is none. */
  showText() {
    const { text, language, sections } = this.state;
    this.textOf = JSON.stringify(text);
    this.pane.setText(text.paragraphs, language);
    if (text.status !== "at hand") this.pane.node.replaceChildren(el("p", { class: "nothing" }, text.message));
    // The pointer must not take the chosen words away.
    const hold = (event) => event.preventDefault();
    const keys = sections.filter((section) => section.letter).map((section) =>
      el("button", { type: "button", class: "bar__key", title: section.meaning, "aria-keyshortcuts": section.letter, on: { mousedown: hold, click: () => this.openFrom(section) } },
        el("kbd", { "aria-hidden": "true" }, section.letter), section.one || section.label),
    );
    this.bar.replaceChildren(...keys, this.share);
  }

  /** How much of a text that is reserved its quotes show, and how much they may. */
  showShare() {
    const { quoted } = this.state;
    const percent = (share) => `${Math.round(share * 1000) / 10} %`;
    this.share.hidden = !quoted;
    if (!quoted) return;
    this.share.textContent = `quotes show ${percent(quoted.share)} of the text, at most ${percent(quoted.most)}`;
    this.share.dataset.much = quoted.share > quoted.most ? "too" : quoted.share > quoted.warned ? "nearly" : "";
  }

  showHead() {
    this.showShare();
    const { title, undo, redo } = this.state;
    document.title = `${title || this.id} · annotate`;
    document.getElementById("where").textContent = title || this.id;
    for (const [node, words, name] of [[this.undoer, undo, "Undo"], [this.redoer, redo, "Redo"]]) {
      node.disabled = !words;
      node.title = words ? `${name}: ${words}` : "";
    }
  }

  /** What the journal keeps, or null. */
  unsaved() {
    const kept = {
      form: this.form ? this.form.kept() : null, digest: this.digest.kept(), yaml: this.file.kept(), front: this.front.kept(),
    };
    return Object.values(kept).every((one) => one === null) ? null : kept;
  }

  noteDraft() {
    this.draft?.note();
  }

  /** @param {any} kept what was typed before the page or the server died */
  restore(kept) {
    if (!kept) return;
    try {
      for (const name of ["digest", "yaml"]) {
        if (typeof kept[name]?.text === "string" && typeof kept[name].was === "string") this[name === "yaml" ? "file" : name].restore(kept[name]);
      }
      if (kept.front?.fields && kept.front.was) this.front.restore(kept.front);
      const section = kept.form && this.state.sections.find((one) => one.key === kept.form.section);
      if (section) this.openForm({ ...kept.form, section });
      say("What you had typed is back.");
    } catch {
      tell("What was kept of unsaved work could not be read, and is left out.");
    }
  }

  /** @param {string} before @param {Map<string, any>} near @param {string} key of the field */
  predict(before, near, key) {
    return this.prediction.predict(before, near, key);
  }

  /** Values of a key that begin as typed, out of this article's records. */
  valuesLike(key, before) {
    return valuesLike(this.known.get(key), before);
  }

  async reload() {
    this.setState(await get(this.path));
  }

  /** Wait for other programs to change files, for as long as the page is open. */
  async follow() {
    for (;;) {
      try {
        const { version } = await get(`api/changed?article=${encodeURIComponent(this.id)}&after=${encodeURIComponent(this.state.version)}`);
        if (version && version !== this.state.version && !this.acting) {
          await this.reload();
          say("The files have changed; what is shown is up to date.");
        }
      } catch {
        await new Promise((done) => setTimeout(done, 2000));
      }
      await new Promise((done) => setTimeout(done, 200));
    }
  }

  /** @param {string[]} refs what the clicked words belong to: a record first, then a suggestion */
  onMark(refs) {
    const ref = ["r:", "p:", "u:"].map((kind) => refs.find((one) => one.startsWith(kind))).find(Boolean);
    if (ref.startsWith("r:")) {
      this.tabs.open("records");
      this.records.reveal(ref);
    } else {
      this.tabs.open("suggestions");
      this.queue.reveal(ref);
    }
  }

  /** @param {string} ref of a record */
  showRecord(ref) {
    this.tabs.open("records");
    this.records.reveal(ref);
    this.records.focus();
  }

  inText() {
    return this.pane.node.contains(document.activeElement);
  }

  openTab(index) {
    this.tabs.show(index);
    this.tabs.focus();
  }

  /** @param {1|-1} step to the next of text, form and panel */
  nextRegion(step) {
    const regions = [
      { node: this.pane.node, focus: () => this.pane.node.focus() },
      ...(this.form ? [{ node: this.form.node, focus: () => this.form.focus() }] : []),
      { node: this.tabs.node, focus: () => this.tabs.focus() },
    ];
    const at = regions.findIndex((region) => region.node.contains(document.activeElement));
    regions[(at + step + regions.length) % regions.length].focus();
  }

  help() {
    showHelp(articleKeys(this));
  }
}
