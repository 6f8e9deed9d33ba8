/** The line at the top that tells what cannot wait: the server is gone, an action failed. */

import { button } from "./dom.js";
import { onReach } from "./server.js";

const GONE = "The server does not answer. What you typed is kept here; start `site-builder annotate` again.";
let lasting = "";

/**
 * Show a sentence, perhaps with something to do about it.
 * @param {string} words none takes the line away
 * @param {{words: string, run: () => void}|null} [offer]
 * @param {""|"good"} kind whether it is good news
 */
export function tell(words, offer, kind = "") {
  const line = document.getElementById("notice");
  line.dataset.kind = kind;
  const shown = words || lasting;
  line.hidden = !shown;
  line.replaceChildren(shown);
  if (offer && words) line.append(" ", button(offer.words, () => {
    tell("");
    offer.run();
  }, { class: "small" }));
  if (shown && shown !== lasting) line.append(" ", button("×", () => tell(""), { class: "small", "aria-label": "Close the message" }));
}

/**
 * Say when the server is gone and when it is back, and try again meanwhile.
 * @param {() => Promise<any>} retry
 */
export function watchServer(retry) {
  const again = () => setTimeout(() => retry().catch(() => lasting && again()), 2000);
  onReach((reachable) => {
    lasting = reachable ? "" : GONE;
    tell("");
    if (!reachable) again();
  });
}
