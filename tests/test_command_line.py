"""What all commands have in common: how much they tell, colour, completion, help and the page about them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from scripts import commands
from site_builder.cli import COMMANDS, main
from tests.conftest import ROOT

CLI = Path(sys.executable).with_name("site-builder")
ALL = sorted(COMMANDS)
README = (ROOT / "README.md").read_text(encoding="utf-8")
WRITTEN = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
MOST_LINES, MOST_COLUMNS = 24, 80
"""A terminal as it is opened."""


def run(project: Path, *arguments: str, **variables: str) -> Result:
    return CliRunner(env=variables).invoke(main, ["--project", str(project), *arguments])


# ------------------------------------------------------------------ how much is told


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("extract",),
        ("build", "--jobs", "1"),
        ("schema", "schemas"),
        ("export", "exported", "--format", "csv"),
        ("rename", "topic", "arms-trade", "arms"),
        ("new", "another", "--licence", "CC-BY-4.0"),
    ],
    ids=lambda arguments: arguments[0],
)
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_quiet_commands_tell_only_of_problems(
    arguments: tuple[str, ...], toy_project: Path, monkeypatch: pytest.MonkeyPatch, *, before: bool
) -> None:
    monkeypatch.chdir(toy_project)
    told = run(toy_project, *arguments)
    assert (told.exit_code, bool(told.output)) == (0, True)
    again = ("rename", "topic", "arms", "trade") if arguments[0] == "rename" else arguments
    again = ("new", "a-third", *arguments[2:]) if arguments[0] == "new" else again
    quiet = run(toy_project, "-q", *again) if before else run(toy_project, *again, "--quiet")
    assert (quiet.exit_code, quiet.output) == (0, "")


def test_quiet_commands_tell_of_problems(toy_project: Path) -> None:
    (toy_project / "articles" / "broken.md").write_text("no front matter", encoding="utf-8")
    told, quiet = run(toy_project, "check"), run(toy_project, "check", "--quiet")
    assert quiet.exit_code == told.exit_code == 1
    assert quiet.output
    assert told.output.startswith(quiet.output)


def test_quiet_commands_print_what_was_asked_for(toy_project: Path) -> None:
    article = next((toy_project / "articles").glob("*.md")).stem
    told, quiet = run(toy_project, "suggest", article), run(toy_project, "-q", "suggest", article)
    assert quiet.stdout == told.stdout != ""


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_stages_are_told_if_somebody_wants_to_know(toy_project: Path, *, before: bool) -> None:
    arguments = ("-v", "build") if before else ("build", "--verbose")
    told = run(toy_project, *arguments, "--jobs", "1")
    stages = re.findall(r"(?m)^(.+): \d+\.\d s$", told.stderr)
    assert stages == [
        "files read, quotes looked up",
        "articles linked",
        "pages made",
        "data made",
        "site written and looked through",
        "search index made, links checked",
        "site put in place",
    ]
    assert not re.search(r"\d s$", run(toy_project, "check").output), "nobody wants to know any more"


# ------------------------------------------------------------------ colour


@pytest.fixture
def broken(toy_project: Path) -> Path:
    (toy_project / "articles" / "broken.md").write_text("no front matter", encoding="utf-8")
    return toy_project


def shown(project: Path, **variables: str) -> str:
    environment = {name: value for name, value in os.environ.items() if "COLOR" not in name} | variables
    done = subprocess.run(
        [CLI, "check"], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout


def test_colour_is_for_terminals_and_for_who_asks(broken: Path) -> None:
    plain = shown(broken)
    assert "\x1b[" not in plain
    coloured = shown(broken, FORCE_COLOR="1")
    assert "\x1b[1marticles/broken.md" in coloured
    assert "\x1b[31m" in coloured
    assert re.sub(r"\x1b\[\d*m", "", coloured) == plain
    assert shown(broken, FORCE_COLOR="1", NO_COLOR="1") == plain
    assert shown(broken, NO_COLOR="") == plain


def test_programs_get_no_colour(broken: Path) -> None:
    for style in ("json", "github"):
        done = run(broken, "check", "--format", style, FORCE_COLOR="1")
        assert "\x1b" not in done.output


# ------------------------------------------------------------------ completion


def completed(project: Path, *words: str) -> list[str]:
    asking = {"_SITE_BUILDER_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(["site-builder", *words])}
    done = subprocess.run(
        [CLI],
        cwd=project,
        env=os.environ | asking | {"COMP_CWORD": str(len(words))},
        capture_output=True,
        text=True,
        check=True,
    )
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


def test_shells_complete_commands_options_and_kinds(toy_project: Path) -> None:
    assert completed(toy_project, "ex") == ["export", "extract"]
    assert {"--to", "--strict", "--quiet"} <= set(completed(toy_project, "build", "--"))
    assert completed(toy_project, "rename", "ac") == ["actor", "actor-type"]


def test_shells_complete_ids(toy_project: Path) -> None:
    articles = sorted(path.stem for path in (toy_project / "articles").glob("*.md"))
    for command in ("suggest", "annotate"):
        assert completed(toy_project, command, articles[0][:3]) == [
            one for one in articles if one.startswith(articles[0][:3])
        ]
    assert completed(toy_project / "articles", "delete", "topic", "arms") == ["arms-trade"]
    assert set(completed(toy_project, "rename", "article", "''")) <= set(articles)


@pytest.mark.parametrize("kind", sorted(set(commands.command("rename").params[0].type.choices) - {"field"}))  # type: ignore[attr-defined]
def test_every_kind_of_id_is_looked_for(kind: str, toy_project: Path) -> None:
    assert isinstance(completed(toy_project, "rename", kind, "no-such-id"), list)


# ------------------------------------------------------------------ help


@pytest.mark.parametrize("name", ["", *ALL])
def test_help_fits_a_terminal(name: str) -> None:
    lines = CliRunner().invoke(main, [*filter(None, [name]), "--help"]).output.splitlines()
    assert max(map(len, lines)) <= MOST_COLUMNS
    assert len(lines) <= MOST_LINES + 8 * (name == "")


@pytest.mark.parametrize("name", ALL)
def test_everything_is_described(name: str) -> None:
    command = commands.command(name)
    assert command.help
    options = [one for one in command.params if isinstance(one, click.Option)]
    assert [one.name for one in options if not one.help] == []
    context = click.Context(command)
    arguments = [one.make_metavar(context) for one in command.params if isinstance(one, click.Argument)]
    said = "".join(CliRunner().invoke(main, [name, "--help"]).output.split())
    assert [one for one in arguments if one not in said] == []


def test_the_page_of_commands_is_as_the_commands_are() -> None:
    assert commands.PAGE.read_text("utf-8") == commands.page(), "`python -m scripts.commands` writes it"


@pytest.mark.parametrize("name", ALL)
def test_the_readme_names_every_command(name: str) -> None:
    assert f"| `site-builder {name}" in README


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_what_the_docs_tell_people_to_type_is_there(path: Path) -> None:
    """Of what is in code in them: the command, and its options."""
    text = path.read_text(encoding="utf-8")
    for name, rest in re.findall(r"(?:\$ (?:\S+/)?|`)site-builder ([a-z]+)\b([^`\n]*)", text):
        assert name in COMMANDS, name
        known = {word for one in commands.command(name).params for word in (*one.opts, *one.secondary_opts)}
        told = re.split(r"\s#|\|\s*site-builder|&&", rest)[0]
        used = {word.partition("=")[0] for word in told.split() if re.match(r"--?[a-z]", word)}
        assert used <= known | {"-h", "--help"}, (name, used - known)


def test_a_mistyped_command_or_option_leads_to_the_right_one(toy_project: Path) -> None:
    for arguments, meant in ((("chek",), "check"), (("build", "--strct"), "--strict")):
        done = run(toy_project, *arguments)
        assert done.exit_code == 2
        assert meant in done.output


def test_the_version_is_there_at_once() -> None:
    subprocess.run([CLI, "--version"], check=True, capture_output=True)  # it is compiled then
    begun = os.times()
    subprocess.run([CLI, "--version"], check=True, capture_output=True)
    used = os.times()
    seconds = used.children_user - begun.children_user + used.children_system - begun.children_system
    assert seconds < 0.5
