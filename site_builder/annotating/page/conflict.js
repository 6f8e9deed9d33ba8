/** Another program changed the same lines: both versions side by side, and which to keep. */

import { button, el, freshId } from "./dom.js";
import { yamlBlock } from "./preview.js";

/**
 * Ask which version counts.
 * @param {{yours: string, theirs: string, path: string}} conflict
 * @returns {Promise<"theirs"|"mine"|"">} nothing if the question was closed
 */
export function askWhose(conflict) {
  return new Promise((answer) => {
    const title = freshId("conflict");
    const dialog = el("dialog", { class: "dialog dialog--wide", "aria-labelledby": title });
    const close = (whose) => {
      dialog.close();
      dialog.remove();
      answer(whose);
    };
    const side = (name, words) => el("div", {}, el("h3", {}, name), yamlBlock(name, words));
    dialog.append(
      el("h2", { id: title }, "The file was changed meanwhile"),
      el("p", {}, `Another program changed ${conflict.path}. Nothing is written until you choose.`),
      el("div", { class: "sides" }, side("Yours", conflict.yours), side("Theirs", conflict.theirs)),
      el("p", { class: "form__buttons" }, button("Take theirs", () => close("theirs")), button("Write mine again", () => close("mine"), { class: "main" })),
    );
    dialog.addEventListener("cancel", () => close(""));
    document.body.append(dialog);
    dialog.showModal();
  });
}
