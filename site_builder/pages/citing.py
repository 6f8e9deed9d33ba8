"""Citations of a page or an article: plain, BibTeX, RIS, and CSL-JSON (citationstyles.org, schema 1.0).

When somebody has read what is cited is nowhere said: of a page it is the reader's day, and no file says of an
article on which day anybody read its address.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any
from urllib.parse import urlsplit

from site_builder.model import edtf
from site_builder.names.author_names import AuthorName
from site_builder.pages.components import quoted_words
from site_builder.translation.messages import joints


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is cited; `date` is EDTF or empty, `kind` a CSL type, `key` names it among others.

    `archived` is the address of an archived copy. `note` is what there is to say besides, in sentences.
    `readable` tells whether the page about it has its whole text.
    """

    key: str
    title: str
    container: str
    date: str = ""
    url: str = ""
    archived: str = ""
    authors: tuple[AuthorName, ...] = ()
    kind: str = "webpage"
    language: str = ""
    note: str = ""
    readable: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """One work in the four forms."""

    plain: str
    bibtex: str
    ris: str
    csl: str


def cited(work: Work) -> Citation:
    """Write a work in all forms; lines end in a line feed."""
    return Citation(plain(work), bibtex(work), "".join(f"{line}\n" for line in ris_lines(work)), csl((work,)))


def _date(work: Work) -> edtf.Date | None:
    return edtf.parse(work.date) if work.date else None


def plain(work: Work) -> str:
    """Write a work in words."""
    date = _date(work)
    authors = f"{_author_list([author.printed for author in work.authors])}. " if work.authors else ""
    when = f", {edtf.words(date)}" if date else ""
    end = "" if work.title.endswith((".", "?", "!")) else "."
    url = f" {work.url}" if work.url else ""
    note = f" {work.note}" if work.note else ""
    title = quoted_words(f"{work.title}{end}")
    return f"{authors}{title} {work.container}{when}.{url}{note}"


def _author_list(names: list[str]) -> str:
    between, before_last = joints()
    return before_last.join(filter(None, (between.join(names[:-1]), names[-1])))


def _said(work: Work) -> str:
    """A date that no form but words can tell, and what else there is to say, in sentences."""
    date = _date(work)
    when = edtf.words(date) if date and date.earliest and not edtf.is_plain(date.text) else ""
    return ". ".join(filter(None, (when, work.note)))


def _parts(work: Work) -> list[str]:
    """Year, month and day of a plain date, as far as it goes; of any other the year that it begins in."""
    date = _date(work)
    if date is None or date.earliest is None:
        return []
    return date.text.split("-") if edtf.is_plain(date.text) else [f"{date.earliest.year:04}"]


def _line(text: str) -> str:
    """A text on one line, for forms in which a line's end means something."""
    return " ".join(text.split())


# ------------------------------------------------------------------ BibTeX

_SPECIAL = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}%&$#_"},
}  # fmt: skip
_ALONE = {**_SPECIAL, "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
"""The same where braces do not come in pairs: BibTeX counts them, whatever stands before them."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Words of BibTeX itself, which its styles turn into the name of a month."""
_DIVIDES = re.compile(r",|\band\b", re.IGNORECASE)
"""What would divide a name, or two."""


def bibtex(work: Work) -> str:
    """Write an entry of BibTeX."""
    kind = "misc" if work.kind == "webpage" else "article"
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(work))
    return f"@{kind}{{{work.key},\n{fields}}}\n"


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    if work.authors:
        yield "author", _braced(" and ".join(map(_tex_name, work.authors)))
    # Braces keep capitals, whatever the style does to titles.
    yield "title", _braced(_braced(_tex(work.title)))
    yield ("howpublished" if work.kind == "webpage" else "journal"), _braced(_tex(work.container))
    year, month, day = (*_parts(work), "", "", "")[:3]
    if year:
        yield "year", _braced(year)
    if month:
        yield "month", _MONTHS[int(month) - 1]
    if day:
        yield "day", _braced(str(int(day)))
    if said := _said(work):
        yield "note", _braced(_tex(said))
    if work.url:
        # Within \url every sign stands for itself, but for those that would end it.
        yield "url", _braced(re.sub(r"[{}\\\s]", lambda match: f"%{ord(match[0]):02X}", work.url))
    if work.language:
        yield "language", _braced(_tex(work.language))


