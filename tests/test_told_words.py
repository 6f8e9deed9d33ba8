"""Readers of a history read words: names and sentences where data have ids, also of what is gone."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from html import unescape
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import yaml

from site_builder.build import BuildOptions, Built, build
from site_builder.model.annotation import Annotation
from site_builder.model.article import Article
from site_builder.model.records import Record
from site_builder.model.registry import Actor, Entry, Equipment, Frame, Measure, Place
from site_builder.model.written import yaml_key
from tests.conftest import project_at
from tests.histories import Made, history_in

CASES = yaml.load(
    (Path(__file__).parent / "cases" / "told_words.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
ID = re.compile(r"\bx-\w[\w-]*")
ADDRESS = re.compile(r"\b(actors|articles|events)/x-[\w-]+/")
"""Readers saw an earlier id in an address, and are told that."""
UNTOLD = frozenset(
    {"at", "id", "prefix", "suffix", "quote", "correction", "formerly", "text", "publish", "rights"}
)
"""Fields that are no value of a record, or that cannot change here: the quote pairs the records."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Built:
    before = CASES["before"]
    after = {path: text for path, text in {**before, **CASES["after"]}.items() if text is not None}
    made = [Made(before, "2031-06-01"), Made(after, "2031-06-02")]
    root = history_in(tmp_path_factory.mktemp("words") / "project", {"main": made})
    options = BuildOptions(
        site_name="The Record", site_url="https://example.org/", listed=frozenset(("changes/",))
    )
    found, problems = build(project_at(root), options)
    assert found is not None, [one for one in problems if one.severity == "error"]
    return found


def texts(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def rows(html: str) -> Iterator[tuple[str, str, str]]:
    """What a history says field by field: labels, and words before and after."""
    for label, before, after in re.findall(
        r"<div><dt>(.*?)</dt><dd>(.*?)</dd><dd>(.*?)</dd></div>", html, re.DOTALL
    ):
        was, now = (texts(value).partition(": ")[2].replace("(nothing)", "") for value in (before, after))
        yield texts(label), was, now


def histories(site: Built) -> Iterator[tuple[str, str]]:
    """What pages say of changes."""
    for page in site.pages:
        for part in re.findall(
            r'<div class="r-change .*?</div>\n?(?=<div class="r-change|<p>|</)', page.html, re.DOTALL
        ):
            yield page.path, part


def test_a_field_is_told_in_words(told: Built) -> None:
    html = "".join(page.html for page in told.pages if page.path == "changes/")
    found = [*rows(html)]
    wrong = [
        (row, [one for one in found if one[0] == row[0]]) for row in CASES["rows"] if (*row,) not in found
    ]
    assert wrong == []


def test_no_id_is_read_where_there_is_a_name(told: Built) -> None:
    read = [(path, ADDRESS.sub("", texts(part))) for path, part in histories(told)]
    assert len(read) > 40
    assert [(path, ID.findall(said), said) for path, said in read if ID.search(said)] == []


def test_all_fields_are_changed_here(told: Built) -> None:
    """What these tests see is all that there is to see: no field of any kind of thing is missing."""
    changes = json.loads(told.files["data/changes.json"])["changes"]
    seen = {
        (one["id"].split("/")[1] if one["kind"] == "record" else one["kind"], field["field"])
        for one in changes
        if one["change"] == "corrected"
        for field in one["fields"]
    }
    hints = get_type_hints(Annotation)
    kinds: dict[str, Any] = {"actor": Actor, "place": Place, "equipment": Equipment, "measure": Measure}
    kinds |= {"event": Frame, "article": Article}
    kinds |= {name: get_args(hints[name])[0] for name in Annotation.SECTIONS}
    every = {("actor", Entry), ("statements", Record)}
    shared = {field.name for _, kind in every for field in fields(kind)}
    own = {(kind, yaml_key(one.name)) for kind, held in kinds.items() for one in fields(held)}
    own = {(kind, key) for kind, key in own if key not in shared}
    own |= {(name, field.name) for name, kind in every for field in fields(kind)}
    missing = {(kind, key) for kind, key in own if key not in UNTOLD} - seen
    assert "; ".join(sorted(" ".join(one) for one in missing)) == ""
