"""Words that pages, guides and the command line do not use: a quote is found, and nothing is proved by it."""

import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest

from site_builder.cli import main
from tests.conftest import ROOT
from tests.test_golden import GOLDEN

PROOF = re.compile(r"\b(un)?prov(e|es|ed|en|ing)\b|\bproofs?\b", re.IGNORECASE)
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
TAG = re.compile(r"<script.*?</script>|<[^>]*>", re.DOTALL)
WRITTEN = (
    "README.md",
    "docs/*.md",
    "site_builder/editing/starter/**/*.md",
    "site_builder/editing/subjects/**/*.md",
    ".github/**/*.md",
    ".github/**/*.yml",
)


def pages() -> Iterator[tuple[str, str]]:
    """What readers see of each page of the toy site."""
    for path in GOLDEN.rglob("*.html"):
        yield path.name, unescape(TAG.sub(" ", path.read_text(encoding="utf-8")))


def guides() -> Iterator[tuple[str, str]]:
    """What is written for people, without what is code."""
    for pattern in WRITTEN:
        for path in ROOT.glob(pattern):
            yield path.name, CODE.sub(" ", path.read_text(encoding="utf-8"))


def helps() -> Iterator[tuple[str, str]]:
    """What each command says of itself."""
    for name, command in main.commands.items():
        yield name, command.make_context(name, [], resilient_parsing=True).get_help()


@pytest.mark.parametrize("said", [pages, guides, helps])
def test_nothing_is_said_to_be_proved(said: Callable[[], Iterator[tuple[str, str]]]) -> None:
    found = [(name, match[0]) for name, text in said() for match in PROOF.finditer(text)]
    assert found == []
    assert len(list(said())) > 5
