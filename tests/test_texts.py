"""Texts are found by what they hold, and nothing but regular files is read."""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_builder.build import BuildOptions, build
from site_builder.corpus.captured_texts import TEXT_BYTES, VARIABLE, find_texts, text_folders
from site_builder.corpus.project import Project, Settings, find_project
from site_builder.model.problems import fatal
from site_builder.proving.proved_project import read_project
from tests.conftest import project_at
from tests.test_corpus import read_cases
from tests.test_diff import commit, git
from tests.written import sha256

CASES = Path(__file__).parent / "cases"
TEXT = "Low tide.\r\n\u201cUseful\u201d\n"


def put(folder: Path, name: str, data: bytes | str = TEXT) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_text_is_found_whatever_its_name(tmp_path: Path) -> None:
    put(tmp_path / "a", "whatever.bin")
    put(tmp_path / "b", "other.txt", "another text")
    folders = [tmp_path / "a", tmp_path / "b", tmp_path / "missing"]
    assert find_texts(folders, {sha256(TEXT), "0" * 64}) == ({sha256(TEXT): TEXT}, ())


def test_line_endings_and_byte_order_mark_stay(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + TEXT.encode()
    put(tmp_path, "a.txt", data)
    texts, _ = find_texts([tmp_path], {sha256("\ufeff" + TEXT)})
    assert list(texts.values()) == ["\ufeff" + TEXT]


def test_nothing_wanted_reads_nothing(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", b"\xff")
    assert find_texts([tmp_path], set()) == ({}, ())


def test_links_pipes_and_folders_are_passed_over(tmp_path: Path) -> None:
    outside = put(tmp_path / "outside", "secret.txt")
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "link.txt").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "inner").mkdir()
    os.mkfifo(folder / "pipe.txt")
    assert find_texts([folder], {sha256(TEXT)}) == ({}, ())


def test_a_text_that_is_too_large_is_left_and_said(tmp_path: Path) -> None:
    path = put(tmp_path, "large.txt", b"a" * (TEXT_BYTES + 1))
    put(tmp_path, "video.mp4", b"a" * (TEXT_BYTES + 1))
    texts, problems = find_texts([tmp_path], {sha256(TEXT)})
    assert not texts
    assert [str(problem) for problem in problems] == [
        f"{path.as_posix()}: warning: text-too-large: found a larger text, expected at most 2 MB"
    ]


def test_a_wanted_text_that_is_no_utf8_is_said(tmp_path: Path) -> None:
    data = b"caf\xe9"
    put(tmp_path, "a.txt", data)
    texts, (problem,) = find_texts([tmp_path], {hashlib.sha256(data).hexdigest()})
    assert not texts
    assert (problem.rule, problem.found) == ("text-encoding", "a byte that is not UTF-8, at position 3")


def test_folders_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    variable = os.pathsep.join(["/one", "", "/two", "/one"])
    monkeypatch.setenv(VARIABLE, variable)
    project = Project(tmp_path, Settings(texts=("../texts", "/abs")))
    folders = text_folders(project, [Path("named")])
    assert folders == (
        tmp_path / "articles" / "raw",
        tmp_path / "texts",
        tmp_path / "../texts",
        Path("/abs"),
        Path("named"),
        Path("/one"),
        Path("/two"),
    )


@pytest.mark.parametrize("link", ["articles", "articles/raw", "texts"])
def test_the_own_folder_is_no_link(tmp_path: Path, link: str) -> None:
    outside = tmp_path / "outside"
    put(outside, "secret.txt")
    put(outside / "raw", "secret.txt")
    root = tmp_path / "project"
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(outside)
    own = {root / "articles/raw", root / "texts"}
    assert {*text_folders(Project(root, Settings()))} == {
        path for path in own if not path.is_relative_to(root / link)
    }


# ------------------------------------------------------------------ texts that are published

