/** The one place that speaks to the server. Addresses are relative to the page's base, which holds the token. */

export const base = document.documentElement.dataset.base || "/";

/** The server did not answer at all; what was typed is still in the page. */
export class Unreachable extends Error {}

/** The server answered with an error and a sentence about it. */
export class Refused extends Error {}

const listeners = new Set();
let reachable = true;

/**
 * Be told whenever the server stops or begins to answer.
 * @param {(reachable: boolean) => void} listener
 */
export function onReach(listener) {
  listeners.add(listener);
}

/**
 * Note whether the last call got an answer, and tell who listens of a change.
 * @param {boolean} now
 */
function reached(now) {
  if (now === reachable) return;
  reachable = now;
  for (const listener of listeners) listener(now);
}

/**
 * The JSON of an answer. 200 and 409 (a conflict) are answers; anything else is an error.
 * @param {Response} response
 * @returns {Promise<any>}
 */
async function read(response) {
  const words = await response.text();
  let data = null;
  try {
    data = JSON.parse(words);
  } catch {
    data = null;
  }
  if (data !== null && (response.ok || response.status === 409)) return data;
  throw new Refused((data && (data.message || data.error)) || `The server answered ${response.status}.`);
}

/**
 * @param {string} path relative to the base
 * @param {RequestInit} options
 * @returns {Promise<any>}
 */
async function call(path, options) {
  let response;
  try {
    response = await fetch(base + path, { credentials: "same-origin", ...options });
  } catch (fault) {
    if (options.signal?.aborted) throw fault;
    reached(false);
    throw new Unreachable("The server does not answer.");
  }
  reached(true);
  return read(response);
}

/**
 * @param {string} path such as `api/registry`
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export function get(path, signal) {
  return call(path, { method: "GET", cache: "no-store", signal });
}

/**
 * @param {string} path
 * @param {any} body what is sent as JSON
 * @param {{keepalive?: boolean, signal?: AbortSignal}} options `keepalive` lets it end after the page is gone
 * @returns {Promise<any>}
 */
export function post(path, body, options = {}) {
  return call(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Annotate": "1" },
    body: JSON.stringify(body),
    ...options,
  });
}
