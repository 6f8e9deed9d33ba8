// The scheme that the reader's system asks for, before anything is drawn, and when it changes.
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => { document.body.dataset.mdColorScheme = dark.matches ? "slate" : "default"; };
follow();
dark.addEventListener("change", follow);
