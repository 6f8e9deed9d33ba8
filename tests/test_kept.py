"""What is kept from run to run comes back exactly, and never makes a difference but by its time."""

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import fields, is_dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.corpus.file_facts import FileFacts
from site_builder.corpus.file_kinds import kind_of
from site_builder.corpus.file_reading import FileName, file_as_json, made_of
from site_builder.corpus.loading import Memo, find_project, load
from site_builder.corpus.source.kept import from_json, leaves_from_json
from site_builder.corpus.source.nodes import Pairs, read_nodes
from site_builder.corpus.source.records import Parsed, _read_apart, read_record
from site_builder.corpus.source.usual_files import usual_nodes
from site_builder.model.extraction_results import Amount, Extraction
from site_builder.model.problem_rows import problems_of, rows_of
from site_builder.model.problems import Cause, Location, Problem
from site_builder.proving.extracting import FoundInDigests, has_unread_articles, in_digests, names_in
from site_builder.proving.layer_reading import found_of
from site_builder.proving.layers import found_json
from site_builder.proving.outcome import outcome_of
from site_builder.proving.proved_project import ProvedCorpus, read_project
from site_builder.storage import hashes, store
from site_builder.storage.store import FILE, RUNS_KEPT, Store, key_of, opened
from tests.conftest import ROOT, TOY, project_at

FOLDER = Path(__file__).parent / "cases"


def hand_written(root: Path) -> Iterator[tuple[FileName, bytes]]:
    for folder in ("articles", "annotations"):
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            kind, stem = kind_of(name)
            if kind is not None:
                yield FileName(name, kind, name, stem), path.read_bytes()


def cases() -> Iterator[tuple[FileName, bytes]]:
    """Every file that a case of the corpus's checks writes."""
    for path in sorted((FOLDER / "corpus").glob("*.yml")):
        for case in yaml.load(path.read_bytes(), yaml.CBaseLoader):  # noqa: S506 - makes only text, lists, mappings
            for name, text in case.get("write", {}).items():
                kind, stem = kind_of(name)
                if kind is not None:
                    yield FileName(name, kind, name, stem), text.encode()


FILES = [*hand_written(ROOT), *hand_written(TOY), *cases()]


def places(value: Any) -> list[Any]:
    """Where everything in a value was written, which comparing values leaves out."""
    if isinstance(value, tuple):
        return [place for item in value for place in places(item)]
    if isinstance(value, Mapping):
        return [place for item in value.values() for place in places(item)]
    if not is_dataclass(value):
        return []
    here = [value.at] if hasattr(value, "at") else []
    return here + [
        place
        for field in fields(value)
        if field.name not in ("at", "node")
        for place in places(getattr(value, field.name))
    ]


@pytest.mark.parametrize(("file", "data"), FILES, ids=[file.path for file, _ in FILES])
def test_a_file_comes_back_as_it_was(file: FileName, data: bytes) -> None:
    made, problems = made_of(data, file)
    written = file_as_json(made, problems)
    assert written is not None
    whole, facts, rows = json.loads(json.dumps(written.about))
    assert (bool(whole), FileFacts(*facts), problems_of(rows)) == (made.whole, made.facts, problems)
    said = from_json(json.loads(written.said), file.kind.record, file.shown)
    assert said == made.value
    assert str(said) == str(made.value)  # a number is as exact as it was
    assert places(said) == places(made.value)
    assert leaves_from_json(json.loads(written.leaves), file.shown) == made.leaves


# ------------------------------------------------------------------ the quick way and the careful one

TEXTS = [(file, data.decode()) for file, data in FILES if file.path.endswith(".yml")]


def compare_nodes(text: str) -> None:
    node = usual_nodes(text)
    if node is not None:
        assert (node, ()) == read_nodes(text, "x.yml")


def test_usual_files_are_read_quickly_and_as_carefully() -> None:
    for _, text in TEXTS:
        compare_nodes(text)
    assert sum(usual_nodes(text) is not None for _, text in TEXTS) > len(TEXTS) / 2


SIGNS = "\n :,#&*!|>'\"%@`{}[]-?~\\\ta1\u00e9\u200b"


@given(st.sampled_from(TEXTS), st.integers(0, 10**6), st.text(SIGNS, max_size=3), st.integers(0, 3))
def test_a_changed_file_is_read_alike(file: tuple[FileName, str], at: int, new: str, gone: int) -> None:
    _, text = file
    at %= len(text) + 1
    compare_nodes(text[:at] + new + text[at + gone :])


