/** The keys of the annotating page. Letters of sections come from the server. */

/**
 * @param {import("./article.js").ArticlePage} app
 * @returns {import("./keys.js").Key[]}
 */
export function articleKeys(app) {
  return [...textKeys(app), ...sectionKeys(app), ...formKeys(app), ...queueKeys(app), ...pageKeys(app)];
}

/** Moving in the text: bound by the text pane itself. */
function textKeys(app) {
  const group = "In the text";
  return [
    { group, key: "→", show: "← →", what: "to the previous or next word" },
    { group, key: "↓", show: "↑ ↓", what: "to the previous or next sentence" },
    { group, key: "Shift", show: "Shift + arrow", what: "choose words on the way" },
    { group, key: "-", show: ".", what: "choose the sentence; again: the next one too" },
    { group, key: "Home", show: "Home, End", what: "to the ends of the sentence, with Ctrl of the text" },
    { group, key: "/", what: "find words", run: () => app.find.focus() },
    { group, key: "-", show: "Esc", what: "choose nothing" },
  ];
}

/** One letter for each section: a record from what is chosen. */
function sectionKeys(app) {
  const group = "A record from the chosen words";
  return (app.state?.sections || [])
    .filter((section) => section.letter)
    .map((section) => ({ group, key: section.letter, what: section.one || section.label, run: () => app.openFrom(section) }));
}

/** While a form is open. */
function formKeys(app) {
  const group = "In a form";
  const when = () => Boolean(app.form);
  return [
    { group, key: "q", what: "in the text: the chosen words are another quote", when, run: () => app.addQuote(false) },
    { group, key: "g", what: "in the text: join the chosen words to the last quote, with a gap", when, run: () => app.addQuote(true) },
    { group, key: "Enter", what: "in the text: back to the form", when: () => when() && app.inText(), run: () => app.form.focus() },
    { group, key: "-", show: "Enter", what: "save, or take what the list marks" },
    { group, key: "Enter", ctrl: true, what: "save", when, anywhere: true, run: () => app.form.save() },
    { group, key: "Escape", what: "close the form", when: () => when() && !app.inText(), run: () => app.form.cancel() },
    { group, key: "-", show: "Alt + letter", what: "to the field with that letter underlined; it appears if it is not shown" },
    { group, key: "-", show: "Alt + Shift + letter", what: "the same, from inside an item to the form's own fields" },
    { group, key: "-", show: "F2", what: "add a field by its name" },
    { group, key: "-", show: "Alt + Enter", what: "details of an item; Enter or Esc goes back to the list" },
    { group, key: "-", show: "→", what: "at the end of a sentence: take the grey words; ↓ shows others" },
    { group, key: "-", show: "Alt + 1…9", what: "take the first, second, ... of the proposed words" },
    { group, key: "-", show: "Backspace", what: "in an empty list field: remove the last item" },
  ];
}

/** The queue of suggestions. With another tab open the first press only shows the queue. */
function queueKeys(app) {
  const group = "Suggestions";
  const when = () => !app.form;
  const run = (act) => () => app.withQueue(act);
  return [
    { group, key: "a", what: "accept", when, run: run((queue) => queue.accept()) },
    { group, key: "c", what: "change it first", when, run: run((queue) => queue.change()) },
    { group, key: "x", what: "refuse", when, run: run((queue) => queue.refuse()) },
    { group, key: "n", what: "next", when, run: run((queue) => queue.go(queue.at + 1)) },
    { group, key: "b", what: "back", when, run: run((queue) => queue.go(queue.at - 1)) },
  ];
}

/** Everywhere. */
function pageKeys(app) {
  const group = "Everywhere";
  const undo = () => app.undo("undo");
  const redo = () => app.undo("redo");
  const tabs = app.tabs.panels.map((panel, index) => ({
    group, key: String(index + 1), what: panel.label, run: () => app.openTab(index),
  }));
  return [
    { group, key: "u", what: "undo", run: undo },
    { group, key: "z", ctrl: true, what: "undo", run: undo },
    { group, key: "u", shift: true, what: "redo", run: redo },
    { group, key: "z", ctrl: true, shift: true, what: "redo", run: redo },
    { group, key: "y", ctrl: true, what: "redo", run: redo },
    { group, key: "F6", what: "from the text to the form, the panel and back", anywhere: true, run: () => app.nextRegion(1) },
    { group, key: "F6", shift: true, what: "the other way round", anywhere: true, run: () => app.nextRegion(-1) },
    { group, key: "-", show: "↑ ↓ Enter Delete", what: "in the records: move, change, delete" },
    ...tabs,
    { group, key: "?", what: "this table", run: () => app.help() },
  ];
}
