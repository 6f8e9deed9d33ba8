"""The report of a change: what it says of edits, and that nothing of the data becomes markup."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from site_builder.changes.matching import MatchedRecord, matched
from site_builder.cli import main
from site_builder.editing.rename import rename
from site_builder.model.value_types import ArticleId
from site_builder.proving.layer_reading import read_layer
from site_builder.proving.layers import layer_json, layer_path
from site_builder.proving.quotes import Proof, quote_key
from site_builder.reviewing.diff import ChangeReport, diff
from site_builder.reviewing.diff.markdown import LONGEST, ListItem, Markdown, Section, code, document, said
from site_builder.reviewing.diff.wording import changed
from tests.conftest import TOY, keep_open_texts, project_at

CASES = [
    case
    for path in sorted((Path(__file__).parent / "cases" / "diff").glob("*.yml"))
    for case in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
]
GIT = {
    "GIT_AUTHOR_NAME": "Toy",
    "GIT_AUTHOR_EMAIL": "toy@example.org",
    "GIT_COMMITTER_NAME": "Toy",
    "GIT_COMMITTER_EMAIL": "toy@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}
HOSTILE = "`x` ``y @user #1 [a](javascript:b) ![i](j) <img src=x onerror=k> </details> $z$ | **b** \\` https://e.org"


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=root, env=os.environ | GIT, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def commit(root: Path) -> str:
    """Commit everything in a repository, which is made where there is none."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet")
        (root / ".gitignore").write_text("texts/herald.txt\n")  # its rights are reserved
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "A state")
    return git(root, "rev-parse", "HEAD")


