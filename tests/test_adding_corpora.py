"""Nothing in a text may end a command: sentences put together at random, and whole corpora."""

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.editing.add.command import add_article
from site_builder.editing.add.description import AddOptions
from site_builder.model.problems import Problem
from tests.conftest import ROOT, TOY, project_at

CORPORA = ROOT.parent / "shared" / "corpora"
PROSE = "She came home, and it was late in the evening when the ferry left the port of Kesh. "
PIECES = st.sampled_from([
    "Ann Haldane", "Rui Castel", "the prime minister", "the Iranian president", "his Sudrian counterpart",
    "met", "visited", "held talks with", "and", "said", "sold missiles to", "a deal worth", "$1",
    "$1 billion", "2 billion crowns", "in May", "on the 13th", "on Friday", "of Norland", "for",
    "the minister of",
    "President", "by", "an official", ".", ",", "\n", "\n\n", "?", "“", "”", "'s", "(", ")", "—", "@a", "Ã©",
    "\u200b", "\u202e", "1 of 3",
])  # fmt: skip


def add(data: bytes) -> tuple[bool, tuple[Problem, ...]]:
    """Whether an article came of some bytes, else the problems."""
    one, problems = add_article(project_at(TOY), "-", AddOptions(), (), io.BytesIO(data))
    return one is not None, problems


@given(st.lists(PIECES, min_size=1, max_size=12), st.booleans(), st.booleans())
@settings(max_examples=60)
def test_no_sentence_ends_the_command(pieces: list[str], as_title: bool, as_page: bool) -> None:
    words = " ".join(pieces)
    text = f"{words}\n\n{PROSE}" if as_title else f"{PROSE}{words}"
    page = f"<html><body><h1>{pieces[0]}</h1><p>{text}</p></body></html>"
    added, problems = add((page if as_page else text).encode())
    assert added or problems


def corpus_files() -> list[Path]:
    """All pages and hostile files, and every eighth of the plain texts."""
    texts = sorted(CORPORA.glob("*/texts/*"))[::8]
    return [*sorted(CORPORA.glob("pages/html/*")), *texts, *sorted(CORPORA.glob("hostile/*"))]


@pytest.mark.slow
@pytest.mark.skipif(not CORPORA.is_dir(), reason="the public corpora are not here")
def test_no_file_of_the_corpora_ends_the_command() -> None:
    files = corpus_files()
    assert len(files) > 80
    for path in files:
        data = path.read_bytes()
        added, problems = add(gzip.decompress(data) if path.suffix == ".gz" else data)
        assert added or problems, path
