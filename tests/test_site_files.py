"""What a build writes: little after an edit, and never into a file that a release has."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from site_builder.publishing.publish import publish
from site_builder.publishing.releases import digest_of
from site_builder.publishing.site_files import SiteFiles, facts_of, files_below
from tests.conftest import project_at
from tests.test_publish import live, released


def inodes(folder: Path) -> dict[str, int]:
    return {path: facts[0] for path, facts in files_below(folder)}


def test_after_an_edit_only_what_changed_is_new(built_project: Path) -> None:
    first = live(built_project)
    before, bytes_before = inodes(first), {path: (first / path).read_bytes() for path in inodes(first)}
    about = built_project / "docs/about.md"
    about.write_text(f"{about.read_text()}\nOne more sentence.\n")
    second = released(built_project).folder
    after = inodes(second)
    assert second != first
    assert {
        path for path in after if after[path] != before.get(path) and not path.startswith("pagefind/")
    } == {"about/index.html"}
    assert inodes(first) == before
    assert {path: (first / path).read_bytes() for path in before} == bytes_before
    assert digest_of(second).startswith(second.name)


def test_the_search_index_is_made_anew_only_where_what_is_searched_changed(built_project: Path) -> None:
    def index(folder: Path) -> set[int]:
        return {number for path, number in inodes(folder).items() if path.startswith("pagefind/")}

    first = live(built_project)
    (built_project / "docs/assets").mkdir(exist_ok=True)
    (built_project / "docs/assets/more.txt").write_text("nothing that is searched")
    second = released(built_project).folder
    assert (second != first, index(second)) == (True, index(first))
    about = built_project / "docs/about.md"
    about.write_text(f"{about.read_text()}\nOne more sentence.\n")
    third = released(built_project).folder
    names = {path.relative_to(third) for path in third.glob("pagefind/**/*") if path.is_file()}
    there = {name for name in names if (second / name).is_file()}
    assert all(
        (third / name).samefile(second / name)
        is ((third / name).read_bytes() == (second / name).read_bytes())
        for name in there
    )
    assert len(names) > len(there) > len(index(third) & index(second)) > 0


def test_an_index_that_somebody_changed_is_not_taken(built_project: Path) -> None:
    first = live(built_project)
    program = first / "pagefind/pagefind.js"
    whole = program.read_bytes()
    program.write_bytes(b"changed")
    assert (released(built_project).folder / "pagefind/pagefind.js").read_bytes() == whole


def test_where_no_links_can_be_made_files_are_written(
    built_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = live(built_project)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    (built_project / "docs/more.txt").write_text("more")
    second = released(built_project).folder
    assert not set(inodes(first).values()) & set(inodes(second).values())


WRITES_INTO = """
from pathlib import Path

def on_post_build(config):
    for path in ("actors/index.html", "actors/rui-castel/index.html", "data/corpus.json"):
        with Path(config.site_dir, path).open("a") as file:
            file.write(" ")
