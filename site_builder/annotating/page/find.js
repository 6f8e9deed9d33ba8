/** Going to words of the text by typing some of them. */

import { el, say } from "./dom.js";
import { toPoints } from "./codepoints.js";

/** The input below the text; the text's caret follows what is typed there. */
export class FindBar {
  /** @param {import("./caret.js").TextPane} pane */
  constructor(pane) {
    this.pane = pane;
    this.input = el("input", {
      type: "search", class: "find", "aria-label": "Find in the text", placeholder: "find  ( / )", autocomplete: "off", spellcheck: "false",
      on: { input: () => this.look(this.from), focus: () => (this.from = pane.span?.[0] ?? pane.place), keydown: (event) => this.key(event) },
    });
    this.from = 0;
  }

  focus() {
    this.input.focus();
    this.input.select();
  }

  /** @param {number} from where to look first; it goes round at the end */
  look(from) {
    const query = this.input.value.toLowerCase();
    if (!query) return;
    const { paragraphs } = this.pane.view;
    const first = this.pane.segments.indexOf(from);
    for (let step = 0; step <= paragraphs.length; step += 1) {
      const paragraph = paragraphs[(first + step) % paragraphs.length];
      const low = paragraph.text.toLowerCase();
      const after = step === 0 ? Math.max(0, from - paragraph.start) : 0;
      const at = low.length === paragraph.text.length ? low.indexOf(query, after) : paragraph.text.indexOf(this.input.value, after);
      if (at < 0) continue;
      const [start, end] = [at, at + query.length].map((units) => paragraph.start + toPoints(paragraph.text, units));
      return this.pane.choose(start, end, true);
    }
    say("Not found");
  }

  /** Enter goes on in the text from there; with Shift or the down arrow to the next place. */
  key(event) {
    if (event.key === "ArrowDown" || (event.key === "Enter" && event.shiftKey)) this.look(this.pane.place);
    else if (event.key === "Enter" || event.key === "Escape") this.pane.node.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
