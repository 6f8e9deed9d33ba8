"""Citations of a page or an article: plain, BibTeX, and CSL-JSON (citationstyles.org, schema 1.0)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.model import edtf
from site_builder.pages.components import quoted_words
from site_builder.translation.messages import joints


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is cited; `date` is EDTF or empty, `kind` a CSL type, `key` names it among others.

    `note` is what there is to say besides, in sentences.
    """

    key: str
    title: str
    container: str
    date: str = ""
    url: str = ""
    authors: tuple[str, ...] = ()
    kind: str = "webpage"
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """One work in the three forms."""

    plain: str
    bibtex: str
    csl: str


def cited(work: Work) -> Citation:
    """Write a work in all forms."""
    date = edtf.parse(work.date) if work.date else None
    return Citation(_plain(work, date), _bibtex(work, date), _csl(work, date))


def _plain(work: Work, date: edtf.Date | None) -> str:
    authors = f"{_author_list(work.authors)}. " if work.authors else ""
    when = f", {edtf.words(date)}" if date else ""
    end = "" if work.title.endswith((".", "?", "!")) else "."
    url = f" {work.url}" if work.url else ""
    note = f" {work.note}" if work.note else ""
    title = quoted_words(f"{work.title}{end}")
    return f"{authors}{title} {work.container}{when}.{url}{note}"


def _author_list(names: tuple[str, ...]) -> str:
    between, before_last = joints()
    return before_last.join(filter(None, (between.join(names[:-1]), names[-1])))


# ------------------------------------------------------------------ BibTeX

_SPECIAL = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}%&$#_"},
}  # fmt: skip


def _bibtex(work: Work, date: edtf.Date | None) -> str:
    kind = "misc" if work.kind == "webpage" else "article"
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(work, date))
    return f"@{kind}{{{work.key},\n{fields}}}\n"


def _fields(work: Work, date: edtf.Date | None) -> Iterator[tuple[str, str]]:
    if work.authors:
        yield "author", " and ".join(f"{{{_tex(name)}}}" for name in work.authors)
    # Braces keep capitals, whatever the style does to titles.
    yield "title", f"{{{_tex(work.title)}}}"
    yield ("howpublished" if work.kind == "webpage" else "journal"), _tex(work.container)
    if date and date.earliest:
        yield "year", str(date.earliest.year)
    if said := _note(work, date):
        yield "note", _tex(said)
    if work.url:
        # Within \url every sign stands for itself, but for those that would end it.
        yield "url", re.sub(r"[{}\\\s]", lambda match: f"%{ord(match[0]):02X}", work.url)
    if work.language:
        yield "language", _tex(work.language)


def _note(work: Work, date: edtf.Date | None) -> str:
    """The date in words, and what else there is to say."""
    when = edtf.words(date) if date and date.earliest else ""
    return ". ".join(filter(None, (when, work.note)))


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in text)


# ------------------------------------------------------------------ CSL-JSON


def _csl(work: Work, date: edtf.Date | None) -> str:
    item = {
        "id": work.key,
        "type": work.kind,
        "title": work.title,
        "container-title": work.container,
        "author": [{"literal": name} for name in work.authors],
        "issued": _issued(date) if date else None,
        "URL": work.url,
        "note": work.note,
        "language": work.language,
    }
    lines = (
        f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in item.items()
        if value
    )
    return "[{\n" + ",\n".join(lines) + "\n}]\n"


def _issued(date: edtf.Date) -> dict[str, object]:
    """A plain date as its parts; what CSL has no form for, in words."""
    if edtf.is_plain(date.text):
        return {"date-parts": [[int(part) for part in date.text.split("-")]]}
    return {"literal": edtf.words(date)}