"""


def test_a_hook_that_writes_into_files_spoils_no_release(built_project: Path) -> None:
    """Its changes are published, named by and looked at as all else is."""
    first = live(built_project)
    (built_project / "hook.py").write_text(WRITES_INTO)
    with (built_project / "mkdocs.yml").open("a") as settings:
        settings.write("hooks: [hook.py]\n")
    second = released(built_project).folder
    assert digest_of(first).startswith(first.name)
    assert digest_of(second).startswith(second.name)
    assert (second / "data/corpus.json").read_bytes() == (first / "data/corpus.json").read_bytes() + b" "


def test_a_private_text_that_a_hook_puts_into_a_page_of_ours_is_found(toy_project: Path) -> None:
    text = " ".join((toy_project / "texts/herald.txt").read_text().split()[40:80])
    code = (
        "from pathlib import Path\n\n"
        "def on_post_build(config):\n"
        '    path = Path(config.site_dir, "actors/rui-castel/index.html")\n'
        f"    path.write_text(path.read_text() + {text!r})\n"
    )
    (toy_project / "hook.py").write_text(code)
    with (toy_project / "mkdocs.yml").open("a") as settings:
        settings.write("hooks: [hook.py]\n")
    release, problems = publish(project_at(toy_project), toy_project / "site")
    assert release is None
    assert [(problem.rule, problem.location.path) for problem in problems] == [
        ("private-text", "site/actors/rui-castel/index.html")
    ]


def test_work_is_counted(tmp_path: Path) -> None:
    """An edit of one of many files writes its bytes alone."""
    for number in (200, 400):
        one, two = (SiteFiles(tmp_path / f"{number}-{n}") for n in (1, 2))
        two.former = one.folder
        for n in range(number):
            one.write(f"a/{n}/index.html", b"x" * 100)
            two.write(f"a/{n}/index.html", b"x" * (100 if n else 7))
        assert (one.work.written, one.work.linked, one.work.bytes) == (number, 0, 100 * number)
        assert (two.work.written, two.work.linked, two.work.bytes) == (1, number - 1, 7)


def test_a_file_is_never_written_into(tmp_path: Path) -> None:
    one, two = SiteFiles(tmp_path / "1"), SiteFiles(tmp_path / "2", tmp_path / "1")
    one.write("x", b"same")
    two.write("x", b"same")
    two.write("x", b"other")
    assert (tmp_path / "1/x").read_bytes() == b"same"
    assert two.hashes["x"] != one.hashes["x"]


# ------------------------------------------------------------------ folders that are taken over


@pytest.fixture
def three(tmp_path: Path) -> tuple[Path, Path, SiteFiles]:
    """A spare site, a live one that is like it but for a file, and one that is to be made of both."""
    spare, live = SiteFiles(tmp_path / "spare"), SiteFiles(tmp_path / "live", tmp_path / "spare")
    for site in (spare, live):
        for path in ("a/one/x", "a/two/x", "a/static", "top"):
            site.write(path, path.encode())
    spare.write("a/gone/deep/x", b"of an article that is no more")
    live.write("a/two/x", b"as it is now")
    (tmp_path / "new").mkdir()
    theirs = frozenset({"a/static", "b/other"})
    return tmp_path / "spare", tmp_path / "live", SiteFiles(
        tmp_path / "new", tmp_path / "live", spare=tmp_path / "spare", theirs=theirs
    )  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path, _ in files_below(folder)}


def test_a_site_made_of_a_spare_one_is_as_one_made_anew(three: tuple[Path, Path, SiteFiles]) -> None:
    spare, live, new = three
    for path in ("a/one/x", "a/two/x"):
        data = (live / path).read_bytes()
        assert new.take(path, hashlib.sha256(data).hexdigest(), facts_of((live / path).stat()))
    assert not (new.folder / "a/static").exists(), "who writes it in place would write into the live site"
    (new.folder / "a/static").write_bytes(b"theirs")
    new.write("top", b"top")
    assert (list(new.others()), new.work.written, new.work.linked) == (["a/static"], 0, 3)
    expected = {"a/one/x": b"a/one/x", "a/two/x": b"as it is now", "a/static": b"theirs", "top": b"top"}
    assert contents(new.folder) == expected
    assert not (new.folder / "a/gone").exists()
    assert inodes(new.folder)["a/two/x"] == inodes(live)["a/two/x"]
    assert contents(live)["a/static"] == b"a/static"
    assert [path.name for path in spare.iterdir()] == ["top"]


def test_what_is_in_the_way_of_a_file_or_folder_gives_way(three: tuple[Path, Path, SiteFiles]) -> None:
    _, live, new = three
    before = contents(live)
    new.write("a/gone", b"a file now")
    new.write("a/one/x/y/z", b"a folder now")
    new.write("a/one/x/y/w", b"another file in it")
    assert list(new.others()) == []
    assert contents(new.folder) == {
        "a/gone": b"a file now",
        "a/one/x/y/z": b"a folder now",
        "a/one/x/y/w": b"another file in it",
    }
    assert contents(live) == before


def test_a_link_in_a_spare_site_leads_nowhere(three: tuple[Path, Path, SiteFiles], tmp_path: Path) -> None:
    spare, _, new = three
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/x").write_bytes(b"mine")
    shutil.rmtree(spare / "a/one")
    (spare / "a/one").symlink_to(tmp_path / "mine")
    new.write("a/one/x", b"of the site")
    assert list(new.others()) == []
    assert contents(tmp_path / "mine") == {"x": b"mine"}
    assert contents(new.folder) == {"a/one/x": b"of the site"}


def test_nothing_is_taken_over_where_others_may_write_anywhere(three: tuple[Path, Path, SiteFiles]) -> None:
    spare, _, new = three
    new.theirs = None
    new.write("a/one/x", b"a/one/x")
    assert contents(new.folder) == {"a/one/x": b"a/one/x"}
    assert (spare / "a/gone/deep/x").exists()


def test_a_release_that_nobody_needs_is_used_up(built_project: Path) -> None:
    """Its folders are those of the one after the next, to the same bytes as ever."""
    about = built_project / "docs/about.md"
    for number in range(3):
        about.write_text(f"{about.read_text()}\nSentence {number}.\n")
        released(built_project)
    released(built_project)  # nothing has changed, and nothing is used up
    folder = (built_project / ".releases/spare/actors/rui-castel").stat().st_ino
    about.write_text(f"{about.read_text()}\nThe last one.\n")
    last = released(built_project).folder
    assert (last / "actors/rui-castel").stat().st_ino == folder
    assert digest_of(last).startswith(last.name)
    assert "Sentence 2" in (last / "about/index.html").read_text()


def test_a_build_with_problems_takes_no_release_away(built_project: Path) -> None:
    about = built_project / "docs/about.md"
    kept = []
    for number in range(3):
        about.write_text(f"{about.read_text()}\nSentence {number}.\n")
        kept.append(contents(released(built_project).folder))
    about.write_text(f"{about.read_text()}\n[nowhere](nowhere.md)\n")
    made, _ = publish(project_at(built_project), built_project / "site")
    assert made is None
    releases = sorted(
        (built_project / ".releases").glob("????????????????"), key=lambda one: one.stat().st_mtime
    )
    assert [contents(one) for one in releases] == kept[1:]
