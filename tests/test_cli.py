"""The command: arguments, what is printed where, exit codes, and a live preview."""

import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner, Result
from playwright.sync_api import Browser

from site_builder.cli import main
from site_builder.model.problems import Location, Problem
from site_builder.publishing.preview_access import is_own_address
from site_builder.reviewing.problem_output import listed

ROOT = Path(__file__).parents[1]
TOPICS = "annotations/topics.yml"
ERROR = Problem(Location("a,b.yml", 2, 3), "a-rule", "'x'\n::error::y", "100 %", "do:\r this")
WARNING = Problem(Location("c.yml"), "other-rule", "y", "z", severity="warning")


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(project), *arguments])


def spoil(project: Path) -> None:
    (project / TOPICS).write_text("x:\n  nome: X\n")


def unprove(project: Path) -> None:
    """Take the texts and what they proved away, which is a warning only."""
    for article in (project / "articles").glob("*.md"):
        article.write_text(article.read_text().replace("publish: text", "publish: digest"))
    for folder in ("texts", "annotations/extracted"):
        for path in (project / folder).iterdir():
            path.unlink()


# ------------------------------------------------------------------ check


def test_check_of_a_good_project(toy_project: Path) -> None:
    done = run(toy_project, "check", "--strict")
    assert (done.exit_code, done.output) == (0, "no problems\n")


def test_check_lists_problems_and_fails(toy_project: Path) -> None:
    spoil(toy_project)
    done = run(toy_project, "check")
    assert done.exit_code == 1
    assert f"{TOPICS}:2:3: " in done.stdout
    last = done.stdout.splitlines()[-1]
    assert re.search(r"^\d+ errors?(, \d+ warnings?)?(, and \d+ that follows? from (it|them))?$", last)


def test_a_quote_of_a_wrong_form_is_told_once(toy_project: Path) -> None:
    path = toy_project / "annotations/articles/norland-post-2031-05-10-visit.yml"
    quote = next(line for line in path.read_text().split("\n") if "quote: " in line)
    path.write_text(
        path.read_text().replace(quote, f"{quote.partition('quote: ')[0]}quote: {'word ' * 26}", 1)
    )
    done = run(toy_project, "check", "--format", "json")
    errors = [problem["rule"] for problem in json.loads(done.stdout) if problem["severity"] == "error"]
    assert errors == ["quote-too-long"]


def test_warnings_fail_only_under_strict(toy_project: Path) -> None:
    unprove(toy_project)
    assert run(toy_project, "check").exit_code == 0
    done = run(toy_project, "check", "--strict")
    assert done.exit_code == 1
    assert "warning: unverified-quote" in done.stdout


def test_formats() -> None:
    problems = (ERROR, WARNING)
    assert list(listed(problems, "text")) == [
        "a,b.yml:2:3: a-rule: found 'x'\n::error::y, expected 100 %\n    fix: do:\r this",
        "c.yml: warning: other-rule: found y, expected z",
    ]
    where = "::error file=a%2Cb.yml,line=2,col=3,title=a-rule"
    assert list(listed(problems, "github")) == [
        f"{where}::found 'x'%0A::error::y, expected 100 %25%0Afix: do:%0A this",
        "::warning file=c.yml,title=other-rule::found y, expected z",
    ]
    (written,) = listed(problems, "json")
    assert json.loads(written)[0]["location"] == {"path": "a,b.yml", "line": 2, "column": 3}


def test_json_is_json_even_without_problems(toy_project: Path) -> None:
    assert json.loads(run(toy_project, "check", "--format", "json").stdout) == []
    spoil(toy_project)
    problems = json.loads(run(toy_project, "check", "--format", "json").stdout)
    assert {"path": TOPICS, "line": 2, "column": 3} in [problem["location"] for problem in problems]


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--format", "xml"],
        ["none"],
        ["build", "--texts", "nowhere"],
        ["build", "--private"],
        ["serve", "--port", "0"],
    ],
)
def test_wrong_use_exits_with_2(toy_project: Path, arguments: list[str]) -> None:
    assert run(toy_project, *arguments).exit_code == 2