def edit(root: Path, edits: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    for path, pairs in edits.items():
        text = (root / path).read_text(encoding="utf-8")
        for old, new in pairs:
            assert text.count(old) == 1, (path, old)
            text = text.replace(old, new)
        (root / path).write_text(text, encoding="utf-8")


def prove(root: Path, *, article: str, quote: str, spans: list[list[int]], words: list[list[int]]) -> None:
    """Write a proof into a committed layer, as somebody without the text could."""
    path = root / layer_path(ArticleId(article))
    layer, _ = read_layer(path.read_bytes(), "layer", ArticleId(article))
    assert layer is not None
    key = quote_key(quote)
    proof = Proof(tuple((a, b) for a, b in spans), tuple((a, b) for a, b in words), key)
    path.write_text(layer_json(replace(layer, proofs={**layer.proofs, key: proof})), encoding="utf-8")


def reported(root: Path, base: str = "HEAD", head: str | None = None) -> ChangeReport:
    report, problems = diff(project_at(root), base, head)
    assert problems == ()
    assert report is not None
    return report


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_report(case: dict[str, Any], toy_project: Path) -> None:
    if not case.get("texts", True):
        keep_open_texts(toy_project)
    edit(toy_project, case.get("before", {}))
    commit(toy_project)
    for kind, old, new in case.get("rename", ()):
        assert rename(project_at(toy_project), kind, old, new)[0] is not None
    if proof := case.get("prove"):
        prove(toy_project, **proof)
    edit(toy_project, case.get("replace", {}))
    for path in case.get("delete", ()):
        (toy_project / path).unlink()
    report = reported(toy_project)
    lines = report.markdown.splitlines()
    for line in case["lines"]:
        assert line in lines, report.markdown
    for words in case.get("absent", ()):
        assert words not in report.markdown
    if "first" in case:
        assert first_section(report) == f"<details open><summary>{case['first']}</summary>"
        assert lines[2 if report.complete else 4].startswith(f"- **{case['first']}: ")
    assert report.complete is case.get("complete", True)
    if case["lines"] == ["Nothing that a reader of the site would notice."]:
        assert len(lines) == 3


def first_section(report: ChangeReport) -> str:
    return next(line for line in report.markdown.splitlines() if line.startswith("<details"))


def test_a_new_article_with_its_text_is_told_first(toy_project: Path) -> None:
    name = "estmark-review-2032-clash"
    files = [f"articles/{name}.md", f"annotations/articles/{name}.yml", f"annotations/extracted/{name}.json"]
    contents = [(toy_project / file).read_bytes() for file in files]
    for file in files:
        (toy_project / file).unlink()
    commit(toy_project)
    for file, content in zip(files, contents, strict=True):
        (toy_project / file).write_bytes(content)
    report = reported(toy_project)
    assert first_section(report) == "<details open><summary>Texts that would be published</summary>"
    assert "  - A new article." in report.markdown.splitlines()


def test_a_text_of_a_commit_is_that_commit_s(toy_project: Path) -> None:
    """What lies in texts/ now does not count for an earlier state, nor the other way round."""
    first = commit(toy_project)
    (toy_project / "texts" / "review.txt").unlink()
    assert "text-not-committed" in reported(toy_project).markdown
    second = commit(toy_project)
    shutil.copy(TOY / "texts" / "review.txt", toy_project / "texts")
    assert "text-not-committed" in reported(toy_project, first, second).markdown


# ------------------------------------------------------------------ the two states


def test_two_commits_are_compared_whatever_the_working_tree_holds(toy_project: Path) -> None:
    first = commit(toy_project)
    edit(toy_project, {"annotations/topics.yml": [("Crisis at Kesh", "Kesh crisis")]})
    second = commit(toy_project)
    shutil.rmtree(toy_project / "annotations")
    before = git(toy_project, "status", "--porcelain")
    report = reported(toy_project, first, second)
    assert "  - Name: `Crisis at Kesh` → `Kesh crisis`" in report.markdown
    assert "  - Name: `Kesh crisis` → `Crisis at Kesh`" in reported(toy_project, second, first).markdown
    assert git(toy_project, "status", "--porcelain") == before


def test_a_project_below_the_repository_s_root(toy_project: Path) -> None:
    commit(toy_project.parent)
    edit(toy_project, {"annotations/topics.yml": [("Crisis at Kesh", "Kesh crisis")]})
    assert "- Topics: 1 changed" in reported(toy_project).markdown


def test_links_odd_files_and_texts_of_a_commit_are_refused(toy_project: Path, tmp_path: Path) -> None:
    base = commit(toy_project)
    secret = tmp_path / "secret.yml"
    secret.write_text("stolen: {name: Stolen}\n")
    (toy_project / "annotations/topics.yml").unlink()
    (toy_project / "annotations/topics.yml").symlink_to(secret)
    (toy_project / "articles/raw").mkdir()
    (toy_project / "articles/raw/text.txt").write_text("A captured text.\n")
    (toy_project / "annotations/places.yml").write_text("x" * 5_000_000)
    report = reported(toy_project, base, commit(toy_project))
    for rule in ("symlink", "committed-text", "file-too-big"):
        assert f"`{rule}`" in report.markdown
    assert "Stolen" not in report.markdown
    assert not report.complete


def test_another_repository_within_is_refused(toy_project: Path) -> None:
    base = commit(toy_project)
    git(toy_project, "update-index", "--add", "--cacheinfo", f"160000,{base},articles/sub")
    git(toy_project, "commit", "--quiet", "--message", "A submodule")
    assert "`not-a-file`" in reported(toy_project, base, "HEAD").markdown


@pytest.mark.parametrize("revision", ["nowhere", "--help", "HEAD:site.yml", "", "a\0b"])
def test_an_unknown_revision_is_wrong_use(toy_project: Path, revision: str) -> None:
    commit(toy_project)
    report, problems = diff(project_at(toy_project), revision)
    assert report is None
    assert [problem.rule for problem in problems] == ["unknown-revision"]
    if revision == "nowhere":
        done = CliRunner().invoke(main, ["--project", str(toy_project), "diff", revision])
        assert (done.exit_code, done.stdout) == (2, "")


def test_the_command_ends_with_1_where_a_state_makes_no_site(toy_project: Path) -> None:
    commit(toy_project)
    run = ["--project", str(toy_project), "diff", "HEAD"]
    assert CliRunner().invoke(main, run).exit_code == 0
    (toy_project / "annotations/topics.yml").write_text("x: [\n")
    assert CliRunner().invoke(main, run).exit_code == 1


# ------------------------------------------------------------------ hostile strings


def tokens(markdown: str) -> list[Token]:
    flat: list[Token] = []
    for token in MarkdownIt("commonmark").parse(markdown):
        flat += [token, *(token.children or ())]
    return flat


@given(st.text() | st.text(alphabet="`\n @#[]()<>\\*$ab", max_size=30))
def test_any_text_is_one_span_of_code(text: str) -> None:
    (paragraph,) = [t for t in MarkdownIt("commonmark").parse(said("- A {} b", text)) if t.type == "inline"]
    kinds = [token.type for token in paragraph.children or ()]
    assert kinds == ["text", "code_inline", "text"]
    span = next(token.content for token in paragraph.children or () if token.type == "code_inline")
    assert len(span) <= LONGEST
    printable = "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)
    assert span.rstrip("…") in (" ".join(printable.split()) or "(nothing)")


def test_hostile_data_is_shown_and_never_read(toy_project: Path) -> None:
    commit(toy_project)
    hostile = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    edit(
        toy_project,
        {
            "annotations/topics.yml": [("name: Crisis at Kesh", f'name: "{hostile}"')],
            "annotations/events/2031.yml": [("title: Clash near Kesh", f'title: "# {hostile}"')],
            "articles/norland-post-2031-05-10-visit.md": [
                ("title: Haldane Visits Sudria and Speaks of Missiles", f'title: "- {hostile}"'),
                ("authors: [Nell Orme]", f'authors: ["{hostile}"]'),
            ],
            "annotations/articles/norland-post-2031-05-10-visit.yml": [
                ("says: A radar station opened.", f'says: "</summary>{hostile}"'),
                ("statements:\n", f'statements:\n  - says: "{hostile}"\n    quote: "{hostile[:60]}"\n'),
            ],
        },
    )
    markdown = reported(toy_project).markdown
    found = tokens(markdown)
    ours = {"bullet_list", "list_item", "paragraph", "heading", "strong", "em"}
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in found}
    assert kinds <= {*ours, "inline", "text", "code_inline", "html_block"}
    html = {line for token in found if token.type == "html_block" for line in token.content.splitlines()}
    assert all(
        re.fullmatch(r"</details>|<details( open)?><summary>[A-Za-z ]+</summary>", line) for line in html
    )
    assert [token.tag for token in found if token.type == "heading_open"] == ["h2"]
    outside = " ".join(token.content for token in found if token.type == "text")
    assert not re.search(r"[@#<>\[\]$]|https?:|javascript|user", outside)
    assert any(HOSTILE in token.content for token in found if token.type == "code_inline")


