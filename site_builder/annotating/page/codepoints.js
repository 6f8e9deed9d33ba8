/** Offsets in files count code points; JavaScript counts UTF-16 units. Most texts have no letter where they differ. */

/**
 * Whether every code point of a text is one unit, so that both ways of counting agree.
 * @param {string} text
 * @returns {boolean}
 */
export function isPlain(text) {
  return !/[\ud800-\udbff]/.test(text);
}

/**
 * @param {string} text
 * @param {number} points an offset in code points
 * @returns {number} the same place in UTF-16 units
 */
export function toUnits(text, points) {
  if (isPlain(text)) return points;
  let units = 0;
  for (let seen = 0; seen < points && units < text.length; seen += 1) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
}

/**
 * @param {string} text
 * @param {number} units an offset in UTF-16 units
 * @returns {number} the same place in code points
 */
export function toPoints(text, units) {
  if (isPlain(text)) return units;
  let points = 0;
  for (let at = 0; at < units; points += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return points;
}
