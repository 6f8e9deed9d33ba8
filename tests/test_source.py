"""The strict reader: messages word for word, places, and input that means harm."""

import ast
import math
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

import site_builder
from site_builder.corpus.source import read_article, read_entries, read_yaml
from site_builder.corpus.source.invisible import seen
from site_builder.corpus.source.text import FORBIDDEN
from site_builder.corpus.values import LONGEST_ID
from site_builder.model.annotation import Annotation
from site_builder.model.article import Article
from site_builder.model.lengths import longest
from site_builder.model.problems import Location, in_order
from site_builder.model.registry import Actor, Equipment, Place, Topic
from site_builder.model.vocabulary import EventType
from site_builder.model.written import Unnamed

FOLDER = Path(__file__).parent / "cases"
PATH = "x.yml"
LIMIT = 256 * 1024
KINDS = {
    kind.__name__: kind
    for kind in (
        Actor,
        Annotation,
        Article,
        Equipment,
        EventType,
        Place,
        Topic,
    )
}


def read_cases(folder: str) -> list[dict[str, Any]]:
    """All cases of a folder: text, lists and mappings, nothing guessed."""
    paths = sorted((FOLDER / folder).glob("*.yml"))
    return [case for path in paths for case in yaml.load(path.read_bytes(), yaml.BaseLoader)]  # noqa: S506


def messages(case: dict[str, Any]) -> str:
    """What the reader says about a case's input, where `<x*300>` stands for three hundred x."""
    surrogates = case.get("encoding") == "surrogates"
    encoding = "utf-8" if surrogates else case.get("encoding", "utf-8")
    written = re.sub(r"<(\w)\*(\d+)>", lambda found: found[1] * int(found[2]), case["input"])
    data = written.encode(encoding, "surrogatepass" if surrogates else "strict")
    limit = int(case.get("limit", LIMIT))
    if "article" in case:
        problems = read_article(data, PATH, limit)[1]
    elif "entries" in case:
        problems = read_entries(data, PATH, KINDS[case["entries"]], limit)[1]
    else:
        problems = read_yaml(data, PATH, KINDS[case["record"]], limit)[1]
    return "".join(f"{problem}\n" for problem in in_order(problems))


@pytest.mark.parametrize("case", read_cases("source"), ids=lambda case: case["name"])
def test_says_what_is_wrong(case: dict[str, Any]) -> None:
    assert messages(case) == case["expected"]


def test_what_is_not_seen_is_left_out_but_where_a_script_needs_it() -> None:
    assert seen("Ar\u00adms tra\u200bde, نمی\u200cخواهم") == "Arms trade, نمی\u200cخواهم"
    assert seen("Ölhandel") == "Ölhandel"


# ------------------------------------------------------------------ what is read


def topic(text: str) -> Topic:
    """Read a topic that must be right."""
    parsed, problems = read_yaml(text.encode(), PATH, Topic, LIMIT)
    assert parsed is not None, problems
    assert problems == ()
    return parsed.value


def test_plain_scalars_stay_as_written() -> None:
    read = topic("name: NO\naliases: [on, 22:22, 010, 1.10, 2024-13-45, 1_000, 0x1F]\n")
    assert (read.name, read.aliases) == ("NO", ("on", "22:22", "010", "1.10", "2024-13-45", "1_000", "0x1F"))


def test_numbers_and_booleans_are_those_of_their_key() -> None:
    text = """
people:
  - {actor: a, role: Envoy, former: true, quote: q}
figures:
  - {measure: m, subject: s, value: {amount: 5.50, wording: w}, quote: q}
  - {measure: m, subject: s, value: {amount: [1, -2], wording: w}, quote: [q, r], period: "2031"}
"""
    parsed, problems = read_yaml(text.encode(), PATH, Annotation, LIMIT)
    assert problems == ()
    assert parsed is not None
    person, (one, two) = parsed.value.people[0], parsed.value.figures
    assert person.former is True
    assert (one.value.amount, str(one.value.amount)) == (Decimal("5.5"), "5.50")
    assert (two.value.amount, two.quotes, two.periods) == ((Decimal(1), Decimal(-2)), ("q", "r"), ("2031",))


