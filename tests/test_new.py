"""A new project: from a checkout, and from an installed wheel in an environment of its own."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.editing.builder_requirement import Requirement, requirement
from site_builder.editing.new_project import new
from site_builder.publishing.publish import publish
from tests.conftest import project_at

ROOT = Path(__file__).parents[1]
EXAMPLE = "estmark-courier-2024-06-07-falk-drones"
FOREIGN = re.compile(
    rb"caspian|azerbaijan|israel|aliyev|gallant|jerusalem|"
    + rb"|".join(re.escape(str(path).encode()) for path in (ROOT, Path.home(), Path(sys.prefix))),
    re.IGNORECASE,
)
"""Words of this repository's corpus, and folders of this machine."""

FROM_INDEX = bool(os.environ.get("SITE_BUILDER_FROM_INDEX"))
"""Whether a new project's environment gets what the package needs from the index, as users' do (minutes);
elsewhere it borrows that from this environment, and needs no network."""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def made(tmp_path: Path) -> Path:
    folder = tmp_path / "record"
    _, problems = new(folder)
    assert problems == ()
    return folder


# ------------------------------------------------------------------ from a checkout


def test_it_says_what_it_made_and_what_to_do_next(tmp_path: Path) -> None:
    done = run("new", str(tmp_path / "a record"))
    assert done.exit_code == 0
    assert f"cd '{tmp_path}/a record' && make site" in done.output
    assert "requirements.txt does not yet say" in done.output
    assert "To fill" in (tmp_path / "a record" / "requirements.txt").read_text()


def test_a_new_project_is_whole_and_proved(made: Path) -> None:
    done = run("--project", str(made), "check", "--strict")
    assert (done.exit_code, done.output) == (0, "no problems\n")


def test_its_extracted_layer_is_what_extraction_finds(made: Path) -> None:
    """If not: site-builder new X; site-builder --project X extract; take X/annotations/extracted/."""
    done = run("--project", str(made), "extract")
    assert (done.exit_code, done.output) == (0, "0 files changed; no problems\n")


def test_it_publishes_without_a_problem_and_shows_the_example(made: Path, tmp_path: Path) -> None:
    release, problems = publish(project_at(made), tmp_path / "site", strict=True)
    assert problems == ()  # that every link leads somewhere is among what is checked
    assert release is not None
    article = (release.site / "articles" / EXAMPLE / "index.html").read_text()
    assert "They" not in article
    assert "hardly asked anybody else" in article  # a text that may be shown, as it is
    for page in ("arms-deals", "visits", "figures", "map", "timeline", "method", "reviewing"):
        assert (release.site / page / "index.html").is_file()
    assert not (release.site / "architecture").exists()
    own = {path: text for path, text in files_of(release.site).items() if path.endswith((".html", ".json"))}
    assert {path: found[0] for path, text in own.items() if (found := FOREIGN.search(text))} == {}


def test_its_digest_is_long_enough_and_says_that_it_is_invented() -> None:
    articles = ROOT / "site_builder/editing/subjects/diplomacy/articles"
    text = (articles / f"{EXAMPLE}.md").read_text(encoding="utf-8")
    digest = text.split("---\n", 2)[2]
    assert len(digest.split()) >= 150
    assert "invented" in digest


def test_nothing_in_it_is_of_this_corpus_or_machine(made: Path) -> None:
    files = files_of(made)
    assert {path: found[0] for path, content in files.items() if (found := FOREIGN.search(content))} == {}
    assert "wheels" not in {Path(path).parts[0] for path in files}


def test_workflows_and_guides_are_those_of_this_repository(made: Path) -> None:
    for folder in (".github", "docs"):
        for path, content in files_of(made / folder).items():
            if path != "about.md":
                assert (ROOT / folder / path).read_bytes() == content
    assert not (made / ".github/workflows/test.yml").exists()
    assert os.access(made / ".github/offline", os.X_OK)
    assert not os.access(made / "README.md", os.X_OK)


def test_gaps_can_be_found(made: Path) -> None:
    marked = {path for path, content in files_of(made).items() if b"to fill" in content.lower()}
    assert marked >= {"README.md", "docs/about.md", "mkdocs.yml", "site.yml", "requirements.txt"}


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("kept", "file", "link"):
        done = run("new", str(tmp_path / name))
        assert done.exit_code == 1
        assert "folder-in-the-way" in done.stderr
    assert files_of(kept) == {"notes.txt": b"mine"}
    assert not (tmp_path / "nowhere").exists()


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    made_in, problems = new(tmp_path)
    assert problems == ()
    assert made_in is not None
    assert sorted(files_of(tmp_path)) == list(made_in.files)


def test_a_folder_that_cannot_be_written_to_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    done = run("new", str(tmp_path / "file" / "record"))
    assert done.exit_code == 1
    assert "cannot-write" in done.stderr


# ------------------------------------------------------------------ how the package is required

GIT = {"vcs": "git", "commit_id": "0123abc"}


@pytest.mark.parametrize(
    ("recorded", "line"),
    [
        ({}, "site-builder==1.2"),
        (
            {"url": "https://example.org/you/site-builder.git", "vcs_info": GIT},
            "site-builder @ git+https://example.org/you/site-builder.git@0123abc",
        ),
        ({"url": "file:///home/me/site-builder", "vcs_info": GIT}, None),
        ({"url": "file:///home/me/site-builder", "dir_info": {"editable": True}}, None),
        ({"url": "file:///home/me/site-builder", "dir_info": {}}, None),
        ({"url": "https://example.org/s-1.2.whl", "archive_info": {}}, "site-builder @ https://example.org/s-1.2.whl"),
        ({"url": "file:///gone/site_builder-1.2-py3-none-any.whl", "archive_info": {}}, "site-builder==1.2"),
    ],
)  # fmt: skip
def test_the_requirement_follows_how_it_was_installed(recorded: dict[str, Any], line: str | None) -> None:
    assert requirement(recorded, "1.2") == Requirement(line)


