"""Everything that has an id: entries of the registry, events and articles, with all their names."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from site_builder.linking.site import Site
from site_builder.model.registry import Entry
from site_builder.output.tables.model import Row, RowsOf, Table, ident, text, uri, whole
from site_builder.pages.changed_things import page_on
from site_builder.pages.page_subjects import KINDS

ENTRIES: Final = tuple(folder for folder in KINDS if folder not in ("events", "articles"))


def written(site: Site, folder: str, name: Any) -> Any:
    """What the files say of a thing: an entry, the frame of an event, or an article."""
    return site.corpus.articles[name] if folder == "articles" else getattr(site.corpus.registry, folder)[name]


def _subject_rows(folder: str, site: Site, name: Any) -> Iterator[Row]:
    said = written(site, folder, name)
    title = said.name if isinstance(said, Entry) else said.title
    kind: Any = KINDS[folder]
    yield name, kind, title, page_on(site, kind, name) or None


def _name_rows(folder: str, site: Site, name: Any) -> Iterator[Row]:
    entry: Entry = written(site, folder, name)
    forms = (
        (entry.name, "name", None),
        *((form, "alias", None) for form in entry.aliases),
        *((form, "language", code) for code, form in entry.in_languages),
        *((form, "printed", None) for form in entry.printed),
    )
    for position, (form, kind, language) in enumerate(forms):
        yield name, position, form, kind, language


def _same_as_rows(folder: str, site: Site, name: Any) -> Iterator[Row]:
    yield from ((name, url) for url in dict.fromkeys(written(site, folder, name).same_as))


def _former_rows(folder: str, site: Site, name: Any) -> Iterator[Row]:
    yield from ((name, former) for former in dict.fromkeys(written(site, folder, name).formerly))


def _different_rows(_folder: str, site: Site, name: Any) -> Iterator[Row]:
    yield from ((name, other) for other in site.apart.get(name, ()))


def _of(rows: Any, folders: tuple[str, ...]) -> dict[str, RowsOf]:
    return {folder: partial(rows, folder) for folder in folders}


SOURCE: Final = text(
    "source", "Its place in the project: path and line.", "annotations/places.yml:4", required=True
)
NOTE: Final = text("note", "A note of the editors.", "the two sources count the same talks")
DESCRIPTION: Final = text("description", "One line of the editors on what it is.", "capital of Norland")

SUBJECT_TABLES: Final = (
    Table(
        "subjects",
        "Something that has an id: an entry of the registry, an event or an article.",
        (
            ident("id", "Its id, as in the addresses of pages."),
            text(
                "kind",
                "What it is: actor, place, equipment, topic, measure, event or article.",
                "actor",
                required=True,
            ),
            text("name", "What it is called; the title of an event or article.", "Ada Lund", required=True),
            text(
                "path",
                "The path of its page, below the site's address; empty where it has none.",
                "actors/ada-lund/",
            ),
        ),
        ("id",),
        _of(_subject_rows, tuple(KINDS)),
    ),
    Table(
        "names",
        "A form of a name.",
        (
            ident("subject", "Id of what is called so.", "subjects"),
            whole("position", "Its place among the forms, from 0: the name shown comes first.", example="0"),
            text("name", "The form.", "Lund, Ada", required=True),
            text(
                "form",
                "`name` as shown, `alias` for another correct spelling, `language` for one in another "
                "language, `printed` for a damaged or wrong form of a source.",
                "alias",
                required=True,
            ),
            text("language", "Code of the other language (ISO 639-1).", "ru"),
        ),
        ("subject", "position"),
        _of(_name_rows, ENTRIES),
    ),
    Table(
        "same_as",
        "An address that identifies something elsewhere.",
        (ident("subject", "Id of what it is.", "subjects"), uri("url", "The address.", required=True)),
        ("subject", "url"),
        _of(_same_as_rows, ENTRIES),
    ),
    Table(
        "former_ids",
        "An earlier id.",
        (
            ident("subject", "Its id now.", "subjects"),
            text("former", "The earlier id, whose address leads to the page.", "a-lund", required=True),
        ),
        ("subject", "former"),
        _of(_former_rows, tuple(KINDS)),
    ),
    Table(
        "different",
        "Two entries that look like one another by their names, and are not; each pair stands both ways.",
        (
            ident("subject", "Id of one.", "subjects"),
            ident("other", "Id of the other.", "subjects"),
        ),
        ("subject", "other"),
        _of(_different_rows, ENTRIES),
    ),
)
