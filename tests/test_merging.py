"""Two people work on branches of their own, and git merges what they did where nobody holds the texts."""

import shutil
import subprocess
from pathlib import Path

import pytest

from site_builder.proving.layer_writing import write_layers
from site_builder.proving.proved_project import ProvedCorpus, extract_missing, read_project
from tests.conftest import ROOT, TOY, keep_open_texts, project_at, read_at

ARTICLE = "norland-post-2031-05-10-visit"


def git(root: Path, *arguments: str, refused: bool = False) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    assert (done.returncode != 0) is refused, done.stdout + done.stderr
    return done.stdout


def replaced(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def commit_with_texts(root: Path, message: str) -> None:
    """What somebody does who holds the texts: check, `extract`, commit."""
    project = project_at(root)
    write_layers(project, extract_missing(project, read_before_extracting(root)).layers)
    git(root, "add", "-A")
    git(root, "commit", "-qm", message)


def read_before_extracting(root: Path) -> ProvedCorpus:
    known, problems = read_project(project_at(root), [TOY / "texts"])
    assert {problem.rule for problem in problems} <= {"layer-outdated", "unverified-quote"}, problems
    return known


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The toy project as a repository, its texts elsewhere."""
    root = Path(shutil.copytree(TOY, tmp_path / "toy"))
    keep_open_texts(root)
    shutil.copy(ROOT / ".gitattributes", root)
    git(root, "init", "-qb", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Begin")
    return root


def test_two_who_add_a_name_and_a_statement_each_meet_in_no_layer(repository: Path) -> None:
    root = repository
    annotation = f"annotations/articles/{ARTICLE}.yml"
    git(root, "checkout", "-qb", "one")
    replaced(
        root,
        "annotations/actors/people.yml",
        "ann-haldane:",
        "alan-berg: {name: Alan Berg, type: person}\nann-haldane:",
    )
    replaced(
        root,
        annotation,
        "visits:",
        '  - actor: sudrian-army\n    says: it fought\n    quote: "the Sudrian army fired"\n\nvisits:',
    )
    commit_with_texts(root, "One adds a name and a statement")
    git(root, "checkout", "-qb", "two", "main")
    replaced(
        root,
        "annotations/actors/people.yml",
        "tom-berg:",
        "sid-lund: {name: Sid Lund, type: person}\ntom-berg:",
    )
    replaced(
        root,
        annotation,
        "organisations:",
        '  - actor: tom-berg\n    role: Soldier\n    quote: "soldiers guard the border"\n\norganisations:',
    )
    commit_with_texts(root, "Two adds a name and a statement")
    git(root, "merge", "-q", "--no-edit", "one")
    assert git(root, "status", "--short") == ""
    merged = read_at(root)
    assert {"alan-berg", "sid-lund"} <= set(merged.corpus.registry.actors)
    after = read_project(project_at(root), [TOY / "texts"])[0]
    project = project_at(root)
    assert write_layers(project, extract_missing(project, after).layers) in (
        (),
        (f"annotations/extracted/{ARTICLE}.json",),
    )


def test_without_the_line_of_gitattributes_the_layers_would_conflict(repository: Path) -> None:
    root, layer = repository, f"annotations/extracted/{ARTICLE}.json"
    git(root, "rm", "-q", ".gitattributes")
    git(root, "commit", "-qm", "Without it")
    for branch in ("one", "two"):
        git(root, "checkout", "-qb", branch, "main")
        replaced(root, layer, '"proofs": [\n', f'"proofs": [\n  {{"key": "{branch}"}},\n')
        git(root, "add", "-A")
        git(root, "commit", "-qm", branch)
    git(root, "merge", "-q", "--no-edit", "one", refused=True)
