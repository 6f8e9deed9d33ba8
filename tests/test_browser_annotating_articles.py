"""Whole articles, annotated in a browser by keys and clicks: how many, beside the characters of the YAML."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from site_builder.editing.new_project import LICENCE, new
from tests.annotating import Asked
from tests.annotator import Robot, alike, targets_of
from tests.conftest import HANGS, ROOT, TEXTS, with_texts
from tests.killing import files_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

*ARTICLES, LONGEST = (
    path.stem
    for path in sorted(
        (ROOT / "annotations" / "articles").glob("*.yml"), key=lambda path: path.stat().st_size
    )
)
MOST = 0.25
"""Actions for a character of the YAML that they make."""
SCREEN = {"viewport": {"width": 1600, "height": 1000}, "reduced_motion": "reduce"}
on_a_desk = pytest.mark.parametrize("page", [SCREEN], indirect=True, ids=["desk"])


@contextmanager
def served(root: Path, article: str, *texts: Path) -> Iterator[str]:
    """The address of the page of an article, served as the command does it."""
    options = [word for folder in texts for word in ("--texts", str(folder))]
    command = [sys.executable, "-m", "site_builder", "--project", str(root), "annotate", article, *options]
    with subprocess.Popen([*command, "--no-browser"], stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().split()[2]
        finally:
            server.terminate()
            server.communicate()


def said(file: Path) -> dict[str, Any]:
    """What an annotation says: every leaf as text, quotes by their words."""
    read = yaml.load(file.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 - makes texts alone
    return {section: [alike(record) for record in records] for section, records in read.items()}


def problems_of(state: dict[str, Any]) -> set[tuple[str, str]]:
    """What `check` says of an article and its annotation."""
    told = [*state["problems"], *(one for record in state["records"] for one in record["problems"])]
    return {(one["rule"], one["found"]) for one in told}


def annotate(page: Page, root: Path, article: str, *texts: Path) -> float:
    """Take an article's annotation away and have the robot write it again: actions for a character."""
    signal.alarm(3 * HANGS)  # six thousand keys on a busy machine are no hang
    begun = time.monotonic()
    asked = Asked(root, article, texts)
    yml, wanted, before = asked.annotation.read_text("utf-8"), said(asked.annotation), asked.state
    asked.annotation.unlink()
    others = files_of(root)
    with served(root, article, *texts) as address:
        page.goto(address)
        page.wait_for_selector("#text .paragraph")
        robot = Robot(page, asked.state, asked.told(asked.get("api/registry")))
        try:
            for target in targets_of(before):
                robot.write(target)
                written = said(asked.annotation)[target.section]
                assert written[target.index] == alike(target.fields), (target.section, target.index)
        finally:
            page.goto("about:blank")
    assert said(asked.annotation) == wanted
    assert problems_of(asked.state) <= problems_of(before)
    asked.annotation.unlink()
    assert files_of(root) == others
    ratio = robot.hands.total / len(yml)
    row = (
        f"{article:45}{len(before['records']):4} records{len(yml):7} characters{robot.hands.total:6} actions"
    )
    parts = ", ".join(f"{why} {count}" for why, count in robot.hands.done.most_common())
    print(f"\n{row}  {ratio:.3f}  {time.monotonic() - begun:.0f} s\n    {parts}")  # noqa: T201 - a table
    return ratio


@with_texts
@on_a_desk
@pytest.mark.parametrize("article", ARTICLES)
def test_an_article_takes_a_quarter_of_its_characters(page: Page, article: str, tmp_path: Path) -> None:
    """The longest, which takes as long as the others together, is in `tests/torture/annotating.py`."""
    assert annotate(page, copied(tmp_path), article, TEXTS) <= MOST


def copied(to: Path) -> Path:
    """What annotating needs of the shipped project."""
    for name in ("annotations", "articles"):
        shutil.copytree(ROOT / name, to / name)
    for name in ("site.yml", "mkdocs.yml"):
        shutil.copy(ROOT / name, to / name)
    return to


@on_a_desk
@pytest.mark.parametrize("subject", ["conflict", "incidents"])
def test_one_of_another_vocabulary_does_too(page: Page, subject: str, tmp_path: Path) -> None:
    made, problems = new(tmp_path / subject, LICENCE, subject)
    assert made is not None, problems
    articles = (tmp_path / subject / "annotations" / "articles").glob("*.yml")
    longest = max(articles, key=lambda path: path.stat().st_size)
    assert annotate(page, tmp_path / subject, longest.stem) <= MOST
