/** Values that stood under the same key before: dates, currencies and other short ones that nothing else completes. */

/** Keys of dates: what stands under one of them may stand under the others. */
const DATES = new Set(["date", "announced", "disclosed", "ordered", "delivered", "period"]);

/**
 * @param {any} state of the article
 * @returns {Map<string, Map<string, number>>} how often each value stands under each key; dates that the text tells come last
 */
export function knownValues(state) {
  const known = new Map();
  for (const record of state.records) collect(known, "", record.fields);
  const published = (state.front_matter.fields.published || "").replace("?", "");
  for (const length of [10, 7, 4]) if (published.length >= length) note(known, "date", published.slice(0, length));
  for (const date of state.dates || []) note(known, "date", date, 0);
  for (const key of DATES) known.set(key, known.get("date"));
  return known;
}

function note(known, key, value, times = 1) {
  const group = DATES.has(key) ? "date" : key;
  if (!known.has(group)) known.set(group, new Map());
  const values = known.get(group);
  values.set(value, (values.get(value) || 0) + times);
}

function collect(known, key, value) {
  if (typeof value === "string") note(known, key, value);
  else if (Array.isArray(value)) for (const item of value) collect(known, key, item);
  else if (value && typeof value === "object") for (const [name, inner] of Object.entries(value)) if (name !== "quote") collect(known, name, inner);
}

/**
 * @param {Map<string, number>|undefined} values
 * @param {string} before what is typed
 * @returns {{prefix: string, choices: string[]}} for a field that proposes how to go on
 */
export function valuesLike(values, before) {
  const fitting = [...(values || [])].filter(([value]) => value !== before && value.startsWith(before));
  return { prefix: before, choices: fitting.sort((a, b) => b[1] - a[1]).slice(0, 9).map(([value]) => value) };
}