def test_one_walk_makes_what_pydantic_makes() -> None:
    for file, text in TEXTS:
        node = usual_nodes(text)
        if not isinstance(node, Pairs) or file.kind.is_registry:
            continue
        quick: tuple[Parsed[Any] | None, Any] = read_record(node, file.kind.record, file.path)
        careful: tuple[Parsed[Any] | None, Any] = _read_apart(node, file.kind.record, file.path)
        assert quick == careful
        assert quick[0] is None or places(quick[0].value) == places(careful[0] and careful[0].value)


# ------------------------------------------------------------------ problems, names in digests

words = st.text(max_size=20)
spots = st.builds(Location, words, st.integers(0, 10**6), st.integers(0, 10**6))
severities = st.sampled_from(["error", "warning"])
causes = st.none() | st.builds(Cause, spots, words)


@given(st.lists(st.builds(Problem, spots, words, words, words, words, severities, causes), max_size=3))
def test_problems_come_back_as_they_were(problems: list[Problem]) -> None:
    again = problems_of(rows_of(problems))
    assert again == tuple(problems)
    assert [one.follows for one in again] == [one.follows for one in problems]


def test_names_in_digests_come_back_as_they_were() -> None:
    for digest in load(project_at(ROOT))[0].digests.values():
        text = "\n\n".join(digest.paragraphs)
        found = names_in(text)
        assert found.mentions
        assert found_of(found_json(found), len(text)) == found


@pytest.mark.parametrize("per", ["", "year"])
def test_what_a_rate_is_counted_by_comes_back(per: str) -> None:
    amount = Amount(0, 4, "$5 m", "money", "5000000", "5000000", "USD", "exact", "money", per)
    written = found_json(Extraction(amounts=(amount,)))
    assert found_of(written, 4).amounts == (amount,)
    assert ('"per"' in written) == bool(per)  # as before where there is none


