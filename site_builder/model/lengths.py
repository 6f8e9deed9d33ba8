"""How long a text in the hand-written files may be, by the key that it stands under; in code points.

Real files stay far below: in the corpus that this project began with, no name has more than 50 and no
sentence more than 250. Without bounds one field could stop a build for minutes, and hide a pasted page.
"""

from collections.abc import Mapping

NAME, TITLE, SENTENCE, QUOTE, ADDRESS, DATE, OTHER = 200, 300, 1_000, 500, 2_000, 400, 1_000
SHORTEST = NAME
"""No bound is below it."""

_KEYS: Mapping[str, int] = {
    **dict.fromkeys(
        (
            "name", "aliases", "printed", "authors", "family", "given", "literal", "short", "role",
            "rank", "as", "unit", "items", "surface", "wording", "rights", "language", "sha256", "model",
            "contact", "per",
        ),
        NAME,
    ),
    "title": TITLE,
    **dict.fromkeys(("quote", "prefix", "suffix", "from", "to"), QUOTE),
    **dict.fromkeys(("edit_link", "corrections"), ADDRESS),
}  # fmt: skip
_KINDS: Mapping[str, int] = {"Url": ADDRESS, "Edtf": DATE, "Quote": QUOTE, "Line": SENTENCE}

ADVICE: Mapping[int, str] = {
    NAME: "write what it is called; what explains it belongs under `description`, `says` or `note`",
    TITLE: "write the title alone",
    DATE: "write what lasts as an interval, one day of many as a set with its first and last",
    QUOTE: "quote the few words that carry the record",
    ADDRESS: "copy the address from the browser, without what it does not need",
    SENTENCE: "say it in fewer words, or divide it between records",
}


def longest(kind: str, key: str) -> int:
    """Give the bound of a text by the name of its type, if it has one, and its key; ids have their own."""
    return _KINDS[kind] if kind in ("Url", "Edtf") else _KEYS.get(key, _KINDS.get(kind, OTHER))
