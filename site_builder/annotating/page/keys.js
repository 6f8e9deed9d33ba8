/** The one place where keys are bound, and the table of them that `?` shows. */

import { button, el, freshId, isEditable } from "./dom.js";
import { ghostWanted, wantGhost } from "./ghost.js";

/**
 * @typedef {{key: string, show?: string, what: string, run?: (event: KeyboardEvent) => void, ctrl?: boolean, shift?: boolean,
 *   anywhere?: boolean, when?: () => boolean, group: string}} Key
 * `anywhere`: also while text is typed; keys without `run` are bound where they belong and only told here.
 */

/**
 * Whether an event is the press of a key. Shift counts for letters and function keys only, as marks need it on some keyboards.
 * @param {KeyboardEvent} event
 * @param {Key} one
 */
function presses(event, one) {
  if (event.altKey || Boolean(one.ctrl) !== (event.ctrlKey || event.metaKey)) return false;
  if (event.key.toLowerCase() !== one.key.toLowerCase()) return false;
  return !/^[\p{L}]$|^F\d/iu.test(event.key) || Boolean(one.shift) === event.shiftKey;
}

/**
 * Listen for the keys of a page.
 * @param {() => Key[]} table asked at each key, as it depends on what is open
 */
export function bind(table) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
    const typing = isEditable(event.target);
    const found = table().find((one) => one.run && presses(event, one) && (one.anywhere || !typing) && (!one.when || one.when()));
    if (!found) return;
    event.preventDefault();
    found.run(event);
  });
}

/** How a key is written in the table. */
function written(one) {
  if (one.show) return one.show;
  const name = one.key.replace("Arrow", "").replace("Escape", "Esc");
  return [one.ctrl && "Ctrl", one.shift && "Shift", (one.ctrl || one.shift) && name.length === 1 ? name.toUpperCase() : name].filter(Boolean).join(" + ");
}

/**
 * The table of keys, and the preference for continued sentences.
 * @param {Key[]} table
 */
export function showHelp(table) {
  const title = freshId("help");
  const dialog = el("dialog", { class: "dialog dialog--wide", "aria-labelledby": title });
  const groups = [...new Set(table.map((one) => one.group))].map((group) =>
    el(
      "section", {}, el("h3", {}, group),
      el("dl", { class: "keys" }, ...table.filter((one) => one.group === group).map((one) => el("div", {}, el("dt", {}, el("kbd", {}, written(one))), el("dd", {}, one.what)))),
    ),
  );
  const wanted = el("input", { type: "checkbox", on: { change: (event) => wantGhost(event.target.checked) } });
  wanted.checked = ghostWanted();
  const close = () => dialog.close();
  dialog.append(
    el("h2", { id: title, tabindex: "-1", autofocus: true }, "Keys"),
    el("div", { class: "help" }, ...groups),
    el("p", {}, el("label", {}, wanted, " Propose how a sentence goes on, in grey")),
    el("p", { class: "form__buttons" }, button("Close", close, { class: "main" })),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
