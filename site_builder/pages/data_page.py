"""The page of the data: what there is to download, what it is opened with, and what others may do with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from site_builder.linking.site import Site
from site_builder.pages.facets import UNSEARCHED
from site_builder.pages.heads import Head, page_head
from site_builder.pages.rows import split_records
from site_builder.pages.site_counts import LinkedCount, counted, counts
from site_builder.translation.messages import gettext, ngettext, number

PATH: Final = "data/"


@dataclass(frozen=True, slots=True)
class HeldForm:
    """A form of the data: what it is called, what is in it (a message), what opens it, where it is.

    `to` is empty where the form is not on the site; `bytes` are those of all its files, 0 where that is not
    known.
    """

    title: str
    about: str
    opened: str
    to: str
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class HeldTable:
    """A table as a file of CSV."""

    name: str
    to: str
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Holdings:
    """What there is to download; `database` is the size in bytes of what readers' browsers ask."""

    forms: tuple[HeldForm, ...] = ()
    tables: tuple[HeldTable, ...] = ()
    database: int = 0


NOTHING_HELD: Final = Holdings()


@dataclass(frozen=True, slots=True)
class Download:
    """A file or form, and how large it is, in words."""

    title: str
    about: str
    opened: str
    to: str
    size: str


@dataclass(frozen=True, slots=True)
class DataPage:
    """Downloads; `changes` tells whether there is one of the changes of the data."""

    head: Head
    counts: tuple[LinkedCount, ...]
    forms: tuple[Download, ...]
    tables: tuple[Download, ...]
    changes: bool = False


def data_page(site: Site, holdings: Holdings) -> DataPage:
    """The downloads, with the sizes of those that are made."""
    answer = gettext("Everything on this site as data: as one file, and as tables that join.")
    head = page_head(PATH, answer, search=UNSEARCHED, wide=False)
    _, others = split_records(site.evidence)
    noun = ngettext("role, description or date reading", "roles, descriptions and date readings", others)
    return DataPage(
        head,
        (*counts(site), counted(others, noun, PATH)[1]),
        tuple(
            Download(one.title, gettext(one.about), one.opened, one.to, size_words(one.bytes))
            for one in holdings.forms
        ),
        tuple(Download(one.name, "", "", one.to, size_words(one.bytes)) for one in holdings.tables),
        bool(site.changes),
    )


def version(holdings: Holdings) -> str:
    """A hash of holdings; nothing where there are none."""
    return blake2b(repr(holdings).encode(), digest_size=8).hexdigest() if holdings != NOTHING_HELD else ""


_UNITS: Final[Mapping[str, int]] = {"MB": 1_000_000, "kB": 1_000}


def size_words(size: int) -> str:
    """How large a file is, as people say it: `12 kB`, `1.4 MB`; nothing where that is not known."""
    for unit, of in _UNITS.items():
        if size >= of:
            rounded = round(size / of, 1) if size < 10 * of else round(size / of)
            return f"{number(rounded)} {unit}"
    return f"{number(size)} B" if size else ""
