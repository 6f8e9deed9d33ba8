/** What is marked in the text, out of the state of the article. */

import { RecordsPanel } from "./records.js";

/**
 * @param {any} state of the article
 * @returns {import("./text.js").Mark[]}
 */
export function marksOf(state) {
  const marks = state.names.map((name) => ({ start: name.start, end: name.end, kind: "name", title: name.name || name.id }));
  for (const record of state.records) {
    const title = `record: ${record.label}`;
    const shared = { kind: "record", ref: RecordsPanel.ref(record), title, class: record.state === "fine" ? "" : `m-${record.state}` };
    marks.push(...record.spans.map(([start, end]) => ({ start, end, ...shared })));
  }
  for (const proposal of state.proposals) {
    const shared = { kind: "proposal", ref: `p:${proposal.id}`, title: `suggestion: ${proposal.label || proposal.surface}` };
    marks.push(...proposal.spans.map(([start, end]) => ({ start, end, ...shared })));
  }
  for (const { start, end, what } of state.uncovered) {
    marks.push({ start, end, kind: "uncovered", ref: `u:${start}:${end}:${what}`, title: `${what} that no record covers` });
  }
  for (const { start, end, note } of state.undated || []) marks.push({ start, end, kind: "undated", title: note });
  return marks;
}
