"""The guide for annotators, followed from a text to a merged change, as cases/walkthrough.yml tells."""

import shlex
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from site_builder.cli import main

STEPS = yaml.load(
    (Path(__file__).parent / "cases" / "walkthrough.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
NAME = "norland-herald-2024-09-14-brandt-comes-norland-brings"


def git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=A Newcomer", "-c", "user.email=newcomer@example.org"]
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


def answer(root: Path, step: dict[str, Any]) -> str:
    """What a step shows, after it was done."""
    if "run" in step:
        done = CliRunner().invoke(main, ["--project", str(root), *shlex.split(step["run"])])
        assert done.exit_code == step.get("exit", 0), done.output
        return done.output
    if "commit" in step:
        git(root, "add", ".")
        git(root, "commit", "-qm", step["commit"])
        return ""
    if "page" in step:
        return unescape((root / step["page"]).read_text(encoding="utf-8"))
    edit(root, step)
    return ""


def edit(root: Path, step: dict[str, Any]) -> None:
    (kind,) = {"write", "append", "replace"} & set(step)
    path = root / step[kind].replace("ID", NAME)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if kind == "replace":
        assert before.count(step["old"]) == 1
        text = before.replace(step["old"], step["new"])
    else:
        text = step["text"] if kind == "write" else before + step["text"]
    path.write_text(text, encoding="utf-8")


def test_a_newcomer_gets_from_a_text_to_a_merged_change(tmp_path: Path, monkeypatch: Any) -> None:
    root = tmp_path / "record"
    made = CliRunner().invoke(main, ["new", str(root)])
    assert made.exit_code == 0, made.output
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "A new record")
    monkeypatch.chdir(root)
    for step in STEPS:
        told = answer(root, step)
        for line in step.get("shows", ()):
            assert line.replace("ID", NAME) in told, f"{step.get('step', '')}\n{told}"
