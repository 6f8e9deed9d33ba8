"""Proofs of a corpus: made with the text, believed from the committed layer, and what they show in all."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.corpus.checks.digests import copied_run
from site_builder.corpus.project import Project, Settings
from site_builder.model.article import Digest
from site_builder.model.corpus import Corpus
from site_builder.model.normal_form import VERSION, count_words
from site_builder.model.problems import Problem
from site_builder.model.value_types import ArticleId
from site_builder.proving.layer_reading import read_layer, read_layers
from site_builder.proving.layer_writing import write_layers
from site_builder.proving.layers import Layer, layer_json, layer_path
from site_builder.proving.proofs import prove_corpus, quoted_runs, quoted_share, written_quotes
from site_builder.proving.quotes import Proof, quote_key
from tests import written as toy

TOY = ArticleId("toy")
TEXT = (
    "Menu\n\nMinister Mira Olten opened the harbour office on Tuesday. She signed for 12 boats.\n\n"
    + " ".join(f"Then boat {n} left." for n in range(20))
    + "\n\nThat was all.\nFooter"
)
ARTICLE = toy.article(TEXT, "Minister Mira", "was all.")
RECORDS = """
    people:
      - actor: mira-olten
        role: Minister
        quote: Minister Mira Olten
    events:
      - event: 2031-05-harbour-office
        says: The harbour office was opened.
        quote:
          - opened the harbour office
          - on Tuesday
    dates:
      - quote: on Tuesday
        date: "2031-04-29"
        why: the Tuesday before Saturday
