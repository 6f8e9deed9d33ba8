"""Last changes as git tells them, for what stands on each page."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from site_builder.build import BuildOptions, build
from site_builder.storage.history import UNKNOWN, history
from tests.conftest import TOY, project_at

PEOPLE = "annotations/actors/people.yml"


def git(root: Path, *words: str, day: str = "2031-01-01") -> str:
    who = {"NAME": "A", "EMAIL": "a@example.org", "DATE": f"{day}T23:30:00-05:00"}
    names = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    done = subprocess.run(
        ["git", "-C", str(root), *words],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **names},
    )
    return done.stdout.strip()


def repository(folder: Path) -> Path:
    """Make a repository of the toy corpus, which keeps no text with reserved rights; nothing is committed."""
    root = Path(shutil.copytree(TOY, folder / "toy"))
    git(root, "init", "-q")
    (root / ".gitignore").write_text("texts/herald.txt\n", "utf-8")
    return root


def committed(folder: Path) -> Path:
    root = repository(folder)
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    return root


def days(root: Path) -> dict[str, str]:
    built, problems = build(project_at(root), BuildOptions())
    assert built is not None, problems
    return {page.path: page.changed for page in built.pages}


def test_a_page_has_the_day_of_what_stands_on_it(tmp_path: Path) -> None:
    root = committed(tmp_path)
    assert set(days(root).values()) == {"2031-01-02"}, "in UTC"
    path = root / PEOPLE
    text = path.read_text("utf-8")
    assert "name: Nell Orme" in text
    path.write_text(text.replace("name: Nell Orme", "name: Nell M. Orme"), "utf-8")
    git(root, "commit", "-qam", "two", day="2031-03-01")
    found = days(root)
    assert found["actors/nell-orme/"] == "2031-03-02"
    assert found["actors/lena-voss/"] == "2031-01-02"
    assert found["actors/"] == "2031-03-02"
    article = next((root / "annotations" / "articles").glob("norland-post*.yml"))
    article.write_text(article.read_text("utf-8") + "# read again\n", "utf-8")
    git(root, "commit", "-qam", "three", day="2031-04-01")
    found = days(root)
    assert found[f"articles/{article.stem}/"] == "2031-04-02"
    assert found["actors/norland/"] == "2031-04-02"
    assert found["articles/estmark-review-2032-clash/"] == "2031-01-02"


def test_lines_that_are_not_committed_have_no_day(tmp_path: Path) -> None:
    root = committed(tmp_path)
    path = root / PEOPLE
    path.write_text("# new\n" + path.read_text("utf-8"), "utf-8")
    lines = history(root, (PEOPLE,)).lines[PEOPLE]
    assert lines[0] == UNKNOWN
    assert {(line.day, line.commit) for line in lines[1:]} == {("2031-01-02", git(root, "rev-parse", "HEAD"))}


def data(root: Path) -> dict[str, bytes]:
    built, problems = build(project_at(root), BuildOptions())
    assert built is not None, problems
    return {path: data for path, data in built.files.items() if path.count("/") > 1}


def commits(files: dict[str, bytes], *under: str) -> set[str | None]:
    return {
        json.loads(data).get("generated_from")
        for path, data in files.items()
        if path.startswith("data/") and all(word in path for word in under)
    }


def test_data_name_the_commit_of_what_they_tell(tmp_path: Path) -> None:
    root = committed(tmp_path)
    one = git(root, "rev-parse", "HEAD")
    before = data(root)
    assert commits(before, "records/") == commits(before, "articles/") == {one}
    article = next((root / "annotations" / "articles").glob("norland-post*.yml"))
    article.write_text(article.read_text("utf-8") + "# read again\n", "utf-8")
    dirty = data(root)
    assert commits(dirty, article.stem) == commits(dirty, "actors/norland.") == {None}
    assert commits(dirty, "estmark-review-2032-clash") == {one}
    git(root, "commit", "-qam", "two", day="2031-04-01")
    after = data(root)
    assert (
        commits(after, article.stem) == commits(after, "actors/norland.") == {git(root, "rev-parse", "HEAD")}
    )
    unchanged = [path for path in after if path.startswith("data/records/") and article.stem not in path]
    assert unchanged
    assert all(after[path] == before[path] for path in unchanged)
    searched = root / "annotations/searched.yml"
    searched.write_text(searched.read_text("utf-8").replace("and give no number", "and no number"), "utf-8")
    git(root, "commit", "-qam", "three", day="2031-05-01")
    last, three = data(root), git(root, "rev-parse", "HEAD")
    assert commits(last, f"data/articles/{article.stem}.") == commits(last, "places/kesh.") == {three}
    assert commits(last, "equipment/lance-2.") != {three}
    records = [path for path in last if path.startswith("data/records/")]
    assert all(last[path] == after[path] for path in records), "no search is told there"


def test_what_git_does_not_know_has_no_commit(tmp_path: Path) -> None:
    root = repository(tmp_path)
    new = next((root / "annotations" / "articles").glob("norland-post*.yml"))
    git(root, "add", ".")
    git(root, "rm", "-q", "--cached", str(new))
    git(root, "commit", "-qm", "one")
    assert commits(data(root), new.stem) == {None}
    assert None not in commits(data(root), "estmark-review-2032-clash")


def test_names_in_another_encoding_do_no_harm(tmp_path: Path) -> None:
    root = committed(tmp_path)
    git(root, "config", "i18n.logOutputEncoding", "ISO-8859-1")
    git(root, "commit", "-q", "--amend", "--no-edit", "--author=René <r@example.org>")
    assert set(days(root).values()) == {"2031-01-02"}


def test_without_git_there_are_no_days(toy_project: Path) -> None:
    assert set(days(toy_project).values()) == {""}
