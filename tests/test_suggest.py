"""Suggestions: what is proposed for invented articles, how it is written into a file, and the command."""

import dataclasses
import hashlib
import re
import shutil
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts import frames
from site_builder.cli import main
from site_builder.corpus import loading as corpora
from site_builder.corpus.checks.printed_dates import is_printed
from site_builder.corpus.checks.wording import wording_problems
from site_builder.corpus.loading import find_project
from site_builder.corpus.placeholders import SUGGESTED
from site_builder.corpus.source import read_entries, read_yaml
from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.frames.reader import read
from site_builder.editing.suggest.frames.role_places import PLACES
from site_builder.editing.suggest.patterns import FAMILIES, Family, patterns
from site_builder.editing.suggest.proposals.dating import why_of
from site_builder.editing.suggest.proposals.names import Directory
from site_builder.editing.suggest.proposals.proposal import Proposal
from site_builder.editing.suggest.scoring import matched
from site_builder.editing.suggest.suggesting import DEFAULT, Suggestions, story_of, suggest
from site_builder.editing.suggest.writing.entries import is_near
from site_builder.editing.suggest.writing.inserting import inserted
from site_builder.editing.suggest.writing.writing import as_yaml, record_lines
from site_builder.extraction.times import find_times
from site_builder.model import edtf
from site_builder.model.annotation import SECTIONS, Annotation
from site_builder.model.corpus import Corpus
from site_builder.model.extraction_results import UndatedTime
from site_builder.model.normal_form import normal
from site_builder.model.registry import Actor, Equipment, Frame, Measure, Place, Registry
from site_builder.model.value_types import ArticleId, Edtf, Line
from site_builder.names.matching import NameIndex, compile_names
from site_builder.proving.body import find_body
from tests.news_grammar import sentences
from tests.written import annotation, article

CASES = Path(__file__).parent / "cases" / "suggest"
FILES = ("visits", "deals", "people", "events", "figures", "known")
LIMIT = 1 << 20
TOY = ArticleId("toy")
PUBLISHED = Edtf("2031-05-02")


def _read(kind: type[Any], written: Mapping[str, object]) -> Any:
    data = yaml.safe_dump(written, sort_keys=False).encode()
    parsed, problems = read_entries(data, "registry.yml", kind, LIMIT)
    assert parsed is not None
    assert not problems
    return parsed.value


@cache
def registry() -> Registry:
    """The invented registry of the cases."""
    written = yaml.load((CASES / "registry.yml").read_text("utf-8"), yaml.CSafeLoader)
    kinds = {"actors": Actor, "places": Place, "equipment": Equipment, "measures": Measure, "events": Frame}
    return Registry(
        topics={},
        searched={},
        event_types={},
        actor_types={},
        sections={},
        **{name: _read(kind, written[name]) for name, kind in kinds.items()},
    )


@cache
def names() -> NameIndex:
    return compile_names(registry())


def proposed(
    text: str,
    annotated: Annotation | None = None,
    rights: str = "CC-BY-4.0",
    model: Line | None = None,
) -> Suggestions:
    """What is proposed for a text that is all body."""
    words = text.split()
    found = dataclasses.replace(
        article(text, " ".join(words[:6]), " ".join(words[-5:]), rights), published=PUBLISHED
    )
    annotations = {TOY: annotated} if annotated else {}
    suggestions, problems = suggest(
        Corpus(registry(), {TOY: found}, {}, annotations),
        TOY,
        text,
        dataclasses.replace(DEFAULT, model=model),
        names=names(),
    )
    assert suggestions is not None, problems
    return suggestions


def cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{file}: {case['case']}")
        for file in FILES
        for case in yaml.load((CASES / f"{file}.yml").read_text("utf-8"), yaml.CSafeLoader)
    ]


def written(case: Mapping[str, Any]) -> str:
    """The YAML that a case's sections come to."""
    held = annotation(case["annotation"]) if "annotation" in case else None
    found = proposed(case["text"].rstrip("\n"), held)
    proposals = [proposal for proposal in found.proposals if proposal.section in case["sections"]]
    return as_yaml("toy", proposals, found.entries if case.get("entries") else ())


@pytest.mark.parametrize("case", cases())
def test_case(case: Mapping[str, Any]) -> None:
    assert written(case) == case["expected"]


