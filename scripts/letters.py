"""Writes how letters of other scripts are written in English: `python -m scripts.letters` (needs PyICU).

By the tables of BGN and PCGN, which English newspapers follow, as ICU has them; where a letter stands in the
scripts of several languages, as the first of them has it. The search reads names in these scripts by them.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from site_builder.names.transliteration import AZERBAIJANI_SOUNDS, SOUNDS

FILE: Final = Path(__file__).parents[1] / "site_builder" / "names" / "words" / "letters.txt"
HEAD: Final = (
    "# Letters of other scripts as BGN and PCGN write them in English, from ICU (© Unicode, Inc., Unicode",
    "# License v3), made by scripts/letters.py.",
)
LANGUAGES: Final = {
    "Russian": "к", "Ukrainian": "к", "Belarusian": "к", "Serbian": "к", "Macedonian": "к",
    "Azerbaijani": "к", "Kazakh": "к", "Greek": "ρ", "Hebrew": "ק", "Arabic": "ق", "Persian": "ق",
    "Pashto": "ق", "Armenian": "կ", "Georgian": "კ",
}  # fmt: skip
"""Each with a letter that others stand behind: at the beginning of a word some are written differently."""
SCRIPTS: Final = ((0x370, 0x58F), (0x5D0, 0x5EA), (0x620, 0x6D5), (0x10D0, 0x10FF))


def main() -> None:
    """Write the file."""
    FILE.write_text("\n".join((*HEAD, *lines())) + "\n", encoding="utf-8")


def lines() -> Iterator[str]:
    """A letter and how it is written; nothing behind it where it has no sound of its own."""
    from icu import Transliterator  # noqa: PLC0415 - compiled, so not everybody has it

    plain = Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")
    latin = Transliterator.createInstance("Latin-ASCII; Lower")
    tables = [(*pair, Transliterator.createInstance(f"{pair[0]}-Latin/BGN")) for pair in LANGUAGES.items()]
    for letter in (chr(code) for first, last in SCRIPTS for code in range(first, last + 1)):
        if unicodedata.category(letter) in {"Ll", "Lo"}:
            behind = (
                _in_english(name, table.transliterate(before + letter)).removeprefix(
                    table.transliterate(before)
                )
                for name, before, table in tables
            )
            written = map(_sound, (*map(latin.transliterate, behind), plain.transliterate(letter)))
            found = next((one for one in written if one.isascii()), letter)
            if found != letter:
                yield f"{letter} {found}".rstrip()


def _in_english(name: str, written: str) -> str:
    """As English has it: what BGN write of Azerbaijani is its own Latin alphabet."""
    return written.translate({**SOUNDS, **AZERBAIJANI_SOUNDS}) if name == "Azerbaijani" else written


def _sound(written: str) -> str:
    """Without signs for what is hardly heard."""
    parts = unicodedata.normalize("NFD", written)
    return "".join(part for part in parts if part not in "'\"ʼʾʿ" and not unicodedata.combining(part))


if __name__ == "__main__":
    main()
