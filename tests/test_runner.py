"""No data becomes a command to GitHub's runner, by the runner's own grammar."""

import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.reviewing.github_output import command, lines, neutral

CASES = yaml.load(
    (Path(__file__).parent / "cases" / "runner.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)

NAMES = frozenset((
    "add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group",
    "internal-set-repo-path", "notice", "remove-matcher", "save-state", "set-env", "set-output",
    "stop-commands", "warning",
))  # fmt: skip
"""The commands that the runner knows, and those it once knew."""


@dataclass(frozen=True)
class Command:
    """A command as the runner understands it."""

    name: str
    values: Mapping[str, str]
    data: str


def obeyed_in(output: str) -> Iterator[Command]:
    """What the runner does of some output: `ActionCommand.TryParseV2`, else `TryParse`, for each line.

    .NET compares texts by the rules of a language: what is not seen counts for nothing.
    """
    for line in re.split("\r\n|\r|\n", output):
        seen = "".join(sign for sign in line if not is_unseen(sign))
        found = new_form(seen) or old_form(seen)
        if found:
            yield found


def is_unseen(sign: str) -> bool:
    fillers = "\u115f\u1160\u3164\uffa0"
    return not sign.isspace() and (unicodedata.category(sign) in {"Cc", "Cf", "Mn"} or sign in fillers)


def new_form(line: str) -> Command | None:
    message = line.lstrip()
    end = message.find("::", 2)
    if not message.startswith("::") or end < 0:
        return None
    return as_known(
        message[2:end], message[end + 2 :], ",", {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}
    )


def old_form(line: str) -> Command | None:
    start = line.find("##[")
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    return as_known(
        line[start + 3 : end], line[end + 1 :], ";", {"%3B": ";", "%0D": "\r", "%0A": "\n", "%5D": "]"}
    )


def as_known(told: str, data: str, divider: str, signs: Mapping[str, str]) -> Command | None:
    name, _, given_values = told.partition(" ")
    if name.lower() not in NAMES:
        return None
    pairs = (pair.partition("=") for pair in given_values.strip().split(divider))
    return Command(name, {key: plain(value, signs) for key, _, value in pairs if value}, plain(data, signs))


def plain(text: str, signs: Mapping[str, str]) -> str:
    for written, meant in {**signs, "%25": "%"}.items():
        text = text.replace(written, meant)
    return text


def shown(text: str) -> str:
    return "\n".join(lines(text))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_lines(case: dict[str, Any]) -> None:
    assert shown(case["input"]) == case["expected"]
    assert list(obeyed_in(shown(case["input"]))) == []


@pytest.mark.parametrize("case", CASES[:7], ids=lambda case: case["name"])
def test_the_grammar_obeys_what_it_would_without(case: dict[str, Any]) -> None:
    assert list(obeyed_in(case["input"]))


HOSTILE = st.lists(
    st.sampled_from(["#", "##[", "[", "]", "::", ":", " ", "\r", "\n", "\t", "\u200b", "\u034f", "%0A"])
    | st.sampled_from(sorted(NAMES))
    | st.characters(),
).map("".join)  # fmt: skip


@given(HOSTILE)
def test_no_output_holds_a_command(text: str) -> None:
    assert list(obeyed_in(shown(text))) == []
    assert list(obeyed_in(f"x {neutral(text)}")) == []


@given(HOSTILE, HOSTILE)
def test_two_pieces_together_hold_none(one: str, other: str) -> None:
    assert list(obeyed_in("- " + neutral(one) + neutral(other))) == []


@given(HOSTILE, HOSTILE)
def test_a_command_of_ours_is_the_only_one(path: str, message: str) -> None:
    (found,) = obeyed_in(command("error", {"file": path, "title": "a-rule"}, message))
    assert found.name == "error"
    assert found.values["title"] == "a-rule"


def test_a_command_says_what_it_was_given() -> None:
    (found,) = obeyed_in(command("warning", {"file": "a:b,c.yml", "line": 0}, "100 % of it\nfix: x"))
    assert found == Command("warning", {"file": "a:b,c.yml"}, "100 % of it\nfix: x")


def test_the_filter_passes_on_everything_and_its_bytes_need_be_no_text() -> None:
    given_bytes = b"one\r\n::error::two\xff\rthree ##[error]x"
    done = subprocess.run(
        [sys.executable, "-I", "-m", "site_builder.reviewing.github_output"],
        input=given_bytes,
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().splitlines() == ["| one", "| ::error::two\ufffd", "| three # # [error]x"]