@pytest.mark.parametrize("case", cases())
def test_what_is_proposed_can_be_read(case: Mapping[str, Any]) -> None:
    found = proposed(case["text"].rstrip("\n"))
    path = "annotations/articles/toy.yml"
    new, problems = inserted(b"", path, found.proposals)
    assert not problems
    assert new is not None
    parsed, problems = read_yaml(new, path, Annotation, LIMIT)
    assert not problems
    assert not tuple(wording_problems(parsed, path))


# ------------------------------------------------------------------ patterns

PATTERNS: Mapping[str, Mapping[str, Any]] = yaml.load(
    (CASES / "patterns.yml").read_text("utf-8"), yaml.CSafeLoader
)


def told(text: str, family: Family) -> list[tuple[str, object, str]]:
    """What is read in a text by the patterns of a family: the pattern, its roles, whether it happened."""
    whole = f"It began so, they say, in the town.\n{text}\nAnd that was all there is to tell."
    found = dataclasses.replace(article(whole, "It began so", "there is to tell."), published=PUBLISHED)
    assert found.text is not None
    body, _ = find_body(whole, found.text)
    assert body is not None
    story = story_of(found, whole, body, Directory(registry(), names()))
    return [
        (one.pattern.name, {role: [e.id for e in one.all(role)] for role in one.roles}, one.status)
        for one in read(story)[family]
    ]


@pytest.mark.parametrize(
    ("family", "name", "case"),
    [
        pytest.param(family, name, case, id=f"{family}: {case['text']}")
        for family, tables in PATTERNS.items()
        for name, cases_ in tables.items()
        for case in cases_
    ],
)
def test_pattern(family: Family, name: str, case: Mapping[str, Any]) -> None:
    roles = case.get("roles")
    expected = [(name, roles, case.get("status", "happened"))] if roles else []
    assert told(case["text"], family) == expected


def test_every_pattern_has_a_case() -> None:
    assert {family: list(tables) for family, tables in PATTERNS.items()} == {
        family: [pattern.name for pattern in patterns(family)] for family in FAMILIES
    }


def test_the_page_of_the_frames_is_as_the_tables_have_it() -> None:
    assert frames.PAGE.read_text("utf-8") == frames.page(), "`python -m scripts.frames` writes it"


def test_every_place_that_a_pattern_looks_in_is_known() -> None:
    known = {*PLACES, *lexicon.words("prepositions")}
    for pattern in (pattern for family in FAMILIES for pattern in patterns(family)):
        assert {place for _, places in pattern.roles for place in places} <= known, pattern.name


WORDS = (
    "Ada Lund", "Jan Wolski", "Poland", "Norwegian", "Oslo", "Falk", "Falk Works", "the", "a", "his",
    "prime", "foreign", "minister", "president", "ambassador", "official", "officials", "secretary",
    "general", "envoy", "to", "of", "with", "by", "and", "in", "from", "met", "meets", "received",
    "visited", "visit", "talks", "held talks", "said", "told", "bought", "sold", "supply", "deal", "arms",
    "drones", "accused", "opened", "signed", "on Monday", "in March", "$3 billion", "40 percent", "will",
    "not", "was", "who", "former", "then-", "(", ")", ",", ";", ":", "'s", '"',
)  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), min_size=1, max_size=6))
def test_nothing_in_a_text_ends_the_command(sentences: list[list[str]]) -> None:
    text = " ".join(" ".join(words).capitalize() + "." for words in sentences)
    proposed(f"It began so, they say, in the town.\n{text}\nAnd that was all there is to tell.")


@given(sentences())
@settings(max_examples=300)
def test_nothing_that_news_may_say_ends_the_command(told: str) -> None:
    """Each proposal has quotes that stand in the text, and is a record that can be read."""
    text = f"It began so, they say, in the town.\n{told}\nAnd that was all there is to tell."
    found = proposed(text)
    words = normal(text)
    for proposal in found.proposals:
        for quote in proposal.quotes:
            assert all(normal(part) in words for part in quote.split(" ... "))
    path = "annotations/articles/toy.yml"
    new, problems = inserted(b"", path, found.proposals)
    assert new is not None, problems
    _, problems = read_yaml(new, path, Annotation, LIMIT)
    assert not problems
    assert as_yaml("toy", found.proposals, found.entries, found.unread)