def test_digests_are_looked_through_once(toy_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, _ = load(project_at(toy_project))
    with opened(toy_project) as kept:
        first = dict(in_digests(corpus, FoundInDigests(store=kept)))
    monkeypatch.setattr("site_builder.proving.extracting.names_in", None)
    with opened(toy_project) as kept:
        assert in_digests(corpus, FoundInDigests(store=kept)) == first


def test_what_finds_names_is_loaded_early_where_an_article_is_new(
    toy_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hashes, "GRAIN", 0)
    with opened(toy_project) as kept:
        assert has_unread_articles(toy_project, kept)
        load(project_at(toy_project), Memo(kept))
    with opened(toy_project) as kept:
        assert not has_unread_articles(toy_project, kept)
        annotation = min((toy_project / "annotations/articles").glob("*.yml"))
        annotation.write_bytes(annotation.read_bytes() + b"# Looked at twice.\n")
        assert not has_unread_articles(toy_project, kept)
        article = min((toy_project / "articles").glob("*.md"))
        article.write_bytes(article.read_bytes() + b"It ends here.\n")
        assert has_unread_articles(toy_project, kept)


# ------------------------------------------------------------------ the same with a store and without

Edit = Callable[[Path, Random], None]


def one_of(root: Path, pattern: str, random: Random) -> Path | None:
    found = sorted(path for path in root.glob(pattern) if path.is_file())
    return random.choice(found) if found else None


def change(pattern: str, old: str, new: str) -> Edit:
    def edit(root: Path, random: Random) -> None:
        path = one_of(root, pattern, random)
        if path:
            path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    return edit


def delete(pattern: str) -> Edit:
    def edit(root: Path, random: Random) -> None:
        path = one_of(root, pattern, random)
        if path:
            path.unlink()

    return edit


def rename(pattern: str) -> Edit:
    def edit(root: Path, random: Random) -> None:
        path = one_of(root, pattern, random)
        if path:
            path.rename(path.with_stem(f"{path.stem}-2"))

    return edit


def copy(pattern: str) -> Edit:
    def edit(root: Path, random: Random) -> None:
        path = one_of(root, pattern, random)
        if path:
            shutil.copy2(path, path.with_stem(f"{path.stem}-{random.randrange(9)}"))

    return edit


def append(pattern: str, text: str) -> Edit:
    def edit(root: Path, random: Random) -> None:
        path = one_of(root, pattern, random)
        if path:
            path.write_text(path.read_text("utf-8") + text, "utf-8")

    return edit


def put_back(root: Path, random: Random) -> None:
    """Bring a file back as it was in the beginning."""
    path = one_of(TOY, "a*/**/*.*", random)
    if path:
        (root / path.relative_to(TOY)).write_bytes(path.read_bytes())


EDITS: dict[str, Edit] = {
    "a word of a digest": change("articles/*.md", "the ", "this "),
    "a word of a quote": change("annotations/articles/*.yml", " of ", " off "),
    "an article goes": delete("articles/*.md"),
    "an annotation goes": delete("annotations/articles/*.yml"),
    "an article has another name": rename("articles/*.md"),
    "an annotation has another name": rename("annotations/articles/*.yml"),
    "an article twice": copy("articles/*.md"),
    "an annotation twice": copy("annotations/articles/*.yml"),
    "a new topic": append("annotations/topics.yml", "\nnew-topic: {name: New}\n"),
    "an entry has another type": change("annotations/actors/*.yml", "type: person", "type: company"),
    "an event has another type": change("annotations/events/*.yml", "type: visit", "type: meeting"),
    "a place lies elsewhere": change("annotations/places.yml", "within: sudria", "within: norland"),
    "a measure in money": change("annotations/measures.yml", "unit: percent", "unit: USD"),
    "a person has another's name": change("annotations/actors/people.yml", "name: Ann", "name: Nan"),
    "a registry file goes": delete("annotations/*/*.yml"),
    "broken YAML": append("annotations/**/*.yml", "\n: [\n"),
    "an unknown key": append("annotations/articles/*.yml", "\nfoo: bar\n"),
    "a limit": append("site.yml", "\nlimits: {quoted_share: 0.1}\n"),
    "a text": append("texts/*.txt", "\nMore words.\n"),
    "a text goes": delete("texts/*.txt"),
    "a layer goes": delete("annotations/extracted/*.json"),
    "a layer is broken": change("annotations/extracted/*.json", '"words"', '"word"'),
    "a stray file": append("annotations/topics.yml", " "),
    "a page in conflict": append("docs/*.md", "\n<<<<<<< a\n=======\n>>>>>>> b\n"),
    "a file as it was": put_back,
    "nothing": lambda _root, _random: None,
}


def outcome(root: Path, kept: Store) -> tuple[ProvedCorpus, tuple[Problem, ...]] | tuple[Problem, ...]:
    project, problems = find_project(root)
    if project is None:
        return problems
    return read_project(project, (), Memo(kept))


def told(root: Path, kept: Store) -> tuple[Problem, ...]:
    project, problems = find_project(root)
    if project is None:
        return problems
    return outcome_of(project, (), kept, "check", lambda: (read_project(project, (), Memo(kept))[1], True))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_after_any_edits_the_store_makes_no_difference(
    toy_project: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(hashes, "GRAIN", 20_000_000)
    random = Random(seed)  # noqa: S311 - of edits
    names = random.sample(sorted(EDITS), len(EDITS))
    for name in ("nothing", *names, "a file as it was", "a file as it was"):
        EDITS[name](toy_project, random)
        time.sleep(0.05)  # what changed a moment ago is read in any case
        anew = outcome(toy_project, Store())
        with opened(toy_project) as kept:
            assert kept.keeps
            assert told(toy_project, kept) == (anew[-1] if isinstance(anew[0], ProvedCorpus) else anew), name
        with opened(toy_project) as kept:
            again = outcome(toy_project, kept)
            assert again == anew, name
            assert places(again[0]) == places(anew[0]), name
            assert told(toy_project, kept) == told(toy_project, Store())


# ------------------------------------------------------------------ unchanged files are not read


def test_a_file_that_stays_is_not_read(toy_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashes, "GRAIN", 20_000_000)
    project = project_at(toy_project)
    time.sleep(0.05)
    with opened(toy_project) as kept:
        before = load(project, Memo(kept))
    monkeypatch.setattr("site_builder.storage.hashes.read_file", None)
    with opened(toy_project) as kept:
        assert load(project, Memo(kept)) == before


def test_a_file_that_changed_a_moment_ago_is_read_again(toy_project: Path) -> None:
    project = project_at(toy_project)
    path = toy_project / "annotations/topics.yml"
    for name in ("One", "Two", "Six"):
        path.write_text(f"arms-trade: {{name: {name}}}\n")
        os.utime(path, ns=(10**18, 10**18))  # the same size and time of change
        with opened(toy_project) as kept:
            corpus, _ = load(project, Memo(kept))
        assert [topic.name for topic in corpus.registry.topics.values()] == [name]


# ------------------------------------------------------------------ the file itself


def file_of(root: Path) -> Path:
    return root / ".cache" / "site-builder" / FILE


def keep(root: Path, value: str, unit: str = "unit") -> None:
    with opened(root) as kept:
        kept.put("stage", unit, "key", value)


def kept_in(root: Path, unit: str = "unit") -> str | None:
    with opened(root) as kept:
        return kept.get("stage", unit, "key")


def test_what_is_kept_is_there_the_next_time(tmp_path: Path) -> None:
    assert kept_in(tmp_path) is None
    keep(tmp_path, "one")
    assert kept_in(tmp_path) == "one"
    keep(tmp_path, "two")
    assert kept_in(tmp_path) == "two"
    shutil.rmtree(tmp_path / ".cache")
    assert kept_in(tmp_path) is None


def test_nothing_is_believed_of_other_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, "one")
    monkeypatch.setattr(store, "code_looks", lambda: "touched")
    assert kept_in(tmp_path) == "one"
    monkeypatch.setattr(store, "code_stamp", lambda: "another")
    assert kept_in(tmp_path) == "one"  # nobody looks, where the files are as they were
    monkeypatch.setattr(store, "code_looks", lambda: "")
    assert kept_in(tmp_path) is None


def test_code_that_changed_a_moment_ago_is_looked_at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(store, "_PACKAGE", tmp_path)
    (tmp_path / "code.py").write_text("pass")
    assert store.code_looks.__wrapped__() == ""
    os.utime(tmp_path / "code.py", (10**9, 10**9))
    assert store.code_looks.__wrapped__() == ""  # its entry has just changed
    monkeypatch.setattr(store, "GRAIN", -(10**9))
    assert store.code_looks.__wrapped__() != ""


@pytest.mark.parametrize("spoilt", [b"no database", b"SQLite format 3\0" + b"\xff" * 5000, b""])
def test_a_broken_store_is_begun_anew(tmp_path: Path, spoilt: bytes) -> None:
    keep(tmp_path, "one")
    file_of(tmp_path).write_bytes(spoilt)
    assert kept_in(tmp_path) is None
    keep(tmp_path, "two")
    assert kept_in(tmp_path) == "two"


def test_what_is_no_text_is_not_kept_and_harms_nothing(toy_project: Path) -> None:
    """A lone surrogate cannot be written; all that comes with it is made again next time."""
    with opened(toy_project) as store:
        store.put("stage", "unit", "key", "\ud800")
    with opened(toy_project) as store:
        assert store.get("stage", "unit", "key") is None
        assert store.keeps


def test_a_store_that_cannot_be_opened_keeps_nothing(toy_project: Path) -> None:
    file_of(toy_project).mkdir(parents=True)
    with opened(toy_project) as kept:
        assert not kept.keeps
        assert load(project_at(toy_project), Memo(kept)) == load(project_at(toy_project))


def test_a_store_that_another_process_holds_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, "one")
    monkeypatch.setattr(store, "_WAIT", 0.05)
    with closing(sqlite3.connect(file_of(tmp_path), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert kept_in(tmp_path) == "one"
        keep(tmp_path, "two")
    assert kept_in(tmp_path) == "one"


def test_two_runs_at_once_lose_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as one, opened(tmp_path) as other:
        one.put("stage", "one", "key", "1")
        other.put("stage", "other", "key", "2")
    assert (kept_in(tmp_path, "one"), kept_in(tmp_path, "other")) == ("1", "2")


def test_what_nobody_asks_for_is_dropped_in_the_end(tmp_path: Path) -> None:
    keep(tmp_path, "1", "asked")
    keep(tmp_path, "2", "forgotten")
    for run in range(2 * RUNS_KEPT):
        assert kept_in(tmp_path, "asked") == "1"
        keep(tmp_path, str(run))
    assert kept_in(tmp_path, "forgotten") is None
    assert kept_in(tmp_path, "asked") == "1"


def test_what_somebody_else_wrote_is_made_anew(toy_project: Path) -> None:
    project = project_at(toy_project)
    with opened(toy_project) as kept:
        before = load(project, Memo(kept))
    for spoilt in ("no JSON", "[]", "[[], []]", '[["text", 1, 1, 1], []]', "{}", "[[[{}, 1, 1]], []]"):
        with closing(sqlite3.connect(file_of(toy_project), isolation_level=None)) as other:
            other.execute("UPDATE kept SET value = ?", (spoilt,))
        with opened(toy_project) as kept:
            load(project, Memo(kept))
        shutil.rmtree(toy_project / ".cache")
        with opened(toy_project) as kept:
            assert load(project, Memo(kept)) == before


def test_keys_tell_their_parts_apart() -> None:
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("a", "b", "c"), key_of("abc")}) == 4
