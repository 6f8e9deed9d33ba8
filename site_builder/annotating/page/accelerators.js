/** A letter for each field of a record: Alt with it goes to the field, and brings it if it is not shown. */

import { el } from "./dom.js";

/**
 * The first letter of a field's key that no field before it has; those that must be there choose first.
 * @param {any[]} fields
 * @returns {Map<string, any>} fields by letter
 */
export function lettersOf(fields) {
  const found = new Map();
  const ordered = [...fields].sort((a, b) => Number(b.required) - Number(a.required));
  for (const field of ordered) {
    const letter = [...field.key.toLowerCase()].find((one) => /[a-z]/.test(one) && !found.has(one));
    if (letter) found.set(letter, field);
  }
  return found;
}

/**
 * The field that a key press asks for. The key's place counts, as Alt types other signs on some systems.
 * @param {KeyboardEvent} event
 * @param {Map<string, any>} letters
 */
export function askedField(event, letters) {
  if (!event.altKey || event.ctrlKey || event.metaKey || !event.code.startsWith("Key")) return undefined;
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.slice(3).toLowerCase();
  return letters.get(letter);
}

/**
 * A name with its letter underlined, or behind it where the name lacks it.
 * @param {string} name
 * @param {string|undefined} letter
 * @returns {(Node|string)[]}
 */
export function lettered(name, letter) {
  if (!letter) return [name];
  const at = name.toLowerCase().indexOf(letter);
  if (at < 0) return [`${name} (`, el("u", {}, letter), ")"];
  return [name.slice(0, at), el("u", {}, name[at]), name.slice(at + 1)];
}