@pytest.mark.parametrize("arguments", [["extract"], ["check", "--fix"]])
def test_what_cannot_be_written_is_a_problem(toy_project: Path, arguments: list[str]) -> None:
    (toy_project / "schemas").mkdir()
    for name in ("annotations/extracted/.norland-post-2031-05-10-visit.json.new", "schemas/.actors.json.new"):
        (toy_project / name).mkdir(parents=True)
    for layer in (toy_project / "annotations/extracted").glob("*.json"):
        layer.unlink()
    done = run(toy_project, *arguments)
    assert done.exit_code == 1
    assert ".json.new: cannot-write: found " in done.stderr
    assert "fix: check the folder's permissions" in done.stderr


def test_a_console_of_another_encoding_shows_what_it_can(toy_project: Path) -> None:
    (toy_project / TOPICS).write_text("x:\n  \u0259\u2019: X\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "site_builder", "--project", str(toy_project), "check"],
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"\\u0259" in done.stdout
    assert b"Traceback" not in done.stderr


def test_no_project_is_wrong_use(tmp_path: Path) -> None:
    done = run(tmp_path, "check")
    assert done.exit_code == 2
    assert "no-project" in done.stderr


def test_a_broken_project_file_is_a_problem(toy_project: Path) -> None:
    (toy_project / "site.yml").write_text("titel: x\n")
    done = run(toy_project, "check")
    assert done.exit_code == 1
    assert "site.yml:1:1" in done.stderr


def test_the_project_is_found_from_a_folder_below(toy_project: Path) -> None:
    assert run(toy_project / "annotations/articles", "check").output == "no problems\n"


# ------------------------------------------------------------------ extract and build


def test_extract_writes_what_is_missing_and_then_nothing(toy_project: Path) -> None:
    folder = toy_project / "annotations/extracted"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in folder.iterdir():
        path.unlink()
    done = run(toy_project, "extract")
    assert done.exit_code == 0, done.output
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert run(toy_project, "extract").output == "0 files changed; no problems\n"


def test_build_says_where_the_site_is(toy_project: Path) -> None:
    done = run(toy_project, "build")
    assert done.exit_code == 0, done.output
    release = (toy_project / "site").readlink().name
    assert re.fullmatch(rf"\d+ pages; \S+/site is now release {release}; no problems\n", done.stdout)
    assert "npm ci" in done.stderr  # that the page of questions lacks something is no problem
    assert "already was" in run(toy_project, "build").stdout


def test_build_with_problems_prints_them_to_stderr_and_fails(toy_project: Path) -> None:
    spoil(toy_project)
    done = run(toy_project, "build")
    assert (done.exit_code, done.stdout) == (1, "")
    assert TOPICS in done.stderr
    assert done.stderr.rstrip().endswith("site is as it was")


def test_build_counts_warnings_under_strict(toy_project: Path) -> None:
    unprove(toy_project)
    assert run(toy_project, "build", "--strict").exit_code == 1
    assert run(toy_project, "build").exit_code == 0


# ------------------------------------------------------------------ serve

PATIENCE = 120
"""Seconds that something may take on a busy machine; nothing here is about speed."""


@contextmanager
def serving(project: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run a preview on a port of its own, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "site_builder", "--project", str(project), "serve", "--port", str(port)]
    command += options
    server = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    try:
        yield f"http://127.0.0.1:{port}/toy/", server
    finally:
        server.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            server.wait(10)
        server.kill()
        assert server.stdout is not None
        server.stdout.close()


def page(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        with error:
            return error.read().decode()
    except urllib.error.URLError:
        return ""


def until(condition: Callable[[], bool], seconds: float = PATIENCE) -> float:
    """Wait until something holds, and return how long it took."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < seconds, "it never came to hold"
        time.sleep(0.02)
    return time.monotonic() - start


def test_a_preview_follows_edits_shows_problems_and_recovers(built_project: Path) -> None:
    about, topics = built_project / "docs/about.md", built_project / TOPICS
    good = topics.read_text()
    with serving(built_project) as (url, server):
        until(lambda: "The Toy Record" in page(url))
        about.write_text("# About\n\nEdited once.\n")
        until(lambda: "Edited once." in page(f"{url}about/"))

        spoil(built_project)
        until(lambda: "These files have problems" in page(f"{url}actors/"))
        assert f"{TOPICS}:2:3" in page(f"{url}actors/")
        assert "These files have problems" in page(f"{url}about/")
        assert "These files have problems" in page(f"{url}nowhere/")

        topics.write_text(good)
        until(lambda: "These files have problems" not in page(f"{url}actors/"))
        assert "Edited once." in page(f"{url}about/")
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE) == 0


def test_a_preview_that_begins_with_problems_shows_them(built_project: Path) -> None:
    topics = built_project / TOPICS
    good = topics.read_text()
    spoil(built_project)
    with serving(built_project) as (url, _):
        until(lambda: f"{TOPICS}:2:3" in page(url))
        topics.write_text(good)
        until(lambda: "Problems" not in page(url) and "The Toy Record" in page(url))


@pytest.mark.browser
def test_the_problems_in_a_preview_can_be_read(built_project: Path, chromium: Browser) -> None:
    shutil.copytree(ROOT / "templates" / "theme", built_project / "templates" / "theme")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\nnav:")[0]
    (built_project / "mkdocs.yml").write_text(settings.replace("/caspian-record/", "/toy/"), encoding="utf-8")
    spoil(built_project)
    with serving(built_project) as (url, _):
        until(lambda: f"{TOPICS}:2:3" in page(url))
        for scheme in ("light", "dark"):
            opened = chromium.new_page(color_scheme=scheme, reduced_motion="reduce")
            opened.goto(url)
            assert opened.get_by_text("These files have problems").is_visible()
            results = Axe().run(opened, ".md-banner").response
            assert (results["violations"], results["incomplete"]) == ([], [])
            assert "color-contrast" in {rule["id"] for rule in results["passes"]}
            opened.close()


def test_a_preview_outlives_a_broken_theme_and_configuration(built_project: Path) -> None:
    config = built_project / "mkdocs.yml"
    good = config.read_text()
    with serving(built_project) as (url, _):
        until(lambda: "The Toy Record" in page(url))
        for bad in ("site_name: [", good.replace("font: false", "font: false\n  custom_dir: none")):
            config.write_text(bad)
            time.sleep(1.5)
            assert "The Toy Record" in page(url)
        config.write_text(good.replace("The Toy Record", "The New Record"))
        until(lambda: "The New Record" in page(url))


PRIVATE_TEXT = "Crates were unloaded in the night"
PRIVATE_PAGE = "articles/sudria-herald-2031-06-missiles/"


def test_only_a_private_preview_shows_private_texts(built_project: Path) -> None:
    with serving(built_project, "--private") as (url, _):
        until(lambda: PRIVATE_TEXT in page(f"{url}{PRIVATE_PAGE}"))
        assert "Private preview" in page(f"{url}{PRIVATE_PAGE}")
    with serving(built_project) as (url, _):
        until(lambda: "Evidence" in page(f"{url}{PRIVATE_PAGE}"))
        assert PRIVATE_TEXT not in page(f"{url}{PRIVATE_PAGE}")


def test_a_private_preview_leaves_nothing_behind(toy_project: Path) -> None:
    """Its folder is the project's, ignored by git, and for this user alone; the next start clears it."""
    folder = toy_project / ".cache/site-builder"
    for ending in (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP):
        with serving(toy_project, "--private") as (url, server):
            until(lambda url=url: PRIVATE_TEXT in page(f"{url}{PRIVATE_PAGE}"))  # type: ignore[misc]
            (used,) = [path for path in (folder / "preview").iterdir() if path.is_dir()]
            assert stat.S_IMODE(used.stat().st_mode) == 0o700
            assert (folder / ".gitignore").read_text() == "*\n"
            server.send_signal(ending)
            server.wait(PATIENCE)
            left = [path for path in (folder / "preview").iterdir() if path.is_dir()]
            assert bool(left) == (ending == signal.SIGKILL)


def test_two_previews_do_not_clear_each_other(built_project: Path) -> None:
    with serving(built_project) as (first, _):
        until(lambda: "The Toy Record" in page(first))
        with serving(built_project) as (second, _):
            until(lambda: "The Toy Record" in page(second))
            assert "The Toy Record" in page(f"{first}actors/")


def test_a_link_in_the_place_of_its_folder_is_refused(toy_project: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (toy_project / ".cache").symlink_to(tmp_path / "elsewhere")
    done = run(toy_project, "serve")
    assert done.exit_code == 1
    assert "cannot-write: found a symbolic link" in done.stderr
    assert not list((tmp_path / "elsewhere").iterdir())


AWAY: Sequence[str] = ("docs", "articles", "annotations", "site.yml", "mkdocs.yml")


def test_a_preview_follows_what_was_away_for_a_moment(built_project: Path, tmp_path: Path) -> None:
    """Renamed away and back, replaced by a copy, and edited afterwards: in each case the edit is seen."""
    about = built_project / "docs/about.md"
    with serving(built_project) as (url, _):
        until(lambda: "The Toy Record" in page(url))
        for number, name in enumerate(AWAY):
            path, aside = built_project / name, tmp_path / "aside"
            path.rename(aside)
            time.sleep(1)
            if number % 2:
                aside.rename(path)
            else:
                copy = shutil.copytree if aside.is_dir() else shutil.copy
                copy(aside, path)
                (shutil.rmtree if aside.is_dir() else os.unlink)(aside)
            until(lambda: "The Toy Record" in page(url) and "problems" not in page(f"{url}actors/"))
            about.write_text(f"# About\n\nEdited after {name} was away.\n")
            until(lambda name=name: f"after {name} was" in page(f"{url}about/"))  # type: ignore[misc]
        places = built_project / "annotations/places.yml"
        places.write_text(places.read_text().replace("name: Kesh", "name: Keshville"))
        until(lambda: "Keshville" in page(f"{url}places/kesh/"))
        (built_project / "mkdocs.yml").write_text(
            (built_project / "mkdocs.yml").read_text().replace("The Toy Record", "The New Record")
        )
        until(lambda: "The New Record" in page(url))


def asked(url: str, **headers: str) -> tuple[int, str]:
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_a_preview_answers_only_what_asks_for_this_machine(built_project: Path) -> None:
    """Another name for 127.0.0.1 may be anybody's, whose page would read private texts (DNS rebinding)."""
    with serving(built_project, "--private") as (url, _):
        until(lambda: PRIVATE_TEXT in page(f"{url}{PRIVATE_PAGE}"))
        port = url.split(":")[2].split("/")[0]
        private = f"{url}{PRIVATE_PAGE}"
        for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}", f"LOCALHOST:{port}"):
            assert asked(private, Host=host)[0] == 200, host
        refusal = f"This preview is only for http://127.0.0.1:{port}/ and localhost.\n"
        foreign = (f"evil.example:{port}", f"localhost.evil:{port}", f"127.0.0.1.evil:{port}", "evil.example")
        odd = (f"192.168.0.1:{port}", f"localhost:{port}@evil.example", "127.0.0.1", "localhost:1", "")
        for host in (*foreign, *odd):
            assert asked(private, Host=host) == (403, refusal), host
            assert asked(f"http://127.0.0.1:{port}/toy/next-build", Host=host) == (403, refusal), host
        for origin in ("http://evil.example", "null", f"https://127.0.0.1:{port}", "http://127.0.0.1:1"):
            assert asked(private, Origin=origin) == (403, refusal), origin
        assert asked(private, Origin=f"http://127.0.0.1:{port}")[0] == 200


@pytest.mark.parametrize(
    ("asked_for", "host", "ours"),
    [
        ("192.168.0.7:8000", "0.0.0.0", True),  # noqa: S104 - what somebody may write
        ("[fe80::1]:8000", "::", True),
        ("evil.example:8000", "0.0.0.0", False),  # noqa: S104
        ("192.168.0.7:8000", "192.168.0.7", True),
        ("192.168.0.8:8000", "192.168.0.7", False),
        ("mybox:8000", "mybox", True),
        ("mybox:8000", "127.0.0.1", False),
        ("mybox", "mybox", False),
        ("[::1]:8000", "::1", True),
        ("[::1:8000", "::1", False),
    ],
)
def test_hosts_of_a_preview(asked_for: str, host: str, *, ours: bool) -> None:
    assert is_own_address(asked_for, host, 8000) is ours


def test_a_taken_port_is_said(toy_project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run(toy_project, "serve", "--port", str(taken.getsockname()[1]))
    assert done.exit_code == 1
    assert "--port" in done.stderr
    assert "Preview at" not in done.output
