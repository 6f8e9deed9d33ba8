"""An article's own file in the page: its front matter as a form, and the digest below it."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from site_builder.annotating.forms import Json, fields_of, plain, typed
from site_builder.annotating.told_problems import as_json
from site_builder.annotating.workspace import ReadArticle
from site_builder.corpus.checks.digests import FRAGMENT, LONGEST, SHORTEST, copied_run, folded_words
from site_builder.corpus.placeholders import TO_FILL
from site_builder.corpus.source.articles import Fences
from site_builder.corpus.source.nodes import read_nodes
from site_builder.corpus.source.text import BOM
from site_builder.editing.records.lines import with_fields
from site_builder.editing.records.source import value_of
from site_builder.model.article import Article
from site_builder.model.normal_form import WORD
from site_builder.names.matching import NameIndex

COPIED: Final = 7
"""Longer runs of the text's own words are shown in a digest."""
_SECTION: Final = "people"
"""A section of any name: the front matter is changed as a record is, as if it were the only one of a file."""


def digest_state(read: ReadArticle, file: bytes, names: NameIndex) -> Json:
    """The digest with its length, what it copies and which names in it link."""
    text = digest_of(file.decode("utf-8", "replace"))
    words = read.layer.body_words if read.layer else None
    path = f"articles/{read.name}.md"
    begin = _first_line_of_body(file)
    return {
        "text": text,
        "words": len(text.split()),
        "least": SHORTEST if words is None else min(SHORTEST, words // 3),
        "most": LONGEST,
        "problems": [
            as_json(one) for one in read.problems if one.location.path == path and one.location.line >= begin
        ],
        "names": list(_names(text, names)),
        "copied": list(copied(text, read.text or "")),
        "publishes_text": read.article.publishes_text,
    }


def _names(text: str, names: NameIndex) -> Iterator[Json]:
    for hit in names.within(text):
        if len(hit.ids) == 1:
            yield {"start": hit.start, "end": hit.end, "id": hit.ids[0], "name": text[hit.start : hit.end]}


def copied(text: str, source: str) -> Iterator[Json]:
    """Runs of a text's words that another has in the same order, each longer than `COPIED` words.

    What stands between quotation marks is quoted, and no copy.
    """
    own = FRAGMENT.sub(lambda match: "\n" * len(match[0]), text)
    words, known = list(WORD.finditer(own)), folded_words(source)
    at = 0
    while known and (run := copied_run(known, [one[0].casefold() for one in words[at:]], COPIED)):
        yield {"start": words[at + run[0]].start(), "end": words[at + run[1] - 1].end()}
        at += run[1]


def front_matter_state(read: ReadArticle, file: bytes) -> Json:
    """The front matter with the form of it, and what is wrong with it."""
    path = f"articles/{read.name}.md"
    end = _first_line_of_body(file)
    return {
        "fields": plain(values_of(file.decode("utf-8", "replace"), path)),
        "form": fields_of(Article, {}),
        "problems": [
            as_json(one) for one in read.problems if one.location.path == path and one.location.line < end
        ],
    }


# ------------------------------------------------------------------ the file


def _fences(text: str) -> tuple[int, int, int] | None:
    """Where the front matter begins and ends, and where what stands below begins."""
    mark = len(text) - len(text.removeprefix(BOM))
    found = [match.span() for match in islice(Fences.FM_BOUNDARY.finditer(text[mark:]), 2)]
    if len(found) < 2 or found[0][0]:
        return None
    return mark + found[0][1], mark + found[1][0], mark + found[1][1]


def _first_line_of_body(file: bytes) -> int:
    text = file.decode("utf-8", "replace")
    fences = _fences(text)
    return text.count("\n", 0, fences[2]) + 1 if fences else 0


def body_of(text: str) -> str:
    """What stands below the front matter."""
    fences = _fences(text)
    return text[fences[2] :] if fences else ""


def digest_of(text: str) -> str:
    """The digest as it stands below the front matter; nothing where it has yet to be written."""
    body = body_of(text)
    return "" if body.strip().startswith(TO_FILL) else body


def with_body(text: str, body: str) -> str | None:
    """Give an article's file another digest; None where it has no front matter."""
    fences = _fences(text)
    end = "\r\n" if "\r\n" in text else "\n"
    written = body if not body.strip() or body.endswith("\n") else body + end
    return text[: fences[2]] + written if fences else None


def values_of(text: str, path: str) -> Mapping[str, Any]:
    """What the front matter says, every leaf as text; nothing where it cannot be read."""
    fences = _fences(text)
    tree, _ = read_nodes(text[fences[0] : fences[1]], path) if fences else (None, ())
    said = value_of(tree) if tree else {}
    return said if isinstance(said, Mapping) else {}


def with_front_matter(text: str, path: str, fields: Mapping[str, Any], was: Mapping[str, Any]) -> str | None:
    """Change the fields of the front matter that the page changed, and only their lines.

    None where it cannot be done, or another person has changed the same fields since.
    """
    fences = _fences(text)
    if fences is None:
        return None
    now = plain(values_of(text, path))
    changed = {key for key in {*fields, *was} if fields.get(key) != was.get(key)}
    if any(now.get(key) not in (was.get(key), fields.get(key)) for key in changed):
        return None
    wanted = {key: value for key, value in now.items() if key not in changed}
    wanted |= {key: fields[key] for key in fields if key in changed}
    ordered = {key: wanted[key] for key in (*now, *fields) if key in wanted}
    record = _as_record(text[fences[0] : fences[1]])
    stands, made = values_of(text, path), typed_in_order(ordered)
    fields_now = {key: value if key in changed else stands.get(key, value) for key, value in made.items()}
    after = with_fields(record, path, _SECTION, 0, fields_now)
    return text[: fences[0]] + _as_matter(after) + text[fences[1] :] if after is not None else None


def typed_in_order(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Values of front matter, in the order given."""
    made = typed(Article, fields)
    return {key: made[key] for key in fields if key in made}


def _as_record(matter: str) -> str:
    """Front matter as the only record of a section: each line further right, the first a list's."""
    lines = matter.splitlines(keepends=True)
    first = next((i for i, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    margins = ("  - " if i == first else "    " if line.strip("\r\n") else "" for i, line in enumerate(lines))
    moved = (margin + line for margin, line in zip(margins, lines, strict=True))
    return "".join((f"{_SECTION}:\n", *moved))


def _as_matter(record: str) -> str:
    lines = record.splitlines(keepends=True)[1:]
    return "".join(line[4:] if line[:4] in ("    ", "  - ") else line for line in lines)