def test_everything_knows_its_place() -> None:
    text = """# a visit
visits:
  - event: e
    visitors: [a, {of: b, as: c}]
    quote: [q,
      r]
    says: s
"""
    parsed, _ = read_yaml(text.encode(), PATH, Annotation, LIMIT)
    assert parsed is not None
    visit = parsed.value.visits[0]
    at = visit.at
    assert at.location == Location(PATH, 3, 5)
    assert at.of("visitors", 1) == Location(PATH, 4, 19)
    assert at.of("quote", 1) == Location(PATH, 6, 7)
    assert at.of("quote", 9) == at.of("quote") == Location(PATH, 5, 12)
    assert at.of("by") == at.location
    unnamed = visit.visitors[1]
    assert isinstance(unnamed, Unnamed)
    assert (unnamed.at.of("of"), unnamed.as_) == (Location(PATH, 4, 24), "c")


def test_leaves_are_all_values_of_distinct_types() -> None:
    text = (
        b"visits:\n  - {event: e, visitors: [a, {of: b, as: c}], quote: q, says: s, prefix: p, mode: asked}\n"
    )
    parsed, _ = read_yaml(text, PATH, Annotation, LIMIT)
    assert parsed is not None
    leaves = [(leaf.kind, leaf.value, leaf.key, leaf.location.column) for leaf in parsed.leaves]
    assert [leaf.value for leaf in parsed.leaves if leaf.unnamed] == ["a"]
    assert leaves == [
        ("EventId", "e", "event", 13),
        ("ActorId", "a", "visitors", 27),
        ("ActorId", "b", "of", 35),
        ("Line", "c", "as", 42),
        ("Quote", "q", "quote", 54),
        ("Line", "s", "says", 63),
    ]


def test_wrong_entries_are_left_out_and_their_ids_kept() -> None:
    entries, problems = read_entries(b"a: {name: A}\nb: {}\nc: text\n", PATH, Topic, LIMIT)
    assert [problem.rule for problem in problems] == ["missing-key", "wrong-type"]
    assert (list(entries.value), list(entries.keys)) == (["a"], ["a", "b", "c"])
    assert entries.keys["c"] == Location(PATH, 3, 1)


def test_right_records_beside_wrong_ones_are_read() -> None:
    text = b"dates:\n  - {quote: a}\n  - {quote: b, date: '2031', why: w}\nrejected: x\n"
    parsed, problems = read_yaml(text, PATH, Annotation, LIMIT)
    assert [problem.rule for problem in problems] == ["missing-key", "missing-key", "wrong-type"]
    assert parsed is not None
    assert [date.quote for date in parsed.value.dates] == ["b"]
    assert parsed.value.dates[0].at.location.line == 3


def test_what_is_wrong_is_left_out_and_what_follows_it_is_read() -> None:
    text = b"rejected: x\ndates:\n  - May\n  - {quote: b, date: '2031', why: w}\n"
    parsed, problems = read_yaml(text, PATH, Annotation, LIMIT)
    assert [problem.rule for problem in problems] == ["wrong-type", "wrong-type"]
    assert parsed is not None
    assert [date.quote for date in parsed.value.dates] == ["b"]
    topic, _ = read_yaml(b"name: x\naliases: [a, {b: c}]\nnote: n\n", PATH, Topic, LIMIT)
    assert topic is not None
    assert (topic.value.aliases, topic.value.note) == ((), "n")


def test_of_a_file_full_of_mistakes_all_ids_are_kept() -> None:
    text = "".join(f"a{n}: {{nome: x}}\n" for n in range(150)) + "last: {name: x}\n"
    entries, problems = read_entries(text.encode(), PATH, Topic, LIMIT)
    assert 100 <= len(problems) < 150
    assert list(entries.keys)[-1] == "last"
    assert len(entries.keys) == 151


def test_text_in_quotation_marks_is_text() -> None:
    assert topic("name: '~'\naliases: ['null']\nnote: ~\n").aliases == ("null",)
    assert topic('name: "~"\n').name == "~"


