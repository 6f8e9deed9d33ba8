// Answers in the box of the search that every page has: names that are meant by what is written so far. They are a
// list to choose from by arrow keys and Enter, by the pattern of a combobox; Enter without a choice opens the search.

import { find, load } from "./names.js";

const ROOT = new URL("..", import.meta.url);
const MOST = 6;
const SETTLES = 400; // ms of no typing before the number of names is told
const box = document.querySelector(".r-find__box");
const list = document.createElement("ul");
list.id = "r-answers";
list.className = "r-answers";
list.hidden = true;
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", gettext("Names"));
const told = document.createElement("p"); // says how many there are, also that there are none
told.className = "r-told";
told.setAttribute("role", "status");
box.after(list, told);
for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": list.id, "aria-autocomplete": "list" })) {
  box.setAttribute(name, value);
}

const options = () => [...list.children];
const chosen = () => list.querySelector("[aria-selected=true]");

function option({ entry, form, how }, position) {
  const item = document.createElement("li");
  item.id = `r-answer-${position}`;
  item.className = "r-answer";
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.dataset.path = entry.path;
  const name = document.createElement("span");
  name.textContent = entry.name;
  name.dir = "auto";
  const about = document.createElement("small");
  const other = how === "near" ? gettext("near “{form}”", { form }) : gettext("also written “{form}”", { form });
  about.textContent = form === entry.name ? entry.kind : `${entry.kind} · ${other}`;
  about.dir = "auto";
  item.append(name, " ", about);
  return item;
}

function choose(item) {
  chosen()?.setAttribute("aria-selected", "false");
  item?.setAttribute("aria-selected", "true");
  item?.scrollIntoView({ block: "nearest" });
  if (item) box.setAttribute("aria-activedescendant", item.id);
  else box.removeAttribute("aria-activedescendant");
}

// Not at each letter: what was said last is heard when the writing pauses.
let pause;

function tell(words) {
  clearTimeout(pause);
  if (words) pause = setTimeout(() => (told.textContent = words), SETTLES);
  else told.textContent = "";
}

function show(found) {
  list.replaceChildren(...found.map(option));
  list.hidden = !found.length;
  box.setAttribute("aria-expanded", String(!list.hidden));
  box.removeAttribute("aria-activedescendant");
}

const go = (item) => location.assign(new URL(item.dataset.path, ROOT));

async function answer() {
  const asked = box.value;
  try {
    const names = asked.trim() ? await load(ROOT) : [];
    if (asked !== box.value || document.activeElement !== box) return;
    const found = find(names, asked, MOST);
    show(found);
    const said = found.length
      ? ngettext("{n} name: choose with the arrow keys", "{n} names: choose with the arrow keys", found.length)
      : gettext("No such name. Enter searches all pages.");
    tell(asked.trim() && said);
  } catch {
    show([]); // without the file the search answers
  }
}

box.addEventListener("input", answer);
box.addEventListener("blur", () => {
  show([]);
  tell("");
});
box.addEventListener("keydown", (event) => {
  const all = options();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && all.length) {
    event.preventDefault();
    const at = all.indexOf(chosen()) + step;
    choose(all[at < -1 ? all.length - 1 : at]);
  } else if (event.key === "Enter" && chosen()) {
    event.preventDefault();
    go(chosen());
  } else if (event.key === "Escape" && all.length) {
    event.preventDefault();
    show([]);
  }
});
// Before the box loses its focus.
list.addEventListener("mousedown", (event) => {
  const item = event.target.closest(".r-answer");
  event.preventDefault();
  if (item && event.button === 0) go(item);
});

if (box.value) answer();
