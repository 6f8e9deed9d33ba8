/** What a form of the server's accepts, flattened: single values, records, and items of lists. */

/**
 * @param {any} form
 * @returns {{scalars: any[], records: any[], lists: any[]}} `lists` holds the forms of items
 */
export function shape(form) {
  if (form.is === "list") return { scalars: [], records: [], lists: [form.each] };
  if (form.is === "record") return { scalars: [], records: [form], lists: [] };
  if (form.is !== "either") return { scalars: [form], records: [], lists: [] };
  const parts = form.forms.map(shape);
  const all = (name) => parts.flatMap((part) => part[name]);
  return { scalars: all("scalars"), records: all("records"), lists: all("lists") };
}

/**
 * The kinds of text in some forms, such as ActorId.
 * @param {any[]} forms
 * @returns {string[]}
 */
export function kindsOf(forms) {
  return forms.filter((form) => form.is === "text").map((form) => form.kind || "");
}

/** Words of all choices among some forms. */
export function choicesOf(forms) {
  return forms.filter((form) => form.is === "choice").flatMap((form) => form.words);
}

/** Whether some form, anywhere inside, is text of this kind. */
export function holds(form, kind) {
  const { scalars, lists } = shape(form);
  return scalars.some((one) => one.kind === kind) || lists.some((one) => holds(one, kind));
}

/** Whether a value says nothing, so that its key is left out of the file. */
export function isEmpty(value) {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.every(isEmpty);
  return typeof value === "object" && Object.values(value).every(isEmpty);
}

/**
 * The field of a record that a bare value would fill: the one for an id, else the first that must be there.
 * @param {any} record a form
 * @param {(kind: string) => boolean} isId
 */
export function mainField(record, isId) {
  const ids = record.fields.filter((field) => shape(field.form).scalars.some((one) => isId(one.kind)));
  return ids.find((field) => field.required) || ids[0] || record.fields.find((field) => field.required) || record.fields[0];
}

/**
 * The record form that a value has or would best take: by its keys, else who may have a role acts, and of
 * a state somebody is `of`.
 * @param {any[]} records forms
 * @param {any} value
 * @param {any} entry of the registry, if the value is an id
 */
export function fittingRecord(records, value, entry) {
  if (value && typeof value === "object") {
    const misses = (record) => Object.keys(value).filter((key) => !record.fields.some((field) => field.key === key)).length;
    return [...records].sort((a, b) => misses(a) - misses(b))[0];
  }
  const has = (record, key) => record.fields.some((field) => field.key === key);
  const playing = records.find((record) => has(record, "actor") && has(record, "role"));
  if (playing) return playing;
  const wanted = entry?.type === "person" ? "actor" : "of";
  return records.find((record) => has(record, wanted)) || records[0];
}
