"""Measures what `add` finds in captured pages of the web, beside what trafilatura alone finds."""

import gzip
import io
import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import trafilatura

from site_builder.corpus import loading
from site_builder.editing.add.author_names import agency, person
from site_builder.editing.add.capture import capture
from site_builder.editing.add.description import AddOptions, describe
from site_builder.editing.add.outlets import Outlets
from site_builder.editing.add.written_bounds import with_bounds
from site_builder.proving.executors import Executor
from site_builder.reviewing.evaluation.corpora import HALVES, half_of
from site_builder.reviewing.evaluation.page_scores import (
    RunCounts,
    compare_texts,
    mean_scores,
    same_people,
    same_title,
)
from site_builder.reviewing.evaluation.tables import (
    BY_ANNOTATORS,
    BY_HAND,
    ResultTable,
    Section,
    Summary,
    share_of,
)

FACTS: Final = Path("tests/cases/add/pages.json")
"""Title, authors and date of each page, as read by hand: facts, without any text of a page."""

_FIRST_SIGHT: Final = {"F": "0.939", "date": "95.5 %", "author": "95.5 %"}
"""What the held-out half gave before anybody had looked at it."""
_PAGES: Final = """\
Pages and bodies are those of article-extraction-benchmark, scored as it scores: by runs of four words, \
precision and recall as means over the pages. It counts no titles, bylines and captions as text, and seldom \
standfirsts; what `add` takes for the article begins with its title, so a column leaves that line out. With \
bounds: pages whose first and last words could be written. Title, author and date were read on the pages by \
hand; an agency is no author, and a page without one is right if none is found. Both were given the address \
of each page. trafilatura was asked for no comments, and otherwise as it comes. The rules were written on \
one half of the pages (by a hash of the page's id). The other was measured when they were done: F was then \
0.939, 0.951 without the title, and date, author and title were right on 95.5 % each. What was seen there \
led to general repairs, so that its rows below are no longer unseen pages."""


@dataclass(frozen=True, slots=True)
class CapturedPage:
    """A page of the corpus: its bytes, the hand-checked text of its article, and facts about it."""

    id: str
    data: bytes
    url: str
    body: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PageResult:
    """What one program found in a page, scored; `None` where nothing is known to hold it against."""

    half: str
    body: RunCounts
    untitled: RunCounts
    bounded: bool
    date: bool | None
    author: bool | None
    title: bool | None
    seconds: float


def read_pages(folder: Path) -> tuple[CapturedPage, ...]:
    """Read the captured pages."""
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    facts = json.loads(FACTS.read_text("utf-8")) if FACTS.exists() else {}
    return tuple(
        CapturedPage(
            doc["id"],
            gzip.decompress((folder / "html" / f"{doc['id']}.html.gz").read_bytes()),
            doc["url"],
            (folder / "body" / f"{doc['id']}.txt").read_text("utf-8"),
            facts.get(doc["id"], {}),
        )
        for doc in meta["docs"]
    )


def page_section(pages: Sequence[CapturedPage], executor: Executor) -> Section:
    """Score both on all pages, and tell the half that rules were not written on first."""
    table = _table(pages, executor)
    return Section("Pages that are added", "", (table,), tuple(_summary(table)))


def _summary(table: ResultTable) -> Iterator[Summary]:
    rows = {(row[1], row[0]): dict(zip(table.head, row, strict=True)) for row in table.rows}
    for name in dict.fromkeys(name for name, _ in rows):
        written_on, held_out = (rows[name, half] for half in HALVES)
        for what, by in (("F", BY_ANNOTATORS), ("date", BY_HAND), ("author", BY_HAND)):
            measure = "F of the body" if what == "F" else f"{what} right"
            first = f"{_FIRST_SIGHT[what]} at first sight, since " if name == "add" else ""
            yield Summary(f"pages, {name}", measure, first + held_out[what], written_on[what], by)


