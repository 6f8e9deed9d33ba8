"""Publishing: whole releases, put in place in one step, whatever goes wrong on the way."""

import datetime
import errno
import logging
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from filelock import FileLock

from site_builder.model.problems import Location, Problem
from site_builder.publishing.publish import Release, cannot_write, publish
from site_builder.publishing.releases import digest_of
from tests.conftest import TOY, project_at

TOPICS = "annotations/topics.yml"
MKDOCS = yaml.load(
    (Path(__file__).parent / "cases" / "mkdocs.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)


def released(project: Path, to: Path | None = None) -> Release:
    """Publish a project that must have no problems."""
    release, problems = publish(project_at(project), to or project / "site")
    assert problems == ()
    assert release is not None
    return release


def refused(project: Path) -> tuple[Problem, ...]:
    """Publish a project that must not be published."""
    release, problems = publish(project_at(project), project / "site")
    assert release is None
    return problems


def live(project: Path) -> Path:
    """The folder of the release that is live."""
    return (project / "site").resolve()


def edit(project: Path, number: int) -> None:
    """Change what the site shows."""
    path = project / "docs/about.md"
    path.write_text(f"{path.read_text()}\nEdit {number}.\n")


def names(project: Path) -> set[str]:
    return {path.name for path in (project / ".releases").iterdir()} - {"search.json"} | {"lock"}


def command(project: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "site_builder", "--project", str(project), *arguments],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_release_is_named_by_its_content_and_linked(toy_project: Path) -> None:
    release = released(toy_project)
    site = toy_project / "site"
    pages = sum(path.name == "index.html" for path in site.rglob("*"))
    assert (release.site, release.name, release.changed) == (site, release.folder.name, True)
    assert 50 < release.pages < pages  # the hand-written ones are no part of it
    assert site.readlink() == Path(".releases") / release.folder.name
    assert digest_of(site).startswith(release.folder.name)
    assert (site / "actors/index.html").exists()
    assert names(toy_project) == {release.folder.name, "lock"}


def test_the_last_two_releases_are_kept_and_one_that_another_link_leads_to(built_project: Path) -> None:
    made = [live(built_project)]
    (built_project / "stable").symlink_to(made[0])
    for number in range(3):
        edit(built_project, number)
        made.append(released(built_project).folder)
    assert names(built_project) == {made[0].name, made[2].name, made[3].name, "spare", "lock"}


def test_going_back_to_an_earlier_content_takes_the_earlier_release(built_project: Path) -> None:
    before = (built_project / "docs/about.md").read_text()
    first = live(built_project)
    edit(built_project, 1)
    assert released(built_project).folder != first
    (built_project / "docs/about.md").write_text(before)
    assert released(built_project).folder == first


def test_the_same_content_is_the_same_release_whatever_its_search_index(built_project: Path) -> None:
    """Pagefind's files differ each time; those of another version of it are published all the same."""
    first = live(built_project)
    again = released(built_project)
    assert (again.folder, again.changed) == (first, False)
    index = next((first / "pagefind/index").iterdir())
    index.write_bytes(b"another order")
    second = released(built_project)
    assert (second.folder, second.changed) == (first, False)
    (first / "pagefind/pagefind.js").write_text("an older version")
    third = released(built_project)
    assert (third.name, third.changed) == (f"{first.name}-1", True)
    assert (built_project / "site/pagefind/pagefind.js").read_text() != "an older version"


def test_a_release_that_was_tampered_with_is_not_taken(built_project: Path) -> None:
    first = live(built_project)
    (first / "index.html").write_text("tampered")
    second = released(built_project)
    assert second.folder.name == f"{first.name}-1"
    assert "tampered" not in (built_project / "site/index.html").read_text()


@pytest.mark.parametrize(
    "place", ["docs/figure.txt", "docs/assets/deep", "templates/theme/main.txt", ".hidden/x", "words/x.txt"]
)
def test_a_link_publishes_nothing(known_project: Path, place: str) -> None:
    """Neither a private text nor a file of the machine, wherever MkDocs would copy it from."""
    if place.startswith((".hidden", "words")):
        folder = place.partition("/")[0]
        (known_project / "docs").rename(known_project / folder)
        settings = known_project / "mkdocs.yml"
        settings.write_text(settings.read_text() + f"\ndocs_dir: {folder}\n")
    link = known_project / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(known_project / "texts")
    problems = refused(known_project)
    assert [(problem.rule, problem.location.path) for problem in problems] == [("symlink", place)]
    assert not (known_project / "site").exists()


def test_a_language_that_pages_do_not_have_is_told_and_not_spoken(known_project: Path) -> None:
    """Half of each page would be in it."""
    settings = known_project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("font: false", "font: false\n  language: fr"))
    release, (problem,) = publish(project_at(known_project), known_project / "site")
    assert release is not None
    assert problem == Problem(
        Location("mkdocs.yml", 6, 3),
        "mkdocs-setting",
        "the language 'fr'",
        "a language that our pages have, too: en, de; the site is in English",
        "choose one of these, or translate the messages: docs/translating.md of the builder tells how",
        "warning",
    )
    page = (live(known_project) / "events/index.html").read_text("utf-8")
    assert '<html lang="en"' in page
    assert "Rechercher" not in page
    assert publish(project_at(known_project), known_project / "strict", strict=True) == (None, (problem,))


def test_check_tells_of_links_in_what_is_published(toy_project: Path) -> None:
    (toy_project / "docs/passwd.txt").symlink_to("/etc/passwd")
    checked = command(toy_project, "check")
    said, _ = checked.communicate(timeout=120)
    assert checked.returncode == 1
    assert said.startswith(
        "docs/passwd.txt:1:1: symlink: " if ":1:1" in said else "docs/passwd.txt: symlink: "
    )


def test_problems_leave_the_live_site_as_it_is(built_project: Path) -> None:
    release = live(built_project)
    (built_project / TOPICS).write_text("x: {nome: X}\n")
    assert {problem.location.path for problem in refused(built_project)} >= {TOPICS}
    assert live(built_project) == release
    assert names(built_project) == {release.name, "lock"}


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("[gone](gone.md)", "mkdocs"),
        ('<a href="../gone/">gone</a>', "broken-link"),
        ('<img src="https://example.net/x.png" alt="">', "other-host"),
        ("<script>alert(1)</script>", "forbidden-markup"),
        ('<p onclick="x()">x</p>', "forbidden-markup"),
        ("[x](javascript:alert)", "forbidden-link"),
    ],
)
def test_faults_of_the_finished_pages_stop_it_too(built_project: Path, written: str, rule: str) -> None:
    (built_project / "site").unlink()
    (built_project / "docs/about.md").write_text(f"# About\n\n{written}\n")
    assert {problem.rule for problem in refused(built_project)} == {rule}
    assert not (built_project / "site").exists()