def test_a_wheel_that_is_there_comes_along(tmp_path: Path) -> None:
    wheel = tmp_path / "a folder" / "site_builder-1.2-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.touch()
    found = requirement({"url": wheel.as_uri(), "archive_info": {}}, "1.2")
    assert found == Requirement(f"./wheels/{wheel.name}", wheel)


# ------------------------------------------------------------------ from an installed wheel


def quiet(
    *command: str | Path, cwd: Path, path: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a command as in a new terminal: nothing of this environment, `path` before the system's."""
    of_ours = ("PYTHON", "VIRTUAL_ENV", "MAKE", "MFLAGS", "SITE_BUILDER")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(of_ours)}
    folders = [folder for folder in os.environ["PATH"].split(os.pathsep) if not has_command(Path(folder))]
    environment["PATH"] = os.pathsep.join([path, *folders] if path else folders)
    return subprocess.run(
        command, cwd=cwd, env=environment | variables, capture_output=True, text=True, check=False
    )


def has_command(folder: Path) -> bool:
    return (folder / "site-builder").exists()


def borrow(environment: Path) -> None:
    """Let an environment find this one's packages after its own. An editable install does not come along."""
    packages = next(environment.glob("lib/python*/site-packages"))
    (packages / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, as somebody has it who was given that file."""
    folder = tmp_path_factory.mktemp("installed")
    built = quiet(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    environment = folder / "environment"
    done = quiet(sys.executable, "-m", "venv", "--without-pip", environment, cwd=folder)
    assert done.returncode == 0, done.stderr
    pip = (sys.executable, "-m", "pip", "--python", environment / "bin" / "python")
    done = quiet(*pip, "install", "--no-deps", "--no-index", wheel, cwd=folder)
    assert done.returncode == 0, done.stderr
    borrow(environment)
    return environment


@pytest.fixture(scope="module")
def given(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new project, made by the installed wheel."""
    folder = tmp_path_factory.mktemp("given")
    done = quiet(installed / "bin" / "site-builder", "new", "record", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "./wheels/site_builder-" in done.stdout
    return folder / "record"


@pytest.mark.slow
def test_a_wheel_makes_what_a_checkout_makes(given: Path, made: Path) -> None:
    whole, ours = files_of(given), files_of(made)
    (wheel,) = (path for path in whole if path.startswith("wheels/"))
    assert whole.pop("requirements.txt").decode().splitlines()[1:] == ["-c constraints.txt", f"./{wheel}"]
    del whole[wheel], ours["requirements.txt"]
    assert whole == ours
    folders = (str(given.parent).encode(), tempfile.gettempdir().encode() + b"/")
    assert not [path for path, content in whole.items() if any(folder in content for folder in folders)]
    assert os.access(given / ".github/offline", os.X_OK)


@pytest.mark.slow
def test_make_takes_the_active_environment(given: Path, installed: Path) -> None:
    done = quiet("make", "check", cwd=given, path=str(installed / "bin"))
    assert (done.returncode, done.stdout) == (0, "no problems\n"), done.stderr
    assert not (given / ".venv").exists()


@pytest.fixture(scope="module")
def own(given: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project moved elsewhere, with the environment that `make` makes there from requirements.txt."""
    project = Path(shutil.copytree(given, tmp_path_factory.mktemp("own") / "record"))
    alone = {} if FROM_INDEX else {"PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1"}
    done = quiet("make", "environment", cwd=project, **alone)
    assert done.returncode == 0, done.stderr
    if alone:
        borrow(project / ".venv")
    return project


@pytest.mark.slow
def test_make_builds_and_tests_with_its_own_environment(own: Path) -> None:
    for target in ("site", "test"):
        done = quiet("make", target, cwd=own)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "no problems" in done.stdout
        assert "Making" not in done.stdout
    assert "Ada Lund" in (own / "site/actors/ada-lund/index.html").read_text()


@pytest.mark.slow
def test_an_edit_and_a_template_of_the_project_are_on_its_pages(own: Path) -> None:
    people = own / "annotations/actors/people.yml"
    named = "name: Ada Lund-Berg\n  aliases: [Ada Lund]"
    people.write_text(people.read_text().replace("name: Ada Lund", named))
    package = next((own / ".venv").glob("lib/python*/site-packages/site_builder"))
    packaged = (package / "templates/pages/home.html").read_text()
    template = own / "templates/pages/home.html"
    template.parent.mkdir(parents=True)
    template.write_text(packaged.replace("{% block body %}", "{% block body %}Our own words", 1))
    done = quiet("make", "site", cwd=own)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Ada Lund-Berg" in (own / "site/actors/ada-lund/index.html").read_text()
    assert "Our own words" in (own / "site/index.html").read_text()


@pytest.mark.slow
def test_make_says_that_the_requirement_is_a_gap(made: Path) -> None:
    done = quiet("make", "site", cwd=made)
    assert done.returncode != 0
    assert "requirements.txt does not name site-builder yet" in done.stdout
