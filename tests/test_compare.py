"""The agreement of two annotators: what counts as the same, what is told, and that neither is favoured."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from site_builder.cli import main
from site_builder.corpus.loading import Project, Settings
from site_builder.reviewing.agreement import Agreement, Asked, agreement, as_json, as_markdown
from site_builder.reviewing.agreement.alpha import nominal_alpha
from site_builder.reviewing.agreement.measures import Choice, Counts, Difference
from site_builder.reviewing.agreement.pairing import Pairable, pairs_of
from tests.conftest import copy_of_toy, keep_open_texts, project_at
from tests.small import cases, checked, write
from tests.test_diff import HOSTILE, commit, edit, git

VISIT = "annotations/articles/norland-post-2031-05-10-visit.yml"
CONTRACT = "a contract for Lance-2 missiles worth about 2 billion crowns, signed on May 8, 2031"


def compared(base: Path, other: Path) -> Agreement:
    """The agreement of two folders, by their names."""
    ours, theirs = (Asked(folder.name, Project(folder, Settings()), None) for folder in (base, other))
    found, problems = agreement(ours, theirs)
    assert problems == ()
    assert found is not None
    return found


def written(root: Path, version: Mapping[str, Any], vocabulary: object) -> Path:
    root.mkdir()
    if vocabulary:
        write(root, "annotations/vocabulary/sections.yml", vocabulary)
    checked(root, version)
    for path, content in version.get("files", {}).items():
        write(root, path, content)
    for path in version.get("without", ()):
        (root / path).unlink()
    return root


def table(report: str, first: str) -> list[list[str]]:
    """The rows of the table whose head begins so, as a reader of Markdown with tables sees them."""
    tables: list[list[list[str]]] = []
    inside = False
    for token in MarkdownIt("commonmark").enable("table").parse(report):
        if token.type in {"table_open", "table_close"}:
            inside = not inside
            tables += [[]] if inside else []
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type == "inline" and inside:
            tables[-1][-1].append("".join(child.content for child in token.children or ()))
    return next((rows for head, *rows in tables if head[1] == first), [])


@pytest.mark.parametrize("case", cases("compare.yml"), ids=lambda case: case["case"])
def test_agreement(case: dict[str, Any], tmp_path: Path) -> None:
    folders = [written(tmp_path / side, case[side], case.get("vocabulary")) for side in ("base", "other")]
    found = compared(*folders)
    assert found.complete, found.errors
    report = as_markdown(found)
    rows = {name: cells for name, *cells in table(report, "base")}
    for name, cells in case["sections"].items():
        assert rows[name] == cells, report
    assert bool(rows) == bool(case["sections"])
    if "choices" in case:
        assert table(report, "Choice") == case["choices"]
    for line in case.get("lines", ()):
        assert line in report.splitlines(), report
    for words in case.get("absent", ()):
        assert words not in report


def test_places_in_the_text_decide_where_they_are_known(tmp_path: Path) -> None:
    """Two quotes that share few words may stand at one place; without the text nobody knows."""
    anna, ben = (copy_of_toy(tmp_path / name) for name in ("anna", "ben"))
    edit(ben, {VISIT: [(CONTRACT, "on May 8, 2031")]})
    assert (compared(anna, ben).total.matched, compared(anna, anna).total.matched) == (53, 53)
    for folder in (anna, ben):
        keep_open_texts(folder)
    assert compared(anna, ben).total.matched == 52


# ------------------------------------------------------------------ the command


def run(*words: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, [str(word) for word in words])
    return done.exit_code, done.stdout or done.stderr


def test_two_branches_and_two_folders_give_the_same_report(toy_project: Path, tmp_path: Path) -> None:
    commit(toy_project)
    git(toy_project, "branch", "anna")
    git(toy_project, "checkout", "--quiet", "-b", "ben")
    anna = copy_of_toy(tmp_path / "anna")
    changes = {VISIT: [("status: contracted", "status: delivered"), ("role: President", "role: president")]}
    edit(toy_project, changes)
    commit(toy_project)
    git(toy_project, "checkout", "--quiet", "anna")
    ben = copy_of_toy(tmp_path / "ben")
    edit(ben, changes)
    code, report = run("--project", toy_project, "compare", "anna", "ben")
    assert code == 0
    assert "  - `Status`: `contracted` ≠ `delivered`" in report.splitlines()
    assert report.count("≠") == 2  # with the line that says what it means
    assert git(toy_project, "status", "--porcelain", "--untracked-files=no") == ""
    folders = run("compare", anna, ben)
    assert folders == (0, report.replace("`anna`", f"`{anna}`").replace("`ben`", f"`{ben}`"))
    assert run("--project", toy_project, "compare", "anna", ben)[0] == 0


def test_json_says_what_the_report_says(tmp_path: Path) -> None:
    anna, ben = (copy_of_toy(tmp_path / name) for name in ("anna", "ben"))
    edit(ben, {VISIT: [("status: contracted", "status: delivered")]})
    code, text = run("compare", anna, ben, "--format", "json")
    said = json.loads(text)
    assert code == 0
    assert said["total"]["records"] == {"base": 53, "other": 53, "matched": 53}
    (deals,) = (section for section in said["sections"] if section["section"] == "arms_deals")
    assert [choice["field"] for choice in deals["choices"]] == ["kind", "status", "mode"]
    (difference,) = (one for article in said["articles"] for one in article["differences"])
    assert difference["fields"] == [
        {"field": "status", "label": "Status", "base": "contracted", "other": "delivered"}
    ]
    assert {difference[side]["path"] for side in ("base", "other")} == {VISIT}
    assert difference["base"]["quotes"] == [CONTRACT]
    assert said["errors"] == {"base": [], "other": []}


def test_only_the_articles_that_are_named_are_compared(tmp_path: Path) -> None:
    anna, ben = (copy_of_toy(tmp_path / name) for name in ("anna", "ben"))
    edit(ben, {VISIT: [("status: contracted", "status: delivered")]})
    article = Path(VISIT).stem
    code, text = run("compare", anna, ben, "--format", "json", "--article", article)
    said = json.loads(text)
    assert code == 0
    assert [(one["article"], one["untouched"]) for one in said["articles"]] == [(article, False)]
    assert said["total"]["records"]["base"] == said["articles"][0]["records"]["base"] < 53
    code, text = run("compare", anna, ben, "--article", article[:-1])
    assert code == 2
    assert f"unknown-article: found '{article[:-1]}'" in text
    assert f"did you mean '{article}'?" in text


def test_errors_of_a_version_are_told_and_the_rest_is_compared(tmp_path: Path) -> None:
    anna, ben = (copy_of_toy(tmp_path / name) for name in ("anna", "ben"))
    edit(ben, {VISIT: [("people:\n", "people: [\n")]})
    code, report = run("compare", anna, ben)
    assert code == 1
    assert f"**`{ben}` has 1 error.** Files are compared as far as they can be read." in report
    assert "yaml-syntax" in report
    assert f"Not compared: 1 article that `{anna}` alone annotates" in report
    assert table(report, str(anna))


@pytest.mark.parametrize("name", ["nowhere", "--", "HEAD:site.yml", "annotations"])
def test_what_is_neither_a_commit_nor_a_project_is_wrong_use(name: str, toy_project: Path) -> None:
    commit(toy_project)
    done = CliRunner().invoke(main, ["--project", str(toy_project), "compare", "--", "HEAD", name])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "unknown-revision" in done.stderr
    assert "or a folder that has a site.yml" in done.stderr


def test_links_of_a_commit_are_not_followed(toy_project: Path, tmp_path: Path) -> None:
    commit(toy_project)
    (tmp_path / "secret.yml").write_text("stolen: {name: Stolen}\n")
    (toy_project / "annotations/topics.yml").unlink()
    (toy_project / "annotations/topics.yml").symlink_to(tmp_path / "secret.yml")
    commit(toy_project)
    ours, theirs = (Asked(name, project_at(toy_project), name) for name in ("HEAD~1", "HEAD"))
    found, _ = agreement(ours, theirs)
    assert found is not None
    assert "symlink" in {problem.rule for problem in found.errors["other"]}
    assert "Stolen" not in as_markdown(found)


def test_hostile_data_is_shown_and_never_read(tmp_path: Path) -> None:
    hostile = HOSTILE.replace("$z$", "$z$ {} {0} \\|")
    field = {
        "key": "cause",
        "type": "choice",
        "options": ["rain", hostile],
        "label": hostile,
        "meaning": "Why.",
    }
    vocabulary = {
        "floods": {"name": f"1 {hostile}", "plural": f"2 {hostile}", "meaning": "Water.", "fields": [field]}
    }
    record = {"says": f"# {hostile}", "quote": hostile[:60], "note": hostile}
    folders = []
    for name, cause in (("anna", "rain"), ("ben", hostile)):
        version = {
            "articles": {"one": {"title": hostile}},
            "files": {"annotations/articles/one.yml": {"floods": [{**record, "cause": cause}, record]}},
        }
        folders.append(written(tmp_path / f"{name} {hostile.replace('/', '')[:40]}", version, vocabulary))
    report = as_markdown(compared(*folders))
    tokens = MarkdownIt("commonmark").enable("table").parse(report)
    flat = [child for token in tokens for child in (token, *(token.children or ()))]
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in flat}
    ours = {"bullet_list", "list_item", "paragraph", "heading", "strong", "em"}
    assert kinds <= {*ours, "inline", "text", "code_inline", "table", "thead", "tbody", "tr", "th", "td"}
    outside = " ".join(token.content for token in flat if token.type == "text")
    assert not re.search(r"[@#<>\[\]${}\\]|https?:|javascript|user", outside)
    assert {len(row) for row in table(report, folders[0].name)} == {6}
    assert any(row[1].startswith("`x`") for row in table(report, "Choice"))


# ------------------------------------------------------------------ measures


@pytest.mark.parametrize(
    ("one", "other", "alpha"),
    [  # Krippendorff 2011, parts A and B; what he prints
        ("0100000010", "1110010000", "0.095"),
        ("aabbdccceDda".lower(), "babbbccceddd", "0.692"),
        ("aab", "aab", "1.000"),
    ],
)
def test_alpha_of_published_examples(one: str, other: str, alpha: str) -> None:
    found = nominal_alpha(list(zip(one, other, strict=True)))
    assert found is not None
    assert f"{float(found):.3f}" == alpha


@pytest.mark.parametrize("pairs", [[], [("a", "a")], [(None, None), (None, None)]])
def test_one_value_alone_has_no_alpha(pairs: list[tuple[str | None, str | None]]) -> None:
    assert nominal_alpha(pairs) is None


pairables = st.lists(
    st.builds(
        lambda covers, who, says: Pairable(covers, {"actor": who}, {"says": says}),
        st.frozensets(st.integers(0, 6), min_size=1, max_size=4),
        st.sampled_from("pq"),
        st.sampled_from("st"),
    ),
    max_size=8,
)


@given(pairables, pairables, st.sampled_from([Fraction(0), Fraction(1, 2)]))
def test_pairs_are_one_to_one_and_the_same_from_either_side(
    base: Sequence[Pairable], other: Sequence[Pairable], least: Fraction
) -> None:
    pairs = pairs_of(base, other, least)
    assert len({here for here, _ in pairs}) == len({there for _, there in pairs}) == len(pairs)
    assert set(pairs_of(other, base, least)) == {(there, here) for here, there in pairs}
    assert pairs_of(base, base, least) == tuple((n, n) for n in range(len(base)))


QUOTES = ["the year was bad", "the year was bad indeed", "prices went up", "a clash near the river"]
statements = st.lists(
    st.fixed_dictionaries(
        {"says": st.sampled_from(["A.", "B."]), "quote": st.sampled_from(QUOTES)},
        optional={
            "about": st.lists(st.sampled_from(["ann", "bob", "clash"]), min_size=1, max_size=2, unique=True),
            "date": st.sampled_from(["2031", "2031-05-07", "2031-05-07/2031-05-07"]),
            "mode": st.sampled_from(["confirmed", "denied"]),
        },
    ),
    max_size=6,
)


def swapped(found: Agreement) -> Agreement:
    """The same agreement as seen from the other side, in what is counted."""
    return replace(
        found,
        base=found.other,
        other=found.base,
        sections=tuple(
            replace(
                section,
                counts=from_other_side(section.counts),
                choices=tuple(
                    Choice(one.key, one.label, sorted(((b, a) for a, b in one.pairs), key=repr))
                    for one in section.choices
                ),
            )
            for section in found.sections
        ),
        articles=(),
        errors={},
    )


def from_other_side(counts: Counts) -> Counts:
    return replace(counts, base=counts.other, other=counts.base)


def told(found: Agreement) -> set[tuple[str, ...]]:
    return {
        (field.key, *sorted((field.base, field.other)))
        for article in found.articles
        for one in article.differences
        for field in one.fields
    } | {(alone(one),) for article in found.articles for one in article.differences if not one.fields}


def alone(one: Difference) -> str:
    record = one.base or one.other
    assert record is not None
    return record.subject


@settings(max_examples=15)
@given(statements, statements, st.randoms(use_true_random=False))
def test_a_version_agrees_with_itself_in_any_order_and_neither_is_favoured(
    tmp_path_factory: pytest.TempPathFactory, ours: list[Any], theirs: list[Any], random: Random
) -> None:
    root = tmp_path_factory.mktemp("compare")
    shuffled = random.sample(ours, len(ours))
    base, again, other = (
        written(root / name, {"articles": {"one": {"statements": records}}}, None)
        for name, records in (("base", ours), ("again", shuffled), ("other", theirs))
    )
    for beside in (base, again):
        found = compared(base, beside)
        counts = found.total
        assert counts.base == counts.other == counts.matched == len(ours)
        assert counts.equal == counts.filled
        assert not any(article.differences for article in found.articles)
    there, back = compared(base, other), compared(other, base)
    assert told(there) == told(back)
    assert swapped(swapped(there)) == swapped(back)
    assert as_json(there) == as_json(compared(base, other))
