/** What can be done to an article: every finished action goes to the server, which writes it and answers with the new state. */

import { askWhose } from "./conflict.js";
import { say } from "./dom.js";
import { RecordForm } from "./form.js";
import { tell } from "./notice.js";
import { learnFields } from "./predictor.js";
import { post, Unreachable } from "./server.js";

/** The acting half of the annotating page. */
export class Actions {
  /**
   * Do an action and show what has become of the article.
   * @param {any} action
   * @returns {Promise<any>} the answer; after a conflict with `theirs` or `mine` as was chosen; null if there was none
   */
  async act(action) {
    this.acting = true;
    tell("");
    try {
      const answer = await post(`${this.path}/do`, action);
      if (answer.state) this.setState(answer.state);
      if (answer.conflict) return await this.settle(answer);
      if (!answer.ok) say((answer.problems || []).map((one) => one.message).join(" "));
      return answer;
    } catch (fault) {
      if (!(fault instanceof Unreachable)) tell(fault.message);
      return null;
    } finally {
      this.acting = false;
    }
  }

  /** Two wanted the same lines. */
  async settle(answer) {
    const whose = await askWhose(answer.conflict);
    if (!whose) return null;
    await this.reload();
    return { ...answer, [whose]: true };
  }

  /** What an action would write. @returns {Promise<any>} null where the server did not say */
  async tryOut(action) {
    try {
      return await post(`${this.path}/try`, action);
    } catch (fault) {
      if (!(fault instanceof Unreachable)) tell(fault.message);
      return null;
    }
  }

  /** A form from the chosen words; without any, from the sentence at the caret. */
  async openFrom(section) {
    if (this.form) return say("A form is open. Escape closes it.");
    if (!this.pane.span) this.pane.chooseSentence();
    const { span } = this.pane;
    if (!span || this.opening) return;
    const found = await this.fromSelection({ section: section.key, spans: [span], fields: {} });
    if (!found) return;
    const quotes = found.quotes.map((quote) => ({ ...quote, spans: [span] }));
    this.openForm({ section, mode: "add", fields: withPlaces(found.fields, found.quotes), quotes, entries: found.entries, notes: found.notes });
    typeInto(document.activeElement, this.typedAhead);
  }