MATTER = """---
title: Envoy calls
publisher: harbour-gazette
published: "2031"
published_basis: printed
language: en
rights: all-rights-reserved
---
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_body_is_kept_byte_for_byte(newline: str, mark: str) -> None:
    body = "\n \n  First *paragraph*,\n two lines.\t\n\n---\nSecond.\n\n".replace("\n", newline)
    data = (mark + MATTER.replace("\n", newline) + body).encode()
    read, problems = read_article(data, PATH)
    assert problems == ()
    assert read is not None
    assert data.endswith(b"---" + newline.encode() + read.body.encode())
    assert read.body == body
    assert read.digest.paragraphs == ("First *paragraph*, two lines.", "--- Second.")
    assert read.digest.lines == (11, 14)
    assert read.article.value.at.of("title") == Location(PATH, 2, 8)


# ------------------------------------------------------------------ input that means harm

BOMB = "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in ("ab", "bc", "cd", "de")
)
HOSTILE = {
    "nested lists": ("- " * 25_000 + "x", "too-deep"),
    "opening brackets": ("[" * 100_000, "too-deep"),
    "opening braces": ("{" * 100_000, "wrong-key"),
    "question marks": ("? " * 25_000, "wrong-key"),
    "nested pairs": ("[{a: " * 40_000, "too-deep"),
    "an alias bomb": ("a: &a [x, x]\n" + BOMB, "anchor"),
    "a merge bomb": ("a: &a {x: y}\nb:\n  <<: [*a, *a]\n", "anchor"),
    "many anchors": ("- &a x\n" * 20_000, "anchor"),
    "a tag": ("a: !!python/object/apply:os.system [ls]\n", "tag"),
    "duplicate keys": ("a: {name: x}\nA: {name: y}\n", "duplicate-key"),
    "many duplicate keys": ("a: {name: x}\n" * 15_000, "duplicate-key"),
    "a NUL": ("name: a\0b", "forbidden-character"),
    "a line separator": ("a: {name: x}\u2028b: {name: y}", "forbidden-character"),
    "many entries without a name": ("".join(f"a{n}:\n" for n in range(25_000)), "missing-key"),
    "many unknown keys": ("a: {" + "".join(f"nam{n}: x, " for n in range(18_000)) + "}", "unknown-key"),
    "many lonely keys": ("a: {" + "".join(f"k{n}, " for n in range(25_000)) + "}", "unquoted-comma"),
    "many commas before a slip": ("a: " + "," * 200_000 + ": b: c", "indentation"),
    "many quotes": ("a: " + "'" * 200_001, "unclosed-quote"),
    "a list of many": ("a: {name: x, aliases: [" + "a," * 120_000 + "]}", None),
    "empty items": ("a: {name: x, aliases: [" + "''," * 60_000 + "]}", "empty-item"),
    "long lines": ("a: {name: " + "x " * 120_000 + "}", "too-long"),
    "many lines": ("\n" * 250_000, None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_refused_quickly_with_its_place(name: str) -> None:
    text, rule = HOSTILE[name]
    _, problems = read_entries(text.encode(), "annotations/topics.yml", Topic, 4 * 1024 * 1024)
    assert rule is None or rule in {problem.rule for problem in problems}
    placed = [problem for problem in problems if problem.rule != "too-many-problems"]
    assert all(problem.location.line and problem.location.column for problem in placed)
    assert bool(problems) == (rule is not None)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_are_refused(encoding: str) -> None:
    _, problems = read_entries("a: {name: x}\n".encode(encoding), PATH, Topic, LIMIT)
    assert [(problem.rule, problem.location) for problem in problems] == [("not-utf-8", Location(PATH, 1, 1))]


@pytest.mark.parametrize(
    "text", ["- " * 25_000 + "x\n", "[" * 100_000 + "\n", "a: &a x\nb: *a\n", "content: x\n"]
)
def test_hostile_front_matter_is_refused(text: str) -> None:
    read, problems = read_article(f"---\n{text}---\nDigest.\n".encode(), PATH)
    assert read is None
    assert in_order(problems)[0].location.line == 2


# ------------------------------------------------------------------ properties

printable = st.text(
    st.characters(codec="utf-8").filter(lambda c: not FORBIDDEN.match(c)), min_size=1, max_size=60
).filter(lambda text: text == text.replace("\r", "") and text == seen(text))


@given(printable)
@example("it's")
@example("~")
@example("'")
def test_quoted_text_is_read_back(text: str) -> None:
    double = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    assert topic(f'name: "{double}"\n').name == text
    if "\n" not in text:
        single = text.replace("'", "''")
        assert topic(f"name: '{single}'\n").name == text


@given(
    st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_any_bytes_give_a_value_or_problems(data: bytes) -> None:
    for kind in (Annotation, Place):
        parsed, problems = read_yaml(data, PATH, kind, LIMIT)
        assert parsed is not None or problems
        read_entries(data, PATH, kind, LIMIT)
    read_article(data, PATH)
    read_article(b"---\n" + data + b"\n---\n" + data, PATH)


PIECES = r"""a name visits met amount quote by via of as { } [ ] ' " # | > << &x *x !t ~ true 1 % @ \n \t"""
WORDS = st.sampled_from([*PIECES.split(), "\n", "\n  ", "\t", ": ", ", ", "- ", "? ", "---\n"])


