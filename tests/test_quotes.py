"""Normalisation, bodies and the proof of quotes; the cases are in cases/quotes.yml."""

import random
import re
import unicodedata
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from site_builder.corpus.source import read_yaml
from site_builder.model.article import TextInfo
from site_builder.model.normal_form import WORD, count_words, normal, normalise
from site_builder.model.problems import Location, Problem
from site_builder.model.quotation import Failure
from site_builder.proving.body import Body, find_body
from site_builder.proving.quotes import Proof, anchor, prove, quote_key

CASES = yaml.load(
    (Path(__file__).parent / "cases" / "quotes.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)

PLACE = Location("x.yml", 3, 5)

WORDS = st.text(st.characters(codec="utf-8"), max_size=60)
MARKS = "\u0301\u0323\u0344\u0f73\u2000\u00a0\u212b\u0958\u0915\u093c\u1112\u1161\u11ab\ud55c\u09c7\u09be"
HIDDEN = (
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2068\u2069\ufe0f\ufeff"
)
HOSTILE = st.text(st.sampled_from("a5., \n`“—" + MARKS + HIDDEN), max_size=40)
TOKENS = ["ab", "e\u0301", "5", "3.5", "$2", "“x”", "don’t", "–", "1,000", "\u1112\u1161\u11ab", "Sall"]


def text_info(text: str, **bounds: Any) -> TextInfo:
    """What an article's front matter would say of a text."""
    written = yaml.safe_dump({"sha256": "0" * 64, "chars": len(text), **bounds}, allow_unicode=True)
    parsed, problems = read_yaml(written.encode(), "articles/toy.md", TextInfo, 1 << 20)
    assert parsed is not None, problems
    return parsed.value


def body_of(text: str, start: str, end: str, skip: tuple[dict[str, str], ...] = ()) -> Body:
    info = text_info(text, body={"from": start, "to": end}, skip=list(skip))
    body, problems = find_body(text, info)
    assert body is not None, problems
    return body


def toy(name: str) -> Body:
    given_ = CASES["texts"][name]
    return body_of(given_["text"], given_["from"], given_["to"], tuple(given_.get("skip", ())))


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: str(case["name"]))
def test_case(case: dict[str, Any]) -> None:
    result = prove(toy(case["text"]), case["quote"], case.get("prefix"), case.get("suffix"))
    if "spans" in case:
        assert isinstance(result, Proof), result
        assert result.key == quote_key(case["quote"], case.get("prefix"), case.get("suffix"))
        text = CASES["texts"][case["text"]]["text"]
        assert [list(span) for span in result.spans] == case["spans"]
        assert [text[start:end] for start, end in result.spans] == case["shows"]
    else:
        assert isinstance(result, Failure), result
        assert str(result.problem(PLACE)) == f"x.yml:3:5: {case['problem']}\n    fix: {case['fix']}"
        assert count_words(result.fix) <= 60


def test_every_case_has_its_own_name() -> None:
    names = [case["name"] for case in CASES["cases"]]
    assert len(names) == len(set(names))


# ------------------------------------------------------------------ normal form


@given(WORDS | HOSTILE)
def test_normal_form_is_stable(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(WORDS | HOSTILE)
def test_normal_form_is_nfc_but_for_its_own_foldings(text: str) -> None:
    assert unicodedata.is_normalized("NFC", normalise(text).text)


@given(WORDS | HOSTILE)
def test_offsets_rise_from_the_first_to_the_last_position(text: str) -> None:
    form = normalise(text)
    assert len(form.offsets) == len(form.text) + 1
    assert all(a <= b for a, b in pairwise(form.offsets))
    assert form.offsets[-1] == len(text)
    assert not normal(text[: form.offsets[0]])


@given(WORDS | HOSTILE)
def test_what_an_offset_points_at_has_that_normal_form(text: str) -> None:
    form = normalise(text)
    bounds = [i for i in range(len(form.text) + 1) if i == 0 or form.offsets[i] != form.offsets[i - 1]]
    for start, end in pairwise(bounds):
        first, last = form.span(start, end)
        assert normalise(text[first:last]).text == form.text[start:end]


SPACES = "\u00a0\u2009\u202f\u2028\u3000"


@given(st.data())
def test_what_nobody_sees_makes_no_quote_unprovable(data: st.DataObject) -> None:
    words = [f"w{n}é" for n in range(data.draw(st.integers(4, 12)))]
    hidden = st.text(st.sampled_from(HIDDEN), max_size=3)
    marked = [data.draw(hidden) + "".join(c + data.draw(hidden) for c in word) for word in words]
    gaps = [data.draw(hidden) + data.draw(st.sampled_from(" " + SPACES)) + data.draw(hidden) for _ in words]
    text = "".join(word + gap for word, gap in zip(marked, gaps, strict=True)) + "End."
    first = data.draw(st.integers(0, len(words) - 2))
    last = data.draw(st.integers(first, len(words) - 1))
    proof = prove(body_of(text, words[0], "End."), " ".join(words[first : last + 1]))
    assert isinstance(proof, Proof), proof
    (span,) = proof.spans
    shown = text[span[0] : span[1]]
    assert normal(shown) == " ".join(words[first : last + 1])
    assert shown[0] == "w"
    assert shown[-1] == "é"
    assert (proof.words[0][0], proof.words[0][1]) == (first, last + 1)


def test_unseen_characters_cost_linear_time() -> None:
    form = normalise(("\u200b \u00ad" * 100_000 + "a\u200f" * 100_000) * 2)
    assert form.text == " " + "a" * 100_000 + " " + "a" * 100_000


@given(HOSTILE)
def test_composed_and_decomposed_have_one_key(text: str) -> None:
    assert quote_key(unicodedata.normalize("NFD", text)) == quote_key(unicodedata.normalize("NFC", text))


def test_marks_that_nobody_writes_cost_no_time() -> None:
    form = normalise("a" + "\u0301\u0323" * 300_000 + "b")
    assert form.text.endswith("b")


def test_keys_know_prefix_and_suffix() -> None:
    keys = {
        quote_key("in May"),
        quote_key("in May", "early"),
        quote_key("in May", None, "early"),
        quote_key("in May", "ear", "ly"),
        quote_key("in may"),
    }
    assert len(keys) == 5
    assert quote_key(" in\u00a0May ") == quote_key("in May") == quote_key("in May", "", "")
    assert quote_key("in May", "early") == quote_key("in May", "early", "")
    assert quote_key("in May", None, "early") == quote_key("in May", "", "early")
    assert anchor("1a2b3c4d5e") == "q-1a2b3c4d"


def test_keys_are_those_of_every_release() -> None:
    assert quote_key(" in\u00a0May") == sha256(b"in May").hexdigest()
    assert quote_key("in May", "early", "then") == sha256(b"in May\0early\0then").hexdigest()
    assert quote_key("in May", "early") == sha256(b"in May\0early\0").hexdigest()
    assert quote_key("in May", None, "then") == sha256(b"in May\0\0then").hexdigest()
    assert quote_key("\ud800") == sha256(b"\xed\xa0\x80").hexdigest()


# ------------------------------------------------------------------ the body


def body_problems(text: str, **bounds: Any) -> tuple[Problem, ...]:
    body, problems = find_body(text, text_info(text, **bounds))
    assert body is None
    return problems


@pytest.mark.parametrize(
    ("start", "end", "skip", "expected"),
    [
        ("One", "five", None, "body-not-found: found 'One' nowhere in the text"),
        ("one", "six", None, "body-not-found: found 'six' nowhere in the text after `from`"),
        ("two", "five", None, "body-ambiguous: found 'two' several times in the text"),
        ("thr", "five", None, "body-not-found: found 'thr' nowhere in the text"),
        ("three", "one", None, "body-not-found: found 'one' nowhere in the text after `from`"),
        ("three", "four", ("five", "five"), "body-not-found: found 'five' nowhere in the body"),
        (
            "one",
            "five",
            ("four", "two"),
            "body-ambiguous: found 'two' several times in the body after `from`",
        ),
    ],
)
def test_bounds_that_are_not_there_once(
    start: str, end: str, skip: tuple[str, str] | None, expected: str
) -> None:
    skips = [{"from": skip[0], "to": skip[1]}] if skip else []
    text = "one two three four two two five"
    (problem,) = body_problems(text, body={"from": start, "to": end}, skip=skips)
    assert expected in str(problem)
    assert problem.location.path == "articles/toy.md"
    assert problem.location.line > 0


def test_bound_problems_name_the_value() -> None:
    text = "one two"
    (problem,) = body_problems(text, body={"from": "one", "to": "three"})
    assert (problem.location.line, problem.location.column) == (3, 7)


def test_words_of_a_body_leave_out_what_is_skipped() -> None:
    body = body_of("menu one two advert three four end", "one", "four", ({"from": "advert", "to": "advert"},))
    assert len(body.words) == 4
    assert len(body.stretches) == 2
    assert body.words_in((5, 12)) == (0, 2)


def test_one_word_may_be_the_whole_body() -> None:
    body = body_of("menu word footer", "word", "word")
    assert body.stretches == ((5, 9),)
    assert body.paragraphs == ((5, 9),)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_paragraphs_are_the_same_with_either_line_ending(ending: str) -> None:
    text = CASES["texts"]["harbour"]["text"].replace("\n", ending)
    bounds = CASES["texts"]["harbour"]
    body = body_of(text, bounds["from"], bounds["to"], tuple(bounds["skip"]))
    assert len(body.paragraphs) == 6
    assert all(text[start:end] == text[start:end].strip() for start, end in body.paragraphs)


# ------------------------------------------------------------------ the proof


@given(st.data())
def test_words_that_stand_once_are_proved_where_they_stand(data: st.DataObject) -> None:
    words = data.draw(
        st.lists(
            st.sampled_from(TOKENS),
            min_size=3,
            max_size=40,
        )
    )
    text = " ".join(words)
    ends = data.draw(st.tuples(st.integers(0, len(words) - 1), st.integers(1, 10)))
    chosen = words[ends[0] : ends[0] + ends[1]]
    quote = " ".join(chosen)
    places = [i for i in range(len(words)) if words[i : i + len(chosen)] == chosen]
    assume(len(places) == 1 and count_words(normal(quote)) > 0)
    body = body_of(f"begin here {text} end here", "begin here", "end here")
    result = prove(body, quote)
    start = len("begin here ") + len(" ".join(words[: ends[0]])) + (1 if ends[0] else 0)
    if isinstance(result, Failure):  # "x" stands once more within quotation marks, and the like
        assert result.rule == "quote-ambiguous"
        assert normal(f"begin here {text} end here").count(normal(quote)) > 1
    else:
        assert result.spans == ((start, start + len(quote)),)


@given(st.data())
def test_a_proof_without_a_gap_reads_as_the_quote(data: st.DataObject) -> None:
    text = CASES["texts"]["harbour"]["text"]
    start = data.draw(st.integers(0, len(text) - 2))
    quote = text[start : data.draw(st.integers(start + 1, min(len(text), start + 60)))]
    result = prove(toy("harbour"), quote)
    if isinstance(result, Proof):
        (span,) = result.spans
        assert normal(text[slice(*span)]) == normal(quote)
        assert result.key == quote_key(quote)
        (words,) = result.words
        assert words[1] - words[0] == count_words(normal(quote))


@given(WORDS)
def test_a_quote_that_is_not_there_is_never_proved(quote: str) -> None:
    result = prove(toy("wrapped"), quote)
    if normal(quote) not in normal(CASES["texts"]["wrapped"]["text"]) and " ... " not in normal(quote):
        assert isinstance(result, Failure)


@given(st.data())
def test_hints_show_little_and_never_fail(data: st.DataObject) -> None:
    words = CASES["texts"]["harbour"]["text"].split()
    start = data.draw(st.integers(0, len(words) - 1))
    chosen = words[start : start + data.draw(st.integers(1, 15))]
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(chosen)))
        chosen[at : at + data.draw(st.integers(0, 3))] = data.draw(
            st.lists(st.sampled_from(TOKENS), max_size=3)
        )
    result = prove(toy("harbour"), " ".join(chosen))
    if isinstance(result, Failure) and "the text has" in result.fix:
        shown = re.findall(r"the text has '(.*?)' where the quote has", result.fix)
        assert 1 <= len(shown) <= 2
        assert sum(count_words(part) for part in shown) <= 25
    elif isinstance(result, Failure):
        assert result.fix