@pytest.mark.parametrize(
    "piece", ["Ada Lund visited Poland and ", "visit ", "The Polish official met Ada Lund. ", "( = "]
)
def test_a_long_text_is_bounded(piece: str) -> None:
    text = (
        "Begin here with five plain words. "
        + piece * (150_000 // len(piece))
        + "\n\nEnd there with six other ordinary words."
    )
    started = time.process_time()
    proposed(text)
    assert time.process_time() - started < 10  # about 2 s; quadratic work took minutes


@pytest.mark.parametrize(
    "told",
    [
        "They said he should visit. The visiting minister met Ada Lund.",
        "Ada Lund was visiting. The visiting president met Jan Wolski.",
        f"It was {'x/' * 60}Poland/{'y' * 50}, so 20 tanks came to Norway.",
    ],
    ids=["a word of coming ends a sentence", "a guest ends one", "a name within what is no word"],
)
def test_what_has_ended_the_command(told: str) -> None:
    proposed(f"It began so, they say, in the town.\n{told}\nAnd that was all there is to tell.")


def test_a_long_quotation_ends_the_search_for_its_speaker() -> None:
    said = "I met Jan Wolski. " * 1200
    proposed(f'Begin here with five plain words.\n\n"{said}\n\nEnd there with six other ordinary words.')


@pytest.mark.parametrize(
    "case",
    yaml.load((CASES / "unread.yml").read_text("utf-8"), yaml.CSafeLoader),
    ids=lambda case: str(case["case"]),
)
def test_what_is_not_looked_at_is_told(case: Mapping[str, Any]) -> None:
    long = case["piece"] * case["times"]
    text = f"Begin here with five plain words. {long}\n\nEnd there with six other words."
    found = proposed(text)
    assert list(found.unread) == case["unread"]
    said = as_yaml("toy", found.proposals, found.entries, found.unread)
    assert said.count("# Not all of the text was looked at: ") == len(case["unread"])


def test_what_dates_nothing_is_told_as_a_comment() -> None:
    found = proposed(
        "The strike of Norland's miners lasted for two years and is now over. It lasted two years."
    )
    said = as_yaml("toy", found.proposals, found.entries, found.unread, found.undated)
    assert said.endswith("\n# Times that date nothing: two years (P2Y), now (PRESENT_REF).\n")
    many = [UndatedTime(i, i + 1, f"{i} years", "duration", f"P{i}Y") for i in range(30)]
    assert as_yaml("toy", (), (), (), many).endswith("19 years (P19Y), and 10 more.\n")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("20 Tir 1402", "20 Tir 1402, reckoned from the Persian calendar"),
        (
            "15 Ramadan 1444",
            "15 Ramadan 1444, reckoned from the Islamic calendar; a day more or less is possible",
        ),
    ],
)
def test_why_a_date_is_that_day(words: str, why: str) -> None:
    text = f"It closed {words}."
    (time,) = find_times(text, [(0, len(text))], edtf.parse("2031-05-14"))
    assert why_of(time) == why
    assert not is_printed(time.edtf, [text])


def test_an_ambiguous_date_says_so() -> None:
    text = "The council voted to lift the ban on Saturday."
    (time,) = find_times(text, [(0, len(text))], edtf.parse("2031-05-14"))
    assert why_of(time).endswith("; the words leave open which is meant: check")


def test_quotes_stay_within_the_limits_of_a_reserved_text() -> None:
    found = proposed(TEXT, rights="all-rights-reserved")
    assert found.left_out
    assert found.proposals
    shown = sum(len(quote.split()) for proposal in found.proposals for quote in proposal.quotes)
    assert shown <= 0.4 * len(TEXT.split()) + 1


# ------------------------------------------------------------------ names that are near


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [
        ("Jan Wolski", "Jan Wolsky", True),
        ("Ada Lund", "Ada Lunt", True),
        ("Ada Lund", "Eda Lund", False),
        ("Kesh", "Kosh", True),
        ("Kesh", "Kosha", False),
        ("Su-25", "Su-27", False),
        ("Jan Wolski", "Jan Wolski", False),
    ],
)
def test_near_names(a: str, b: str, *, near: bool) -> None:
    assert is_near(a, b) == near


def test_matching_counts_each_once() -> None:
    assert matched([[True, True], [True, False], [True, False]]) == 2


# ------------------------------------------------------------------ inserting