@given(st.lists(WORDS, max_size=60).map("".join))
def test_any_yaml_gives_a_value_or_problems(text: str) -> None:
    for kind in (Annotation, Topic):
        parsed, problems = read_yaml(text.encode(), PATH, kind, LIMIT)
        assert parsed is not None or problems
        lines = text.split("\n")
        for problem in problems:
            assert 1 <= problem.location.line <= len(lines) + 1
            assert problem.location.column >= 1
            assert all(line.isprintable() for line in str(problem).split("\n    fix: "))


@given(
    st.lists(st.tuples(printable.filter(lambda t: "\n" not in t), st.integers(0, 3)), min_size=1, max_size=8)
)
def test_places_point_at_the_text(values: list[tuple[str, int]]) -> None:
    lines = ["name: x", "aliases:"]
    for text, blank in values:
        lines += [""] * blank + ["  - '" + text.replace("'", "''") + "'"]
    read = topic("\n".join(lines) + "\n")
    for index, (text, _) in enumerate(values):
        place = read.at.of("aliases", index)
        line = lines[place.line - 1]
        assert line[place.column - 1 :] == "'" + text.replace("'", "''") + "'"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12))
def test_numbers_are_read_back(number: Decimal) -> None:
    text = f"figures:\n  - {{measure: m, subject: s, quote: q, value: {{amount: {number:f}, wording: w}}}}\n"
    parsed, problems = read_yaml(text.encode(), PATH, Annotation, LIMIT)
    assert problems == ()
    assert parsed is not None
    assert math.isfinite(number)
    assert parsed.value.figures[0].value.amount == number


# ------------------------------------------------------------------ what the dictionary says of lengths


def test_the_dictionary_tells_the_bounds() -> None:
    text = (Path(__file__).parents[1] / "docs" / "dictionary.md").read_text(encoding="utf-8")
    table = text.partition("**Lengths**")[2].partition("**Merging.**")[0]
    kinds = {"url": "Url", "archived": "Url", "website": "Url", "same_as": "Url", "quote": "Quote"}
    told = {
        key: int(row.rpartition("|")[0].rpartition("|")[2].replace(",", ""))
        for row in table.splitlines()
        for key in re.findall("`([a-z0-9_]+)`", row)
        if row.startswith("|")
    }
    assert len(told) > 30
    assert told == {key: longest(kinds.get(key, "Line"), key) for key in told}
    assert f"| dates | {longest('Edtf', 'date')} |" in table
    assert f"| ids | {LONGEST_ID} |" in table


# ------------------------------------------------------------------ every rule has a case

READING = (
    "corpus/source/*.py", "corpus/values.py", "corpus/checks/references.py", "corpus/checks/coherence.py",
    "corpus/loading.py", "corpus/project.py", "storage/files.py", "corpus/placeholders.py",
    "corpus/checks/register_rows.py",
)  # fmt: skip
ELSEWHERE = {  # see test_corpus and test_rename
    "symlink", "not-a-file", "unreadable-file", "too-many-problems", "duplicate-text",
    "no-project", "bad-edit-link", "bad-address", "bad-commit", "bad-day", "cannot-rename",
}  # fmt: skip
NEVER = {"yaml-syntax", "wrong-value"}  # what is left when no other rule fits


def rules_of(path: Path) -> set[str]:
    """Names of the rules that a module reports: in the calls that make problems, and in its tables."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in ("Problem", "_refuse", "_report", "_unclosed"):
                words = [str(a.value) for a in node.args[1:3] if isinstance(a, ast.Constant)]
                found |= {word for word in words if re.fullmatch("[a-z0-9-]+", word)}
        elif isinstance(node, ast.Tuple) and node.elts and isinstance(node.elts[0], ast.Constant):
            first = node.elts[0].value
            found |= {first} if isinstance(first, str) and first.startswith("unknown-") else set()
    return found


def test_every_rule_has_a_case() -> None:
    package = Path(site_builder.__file__).parent
    modules = {pattern: sorted(package.glob(pattern)) for pattern in READING}
    assert all(modules.values())
    rules = set().union(*(rules_of(path) for paths in modules.values() for path in paths))
    told = "".join(case["expected"] for folder in ("source", "corpus") for case in read_cases(folder))
    untold = {rule for rule in rules if f": {rule}: found" not in told}
    assert untold == ELSEWHERE | NEVER