def test_backticks_and_blanks() -> None:
    assert code("a`b") == "``a`b``"
    assert code("``") == "``` `` ```"
    assert code(" \n ") == "`(nothing)`"
    assert code("a\u202eb") == "`a\ufffdb`"
    assert len(code("x" * 1000)) == LONGEST + 2


# ------------------------------------------------------------------ its size


@given(st.lists(st.integers(0, 400), max_size=6), st.integers(3000, 20_000))
def test_a_report_is_cut_to_its_size_and_says_so(numbers: list[int], most: int) -> None:
    sections = [
        Section(
            f"Part {n}",
            tuple(ListItem(said("{}", "é" * 40)) for _ in range(number)),
            Markdown(f"{number} things"),
        )
        for n, number in enumerate(numbers)
    ]
    text = document("A title", (), sections, most)
    assert len(text.encode()) <= most
    assert text.count("<details>") == text.count("</details>") == sum(number > 0 for number in numbers)
    left_out = sum(int(number.replace(",", "")) for number in re.findall(r"\*([\d,]+) more line", text))
    assert text.count("`é") + left_out == sum(numbers)


def test_short_parts_stay_whole_when_a_long_one_is_cut() -> None:
    long = Section("Long", tuple(ListItem(said("{}", f"long {n}")) for n in range(1000)))
    short = Section("Short", tuple(ListItem(said("{}", f"short {n}")) for n in range(5)))
    text = document("A title", (), [long, short], 5000)
    assert text.count("short ") == 5
    assert "more lines are left out" in text


def test_a_large_change_stays_within_a_comment(toy_project: Path) -> None:
    commit(toy_project)
    topics = "".join(f"topic-{n}:\n  name: Topic {n}\n  description: {'word ' * 20}\n" for n in range(3000))
    with (toy_project / "annotations/topics.yml").open("a") as file:
        file.write(topics)
    report = reported(toy_project)
    assert len(report.markdown.encode()) <= 65_536
    assert "- Topics: 3,000 added" in report.markdown


# ------------------------------------------------------------------ matching


def entry(index: int, quotes: str, name: str | None = None, **fields: object) -> MatchedRecord:
    return MatchedRecord(index, name, frozenset(quotes.split()), (), fields)


def test_records_are_matched_by_id_then_quotes_then_overlap() -> None:
    base = [entry(0, "a", "x"), entry(1, "b c"), entry(2, "d"), entry(3, "e", actor="p", role="r", of="s")]
    changed = entry(0, "e2", actor="p", role="r", of="t")
    head = [changed, entry(1, "d"), entry(2, "c d2"), entry(3, "z", "x"), entry(4, "n")]
    assert matched(base, head) == ((3, 0), (2, 1), (1, 2), (0, 3))


records = st.lists(
    st.builds(
        lambda quotes, name, who: (quotes, name, who),
        st.frozensets(st.sampled_from("abcd"), min_size=1, max_size=2),
        st.none() | st.sampled_from("xy"),
        st.sampled_from("pq"),
    ),
    max_size=8,
)


@given(records, records)
def test_matching_pairs_each_record_once_and_a_state_with_itself_wholly(base: Any, head: Any) -> None:
    before, after = (
        [MatchedRecord(i, name, quotes, (), {"actor": who}) for i, (quotes, name, who) in enumerate(side)]
        for side in (base, head)
    )
    pairs = matched(before, after)
    assert len({old for old, _ in pairs}) == len({new for _, new in pairs}) == len(pairs)
    assert matched(before, after) == pairs
    itself = matched(before, before)
    assert len(itself) == len(before)
    assert all(before[a].fields == before[b].fields for a, b in itself)


def test_the_report_is_the_same_each_time(toy_project: Path) -> None:
    commit(toy_project)
    shutil.rmtree(toy_project / "annotations")
    shutil.copytree(TOY / "annotations", toy_project / "annotations")
    edit(toy_project, {"annotations/topics.yml": [("Crisis at Kesh", "Kesh crisis")]})
    assert reported(toy_project) == reported(toy_project)


@pytest.mark.parametrize("label", ["Deaths {x}", "<img src=x onerror=alert(1)>", "*a* _b_", "1. a", "@all"])
def test_labels_of_a_vocabulary_are_shown_and_never_read(label: str) -> None:
    assert changed(label, "", "a") == f"{code(label)}: `a` added"
    assert changed("People killed", "a", "b") == "People killed: `a` → `b`"
