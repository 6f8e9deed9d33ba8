"""Nothing that annotations say is lost: every record comes back from the published database alone."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bench.invented_corpus import write_corpus
from site_builder.corpus.loading import Project, Settings, load
from site_builder.corpus.source import read_yaml
from site_builder.corpus.vocabulary.own_fields import annotation_class
from site_builder.linking.link import link
from site_builder.linking.site import Site
from site_builder.model.annotation import SECTIONS
from site_builder.model.corpus import Corpus
from site_builder.model.value_types import ArticleId
from site_builder.output.exports.data_files import contents_of
from site_builder.output.exports.data_making import all_parts
from site_builder.output.formats.contents import DataSet
from site_builder.output.formats.sqlite_file import sqlite_file
from tests.conftest import project_at, site_at
from tests.rebuilding import Plain, rebuilt, written
from tests.small import write

RIVER = Path(__file__).parent / "river"
ONE, OTHER = ArticleId("one"), ArticleId("other")
FULL = yaml.safe_load((Path(__file__).parent / "cases/full.yml").read_text("utf-8"))
FULL["vocabulary/sections.yml"] = {
    key: {**section, "name": f"One of {key}", "plural": f"Some of {key}"}
    for key, section in FULL["vocabulary/sections.yml"].items()
}


def from_database(site: Site) -> Plain:
    return rebuilt(sqlite_file(contents_of(site, all_parts(site), DataSet())))


def test_of_the_toy_and_of_the_shipped_corpus(any_site: Site) -> None:
    assert from_database(any_site) == written(any_site.corpus)


def test_of_a_project_with_its_own_vocabulary() -> None:
    river = site_at(RIVER)
    assert from_database(river) == written(river.corpus)


def test_of_an_invented_corpus(tmp_path: Path) -> None:
    write_corpus(tmp_path, 12)
    corpus, _ = load(project_at(tmp_path))
    assert from_database(link(corpus, {})) == written(corpus)


# ------------------------------------------------------------------ annotations of any kind


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Corpus]:
    """Give two articles without records, and a vocabulary with fields of every type."""
    root = tmp_path_factory.mktemp("full")
    for path, entries in FULL.items():
        write(root, f"annotations/{path}", entries)
    for name in (ONE, OTHER):
        front = {
            "title": name, "publisher": "herald", "published": "2031-01-02", "published_basis": "printed",
            "language": "en", "rights": "CC0-1.0",
        }  # fmt: skip
        write(root, f"annotations/articles/{name}.yml", {})
        (root / "articles").mkdir(exist_ok=True)
        (root / f"articles/{name}.md").write_text(f"---\n{json.dumps(front)}\n---\n\nA digest.\n")
    corpus, problems = load(Project(root, Settings()))
    assert [str(one) for one in problems if one.severity == "error"] == []
    assert set(corpus.registry.sections) > set(FULL["vocabulary/sections.yml"])
    return lambda: corpus  # a failing test would show all of it


lines = st.text("abÄж'\"=,;<&#@+- 1", min_size=1, max_size=8).map(lambda text: f"x {text}".strip())
dates = st.sampled_from((
    "2031", "2031-05", "2031-05-03", "2031-05-03?", "2031~", "2031-05/..", "../2031-05-01", "2031-21", "203X",
    "20XX", "2031-05-XX", "2031/2033-04", "[2031-05-01,2031-06]", "{2031,2033}", "[2031-05-01..2031-05-04]",
    "/2031", "2031-33",
))  # fmt: skip
numbers = st.one_of(
    st.integers(0, 10**6), st.decimals(0, 10**6, places=2).map(str), st.sampled_from(("0.1", "12345678901"))
)
senses = st.sampled_from(("exact", "about", "below", "above"))
some = st.sampled_from
actors = some(("ann", "bob", "norland", "guard", "herald"))
refs = st.one_of(actors, st.fixed_dictionaries({"of": some(("norland", "guard")), "as": lines}))
places = some(("haven", "hill", "estmark"))
gear = some(("boat", "oar"))
subjects = some(("ann", "haven", "water", "boat", "clash", "trip"))


def listed(one: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[list[Any]]:
    return st.lists(one, min_size=least, max_size=3)


def mapped(needed: Mapping[str, Any], perhaps: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(dict(needed), optional=dict(perhaps))


def either(short: st.SearchStrategy[Any], key: str, **perhaps: Any) -> st.SearchStrategy[Any]:
    """A thing alone, or as a mapping with more said of it."""
    return st.one_of(short, mapped({key: short}, perhaps))


pairs = st.tuples(st.integers(0, 99), st.integers(99, 999)).map(list)
values = st.one_of(
    mapped({"wording": lines}, {"currency": some(("USD", "EUR")), "basis": some(("contract", "tiv"))}),
    mapped(
        {"wording": lines, "amount": st.one_of(numbers, pairs)},
        {"sense": senses, "currency": some(("USD", "EUR")), "basis": some(("contract", "trade"))},
    ),
)
counts = st.one_of(
    st.integers(0, 10**6),
    mapped({"amount": st.one_of(st.integers(0, 10**6), pairs)}, {"sense": senses}),
)
how_many = mapped({}, {"ordered": counts, "delivered": counts})
OF_ALL = {
    "quote": st.one_of(lines, listed(lines, 1)), "brief": lines, "date_why": lines, "by": refs, "note": lines,
    "via": listed(either(actors, "source", date=dates)), "mode": some(("stated", "denied")), "prefix": lines,
    "suffix": lines, "id": st.just("named"),
}  # fmt: skip
NEEDED = ("quote",)
HAPPENING = {
    "status": some(("happened", "planned", "cancelled", "denied")), "announced": dates, "place": places,
    "date": dates,
}  # fmt: skip
USED = {"equipment": listed(either(gear, "item", user=refs))}
OF_TYPES = {
    "number": counts, "text": lines, "identifier": some(("0042", "1180")), "date": dates, "actor": refs,
    "value": values, "actors": listed(refs), "place": places, "places": listed(places),
    "texts": listed(lines),
    "choice": some(("high", "low")), "equipment": listed(gear), "event": some(("clash", "seen")),
    "ids": listed(subjects), "url": some(("https://example.org/", "https://example.org/x?y=1")),
}  # fmt: skip
CLAIMS = listed(some(("clash", "deal")))
BUILT_IN: Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "people": (
        {"actor": refs, "role": lines},
        {"of": actors, "to": actors, "rank": lines, "former": some(("true", "false")), "date": dates,
         "event": some(("appointed", "died"))},
    ),
    "organisations": ({"actor": actors, "says": lines}, {"date": dates}),
    "visits": (
        {"event": st.just("trip"), "visitors": listed(refs, 1), "says": lines},
        {**HAPPENING, "kind": some(("state", "private")),
         "met": listed(either(refs, "actor", date=dates, place=places)),
         "hosts": listed(refs), "stops": listed(either(places, "place", date=dates))},
    ),
    "arms_deals": (
        {"kind": some(("sale", "aid", "supply"))},
        {"event": st.just("deal"), "suppliers": listed(refs), "recipients": listed(refs),
         "makers": listed(refs),
         "disclosed": dates, "ordered": dates, "delivered": dates, "status": some(("planned", "completed")),
         "equipment": listed(either(gear, "item", number=how_many)),
         "items": listed(either(lines, "item", number=how_many)), "value": values, "says": lines},
    ),
    "events": (
        {"event": st.just("clash"), "says": lines},
        {**HAPPENING, **USED, "participants": listed(either(refs, "actor", role=lines))},
    ),
    "statements": (
        {"says": lines},
        {"about": listed(subjects), "supports": CLAIMS, "disputes": CLAIMS, "date": dates},
    ),
    "figures": (
        {"measure": st.just("ships"), "subject": refs, "value": values},
        {"object": refs, "period": st.one_of(dates, listed(dates)), "about": listed(subjects)},
    ),
}  # fmt: skip


def records_of(section: str) -> st.SearchStrategy[dict[str, Any]]:
    """Records of a section of the builder's or of the full vocabulary."""
    if section == "dates":
        return mapped({"quote": lines, "date": dates, "why": lines}, {"prefix": lines, "suffix": lines})
    needed, perhaps = BUILT_IN[section] if section in BUILT_IN else _of_own(section)
    always = {key: OF_ALL[key] for key in NEEDED}
    return mapped(
        {**always, **needed}, {**{key: OF_ALL[key] for key in OF_ALL if key not in NEEDED}, **perhaps}
    )