TEXT = (
    "Norwegian Defense Minister Ada Lund visited Poland on Wednesday. Poland bought Falk drones from Norway "
    "for $40 million. On March 3, Norway opened an embassy in Kenya."
)
SAMPLE: tuple[Proposal, ...] = proposed(TEXT).proposals
RECORDS = {
    "people": "{0}- actor: jan-wolski  # a note\n{0}  role: 'Minister of Trade'\n{0}  quote: \"x\"\n",
    "visits": (
        "{0}- event: a-b\n{0}  visitors: [ jan-wolski ]\n\n{0}  # why\n"
        '{0}  says: >-\n{0}    Two\n{0}    lines\n{0}  quote: "y"\n'
    ),
    "arms_deals": "{0}- kind: supply\n{0}  quote:\n{0}    - \"a\"\n{0}    - 'b'\n",
    "events": '{0}- event: c-d\n{0}  says: |\n{0}    Text\n{0}  quote: "z"\n',
    "dates": '{0}- quote: "v"\n{0}  date: "2030"\n{0}  why: printed\n',
}


@st.composite
def annotations(draw: st.DrawFn) -> str:
    """Annotation files in all sorts of layouts."""
    indent = draw(st.sampled_from(["  ", "", "    "]))
    space = st.sampled_from(["", "\n", "# a comment at the margin\n", "\n\n# two\n\n"])
    pieces = [draw(space)]
    for section in draw(
        st.permutations(sorted(RECORDS)).flatmap(lambda p: st.integers(0, len(p)).map(lambda n: p[:n]))
    ):
        key = draw(st.sampled_from([section, f'"{section}"']))
        count = draw(st.integers(0, 2))
        pieces.append(f"{key}:{draw(st.sampled_from(['', '  # all of them']))}\n")
        pieces += [RECORDS[section].format(indent) + draw(space) for _ in range(count)]
    text = "".join(pieces)
    if draw(st.booleans()):
        text = text.rstrip("\n")
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


def taken_back(new: str, text: str) -> list[str]:
    """The lines of a file without what was put in: then comments and blank lines are where they were."""
    kept: list[str] = []
    lines = iter(new.splitlines())
    for line in lines:
        if line.strip() != SUGGESTED:
            kept.append(line)
            continue
        section = next(key for old in reversed(kept) if (key := old.partition(":")[0].strip('"')) in SECTIONS)
        for proposal in SAMPLE:
            if proposal.section == section:
                assert all(next(lines).strip() == added.strip() for added in record_lines(proposal))
        if not re.search(rf'^"?{section}"?:', text, re.MULTILINE):
            assert kept.pop() == f"{section}:"
            if kept != text.splitlines():  # a blank line before it, but none below nothing
                assert kept.pop() == ""
    return kept


@given(annotations())
def test_every_line_survives_and_the_file_reads(text: str) -> None:
    path = "annotations/articles/toy.yml"
    new, problems = inserted(text.encode(), path, SAMPLE)
    assert not problems
    assert new is not None
    lines = iter(new.decode().splitlines())
    for line in text.splitlines():
        assert line in lines  # consumes up to the line: order is kept
    assert taken_back(new.decode(), text) == text.splitlines()
    parsed, problems = read_yaml(new, path, Annotation, LIMIT)
    assert not problems
    assert parsed is not None
    before, _ = read_yaml(text.encode(), path, Annotation, LIMIT)
    for section in SECTIONS:
        old = getattr(before.value, section) if before else ()
        more = [proposal for proposal in SAMPLE if proposal.section == section]
        assert getattr(parsed.value, section)[: len(old)] == old
        assert len(getattr(parsed.value, section)) == len(old) + len(more)


@pytest.mark.parametrize(
    "text", ["visits: []\n", "visits: [{event: a-b, visitors: [x], says: s, quote: q}]\n"]
)
def test_a_section_on_one_line_is_refused(text: str) -> None:
    new, problems = inserted(text.encode(), "x.yml", SAMPLE)
    assert new is None
    assert [problem.rule for problem in problems] == ["cannot-insert"]


def test_a_broken_file_is_left_alone() -> None:
    new, problems = inserted(b"visits: [\n", "x.yml", SAMPLE)
    assert new is None
    assert problems


# ------------------------------------------------------------------ the command


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(project), *arguments])


@pytest.fixture
def bare(toy_project: Path) -> tuple[Path, str]:
    """The toy project with one article's annotation taken away, and the article's id."""
    name = min(path.stem for path in (toy_project / "annotations/articles").glob("*.yml"))
    (toy_project / f"annotations/articles/{name}.yml").unlink()
    return toy_project, name


