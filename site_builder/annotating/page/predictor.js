/** What the predictions of an article are made of. */

import { Prediction } from "./prediction.js";

/**
 * @param {any} state of the article
 * @param {import("./completion.js").Completion} completion
 * @returns {Prediction}
 */
export function predictor(state, completion) {
  const prediction = new Prediction();
  for (const phrase of state.phrases || []) {
    if (typeof phrase === "string") prediction.learn(phrase, 2);
    else prediction.learn(phrase.text, 2, phrase.key);
  }
  for (const paragraph of state.text.paragraphs) prediction.learn(paragraph.text, 2);
  for (const { name } of completion.entries.values()) if (name) prediction.learn(name, 0.5);
  for (const { name } of state.names) if (name) prediction.learn(name, 3);
  for (const record of state.records) learnFields(prediction, record.fields, 1);
  prediction.table();
  return prediction;
}

/**
 * Sentences of a record, so that what was just written is proposed again.
 * @param {Prediction} prediction
 * @param {any} value fields, or anything in them
 * @param {number} weight
 * @param {string} key that it stands under
 */
export function learnFields(prediction, value, weight = 4, key = "") {
  if (key === "quote") return;
  if (typeof value === "string") {
    if (value.includes(" ")) prediction.learn(value, weight, key);
  } else if (value && typeof value === "object") {
    for (const [name, inner] of Object.entries(value)) learnFields(prediction, inner, weight, Array.isArray(value) ? key : name);
  }
}
