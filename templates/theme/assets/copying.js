// The one way in which scripts copy: what came of it is told by `say`, which writes to a live region.

"use strict";

// Browsers let scripts copy over https only, and ask readers: where it is refused, `offer` helps them to do it.
async function copyText(text, { say, offer, done = gettext("Copied"), refused = gettext("Selected: press Ctrl+C") }) {
  say(""); // the same words are told once more
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    offer?.();
    say(refused);
  }
}