def _of_own(section: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    described = FULL["vocabulary/sections.yml"][section]
    own = {one["key"]: OF_TYPES[one["type"]] for one in described["fields"]}
    if "event_types" in described:
        participants = listed(either(refs, "actor", role=lines))
        return {"event": st.just("seen"), "says": lines}, {
            **HAPPENING,
            **USED,
            "participants": participants,
            **own,
        }
    return {"says": lines}, {"about": listed(subjects), "date": dates, **own}


ANNOTATIONS = st.fixed_dictionaries(
    {},
    optional={
        section: st.lists(records_of(section), min_size=1, max_size=2)
        for section in (*SECTIONS, *FULL["vocabulary/sections.yml"])
    },
)


def named_apart(annotations: Mapping[ArticleId, dict[str, list[dict[str, Any]]]]) -> Iterator[str]:
    """Give records that are to have a name one of their own; give the names."""
    records = [
        record for sections in annotations.values() for written in sections.values() for record in written
    ]
    for number, record in enumerate(records):
        if "id" in record:
            record["id"] = f"record-{number}"
            yield record["id"]


@settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # to shrink takes minutes
@given(one=ANNOTATIONS)
def test_of_any_annotations(full: Callable[[], Corpus], one: Any) -> None:
    written_of = {ONE: one, OTHER: {"statements": [{"says": "x", "quote": "x", "id": "y", "supports": []}]}}
    names = list(named_apart(written_of))
    for sections in written_of.values():
        for statement in sections.get("statements", ()):
            statement["supports"] = [*statement.get("supports", ()), *names]
    kind = annotation_class(full().registry)
    annotations = {}
    for name, said in written_of.items():
        text = json.dumps(said, ensure_ascii=False).encode()
        parsed, problems = read_yaml(text, f"annotations/articles/{name}.yml", kind, 1 << 20)
        assert parsed is not None, problems
        assert problems == ()
        annotations[name] = parsed.value
    corpus = replace(full(), annotations=MappingProxyType(annotations))
    assert from_database(link(corpus, {})) == written(corpus)