def test_a_broken_configuration_is_a_problem(known_project: Path) -> None:
    config = known_project / "mkdocs.yml"
    good = config.read_text()
    bare = "site_name: x\ntheme: material\n"
    for bad in ("site_name: [", good.replace("name: material", "name: none"), bare):
        config.write_text(bad)
        problems = refused(known_project)
        assert {problem.rule for problem in problems} == {"mkdocs"}
        assert {problem.location.path for problem in problems} == {"mkdocs.yml"}


def test_what_mkdocs_says_is_told_in_one_line_and_goes_no_further(
    known_project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (known_project / "mkdocs.yml").write_text("site_name: x\nplugins: []\ntheme: {name: material}\n")
    (problem,) = refused(known_project)
    assert str(problem) == (
        "mkdocs.yml: mkdocs: found mkdocs.yml does not list the plugin: write 'plugins: [site-builder]', "
        "expected a site that MkDocs builds without a warning"
    )
    logger = logging.getLogger("mkdocs")
    assert logger.propagate
    assert [type(handler).__name__ for handler in logger.handlers].count("Collector") == 0
    assert caplog.messages == []


def test_what_mkdocs_warns_of_in_its_settings_stops_it(toy_project: Path) -> None:
    with (toy_project / "mkdocs.yml").open("a") as settings:
        settings.write("site_nmae: x\n")
    (problem,) = refused(toy_project)
    assert (problem.rule, problem.location.path) == ("mkdocs", "mkdocs.yml")
    assert "site_nmae" in problem.found


LOSES = """
from pathlib import Path

def on_post_build(config):
    for path in ("actors/index.html", "data/corpus.json"):
        Path(config.site_dir, path).unlink()
"""


def test_a_page_or_file_that_gets_lost_on_the_way_stops_it(known_project: Path) -> None:
    (known_project / "loses.py").write_text(LOSES)
    with (known_project / "mkdocs.yml").open("a") as settings:
        settings.write("hooks: [loses.py]\n")
    assert [str(problem) for problem in refused(known_project)] == [
        "site/actors/index.html: missing-page: found no such file, expected the page that was built",
        "site/data/corpus.json: missing-page: found no such file, expected the page that was built",
    ]


def test_a_warning_is_told_and_stops_it_only_where_that_is_asked_for(known_project: Path) -> None:
    (known_project / "docs/what?.txt").write_text("A name that Windows does not take.")
    project, site = project_at(known_project), known_project / "site"
    release, problems = publish(project, site, strict=True)
    assert release is None
    assert [(problem.rule, problem.severity) for problem in problems] == [("odd-file-name", "warning")]
    assert not site.exists()
    assert publish(project, site)[1] == problems
    assert (site / "what?.txt").exists()


CHECK = "check that this folder can be written to"


@pytest.mark.parametrize(
    ("error", "found", "fix"),
    [
        (OSError(errno.ENOSPC, "No space", "x/y"), "No space: x/y", "free some space"),
        (OSError(errno.EACCES, "No right"), "No right", CHECK),
        (OSError("gone"), "gone", CHECK),
    ],
)
def test_what_the_system_refuses_is_told(error: OSError, found: str, fix: str) -> None:
    expected, at = "a place that the site can be written to", Location("a/site")
    assert cannot_write(Path("a/site"), error) == Problem(at, "cannot-write", found, expected, fix)


def test_a_site_below_a_file_is_a_problem(toy_project: Path) -> None:
    _, (problem,) = publish(project_at(toy_project), toy_project / "site.yml/site")
    assert (problem.rule, problem.location.path) == ("cannot-write", str(toy_project / "site.yml/site"))
    assert problem.found.endswith(f"directory: {toy_project / 'site.yml/.releases'}")


def test_a_folder_in_the_way_is_left_alone(toy_project: Path) -> None:
    (toy_project / "site").mkdir()
    (toy_project / "site/mine.txt").write_text("mine")
    (problem,) = refused(toy_project)
    assert problem.rule == "site-in-the-way"
    assert (toy_project / "site/mine.txt").read_text() == "mine"


@pytest.mark.parametrize("target", ["docs", "nowhere", "../elsewhere", ".releases", ".releases/mine"])
def test_a_link_of_somebody_is_left_alone(toy_project: Path, target: str) -> None:
    (toy_project / "site").symlink_to(target)
    (problem,) = refused(toy_project)
    assert (problem.rule, problem.found) == ("site-in-the-way", f"a link to '{target}'")
    assert problem.fix == "move it away, or name another place with `--to`"
    assert (toy_project / "site").readlink() == Path(target)


def test_a_file_in_the_way_is_left_alone(toy_project: Path) -> None:
    (toy_project / "site").write_text("mine")
    (problem,) = refused(toy_project)
    assert (problem.rule, problem.found) == ("site-in-the-way", "a folder or file")
    assert (toy_project / "site").read_text() == "mine"


@pytest.mark.parametrize("place", ["docs/site", "docs/deep/site", "articles/site", "templates/theme/site"])
def test_a_site_is_not_put_where_the_next_is_made_from(toy_project: Path, place: str) -> None:
    _, (problem,) = publish(project_at(toy_project), toy_project / place)
    folder = place.partition("/")[0]
    assert (problem.rule, problem.found) == ("site-in-the-way", f"a place within {folder}/")
    assert not (toy_project / place).parent.joinpath(".releases").exists()


def built_by_mkdocs(root: Path) -> subprocess.CompletedProcess[str]:
    """What MkDocs' own build of a project says."""
    command = [sys.executable, "-m", "mkdocs", "build"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("case", MKDOCS, ids=lambda case: case["name"])
def test_what_mkdocs_yml_may_not_say(toy_project: Path, case: Mapping[str, str]) -> None:
    """One sentence each: for `build`, for MkDocs' own build, and for the preview."""
    settings = toy_project / "mkdocs.yml"
    settings.write_text(re.sub(case["instead_of"], case["write"], settings.read_text()) + case.get("add", ""))
    assert [str(problem) for problem in refused(toy_project)] == [case["problem"].strip()]
    done = built_by_mkdocs(toy_project)
    assert done.returncode == 1
    assert case["problem"].split("\n")[0] in done.stderr
    assert "Traceback" not in done.stderr


def test_mkdocs_does_not_empty_the_live_site(built_project: Path) -> None:
    release = live(built_project)
    done = built_by_mkdocs(built_project)
    assert done.returncode == 1
    assert (
        "mkdocs.yml: mkdocs-setting: found the live site, expected a folder of MkDocs' own\n"
        "    fix: write `site_dir: .mkdocs-site`, or run `site-builder build`"
    ) in done.stderr
    assert digest_of(release).startswith(release.name)


def test_another_place(known_project: Path, tmp_path: Path) -> None:
    release = released(known_project, tmp_path / "www/live")
    assert (tmp_path / "www/live/index.html").exists()
    assert release.folder.parent == tmp_path / "www/.releases"
    assert not (known_project / "site").exists()


def test_a_second_build_waits_and_says_so(known_project: Path) -> None:
    releases = known_project / ".releases"
    releases.mkdir()
    waiting = threading.Event()
    with FileLock(releases / "lock"):
        done: list[Release | None] = []
        second = threading.Thread(
            target=lambda: done.append(
                publish(project_at(known_project), known_project / "site", on_wait=waiting.set)[0]
            )
        )
        second.start()
        assert waiting.wait(120)
        assert done == []
        assert not (known_project / "site").exists()
    second.join(120)
    assert [release is not None for release in done] == [True]


def test_leftovers_of_a_killed_build_are_removed(known_project: Path) -> None:
    left = known_project / ".releases/new-1"
    left.mkdir(parents=True)
    (left / "index.html").write_text("half")
    (known_project / ".releases/new-link").symlink_to("nowhere")
    release = released(known_project)
    assert names(known_project) == {release.folder.name, "lock"}


def test_a_full_disk_is_a_problem_and_leaves_the_live_site(built_project: Path) -> None:
    release = live(built_project)
    edit(built_project, 1)
    # No file may grow over 64 KB: the theme's style sheets do.
    limited = f"ulimit -f 64; exec '{sys.executable}' -m site_builder --project '{built_project}' build"
    done = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "cannot-write: found File too large" in done.stderr
    assert live(built_project) == release
    assert names(built_project) == {release.name, "lock"}


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_a_whole_site(built_project: Path) -> None:
    allowed = {live(built_project).name}
    started = time.monotonic()
    released(built_project)
    whole = time.monotonic() - started + 1
    for number in range(8):
        edit(built_project, number)
        build = command(built_project, "build")
        time.sleep(whole * (number + 1) / 9)
        build.send_signal(signal.SIGKILL)
        build.communicate()
        now = live(built_project)
        assert digest_of(now).startswith(now.name)
        assert (now / "sitemap.xml.gz").exists()
        assert (now / "pagefind/pagefind.js").exists()
        allowed.add(now.name)
    assert released(built_project).folder == live(built_project)
    assert not any(name.startswith("new-") for name in names(built_project))


WATCHED = """
import os, sys
from pathlib import Path
from site_builder.publishing.publish import publish
from site_builder.corpus.project import find_project

site, project = Path(sys.argv[1]) / "site", find_project(Path(sys.argv[1]))[0]
old = os.readlink(site)
seen = []

def watch(event, arguments):
    if event == "open" or event.startswith(("os.", "shutil.")):
        seen.append(os.readlink(site) if os.path.lexists(site) else "nothing")
        if not os.path.isfile(site / "index.html"):
            seen.append(f"no page, before {event}")

sys.addaudithook(watch)
release, problems = publish(project, site)
print(*dict.fromkeys(seen), sep="\\n")
"""


def test_at_every_step_the_live_site_is_the_old_one_or_the_new_one(built_project: Path) -> None:
    """Seen before each thing that the program asks of the system, from the first to the last."""
    old = live(built_project)
    edit(built_project, 1)
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(built_project)], capture_output=True, text=True, check=True
    )
    new = live(built_project)
    assert new != old
    assert done.stdout.splitlines() == [f".releases/{old.name}", f".releases/{new.name}"]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """In another folder, hash seed, time zone and locale; and nothing says what day it is."""
    settings: tuple[Mapping[str, str], ...] = (
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Pacific/Pago_Pago", "LC_ALL": "C.UTF-8"},
    )
    builds = []
    for number, environment in enumerate(settings):
        project = Path(shutil.copytree(TOY, tmp_path / f"{number}" / ("a" * (number + 1))))
        builds.append((project, command(project, "build", **environment)))
    for _, build in builds:
        _, errors = build.communicate(timeout=120)
        assert build.returncode == 0, errors
    assert len({digest_of((project / "site").resolve()) for project, _ in builds}) == 1
    today = datetime.datetime.now(datetime.UTC).date()
    days = [str(today + datetime.timedelta(days=d)).encode() for d in (-1, 0, 1)]
    for path in (builds[0][0] / "site").resolve().rglob("*"):
        assert not (path.is_file() and any(day in path.read_bytes() for day in days)), path