def test_words_that_stand_everywhere_prove_nothing() -> None:
    always = "make it longer: words that stand so often prove nothing, whatever `prefix` and `suffix` say"
    told = {
        200: ("'so' 200 times in the body", "make it longer, or add `prefix:` or `suffix:`; "),
        201: ("'so' more than 200 times in the text", always + "; "),
    }
    for times, (found, fix) in told.items():
        result = prove(body_of("begin " + "so be it " * times + "end", "begin", "end"), "so")
        assert isinstance(result, Failure)
        assert (result.found, result.fix[: len(fix)]) == (found, fix)
    result = prove(body_of("begin " + "is so " * 300 + "end", "begin", "end"), "is ... end")
    assert isinstance(result, Failure)
    assert (result.found, result.fix) == ("'is ... end' more than 200 times in the text", always)


def hostile_texts() -> dict[str, str]:
    chance = random.Random(7)  # noqa: S311 - a text, not a secret
    vocabulary = [f"word{n}" for n in range(3000)]
    return {
        "the same word": "a " * 1_000_000,
        "one long word": "a" * 2_000_000,
        "ordinary words": " ".join(chance.choice(vocabulary) for _ in range(220_000)),
        "no words": "(" * 2_000_000,
        "nothing but lines": "a\n" * 1_000_000,
        "combining marks": "a\u0301\u0323 " * 500_000,
        "two letters": "ab" * 500_000 + " b" * 500_000,
    }


@pytest.mark.slow
@pytest.mark.parametrize("kind", hostile_texts())
def test_texts_of_two_megabytes_take_no_long_time(kind: str) -> None:
    text = f"begin {hostile_texts()[kind]} end"
    info = text_info(text, body={"from": "begin", "to": "end"})
    body, _ = find_body(text, info)
    assert body is not None
    for quote in (
        "a " * 25,
        "word1 word2 word3 word4 word5",
        "a ... b",
        " ".join(f"word{n}" for n in range(25)),
        "a",
    ):
        prove(body, quote)


def test_a_word_is_a_run_of_letters_and_digits() -> None:
    assert WORD.findall("Israeli-made drones, 1.5 million; it’s _so_") == [
        "Israeli", "made", "drones", "1", "5", "million", "it", "s", "so",
    ]  # fmt: skip


@given(WORDS | HOSTILE)
def test_a_fragment_has_the_normal_form_of_a_text(text: str) -> None:
    assert normal(text) == normalise(text).text.strip()