OPEN_TEXTS = yaml.load((CASES / "open-texts.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def told(root: Path) -> str:
    """What `check` says of a text that is to be published, and of the site that it stands in the way of."""
    _, problems = read_project(project_at(root))
    assert fatal(problems, strict=False) == (build(project_at(root), BuildOptions())[0] is None)
    return "".join(f"{problem}\n" for problem in problems if problem.rule == "text-not-committed")


@pytest.mark.parametrize("case", OPEN_TEXTS, ids=lambda case: case["name"])
def test_a_text_that_is_published_is_committed(case: dict[str, Any], toy_project: Path) -> None:
    (toy_project / "site.yml").write_text(case.get("settings", ""))
    if "git" in case:
        git(toy_project, "init", "--quiet")
        (toy_project / ".gitignore").write_text(case["git"] + "\n")
    if "move" in case:
        to = toy_project / case["move"]
        to.parent.mkdir(parents=True, exist_ok=True)
        (toy_project / "texts" / "review.txt").rename(to)
    assert told(toy_project) == case["expected"]


def test_a_folder_that_is_a_link_holds_no_open_text(toy_project: Path) -> None:
    (toy_project / "texts").rename(toy_project / "others")
    (toy_project / "texts").symlink_to("others")
    assert "found no such text there" in told(toy_project)


def test_a_text_that_git_has_is_published_whatever_is_ignored(toy_project: Path) -> None:
    commit(toy_project)
    (toy_project / ".gitignore").write_text("/texts/\n")
    assert told(toy_project) == ""


def test_a_clone_builds_the_same_site(toy_project: Path, tmp_path: Path) -> None:
    commit(toy_project)
    git(tmp_path, "clone", "--quiet", str(toy_project), "clone")
    ours, theirs = (build(project_at(root), BuildOptions())[0] for root in (toy_project, tmp_path / "clone"))
    assert ours is not None
    assert theirs is not None
    assert ours == theirs
    (tmp_path / "clone" / "texts" / "review.txt").unlink()
    assert "text-not-committed" in told(tmp_path / "clone")


@pytest.mark.parametrize("case", read_cases(CASES / "private-texts.yml"), ids=lambda case: case["name"])
def test_a_private_text_is_kept_out_of_the_repository(case: dict[str, Any], toy_project: Path) -> None:
    if "move" in case:
        to = toy_project / case["move"]
        to.parent.mkdir(parents=True, exist_ok=True)
        (toy_project / "texts" / "herald.txt").rename(to)
    if "settings" in case:
        (toy_project / "site.yml").write_text(case["settings"])
    if "git" in case:
        (toy_project / ".gitignore").write_text(case["git"] + "\n")
        git(toy_project, "init", "--quiet")
    if "committed" in case:
        git(toy_project, "add", ".")
        (toy_project / ".gitignore").write_text(case["committed"] + "\n")
    problems = read_project(project_at(toy_project))[1]
    told = "".join(f"{problem}\n" for problem in problems if problem.rule == "text-exposed")
    assert told == case["expected"]


@pytest.mark.parametrize("case", read_cases(CASES / "folders.yml"), ids=lambda case: case["name"])
def test_folders_that_are_not_there(
    case: dict[str, Any], toy_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = toy_project / "site.yml"
    listed = ", ".join(case["texts"])
    settings.write_text(settings.read_text().replace("texts: [texts]", f"texts: [{listed}]"))
    if case.get("layers") == "none":
        shutil.rmtree(toy_project / "annotations/extracted")
        for text in (toy_project / "texts").iterdir():
            if text.name != "post.txt":
                text.unlink()
    monkeypatch.setenv(VARIABLE, case.get("variable", ""))
    project, _ = find_project(toy_project)
    assert project is not None
    said = [problem for problem in read_project(project)[1] if problem.rule == "missing-folder"]
    assert "".join(f"{problem}\n" for problem in said) == case["expected"]
