"""What of Material's templates, styles and scripts ours lean on: listed in one file, and there in Material.

A new version of Material that moves any of it fails here, before readers see it.
"""

import re
from functools import cache
from pathlib import Path

import material
import pytest
import yaml

from tests.conftest import ROOT

OURS = ROOT / "templates" / "theme"
THEIRS = Path(material.__file__).parent / "templates"
LISTED: dict[str, list[str]] = yaml.safe_load(
    (ROOT / "tests" / "cases" / "material.yml").read_text(encoding="utf-8")
)
FORMS = {
    "blocks": (r"{%-? block ([a-z]+)", "*.html"),
    "templates": (r'{%-? (?:extends|include|import) "([^"]+)"', "*.html"),
    "classes": (r"(?<![\w-])(md-[a-z]+(?:(?:__|--|-)[a-z]+)*)(?![\w-])", "*.*"),
    "attributes": (r"(?<![\w-])(data-md-[a-z]+(?:-[a-z]+)*)", "*.*"),
    "functions": (r"(?<!\w)(__md_[a-z]+)(?!\w)", "*.*"),
    "variables": (r"(--md-[a-z]+(?:-{1,2}[a-z]+)*)", "*.*"),
}
"""How each kind of thing is written, in ours and in theirs, and in which files."""
TEXT = {".html", ".css", ".js"}


@cache
def found(kind: str, folder: Path) -> frozenset[str]:
    form, files = FORMS[kind]
    read = (path for path in sorted(folder.rglob(files)) if path.suffix in TEXT and path.is_file())
    return frozenset(name for path in read for name in re.findall(form, path.read_text(encoding="utf-8")))


def own_templates() -> set[str]:
    return {path.relative_to(OURS).as_posix() for path in OURS.rglob("*.html")}


@pytest.mark.parametrize("kind", FORMS)
def test_all_that_ours_lean_on_is_listed(kind: str) -> None:
    leaning = set(found(kind, OURS))
    if kind == "templates":
        leaning |= {name for name in own_templates() if (THEIRS / name).exists()}
        leaning -= {name for name in own_templates() if not (THEIRS / name).exists()}
    assert leaning == set(LISTED[kind])
    assert LISTED[kind] == sorted(LISTED[kind])


@pytest.mark.parametrize("kind", FORMS)
def test_all_that_is_listed_is_there(kind: str) -> None:
    there = found(kind, THEIRS)
    is_there = (lambda name: (THEIRS / name).exists()) if kind == "templates" else there.__contains__
    assert [name for name in LISTED[kind] if not is_there(name)] == []


def test_a_thing_that_moved_is_missed(tmp_path: Path) -> None:
    (tmp_path / "base.html").write_text('<div class="md-header2" data-md-colour>{% block head %}')
    assert found("classes", tmp_path) == frozenset()
    assert found("blocks", tmp_path) == {"head"}
    assert not set(LISTED["attributes"]) & found("attributes", tmp_path)