def _tex_name(name: AuthorName) -> str:
    """A name with its parts; braces keep together what is not to be divided."""
    if not name.family:
        return _braced(_tex(name.printed))
    parts = (_tex(part) for part in (name.family, name.given) if part)
    divided = [_braced(part) if _DIVIDES.search(part) else part for part in parts]
    return ", ".join(divided) if name.given else _braced(divided[0])


def _braced(text: str) -> str:
    return f"{{{text}}}"


def _tex(text: str) -> str:
    written = _SPECIAL if _is_paired(text) else _ALONE
    return "".join(written.get(sign, sign) for sign in _line(text))


def _is_paired(text: str) -> bool:
    """Whether each brace has its other one."""
    depths = list(accumulate((sign == "{") - (sign == "}") for sign in text))
    return not depths or (min(depths) >= 0 and depths[-1] == 0)


# ------------------------------------------------------------------ RIS


def ris_lines(work: Work) -> Iterator[str]:
    """Write a reference of RIS, line by line.

    No library: what there is for Python puts a tag before each value, as is done here, and leaves the ends of
    lines in it, which would begin a tag of their own.
    """
    yield from (f"{tag}  - {_line(value)}".rstrip(" ") for tag, value in _tags(work) if value)
    yield "ER  - "


def _tags(work: Work) -> Iterator[tuple[str, str]]:
    yield "TY", "ELEC" if work.kind == "webpage" else "NEWS"
    yield "ID", work.key
    for name in work.authors:
        yield "AU", by_family(name)
    yield "TI", work.title
    yield "T2", work.container
    parts = _parts(work)
    if parts:
        yield "PY", parts[0]
    if len(parts) > 1:
        yield "DA", "/".join((*parts, "", "", "")[:4])
    yield "LA", work.language
    yield "UR", work.url
    yield "DB", _host(work.archived)
    yield "AV", work.archived
    yield "N1", _said(work)


def by_family(name: AuthorName) -> str:
    """A name by its family name, where that is known."""
    return ", ".join(filter(None, (name.family, name.given))) or name.printed


def _host(address: str) -> str:
    """The archive that an address of an archived copy belongs to."""
    return urlsplit(address).hostname or ""


# ------------------------------------------------------------------ CSL-JSON


def csl(works: Iterable[Work]) -> str:
    """Write works as CSL-JSON."""
    return f"[{','.join(map(_csl_item, works))}]\n"


def _csl_item(work: Work) -> str:
    lines = (f"  {_json(key)}: {_json(value)}" for key, value in csl_item(work).items())
    return "{\n" + ",\n".join(lines) + "\n}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def csl_item(work: Work) -> dict[str, Any]:
    """A work as an item of CSL-JSON."""
    date = _date(work)
    item = {
        "id": work.key,
        "type": work.kind,
        "title": work.title,
        "container-title": work.container,
        "author": [_csl_name(name) for name in work.authors],
        "issued": _issued(date) if date else None,
        "URL": work.url,
        "archive": _host(work.archived),
        "archive_location": work.archived,
        "note": work.note,
        "language": work.language,
    }
    return {key: value for key, value in item.items() if value}


def _csl_name(name: AuthorName) -> dict[str, str]:
    if not name.family:
        return {"literal": name.printed}
    return {"family": name.family, **({"given": name.given} if name.given else {})}


def _issued(date: edtf.Date) -> dict[str, object]:
    """A plain date as its parts; what CSL has no form for, in words."""
    if edtf.is_plain(date.text):
        return {"date-parts": [[int(part) for part in date.text.split("-")]]}
    return {"literal": edtf.words(date)}
