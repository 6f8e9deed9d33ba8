/** Making elements. Text from files only ever becomes a text node or an attribute here, never markup. */

let counter = 0;

/**
 * An id that no other element of the page has.
 * @param {string} stem what the id begins with
 * @returns {string}
 */
export function freshId(stem) {
  counter += 1;
  return `${stem}-${counter}`;
}

/**
 * A new element.
 * @param {string} tag
 * @param {Object<string, any>} options attributes; `on` holds listeners by event; false and null leave an attribute out
 * @param {...(Node|string|null|false)} children
 * @returns {HTMLElement}
 */
export function el(tag, options = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (name === "value") node.value = value;
    else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...children.filter((child) => child !== null && child !== false && child !== undefined));
  return node;
}

/**
 * A button that does something.
 * @param {string} words what it says
 * @param {(event: Event) => void} run
 * @param {Object<string, any>} options further attributes
 * @returns {HTMLElement}
 */
export function button(words, run, options = {}) {
  return el("button", { type: "button", ...options, on: { click: run } }, words);
}

/**
 * Say something to people who do not see the page, without moving the focus.
 * @param {string} words
 */
export function say(words) {
  const place = document.getElementById("said");
  if (place) place.textContent = words;
}

/**
 * Whether keys typed at this element are text, so that no letter may be a command there.
 * @param {EventTarget|null} node
 * @returns {boolean}
 */
export function isEditable(node) {
  if (!(node instanceof HTMLElement)) return false;
  if (node.matches("input")) return !["checkbox", "radio", "button", "file"].includes(node.type);
  return node.matches("textarea, select") || node.isContentEditable;
}

/**
 * A function that runs once the calls have stopped for a while; `.now()` runs it at once if one is due.
 * @param {() => void} run
 * @param {number} wait milliseconds
 */
export function debounced(run, wait) {
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = 0;
      run();
    }, wait);
  };
  later.now = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = 0;
    run();
  };
  later.stop = () => {
    clearTimeout(timer);
    timer = 0;
  };
  return later;
}
