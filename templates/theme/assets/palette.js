// Changes between the system's colours, light and dark. It stands in for Material's script, which makes the browser
// style every page three times more when it begins: a third of all that a phone does for a page. What is chosen is
// kept as Material keeps it, since its inline script gives the next page its colours before that is drawn.

"use strict";

// A block, so that no other script meets these names.
{
  const SYSTEM = "(prefers-color-scheme)";
  const FIELDS = ["media", "scheme", "primary", "accent"];
  const light = matchMedia("(prefers-color-scheme: light)");
  const button = document.querySelector("[data-palette]");
  const options = button ? [...button.children] : [];

  const media = (option) => option.getAttribute("data-md-color-media");

  // The colours of an option; the system's are those of the option for what the system asks for.
  function coloursOf(option) {
    const asked = `(prefers-color-scheme: ${light.matches ? "light" : "dark"})`;
    const shown = media(option) === SYSTEM ? (options.find((one) => media(one) === asked) ?? option) : option;
    const colours = FIELDS.map((field) => [field, shown.getAttribute(`data-md-color-${field}`)]);
    return { ...Object.fromEntries(colours), media: media(option) };
  }

  function kept() {
    try {
      return __md_get("__palette")?.index;
    } catch {
      return undefined; // the browser keeps nothing
    }
  }

  function keep(index, color) {
    try {
      __md_set("__palette", { index, color });
    } catch {
      // the choice holds for this page only
    }
  }

  function wear(index) {
    const colours = coloursOf(options[index]);
    for (const field of FIELDS.slice(1)) {
      const name = `data-md-color-${field}`;
      if (document.body.getAttribute(name) !== colours[field]) document.body.setAttribute(name, colours[field]);
    }
    options.forEach((option, at) => (option.hidden = at !== index));
    button.title = options[index].dataset.name;
    button.setAttribute("aria-label", options[index].dataset.name);
    button.dataset.palette = index;
    keep(index, colours);
  }

  if (options.length) {
    const now = () => Number(button.dataset.palette);
    const begin = kept() ?? options.findIndex((option) => media(option) && matchMedia(media(option)).matches);
    wear(Math.min(Math.max(begin, 0), options.length - 1));
    button.addEventListener("click", () => wear((now() + 1) % options.length));
    light.addEventListener("change", () => wear(now()));
  }
}
