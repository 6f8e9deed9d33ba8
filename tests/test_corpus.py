"""The corpus as a whole: messages word for word, files that lead elsewhere, and the values read."""

import datetime as dt
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.corpus.checks.printed_dates import is_printed
from site_builder.corpus.checks.printed_numbers import prints_number
from site_builder.corpus.checks.wording.relative import relative_words
from site_builder.corpus.loading import Memo, Project, Settings, find_project, load
from site_builder.model.edtf.dates import MONTHS
from site_builder.model.problems import Problem
from site_builder.model.value_types import ActorId, ArticleId

FOLDER = Path(__file__).parent / "cases" / "corpus"
ENVOY = "harbour-gazette-2031-05-04-envoy"
ANNOTATION = f"annotations/articles/{ENVOY}.yml"


def read_cases(*paths: Path) -> list[dict[str, Any]]:
    """All cases of some files: text, lists and mappings, nothing guessed."""
    return [case for path in paths for case in yaml.load(path.read_bytes(), yaml.CBaseLoader)]  # noqa: S506


def changed_toy(case: dict[str, Any], root: Path) -> Path:
    """Copy the toy corpus into a folder, with a case's changes."""
    shutil.copytree(FOLDER / "toy", root, dirs_exist_ok=True)
    for path, text in case.get("write", {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for edit in case.get("edit", ()):
        path = root / edit["file"]
        text = path.read_text(encoding="utf-8")
        assert edit["old"] in text, f"{edit['old']!r} is not in {edit['file']}"
        path.write_text(text.replace(edit["old"], edit["new"], 1), encoding="utf-8")
    for name in case.get("remove", ()):
        (root / name).unlink()
    return root


def messages(case: dict[str, Any], root: Path) -> str:
    """What is said about the toy corpus with a case's changes."""
    return "".join(f"{problem}\n" for problem in problems_of(changed_toy(case, root)))


def problems_of(root: Path) -> tuple[Problem, ...]:
    return load(Project(root, Settings()))[1]


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A copy of the toy corpus, to be changed."""
    return changed_toy({}, tmp_path / "toy")


@pytest.mark.parametrize("case", read_cases(*sorted(FOLDER.glob("*.yml"))), ids=lambda case: case["name"])
def test_says_what_is_wrong(case: dict[str, Any], tmp_path: Path) -> None:
    assert messages(case, tmp_path) == case["expected"]


def test_the_guide_explains_every_rule_about_dates_and_names() -> None:
    guide = (FOLDER.parents[2] / "docs/annotating.md").read_text(encoding="utf-8")
    files = [FOLDER / f"{name}.yml" for name in ("dates", "meant", "names", "unused")]
    said = "".join(case["expected"] for case in read_cases(*files))
    rules = set(re.findall(r"^\S+: (?:warning: )?([a-z-]+): found", said, re.MULTILINE))
    general = {"self-reference", "stop-outside", *(rule for rule in rules if rule.startswith("unknown-"))}
    assert [rule for rule in sorted(rules - general) if f"`{rule}`" not in guide] == []
    assert len(rules) > 15


@pytest.mark.parametrize("case", read_cases(FOLDER.with_name("relative.yml")), ids=lambda case: case["text"])
def test_which_words_tell_a_time_from_the_day_of_writing(case: dict[str, Any]) -> None:
    assert list(relative_words(case["text"])) == case["found"]


# ------------------------------------------------------------------ what is read


def test_the_toy_corpus_is_read_whole() -> None:
    corpus, problems = load(Project(FOLDER / "toy", Settings()))
    assert problems == ()
    assert list(corpus.registry.actors) == sorted(corpus.registry.actors)
    assert corpus.registry.actors[ActorId("bera-holt")].at.location.path == "annotations/actors/all.yml"
    assert len(corpus.registry.events) == 4
    assert list(corpus.articles) == list(corpus.digests) == list(corpus.annotations) == [ENVOY]
    assert len(corpus.digests[ArticleId(ENVOY)].paragraphs) == 3


def test_the_same_files_give_the_same_problems_in_order(toy: Path) -> None:
    (toy / "annotations/topics.yml").write_text("b: {nam: x}\na: {nam: x}\n")
    (toy / "annotations/places.yml").write_text("Ä: {}\n")
    first = problems_of(toy)
    assert list(first) == sorted(first)
    assert first == problems_of(toy)


def test_only_changed_files_are_read_anew(toy: Path) -> None:
    memo = Memo()
    project = Project(toy, Settings())
    first, _ = load(project, memo)
    (toy / "annotations/topics.yml").write_text("arms-trade: {name: Trade in arms}\nold: {}\n")
    second, problems = load(project, memo)
    assert second.annotations[ArticleId(ENVOY)] is first.annotations[ArticleId(ENVOY)]
    assert [topic.name for topic in second.registry.topics.values()] == ["Trade in arms"]
    assert (second, problems) == load(project)
    (toy / ANNOTATION).unlink()
    assert load(project, memo)[0].annotations == {}


def test_a_corpus_may_be_empty(tmp_path: Path) -> None:
    corpus, problems = load(Project(tmp_path, Settings()))
    assert (problems, corpus.articles, corpus.registry.actors) == ((), {}, {})


# ------------------------------------------------------------------ the project


def test_the_project_is_the_nearest_folder_with_settings(toy: Path) -> None:
    project, problems = find_project(toy / "annotations" / "actors")
    assert problems == ()
    assert project is not None
    settings = project.settings
    assert (project.root, settings.title, settings.texts) == (toy, "The Northern Sea Record", ("../texts",))
    limits = settings.limits
    assert (limits.quoted_share, limits.warned_share, limits.quoted_run) == (0.35, 0.36, 25)


def test_settings_may_be_empty(tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text("")
    assert find_project(tmp_path) == (Project(tmp_path, Settings()), ())


@pytest.mark.parametrize("case", read_cases(FOLDER.with_name("settings.yml")), ids=lambda case: case["name"])
def test_settings_are_read_strictly(tmp_path: Path, case: dict[str, Any]) -> None:
    (tmp_path / "site.yml").write_text(case["input"])
    assert "".join(f"{problem}\n" for problem in find_project(tmp_path)[1]) == case["expected"]


@pytest.mark.parametrize("case", read_cases(FOLDER.with_name("citation.yml")), ids=lambda case: case["name"])
def test_a_citation_that_is_published_has_the_form_of_one(tmp_path: Path, case: dict[str, Any]) -> None:
    (tmp_path / "site.yml").write_text("")
    (tmp_path / "CITATION.cff").write_text(case["input"])
    assert "".join(f"{problem}\n" for problem in find_project(tmp_path)[1]) == case["expected"]


def test_without_settings_there_is_no_project(tmp_path: Path) -> None:
    project, problems = find_project(tmp_path)
    assert (project, [problem.rule for problem in problems]) == (None, ["no-project"])


# ------------------------------------------------------------------ files that lead elsewhere


@pytest.mark.parametrize(
    "name",
    [
        "articles",
        "articles/raw",
        f"articles/{ENVOY}.md",
        "annotations",
        "annotations/actors",
        "annotations/topics.yml",
        "annotations/loop",
        "annotations/extracted",
        "annotations/.hidden",
    ],
)
def test_links_are_refused_and_not_followed(toy: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    if (toy / name).exists():
        (toy / name).rename(outside)
    else:
        outside.mkdir()
    (toy / name).symlink_to("." if name.endswith("loop") else outside)
    corpus, problems = load(Project(toy, Settings()))
    assert [problem.location.path for problem in problems if problem.rule == "symlink"] == [name]
    if name == "articles":
        assert corpus.articles == {}


def test_settings_behind_a_link_are_refused(toy: Path) -> None:
    (toy / "site.yml").rename(toy / "other.yml")
    (toy / "site.yml").symlink_to("other.yml")
    project, problems = find_project(toy)
    assert (project, [problem.rule for problem in problems]) == (None, ["symlink"])


def test_a_pipe_is_refused_and_not_waited_for(toy: Path) -> None:
    os.mkfifo(toy / "annotations/actors/more.yml")
    assert [problem.rule for problem in problems_of(toy)] == ["not-a-file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for this user")
def test_a_file_without_permission_is_a_problem(toy: Path) -> None:
    (toy / "annotations/topics.yml").chmod(0)
    assert "unreadable-file" in {problem.rule for problem in problems_of(toy)}


def test_names_of_files_cannot_forge_messages(toy: Path) -> None:
    (toy / "articles/x\n::error::y.md").write_text("")
    os.close(os.open(os.fsencode(toy) + b"/annotations/\xff.yml", os.O_CREAT))
    said = "".join(map(str, problems_of(toy)))
    assert "\n::error" not in said
    assert said.encode()
    assert "\\udcff.yml: unexpected-file" in said


# ------------------------------------------------------------------ size and harm


def test_files_that_are_too_big_are_refused(toy: Path) -> None:
    for name, size in (
        (ANNOTATION, 2**18),
        (f"articles/{ENVOY}.md", 2**18),
        ("annotations/topics.yml", 2**22),
    ):
        (toy / name).write_text("#" * (size + 1))
    found = [(problem.location.path, problem.rule) for problem in problems_of(toy)]
    big = [ANNOTATION, "annotations/topics.yml", f"articles/{ENVOY}.md"]
    assert found == [(name, "file-too-big") for name in big]


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        ("- " * 25_000 + "x", "too-deep", "1:65"),
        ("[" * 100_000, "too-deep", "1:33"),
        ("a: &a [x]\nb: &b [*a, *a]\n", "anchor", "1:4"),
        ("a: !!binary x", "tag", "1:4"),
        ("a: {name: x}\na: {name: y}", "duplicate-key", "2:1"),
        ("a: {name: x\0}", "forbidden-character", "1:12"),
        ("a: {name: x}\u2028b: {name: y}", "forbidden-character", "1:13"),
        ("a: {name: x}".encode("utf-16"), "not-utf-8", "1:1"),
    ],
)
def test_a_hostile_file_costs_no_time(toy: Path, text: str | bytes, rule: str, place: str) -> None:
    (toy / "annotations/topics.yml").write_bytes(text if isinstance(text, bytes) else text.encode())
    problems = problems_of(toy)
    assert (rule, f"annotations/topics.yml:{place}") in {(p.rule, str(p.location)) for p in problems}


def test_a_file_full_of_mistakes_is_told_in_part(toy: Path) -> None:
    lines = "".join(f"  - {{actor: nobody-{n}, role: r, quote: q}}\n" for n in range(5_000))
    (toy / ANNOTATION).write_text("people:\n" + lines)
    problems = [problem for problem in problems_of(toy) if problem.location.path == ANNOTATION]
    assert len(problems) == 101
    assert str(problems[0]).startswith(
        f"{ANNOTATION}: too-many-problems: found 5,000 problems, expected fewer\n"
    )


@pytest.mark.parametrize(
    ("path", "text", "shown"),
    [
        (ANNOTATION, "".join(f"x{n}: 1\n" for n in range(150)), 100),
        (ANNOTATION, "people:\n" + "  - {actor: bera-holt, rol: r, quote: q}\n" * 150, 100),
        (ANNOTATION, "".join(f"x{n}: 1\n" for n in range(100)), 100),
        ("annotations/topics.yml", "".join(f"t{n}: {{nam: x}}\n" for n in range(150)), 100),
        ("annotations/topics.yml", "".join(f"t{n}: x\n" for n in range(150)), 100),
        ("annotations/topics.yml", "x: {name: x}\n" * 150, 100),
        ("annotations/topics.yml", "x: &a {name: x}\n" * 150, 1),
    ],
    ids=["keys", "records", "just as many", "entries", "no entries", "twice", "refused"],
)
def test_where_reading_stops_it_says_so(toy: Path, path: str, text: str, shown: int) -> None:
    (toy / path).write_text(text)
    problems = [problem for problem in problems_of(toy) if problem.location.path == path]
    told = [str(problem) for problem in problems if problem.rule == "too-many-problems"]
    assert len(problems) - len(told) == shown
    said = "too-many-problems: found 100 problems or more, expected fewer"
    fix = "correct the first 100, and the others will be shown"
    stops = text.count("\n") > 100 and shown > 1
    assert told == [f"{path}: {said}\n    fix: {fix}"][: int(stops)]


def test_near_ids_are_looked_for_at_the_first_fifty_mistakes_of_a_file(toy: Path) -> None:
    lines = "  - {actor: bera-hold, role: r, quote: q}\n" * 51
    (toy / ANNOTATION).write_text("people:\n" + lines)
    fixes = [problem.fix for problem in problems_of(toy) if problem.rule == "unknown-actor"]
    otherwise = "add it to the registry, or correct the id"
    assert fixes == ["did you mean 'bera-holt'?"] * 50 + [otherwise]


def test_one_text_belongs_to_one_article(toy: Path) -> None:
    shutil.copy(toy / f"articles/{ENVOY}.md", toy / "articles/copy.md")
    (toy / "annotations/articles/copy.yml").write_text("")
    problems = problems_of(toy)
    assert [(p.rule, p.location.path) for p in problems] == [("duplicate-text", f"articles/{ENVOY}.md")]
    assert "articles/copy.md:11:11" in problems[0].found


# ------------------------------------------------------------------ dates that quotes print


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{y} {d}"]),
)
def test_a_date_is_printed_when_all_its_parts_are(day: dt.date, form: str) -> None:
    text = day.isoformat()
    said = form.format(d=day.day, m=MONTHS[day.month - 1], y=day.year)
    assert is_printed(text, [f"on {said}."]) == ("{m}" in form)
    assert is_printed(text[:7], [f"on {said}."]) == ("{m}" in form)
    is_round = day.year % 100 == 0 and "{m}" not in form  # then it may be a number of anything
    assert is_printed(text[:4], [f"on {said}."]) != is_round
    assert is_printed(text, [f"({text})"])


@pytest.mark.parametrize(
    ("date", "quote", "printed"),
    [
        ("2031-05-02", "on May 22, 2031", False),
        ("2031-05-02", "maybe on 2 mayors in 2031", False),
        ("2031-03", "in Mar. 2031", True),
        ("2031-09", "in Sept 2031", True),
        ("2031-21", "in the spring of 2031", True),
        ("2031-33", "in the first quarter of 2031", True),
        ("199X", "in the 1990s", True),
        ("199X", "in 1990", False),
        ("1991/..", "since 1991", True),
        ("[2031-05-02..2031-05-04]", "between 2 and 4 May 2031", True),
        ("2031-05-02/2031-06-04", "from 2 to 4 June 2031", False),
        ("not a date", "whatever", True),
    ],
)
def test_which_dates_quotes_print(date: str, quote: str, *, printed: bool) -> None:
    assert is_printed(date, [quote]) is printed


# ------------------------------------------------------------------ numbers that words print


@pytest.mark.parametrize("case", read_cases(FOLDER.with_name("printed.yml")), ids=lambda case: case["quote"])
def test_which_numbers_words_print(case: dict[str, Any]) -> None:
    asked = {number: kind == "prints" for kind in ("prints", "not") for number in case.get(kind, ())}
    told = {n: prints_number(int(n), [case["quote"]], case.get("language", "en")) for n in asked}
    assert told == asked


@given(st.integers(1, 10**9))
def test_every_number_is_printed_by_its_digits(number: int) -> None:
    for said in (f"{number}", f"{number:,}", f"{number:,}".replace(",", " ")):
        assert prints_number(number, [f"They ordered {said} boats."], "en")
        assert not prints_number(number + 1, [f"They ordered {said} boats."], "en")
