"""The plain Latin spellings of a name, so that it is found however a reader can type it.

Two habits, letter by letter:

- on a keyboard without the letter, its look: `Əliyev` is typed `Eliyev`, `Oğuz` `Oguz`. What decomposes
  (NFKD, Unicode Standard Annex 15) loses its marks; `LOOKS` has the Latin letters that do not;
- in English, its sound: `Əliyev` is printed `Aliyev`, `Şamaxı` `Shamaxi`.

The sounds are those of the BGN/PCGN 1993 table of correspondences for Azerbaijani, which pairs each
Roman letter with the Cyrillic one that English usage writes so: `c` Ҹ j, `ç` Ч ch, `ğ` Ғ gh, `q` Г g,
`ş` Ш sh, `x` Х kh. That `c`, `q` and `x` sound so is sure only in a name with `ə`, which no neighbouring
language has; elsewhere they stay. Other scripts stay as they are.
"""

import unicodedata
from collections.abc import Iterable

from site_builder.model.normal_form import normal

LOOKS = str.maketrans({
    "ə": "e", "ı": "i", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h",
    "ŋ": "n", "ŧ": "t", "ĸ": "k", "ß": "ss",
    "Ə": "E", "Æ": "Ae", "Œ": "Oe", "Ø": "O", "Đ": "D", "Ð": "D", "Þ": "Th", "Ł": "L", "Ħ": "H", "Ŋ": "N",
    "Ŧ": "T", "ẞ": "SS",
})  # fmt: skip
SOUNDS = str.maketrans({"ə": "a", "ç": "ch", "ğ": "gh", "ş": "sh", "Ə": "A", "Ç": "Ch", "Ğ": "Gh", "Ş": "Sh"})
AZERBAIJANI_SOUNDS = str.maketrans({"c": "j", "q": "g", "x": "kh", "C": "J", "Q": "G", "X": "Kh"})


def spellings(forms: Iterable[str]) -> tuple[str, ...]:
    """Every form of a name, then its plain spellings, each once.

    >>> spellings(["Ilham Aliyev", "İlham Əliyev"])
    ('Ilham Aliyev', 'İlham Əliyev', 'Ilham Eliyev')
    """
    every = tuple(forms)
    plain = (spelling for form in every for spelling in (as_typed(form), as_sounded(form)))
    return tuple(dict.fromkeys((*every, *plain)))


def as_typed(name: str) -> str:
    """Write a name in plain letters by how its letters look."""
    if name.isascii():
        return name
    # One character at a time: their marks need no order, and ordering a long run takes quadratic time.
    parts = (part for c in name for part in unicodedata.normalize("NFKD", c))
    return "".join(part for part in parts if not unicodedata.combining(part)).translate(LOOKS)


def key_of(name: str) -> str:
    """The one folding of letters by which names are compared: plain, small, without what has no look.

    >>> key_of("Əli\u200byev")
    'eliyev'
    """
    if name.isascii():
        return name.casefold()
    return as_typed("".join(c for c in name if unicodedata.category(c) != "Cf")).casefold()


def as_sounded(name: str) -> str:
    """Write a name in plain letters by how its letters sound to a reader of English."""
    composed = normal(name)
    if "ə" in composed.lower():
        composed = composed.translate(AZERBAIJANI_SOUNDS)
    return as_typed(composed.translate(SOUNDS))


def as_one_word(name: str) -> str:
    """Write a whole name as a word that only a search for the whole name finds; `search.js` does the same.

    >>> as_one_word("İlham Aliyev")
    'zqilhamaliyevqz'
    """
    small = name.lower()
    parts = small if small.isascii() else (p for c in small for p in unicodedata.normalize("NFKD", c))
    return f"zq{''.join(filter(str.isalnum, parts))}qz"