  /** Ask what a selection fills. What is typed meanwhile waits for the form, rather than go to the wrong place. */
  async fromSelection(body) {
    this.opening = true;
    this.typedAhead = "";
    const swallow = (event) => {
      event.preventDefault();
      event.stopPropagation();
      if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) this.typedAhead += event.key;
    };
    document.addEventListener("keydown", swallow, true);
    try {
      return await post(`${this.path}/from-selection`, body);
    } catch (fault) {
      if (!(fault instanceof Unreachable)) tell(fault.message);
      return null;
    } finally {
      document.removeEventListener("keydown", swallow, true);
      this.opening = false;
    }
  }

  /** @param {any} spec see RecordForm */
  openForm(spec) {
    this.form = new RecordForm(this, spec);
    this.formPlace.replaceChildren(this.form.node);
    this.formPlace.scrollTop = 0;
    this.form.focus();
    this.form.tryOut();
    this.form.suggestion.update();
    say(`${spec.section.label}: ${this.form.quotes.value() || "no quote"}`);
    this.noteDraft();
  }

  /** @param {"saved"|"cancelled"|"replaced"} how */
  closeForm(how) {
    const { form } = this;
    if (!form) return;
    const kept = { ...form.kept(), section: form.spec.section };
    if (how === "saved") learnFields(this.prediction, kept.fields);
    this.form = null;
    this.formPlace.replaceChildren();
    this.noteDraft();
    this.pane.clear();
    this.pane.node.focus();
    say(how === "saved" ? "Saved" : "The form is closed.");
    if (this.tabs.current === this.queue) this.queue.look();
    if (how === "cancelled" && form.dirty) tell("The form was closed without saving.", { words: "Open it again", run: () => this.openForm(kept) }, "good");
    else tell("");
  }

  /** The chosen words as another quote of the open form, or joined to its last one. */
  async addQuote(gap) {
    const { span } = this.pane;
    const { form } = this;
    if (!span || this.opening) return;
    const last = form.quotes.items.at(-1);
    const spans = gap && last?.spans?.length ? [...last.spans, span].sort((a, b) => a[0] - b[0]) : [span];
    const joined = gap && spans.length > 1;
    const body = { section: form.spec.section.key, spans, fields: form.plainFields(), ...(joined ? { gap: true } : {}) };
    const found = await this.fromSelection(body);
    if (!found) return;
    if (joined) {
      form.fields.forget(last);
      form.quotes.replaceLast(found.quotes.at(-1), spans);
    } else form.quotes.add(found.quotes.slice(-1), [spans]);
    form.fields.fill(withPlaces(found.fields, found.quotes));
    for (const entry of found.entries || []) form.entries.add(entry, null, false);
    form.changed();
    this.pane.clear();
    form.focus();
    say(`Quote: ${form.quotes.items.at(-1).quote}`);
  }

  /** @param {any} record */
  changeRecord(record) {
    if (this.form) return say("A form is open. Escape closes it.");
    const section = this.state.sections.find((one) => one.key === record.section);
    this.openForm({ section, mode: "change", fields: record.fields, index: record.index, was: record.text });
    if (record.problems.length) this.form.showProblems(record.problems);
    this.pane.point(record.spans);
  }

  /** @param {any} record that a program wrote @param {"settle"|"refuse-record"} what */
  answerRecord(record, what) {
    return this.act({ do: what, section: record.section, index: record.index, was: record.text });
  }

  /** Record where the quotes stand in the text, as `site-builder extract` does. */
  async extract() {
    try {
      const { changed, problems } = await post("api/extract", {});
      const left = problems.length ? ` Problems left: ${problems.length}.` : "";
      tell(changed.length ? `Written: ${changed.join(", ")}.${left}` : `Nothing had changed.${left}`, null, "good");
    } catch (fault) {
      if (!(fault instanceof Unreachable)) tell(fault.message);
    }
  }

  /** @param {any} record */
  async deleteRecord(record) {
    if (!record || this.form) return;
    const answer = await this.act({ do: "delete-record", section: record.section, index: record.index, was: record.text });
    if (answer?.ok) say(`Deleted: ${record.label}. u brings it back.`);
  }

  /** @param {any} proposal to be changed before it is accepted @param {any[]} problems why it cannot be as it is */
  openProposal(proposal, problems) {
    if (this.form) return say("A form is open. Escape closes it.");
    const section = this.state.sections.find((one) => one.key === proposal.section);
    this.openForm({ section, mode: "add", fields: proposal.fields, entries: proposal.entries, proposal: proposal.id });
    if (problems.length) this.form.showProblems(problems);
    this.pane.point(proposal.spans);
  }

  /** Use the queue; if another panel is open, only show it, so that nothing unseen is answered. */
  withQueue(run) {
    if (this.tabs.current === this.queue) return run(this.queue);
    this.tabs.open("suggestions");
  }

  /** @param {"undo"|"redo"} what */
  async undo(what) {
    const words = this.state[what];
    if (!words) return say(`Nothing to ${what}.`);
    const answer = await this.act({ do: what });
    if (answer?.ok) say(`${what === "undo" ? "Undone" : "Redone"}: ${words}`);
  }

  /** An entry for a name in the article's particulars: written at once, as that form has no place for entries. */
  async askNewHere(name, kind, place, set) {
    try {
      const { entry } = await post("api/new-entry", { article: this.id, name, kind, field: String(place.path[0]), section: "" });
      const answer = await this.act({ do: "add-entry", entry });
      if (!answer?.ok) return;
      this.completion.add({ id: entry.id, kind: "actor", type: entry.fields.type || "", name: entry.fields.name || entry.id, names: [], note: "new" });
      set(entry.id);
    } catch (fault) {
      tell(fault.message);
    }
  }
}

/** Put what was typed ahead into the field that has the focus, as if it were typed now. */
function typeInto(field, words) {
  if (!words || !field?.matches("input, textarea")) return;
  field.setRangeText(words, field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, data: words, inputType: "insertText" }));
}

/** Words before or after a quote belong to the record: one for each record. */
function withPlaces(fields, quotes) {
  const found = { ...fields };
  for (const name of ["prefix", "suffix"]) {
    const words = quotes.map((quote) => quote[name]).find(Boolean);
    if (words && !found[name]) found[name] = words;
  }
  return found;
}