def _table(pages: Sequence[CapturedPage], executor: Executor) -> ResultTable:
    found = list(executor.map(results_of, pages))
    rows = []
    for half in (*HALVES, "all"):
        for i, name in enumerate(("add", f"trafilatura {version('trafilatura')}")):
            chosen = [pair[i] for pair in found if half in (pair[i].half, "all")]
            rows.append((half, name, *_row(chosen, bounds=i == 0)))
    head = (
        "half", "by", "pages", "body: precision", "recall", "F", "F without the title", "with bounds",
        "date", "author", "title", "ms a page",
    )  # fmt: skip
    return ResultTable("Articles in captured pages", _PAGES, head, tuple(rows))


def _row(results: Sequence[PageResult], *, bounds: bool) -> Iterator[str]:
    precision, recall, f = mean_scores([one.body for one in results])
    yield str(len(results))
    yield from (f"{score:.3f}" for score in (precision, recall, f))
    yield f"{mean_scores([one.untitled for one in results])[2]:.3f}"
    yield share_of(sum(one.bounded for one in results), len(results)) if bounds else ""
    for values in ([r.date for r in results], [r.author for r in results], [r.title for r in results]):
        yield _right(values)
    yield f"{1000 * sum(one.seconds for one in results) / max(1, len(results)):.0f}"


def _right(values: Iterable[bool | None]) -> str:
    known = [value for value in values if value is not None]
    return share_of(sum(known), len(known)) if known else ""


def results_of(page: CapturedPage) -> tuple[PageResult, PageResult]:
    """Score what `add` and what trafilatura alone finds in a page."""
    return _by_add(page), _by_trafilatura(page)


def _by_add(page: CapturedPage) -> PageResult:
    outlets = _outlets()
    begin = time.process_time()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_bytes(page.data)
        captured, _ = capture(str(path), io.BytesIO())
    if captured is None:
        return _scored(page, _Found([], bounded=False), begin)
    layout, found = describe(captured, AddOptions(url=page.url), outlets)
    layout, bounds = with_bounds(layout)
    text = [layout.text[start:end] for start, end in layout.stretches]
    title = found.title.value if found.title else ""
    names = [author.value for author in found.authors]
    date = found.published.edtf.rstrip("?")
    return _scored(page, _Found("\n".join(text).split("\n"), bounds is not None, title, names, date), begin)


@cache
def _outlets() -> Outlets:
    """Give the outlets that the project here knows."""
    project, problems = loading.find_project(Path.cwd())
    if project is None:
        raise FileNotFoundError(problems)
    return Outlets(loading.load(project)[0].registry)


def _by_trafilatura(page: CapturedPage) -> PageResult:
    begin = time.process_time()
    document = trafilatura.bare_extraction(
        page.data.decode("utf-8", "replace"), url=page.url, include_comments=False, with_metadata=True
    )
    said = document.as_dict() if document is not None and not isinstance(document, dict) else document or {}
    names = [name.strip() for name in (said.get("author") or "").split(";")]
    found = _Found(
        (said.get("text") or "").split("\n"),
        bounded=False,
        title=said.get("title") or "",
        authors=[name for name in names if name and not agency(name)],
        date=said.get("date") or "",
    )
    return _scored(page, found, begin)


@dataclass(frozen=True, slots=True)
class _Found:
    lines: Sequence[str]
    bounded: bool
    title: str = ""
    authors: Sequence[str] = ()
    date: str = ""


def _scored(page: CapturedPage, found: _Found, begin: float) -> PageResult:
    seconds = time.process_time() - begin
    facts = page.facts
    untitled = [line for line in found.lines if not found.title or not same_title(line, found.title)]
    people = [person(name) for name in found.authors]
    return PageResult(
        half_of(page.id),
        compare_texts("\n".join(found.lines), page.body),
        compare_texts("\n".join(untitled), page.body),
        found.bounded,
        found.date == facts["date"] if "date" in facts else None,
        same_people(people, [person(name) for name in facts["authors"]]) if "authors" in facts else None,
        same_title(found.title, facts["title"]) if "title" in facts else None,
        seconds,
    )
