"""Work grows with what is read, not with its square: lines of our code that run are counted, not seconds."""

import datetime as dt
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import yaml

import site_builder
from site_builder.build import Memory, site_of
from site_builder.charts.labels import LabelRequest, spots
from site_builder.charts.text_width import cut, wrap
from site_builder.charts.timeline import whole_timeline
from site_builder.charts.timeline_events import TimelineEvent
from site_builder.corpus.file_kinds import KINDS, FileKind, kind_of
from site_builder.corpus.loading import Project, Settings, load
from site_builder.corpus.source import read_entries, read_yaml
from site_builder.corpus.source.shapes import OneOf, RecordShape, SeveralShape, Shape, TextShape, record_shape
from site_builder.editing.suggest.suggesting import suggest
from site_builder.extraction.amounts import MOST as MOST_AMOUNTS
from site_builder.extraction.extract import MOST, extract
from site_builder.linking.name_resolution import name_text
from site_builder.model import edtf
from site_builder.model.corpus import Corpus
from site_builder.model.lengths import longest
from site_builder.model.value_types import ArticleId
from site_builder.names.matching import compile_names
from site_builder.pages import all_pages
from site_builder.proving.proved_project import read_project
from tests.conftest import TOY, project_at
from tests.pictures import VISIT
from tests.test_corpus import FOLDER

PACKAGE = str(Path(site_builder.__file__).parent)