def test_suggest_prints_yaml(bare: tuple[Path, str]) -> None:
    project, name = bare
    done = run(project, "suggest", name)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(f"# Suggestions for {name}.")
    assert not (project / f"annotations/articles/{name}.yml").exists()


def test_suggest_writes_what_can_be_loaded(bare: tuple[Path, str]) -> None:
    folder, name = bare
    done = run(folder, "suggest", name, "--write")
    assert done.exit_code == 0, done.output
    path = f"annotations/articles/{name}.yml"
    assert SUGGESTED in (folder / path).read_text("utf-8")
    project, _ = find_project(folder)
    assert project is not None
    _, problems = corpora.load(project)
    here = {problem.rule for problem in problems if problem.location.path == path}
    assert "unchecked-suggestion" in here
    assert "gap" in here, "what the first sentence tells has no type yet"
    here -= {"unchecked-suggestion", "gap"}
    assert here <= {"unknown-actor", "unknown-place", "unknown-equipment", "unknown-event", "unknown-id"}
    again = run(folder, "suggest", name, "--write")
    assert again.exit_code == 0


def test_suggest_keeps_within_the_projects_own_limits(bare: tuple[Path, str]) -> None:
    folder, _ = bare
    name = "sudria-herald-2031-06-missiles"  # a text whose rights are reserved
    (folder / f"annotations/articles/{name}.yml").unlink()
    assert "quote:" in run(folder, "suggest", name).stdout
    (folder / "site.yml").write_text("texts: [texts]\nlimits: {quoted_share: 0, warned_share: 0}\n")
    done = run(folder, "suggest", name)
    assert "quote:" not in done.stdout
    assert "left out: their quotes would show too much of the text" in done.stderr


def test_commands_say_what_of_a_long_text_is_not_looked_at(bare: tuple[Path, str]) -> None:
    folder, name = bare
    long = "It began so, they say, in the town. " + "$1 " * 6_000 + "\n\nAnd that was all there is to tell.\n"
    (folder / "texts/long.txt").write_text(long, "utf-8")
    path = folder / f"articles/{name}.md"
    front, _, digest = path.read_text("utf-8").partition("text:\n")
    digest = digest[digest.index("---") :]
    sha256 = hashlib.sha256(long.encode()).hexdigest()
    path.write_text(f"{front}text: {{sha256: {sha256}, chars: {len(long)}}}\n{digest}", "utf-8")
    told = (
        f"articles/{name}.md:{front.count(chr(10)) + 1}:7: warning: long-text: found a text of which "
        "only the first 5,000 amounts are read, expected a text no longer than an article\n    fix: set "
        "`body:` to where the article begins and ends, or annotate the rest by hand\n"
    )
    done = run(folder, "suggest", name)
    assert done.stderr == told
    lines = done.stdout.splitlines()
    assert lines[1] == "# Not all of the text was looked at: only the first 5,000 amounts are read."
    assert told in run(folder, "suggest", name, "--write").stderr
    assert told in run(folder, "extract").output


def test_suggest_writes_through_no_link(bare: tuple[Path, str], tmp_path: Path) -> None:
    folder, name = bare
    outside = tmp_path / "outside"
    (folder / "annotations/articles").rename(outside)
    (folder / "annotations/articles").symlink_to(outside)
    before = sorted(outside.iterdir())
    done = run(folder, "suggest", name, "--write")
    assert done.exit_code == 1
    assert "annotations/articles: symlink: found a symbolic link" in done.stderr
    assert sorted(outside.iterdir()) == before


def test_suggest_of_an_unknown_article(toy_project: Path) -> None:
    name = min(path.stem for path in (toy_project / "articles").glob("*.md"))
    done = run(toy_project, "suggest", name[:-1] + "#")
    assert done.exit_code == 1
    assert "unknown-article" in done.stderr
    assert f"did you mean '{name}'" in done.stderr


def test_suggest_without_the_text_says_where_texts_are_looked_for(bare: tuple[Path, str]) -> None:
    project, name = bare
    shutil.rmtree(project / "texts")
    done = run(project, "suggest", name)
    assert done.exit_code == 1
    assert "no-text" in done.stderr
    assert "articles/raw" in done.stderr
    assert "--texts" in done.stderr
    assert done.stdout == ""


def test_suggest_without_an_article_is_wrong_use(toy_project: Path) -> None:
    assert run(toy_project, "suggest").exit_code == 2
