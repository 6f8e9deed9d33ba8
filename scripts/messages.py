"""`make messages`: collect what pages say into `messages.pot`, and bring the catalogues up to it.

Messages are taken from the Python of the builder (`gettext` and its kin), its templates (`_` and `ngettext`),
its scripts (`gettext` and `ngettext`), the titles of ready questions, and from the vocabulary, whose words
have contexts of their own.
With `--check` nothing is written; the exit code is 1 where a file is not as it would be.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from site_builder.corpus.vocabulary.messages import messages_of_vocabulary
from site_builder.pages.ask import questions
from site_builder.translation.languages import CATALOGUES

ROOT: Final = Path(__file__).parents[1]
TEMPLATE: Final = CATALOGUES / "messages.pot"
_KEYWORDS: Final[Mapping[str, Any]] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "plural_form": (1, 2),
    "pgettext": ((1, "c"), 2),
    "NP_": ((1, "c"), 2),
}
_SOURCES: Final[tuple[tuple[str, str, str, Mapping[str, str]], ...]] = (
    ("python", "site_builder", "*.py", {}),
    ("jinja2.ext:babel_extract", "templates", "*.html", {"trim_blocks": "true", "lstrip_blocks": "true"}),
    ("javascript", "templates", "*.js", {}),
)
_UNSAID: Final = re.compile(
    rb'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|[\w-]+: [^"]*(?:ADDRESS|@li\.org)).*\n',
    re.MULTILINE,
)
"""Lines of the head that would change each time, or that say nothing yet."""


def collected() -> Catalog:
    """All messages of the builder."""
    catalogue = Catalog(project="site-builder", version="1", charset="utf-8", fuzzy=False)
    catalogue.header_comment = "# What pages say. Made by `make messages`; not edited by hand."
    for method, folder, pattern, options in _SOURCES:
        for path in sorted((ROOT / folder).rglob(pattern)):
            for found, context in _messages(path, method, options):
                catalogue.add(found, context=context, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    for words, context, file in messages_of_vocabulary():
        catalogue.add(words, context=context, locations=[(file, 0)])
    for question in questions():
        catalogue.add(question.title, locations=[("site_builder/pages/questions.sql", 0)])
    return catalogue


def _messages(path: Path, method: str, options: Mapping[str, str]) -> Iterator[tuple[Any, str | None]]:
    with path.open("rb") as file:
        for _, message, _, context in extract(method, file, keywords=_KEYWORDS, options=dict(options)):
            yield message, context


def brought_up(path: Path, messages: Catalog) -> bytes:
    """A catalogue with all messages and no others; a translation of what is no longer said is dropped."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.stem)
    catalogue.update(messages, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return as_bytes(catalogue)


def as_bytes(catalogue: Catalog) -> bytes:
    """A catalogue as its file has it: messages by where they are said, without dates."""
    buffer = BytesIO()
    write_po(buffer, catalogue, include_lineno=False, sort_by_file=True, width=100)
    return _UNSAID.sub(b"", buffer.getvalue())


def files() -> Mapping[Path, bytes]:
    """What the files should hold."""
    messages = collected()
    every = {path: brought_up(path, messages) for path in sorted(CATALOGUES.glob("*.po"))}
    return {TEMPLATE: as_bytes(messages), **every}


def main(arguments: list[str]) -> int:
    """Write the files that are not as they should be, or only name them."""
    stale = {path: data for path, data in files().items() if not path.exists() or path.read_bytes() != data}
    for path, data in stale.items():
        print(path.relative_to(ROOT).as_posix())  # noqa: T201 - a command
        if "--check" not in arguments:
            path.write_bytes(data)
    return int(bool(stale) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