"""
CORPUS = toy.corpus(ARTICLE, toy.annotation(RECORDS))
TEXTS = {toy.sha256(TEXT): TEXT}


def rules(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.rule for problem in problems]


def layer(corpus: Corpus = CORPUS) -> Layer:
    layers, _ = prove_corpus(corpus, TEXTS, {}, Settings())
    return layers[TOY]


def with_text(records: str) -> tuple[Problem, ...]:
    corpus = toy.corpus(ARTICLE, toy.annotation(records))
    _, problems = prove_corpus(corpus, TEXTS, {TOY: layer(corpus)}, Settings())
    return problems


# ------------------------------------------------------------------ with the text


def test_every_quote_is_proved_once() -> None:
    made = layer()
    assert set(made.proofs) == {quote.key for quote in written_quotes(CORPUS.annotations[TOY])}
    assert [TEXT[slice(*proof.spans[0])] for proof in made.proofs.values()] == [
        "Minister Mira Olten",
        "opened the harbour office",
        "on Tuesday",
    ]
    assert (made.chars, made.sha256) == (len(TEXT), toy.sha256(TEXT))
    assert made.body_words == count_words(TEXT) - 2
    assert len(made.paragraphs) == 3


def test_nothing_to_say_where_the_committed_layer_is_the_same() -> None:
    assert prove_corpus(CORPUS, TEXTS, {TOY: layer()}, Settings()) == ({TOY: layer()}, ())


def test_a_layer_that_is_missing_or_differs_is_outdated() -> None:
    other = replace(layer(), proofs={})
    for committed in ({}, {TOY: other}):
        layers, problems = prove_corpus(CORPUS, TEXTS, committed, Settings())
        assert layers == {TOY: layer()}
        (problem,) = problems
        assert str(problem) == (
            "annotations/extracted/toy.json: warning: layer-outdated: found "
            f"{'a layer that differs from what the text gives' if committed else 'no layer'}, "
            "expected the places of the quotes in the text at hand\n    fix: run `site-builder extract`"
        )


def test_what_extraction_wrote_into_the_layer_stays() -> None:
    committed = replace(layer(), pipeline="7")
    assert prove_corpus(CORPUS, TEXTS, {TOY: committed}, Settings()) == ({TOY: committed}, ())


def test_a_false_quote_is_said_at_every_record() -> None:
    problems = with_text(RECORDS.replace("on Tuesday", "on Wednesday"))
    assert [str(problem.location) for problem in problems] == [
        "annotations/articles/toy.yml:11:9",
        "annotations/articles/toy.yml:13:12",
    ]
    assert {(problem.rule, problem.fix) for problem in problems} == {
        ("quote-not-found", "the text has 'on Tuesday' where the quote has 'on Wednesday'")
    }


def test_only_the_first_failures_are_looked_into() -> None:
    records = "".join(f"\n  - {{quote: left boat {n} then, date: '2031', why: none}}" for n in range(40))
    problems = with_text("dates:" + records)
    assert len(problems) == 40
    not_looked_into = "correct the quotes above first; this one has not been looked into"
    assert [problem.fix == not_looked_into for problem in problems] == [False] * 25 + [True] * 15


def test_a_prefix_in_a_list_serves_the_quotes_that_need_it() -> None:
    records = """
    events:
      - event: 2031-05-boats
        says: Boats left.
        prefix: Then boat 7
        quote: {quote}
    """
    assert with_text(records.format(quote='["left", "Minister Mira Olten"]')) == ()
    assert rules(with_text(records.format(quote="Minister Mira Olten"))) == ["quote-not-found"]
    assert rules(with_text(records.format(quote='["left", "Then boat"]'))) == ["quote-not-found"]


def test_a_wrong_length_is_said_with_the_right_one() -> None:
    wrong = toy.article(TEXT + "!", "Minister Mira", "was all.")
    layers, problems = prove_corpus(toy.corpus(wrong), {toy.sha256(TEXT + "!"): TEXT}, {}, Settings())
    assert layers == {}
    (problem,) = problems
    assert (problem.rule, problem.fix) == ("text-chars", f"write {len(TEXT)}")
    assert problem.location.path == "articles/toy.md"
    assert problem.location.line > 1


def test_a_body_that_is_not_found_proves_nothing() -> None:
    wrong = toy.article(TEXT, "Minister Mona", "was all.")
    layers, problems = prove_corpus(toy.corpus(wrong, CORPUS.annotations[TOY]), TEXTS, {}, Settings())
    assert layers == {}
    assert rules(problems) == ["body-not-found"]


# ------------------------------------------------------------------ without the text


def test_a_committed_layer_is_the_record() -> None:
    assert prove_corpus(CORPUS, {}, {TOY: layer()}, Settings()) == ({TOY: layer()}, ())


def test_a_quote_without_a_proof_is_unverified() -> None:
    corpus = toy.corpus(ARTICLE, toy.annotation(RECORDS.replace("Minister Mira Olten", "Mira Olten opened")))
    layers, problems = prove_corpus(corpus, {}, {TOY: layer()}, Settings())
    assert layers == {TOY: layer()}
    (problem,) = problems
    assert str(problem) == (
        "annotations/articles/toy.yml:5:12: warning: unverified-quote: "
        "found 'Mira Olten opened', not yet found in a text, "
        "expected a quote that someone who holds the text has looked up in it\n"
        "    fix: run `site-builder extract` where the text is at hand"
    )


def test_without_a_layer_every_quote_is_unverified() -> None:
    assert rules(prove_corpus(CORPUS, {}, {}, Settings())[1]) == ["unverified-quote"] * 4


def test_the_layer_of_another_text_is_stale() -> None:
    stale = replace(layer(), sha256="0" * 64)
    layers, problems = prove_corpus(CORPUS, {}, {TOY: stale}, Settings())
    assert layers == {}
    assert rules(problems) == ["stale-layer"] + ["unverified-quote"] * 4
    assert {problem.severity for problem in problems} == {"warning"}


def test_a_layer_of_an_older_normal_form_is_said() -> None:
    _, problems = prove_corpus(CORPUS, {}, {TOY: replace(layer(), normaliser=0)}, Settings())
    assert rules(problems) == ["old-layer"]


def test_a_quote_that_is_too_long_needs_no_text_to_be_wrong() -> None:
    long = " ".join(f"w{n}" for n in range(26))
    corpus = toy.corpus(ARTICLE, toy.annotation(RECORDS.replace("Minister Mira Olten", long)))
    assert rules(prove_corpus(corpus, {}, {TOY: layer()}, Settings())[1]) == ["quote-too-long"]


def test_a_layer_without_an_article_is_said() -> None:
    gone = ArticleId("gone")
    _, problems = prove_corpus(
        CORPUS, TEXTS, {TOY: layer(), gone: replace(layer(), article=gone)}, Settings()
    )
    assert [(problem.rule, problem.location.path) for problem in problems] == [
        ("orphan-layer", "annotations/extracted/gone.json")
    ]


# ------------------------------------------------------------------ how much is shown


def layer_of(words: int, **quotes: list[tuple[int, int]]) -> Layer:
    proofs = {
        key: Proof(tuple((10 * a, 10 * b) for a, b in spans), tuple(spans), key)
        for key, spans in quotes.items()
    }
    return replace(
        layer(), body_words=words, body=((0, 10 * words),), chars=10 * words, paragraphs=(), proofs=proofs
    )


@pytest.mark.parametrize(
    ("quotes", "share", "runs"),
    [
        ({"a": [(0, 10)]}, 0.1, [(0, 10, ("a",))]),
        ({"a": [(0, 10)], "b": [(0, 10)]}, 0.1, [(0, 10, ("a", "b"))]),
        ({"a": [(0, 10)], "b": [(5, 15)]}, 0.15, [(0, 15, ("a", "b"))]),
        ({"a": [(0, 10)], "b": [(10, 20)]}, 0.2, [(0, 20, ("a", "b"))]),
        ({"a": [(0, 10)], "b": [(11, 20)]}, 0.19, [(0, 10, ("a",)), (11, 20, ("b",))]),
        ({"a": [(0, 5), (8, 10)], "b": [(4, 9)]}, 0.1, [(0, 10, ("a", "b", "a"))]),
        ({"a": [(0, 20)], "b": [(5, 6)], "c": [(20, 22)]}, 0.22, [(0, 22, ("a", "b", "c"))]),
        ({}, 0.0, []),
    ],
)
def test_share_and_runs(
    quotes: dict[str, list[tuple[int, int]]], share: float, runs: list[tuple[int, int, tuple[str, ...]]]
) -> None:
    made = layer_of(100, **quotes)
    assert quoted_share(made, [*quotes, *quotes, "unknown"]) == pytest.approx(share)
    assert list(quoted_runs(made, quotes)) == runs


def test_an_empty_body_has_no_share() -> None:
    assert quoted_share(layer_of(0), []) == 0.0


def boats(*numbers: int) -> str:
    quotes = "".join(f"\n  - {{quote: 'Then boat {n} left', date: '2031', why: none}}" for n in numbers)
    return "dates:" + quotes


def test_a_large_share_is_an_error_and_a_lesser_one_a_warning() -> None:
    total = layer().body_words
    for count, severity in ((6, None), (9, "warning"), (11, "error")):
        problems = with_text(boats(*range(0, 2 * count, 2)) if count < 10 else boats(*range(0, 20, 2), 1))
        found = [problem for problem in problems if problem.rule == "quoted-share"]
        assert [problem.severity for problem in found] == ([severity] if severity else [])
        if found:
            assert f"{4 * count / total:.1%}" in found[0].found
            assert found[0].location.path == "annotations/articles/toy.yml"


def test_quotes_that_unite_to_a_long_run_are_named() -> None:
    problems = with_text(boats(*range(7)))
    (problem,) = [problem for problem in problems if problem.rule == "quoted-run"]
    assert problem.found.startswith(
        "28 words in a row, joined from 'Then boat 0 left' (line 2), 'Then boat 1"
    )
    assert problem.location.line == 2
    assert rules(with_text(boats(*range(6)))) == []


def test_a_licence_that_allows_it_sets_no_limit() -> None:
    free = toy.article(TEXT, "Minister Mira", "was all.", rights="CC-BY-4.0")
    corpus = toy.corpus(free, toy.annotation(boats(*range(20))))
    assert prove_corpus(corpus, TEXTS, {TOY: layer(corpus)}, Settings())[1] == ()


# ------------------------------------------------------------------ the digest

CASES_OF_LENGTH = yaml.load(
    (Path(__file__).parent / "cases" / "digests.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)


def digest_problems(*paragraphs: str, text: bool = True) -> tuple[Problem, ...]:
    digest = Digest(paragraphs, tuple(range(20, 20 + 2 * len(paragraphs), 2)))
    corpus = toy.corpus(ARTICLE, None, digest)
    found = prove_corpus(corpus, TEXTS if text else {}, {TOY: layer(corpus)}, Settings())[1]
    return tuple(problem for problem in found if problem.rule != "digest-length")


WORDS_26 = " ".join(f"w{n}" for n in range(26))


@pytest.mark.parametrize("marks", ['""', "“”", "”“", '“"'])
def test_a_long_quotation_in_a_digest(marks: str) -> None:
    written = f"She said {marks[0]}{WORDS_26}{marks[1]}."
    (problem,) = digest_problems("One.", written, text=False)
    assert str(problem) == (
        "articles/toy.md:22:1: digest-quote-long: found a quotation of 26 words, expected at most 25 words\n"
        "    fix: quote fewer words, and retell the rest"
    )


@pytest.mark.parametrize("case", CASES_OF_LENGTH, ids=lambda case: case["name"])
def test_length(case: dict[str, Any]) -> None:
    free = toy.article(TEXT, "Minister Mira", "was all.", rights=case.get("rights", "all-rights-reserved"))
    written = replace(free, publish=case.get("publish", "digest"))
    digest = Digest((" ".join(["word"] * case["digest"]),), (20,)) if case["digest"] else Digest((), ())
    corpus = toy.corpus(written, None, digest)
    layers = {TOY: replace(layer(corpus), body_words=case["article"])} if "article" in case else {}
    found = prove_corpus(corpus, {}, layers, Settings())[1]
    assert "".join(f"{problem}\n" for problem in found) == case.get("expected", "")


def test_short_quotations_and_what_stands_between_them_are_fine() -> None:
    assert digest_problems(f'She said "yes" {WORDS_26} and "no" again.', text=False) == ()


def test_a_digest_that_copies_the_text() -> None:
    (problem,) = digest_problems(
        "First our own words.",
        "Our own, then: then BOAT 3 left! Then boat 4 left -- then boat 5 left; then boat 6 left. "
        "Then boat 7 left. Then boat 8 left. Then boat 9 stayed.",
    )
    assert (problem.rule, problem.location.line) == ("digest-copies-text", 22)
    assert problem.found.startswith("27 words in a row from the text")
    assert "Then boat 9" not in problem.found


def test_a_short_likeness_is_fine() -> None:
    assert digest_problems("Then boat 3 left. " * 2 + "Then boat 3 left, and that was all.") == ()


@given(st.lists(st.sampled_from("abc"), max_size=40), st.lists(st.sampled_from("abc"), max_size=40))
def test_copies_are_found_as_by_looking_everywhere(source: list[str], words: list[str]) -> None:
    limit = 5
    grams = {tuple(source[i : i + limit + 1]) for i in range(len(source) - limit)}
    copied = any(tuple(words[i : i + limit + 1]) in grams for i in range(len(words) - limit))
    run = copied_run(source, words, limit)
    assert (run is not None) == copied
    if run is not None:
        start, end = run
        assert end - start > limit
        assert "".join(words[start:end]) in "".join(source)


# ------------------------------------------------------------------ the committed layer


def test_a_layer_is_one_line_an_item_in_the_order_of_the_text() -> None:
    written = layer_json(layer())
    assert layer_json(layer()) == written
    lines = written.splitlines()
    assert lines[:6] == [
        "{",
        '"article": "toy",',
        f'"text": {{"sha256": "{toy.sha256(TEXT)}", "chars": {len(TEXT)}}},',
        f'"versions": {{"normaliser": {VERSION}, "pipeline": "", "inputs": ""}},',
        f'"body": {{"words": {layer().body_words}, "spans": [[6, {len(TEXT) - 7}]]}},',
        '"paragraphs": [',
    ]
    assert lines[10] == '"proofs": ['
    key = quote_key("Minister Mira Olten")
    assert lines[11] == f'  {{"key": "{key}", "spans": [[6, 25]], "words": [[0, 3]]}},'
    assert lines[-7:] == [
        "  null", "],", '"mentions": [],', '"stretches": [],', '"times": [],', '"amounts": []', "}"
    ]  # fmt: skip
    assert "Olten" not in written


def test_a_layer_comes_back_as_it_was_written() -> None:
    for made in (layer(), layer_of(10), layer_of(50, **{"a" * 64: [(0, 3), (5, 7)]})):
        assert read_layer(layer_json(made).encode(), "x.json", TOY) == (made, ())


FIRST = '"spans": [[6, 25]]'


def changed(old: str, new: str) -> bytes:
    written = layer_json(layer())
    assert old in written
    return written.replace(old, new, 1).encode()


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "unreadable JSON (JSONDecodeError)"),
        (b"\xff", "unreadable JSON (UnicodeDecodeError)"),
        (b"[" * 100_000, "unreadable JSON (RecursionError)"),
        (b"1" * 5000, "unreadable JSON (ValueError)"),
        (b"[]", "other keys in the file"),
        (b"NaN", "NaN"),
        (b'{"a": 1, "a": 2}', "a key twice in one object"),
        (changed('"toy"', '"other"'), "the layer of another article"),
        (changed('"article"', '"atricle"'), "other keys in the file"),
        (changed('"chars": ', '"chars": -'), "no count in text.chars"),
        (changed('"chars": ', '"chars": 1e'), "no count in text.chars"),
        (changed(f'"normaliser": {VERSION}', '"normaliser": true'), "no count in versions.normaliser"),
        (changed('"pipeline": ""', '"pipeline": "\\u202e"'), "no name in versions.pipeline"),
        (changed(FIRST, '"spans": [[25, 6]]'), "proofs[0].spans out of order or bounds"),
        (changed(FIRST, '"spans": [[0, 25]]'), "proofs[0].spans out of order or bounds"),
        (changed(FIRST, '"spans": [[6, 25], [7, 30]]'), "proofs[0].spans out of order or bounds"),
        (changed(FIRST, '"spans": [[6, 25, 30]]'), "no pair in proofs[0].spans[0]"),
        (changed(FIRST, '"spans": 6'), "no list in proofs[0].spans"),
        (changed(FIRST, '"spans": []'), "proofs[0] with 0 spans"),
        (changed('"words": [[0, 3]]', '"words": [[0, 3000]]'), "proofs[0].words out of order or bounds"),
        (changed('"key": "', '"key": "x'), "no sha256 in proofs[0].key"),
        (changed(quote_key("on Tuesday"), quote_key("Minister Mira Olten")), "two quotes with one key"),
        (b" " * (4 * 1024 * 1024 + 1), "a larger file"),
    ],
)  # fmt: skip
def test_a_layer_of_another_shape_is_refused(data: bytes, found: str) -> None:
    made, (problem,) = read_layer(data, "annotations/extracted/toy.json", TOY)
    assert made is None
    assert (problem.rule, problem.found) == ("layer-form", found)
    assert problem.location.path == "annotations/extracted/toy.json"


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_bytes_raise(data: bytes) -> None:
    assert read_layer(data, "x.json", TOY)[0] is None


def project(root: Path) -> Project:
    (root / "articles").mkdir(parents=True)
    (root / "articles" / "toy.md").write_text("---\n")
    return Project(root, Settings())


def test_layers_are_written_where_they_changed_and_removed_where_the_article_is_gone(tmp_path: Path) -> None:
    here = project(tmp_path)
    assert write_layers(here, {TOY: layer()}) == (layer_path(TOY),)
    path = tmp_path / layer_path(TOY)
    assert path.read_text() == layer_json(layer())
    os.utime(path, (1, 1))
    assert write_layers(here, {TOY: layer()}) == ()
    assert path.stat().st_mtime == 1
    path.with_name("gone.json").write_text("{}")
    assert write_layers(here, {TOY: layer()}) == ("annotations/extracted/gone.json",)
    assert write_layers(here, {}) == ()
    assert [file.name for file in path.parent.iterdir()] == ["toy.json"]
    assert read_layers(tmp_path) == ({TOY: layer()}, ())


def test_layers_are_not_written_or_read_through_links(tmp_path: Path) -> None:
    here = project(tmp_path / "project")
    write_layers(here, {TOY: layer()})
    outside = tmp_path / "outside.json"
    outside.write_text("mine")
    path = here.root / layer_path(TOY)
    path.unlink()
    path.symlink_to(outside)
    path.with_name("toy.json.new").symlink_to(outside)
    _, (problem, _) = read_layers(here.root)
    assert (problem.rule, problem.found) == ("symlink", "a symbolic link")
    write_layers(here, {TOY: layer()})
    assert outside.read_text() == "mine"
    assert not path.is_symlink()


@pytest.mark.parametrize("link", ["annotations", "annotations/extracted"])
def test_layers_are_not_written_below_a_link(tmp_path: Path, link: str) -> None:
    here = project(tmp_path / "project")
    outside = tmp_path / "outside"
    (outside / "extracted").mkdir(parents=True)
    mine = [outside / "mine.json", outside / "extracted" / "mine.json"]
    for file in mine:
        file.write_text("mine")
    (here.root / link).parent.mkdir(parents=True, exist_ok=True)
    (here.root / link).symlink_to(outside)
    assert write_layers(here, {TOY: layer()}) == ()
    assert sorted(path for path in outside.rglob("*") if path.is_file()) == sorted(mine)
    layers, problems = read_layers(here.root)
    assert (layers, [problem.rule for problem in problems]) == ({}, ["symlink"])


def test_file_names_of_layers_are_ids(tmp_path: Path) -> None:
    here = project(tmp_path)
    write_layers(here, {TOY: layer()})
    (tmp_path / "annotations" / "extracted" / "To y.json").write_text("{}")
    layers, (problem,) = read_layers(tmp_path)
    assert set(layers) == {TOY}
    assert problem.found == "the file name 'To y'"