def work(action: Callable[[], object]) -> int:
    """Count the lines of the package that run, and the letters whose width is measured."""
    done = 0

    def line(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal done
        done += event == "line"
        return line

    def call(frame: FrameType, _event: str, _argument: object) -> Any:
        nonlocal done
        if not frame.f_code.co_filename.startswith(PACKAGE):
            return None
        if frame.f_code.co_name == "_thousandths":
            done += len(frame.f_locals.get("text", ""))
        return line

    before = sys.gettrace()
    sys.settrace(call)
    try:
        action()
    finally:
        sys.settrace(before)
    return done


def grows_evenly(action: Callable[[int], object], sizes: tuple[int, int, int]) -> None:
    """Four times the size costs at most a little more than what twice the size adds, three times over."""
    action(sizes[0])  # what is made once and kept
    one, two, four = (work(partial(action, size)) for size in sizes)
    assert four - one < 3.6 * max(two - one, 300), (one, two, four)


def test_a_quadratic_action_is_seen() -> None:
    text = "name " * 400
    with pytest.raises(AssertionError):
        grows_evenly(lambda size: [cut(text[: 5 * n], 10, 1e9) for n in range(size)], (50, 100, 200))


# ------------------------------------------------------------------ labels

TEXTS = {
    "words": "word ",
    "one word": "word",
    "letters with blanks": "a ",
    "wide letters": "\u5b57",
    "marks": "e\u0301 ",
    "dashes": "- ",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_labels_are_placed_in_linear_time(text: str) -> None:
    def placed(size: int) -> None:
        long = text * size
        list(spots(LabelRequest("x", (0.0, 0.0), 3.0, long, 11.0)))
        cut(long, 10, 200)
        cut(long, 10, 1e9)
        wrap(long, 10, 100, 3)

    grows_evenly(placed, (500, 1000, 2000))


@pytest.mark.parametrize("apart", [0, 5])
def test_events_of_one_type_take_their_rows_in_linear_time(apart: int) -> None:
    def drawn(size: int) -> None:
        days = (dt.date(2019, 1, 1) + dt.timedelta(days=apart * number) for number in range(size))
        whole_timeline(
            TimelineEvent(f"e{n}", VISIT, f"Somebody visits somebody {n}", "", "", edtf.parse(str(day)))
            for n, day in enumerate(days)
        )

    grows_evenly(drawn, (100, 200, 400))


# ------------------------------------------------------------------ every text of every file


def fields(shape: Shape, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """The texts of a shape that are no ids: the keys that lead to each, lists marked, and its kind."""
    match shape:
        case TextShape(kind=kind) if not kind.endswith("Id"):
            yield path, kind
        case SeveralShape(each=each):
            yield from fields(each, (*path, "[]"))
        case RecordShape(keys=keys):
            for name, key in keys.items():
                yield from fields(key.shape, (*path, name))
        case OneOf(branches=branches):
            for branch in branches:
                yield from fields(branch, path)


FIELDS = sorted({
    (kind.name, path, name) for kind in KINDS for path, name in fields(record_shape(kind.record))
})  # fmt: skip
BY_NAME: Mapping[str, FileKind] = {kind.name: kind for kind in KINDS}


def nested(path: tuple[str, ...], value: object) -> object:
    for key in reversed(path):
        value = [value] if key == "[]" else {key: value}
    return value


def key_of(path: tuple[str, ...]) -> str:
    return next(step for step in reversed(path) if step != "[]")


def said_of(kind: str, path: tuple[str, ...], size: int) -> set[str]:
    """The rules that a text of a size breaks in a field."""
    file, value = BY_NAME[kind], nested(path, ("wo " * size)[:size])
    value = {"an-id": value} if file.is_registry else value
    data = yaml.safe_dump(value, allow_unicode=True, width=10**9).encode()
    reader = read_entries if file.is_registry else read_yaml
    return {problem.rule for problem in reader(data, "x.yml", file.record, 10**9)[1]}


@pytest.mark.parametrize("kind", BY_NAME)
def test_every_text_is_bounded(kind: str) -> None:
    for path, name in {(path, name) for of, path, name in FIELDS if of == kind}:
        most = longest(name, key_of(path))
        assert "too-long" not in said_of(kind, path, most), path
        assert "too-long" in said_of(kind, path, most + 1), path


ALIKE = {(kind, name, len(path)): path for kind, path, name in FIELDS}
"""A field for each kind of text, at each depth of each kind of file: the same code reads the others."""


@pytest.mark.parametrize(("kind", "name", "depth"), sorted(ALIKE))
def test_every_text_is_read_in_linear_time(kind: str, name: str, depth: int) -> None:
    path = ALIKE[kind, name, depth]
    grows_evenly(lambda size: said_of(kind, path, size), (5_000, 10_000, 20_000))


# ------------------------------------------------------------------ a whole site

KEPT = {"rights", "language", "sha256", "from", "to", "prefix", "suffix", "quote", "unit"}
"""Texts that have a form, or must stand in the article."""


def lengthened(value: Any, shape: Shape, share: float, key: str = "") -> Any:
    """The same with every text brought to a share of its bound."""
    match shape, value:
        case TextShape(kind=kind), str() if kind in ("", "Line") and key not in KEPT:
            return (value + " and another word" * 100)[: int(share * longest(kind, key))].strip()
        case SeveralShape(each=each), list():
            return [lengthened(item, each, share, key) for item in value]
        case RecordShape(keys=keys), dict():
            return {
                name: lengthened(item, keys[name].shape, share, name) if name in keys else item
                for name, item in value.items()
            }
        case OneOf(branches=branches), _:
            forms: dict[type[Shape], type] = {RecordShape: dict, SeveralShape: list}
            fits = [branch for branch in branches if isinstance(value, forms.get(type(branch), str))]
            return lengthened(value, fits[0], share, key) if fits else value
    return value


def long_toy(folder: Path, share: float) -> Project:
    """The toy corpus with every text brought to a share of its bound; more than 1 is beyond it."""
    root = folder / str(share)
    shutil.copytree(FOLDER / "toy", root)
    for path in sorted(root.rglob("*.yml")):
        kind, _ = kind_of(path.relative_to(root).as_posix())
        if kind is not None:
            shape = record_shape(kind.record)
            said = yaml.load(path.read_bytes(), yaml.CBaseLoader)  # noqa: S506
            entries = (
                {name: lengthened(entry, shape, share) for name, entry in said.items()}
                if kind.is_registry
                else {}
            )
            path.write_text(yaml.safe_dump(entries or lengthened(said, shape, share), allow_unicode=True))
    return Project(root, Settings())


@pytest.mark.slow
def test_a_site_of_long_texts_is_made_in_linear_time(tmp_path: Path) -> None:
    projects = {size: long_toy(tmp_path, size / 100) for size in (25, 50, 100)}

    def made(size: int) -> None:
        known, problems = read_project(projects[size])
        assert not [problem for problem in problems if problem.severity == "error"]
        tuple(all_pages(site_of(projects[size], known, Memory()), "A site"))

    grows_evenly(made, (25, 50, 100))


def test_what_is_too_long_is_refused_in_linear_time(tmp_path: Path) -> None:
    projects = {size: long_toy(tmp_path, size) for size in (2, 4, 8)}
    for project in projects.values():
        assert "too-long" in {problem.rule for problem in load(project)[1]}
    grows_evenly(lambda size: load(projects[size]), (2, 4, 8))


# ------------------------------------------------------------------ texts of articles

UNITS = [
    "$1 ",
    "$1 billion ",
    "visited ",
    "met ",
    "received ",
    "sold ",
    "agreements ",
    "source ",
    "modernising ",
    "talks with Norland ",
    "Ada Lund visited ",
    "Sudria's ",
    "on Monday ",
    '"a" said ',
    "on 4 May 2031 ",
    "the minister ",
    "- ",
    "\u201c ",
]


@pytest.mark.parametrize("unit", UNITS)
def test_names_times_and_amounts_are_found_in_linear_time(unit: str) -> None:
    names = compile_names(load(project_at(TOY))[0].registry)

    def found(size: int) -> None:
        name_text(extract(unit * size, [(0, len(unit) * size)], "2031-05-04"), names)

    grows_evenly(found, (200, 400, 800))


def without_bounds(corpus: Corpus, name: ArticleId) -> Corpus:
    """The same, where the body of an article may be any text."""
    article = corpus.articles[name]
    assert article.text is not None
    bare = replace(article.text, body=None, skip=())
    object.__setattr__(bare, "at", article.text.at)
    return replace(corpus, articles={**corpus.articles, name: replace(article, text=bare)})


DATED = {"on Monday ", "on 4 May 2031 "}
"""Of these, 200 are few enough for each to be looked for in all places: less text, and far more work."""


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_suggesting_takes_linear_time(unit: str) -> None:
    project = project_at(TOY)
    corpus, _ = load(project)
    names = compile_names(corpus.registry)
    name = next(iter(corpus.articles))
    asked = without_bounds(corpus, name)

    def proposed(size: int) -> None:
        suggest(asked, name, unit * size, project.settings, names)

    grows_evenly(proposed, (400, 800, 1600) if unit in DATED else (200, 400, 800))


def test_of_a_text_without_end_the_beginning_is_read() -> None:
    text = "$1 " * 600_000
    found = extract(text, [(0, len(text))], None)
    assert len(found.amounts) == MOST_AMOUNTS
    text = "On 4 May 2031 Ada Lund spoke. " * 60_000
    found = extract(text, [(0, len(text))], None)
    assert 0 < max(time.end for time in found.times) < len(text) / 5
    assert text.count(" ") > MOST
