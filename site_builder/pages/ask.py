"""The page on which readers ask the data: questions that are ready, and a box for their own."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from site_builder.pages.data_page import Holdings, size_words
from site_builder.pages.facets import UNSEARCHED
from site_builder.pages.heads import Head, page_head
from site_builder.translation.messages import gettext

PATH: Final = "data/ask/"
FILE: Final = Path(__file__).with_name("questions.sql")
"""The questions, which pages, Datasette and tests share."""
_QUESTION: Final = re.compile(
    r"^-- # (?P<name>[a-z-]+)\n-- (?P<title>.+)\n(?P<sql>(?:(?!-- # ).*\n)+)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the data: its name in links, the question in words, and as SQL."""

    name: str
    title: str
    sql: str


@dataclass(frozen=True, slots=True)
class AskPage:
    """The questions, in words of the site's language; the script of the page asks them.

    `size` is that of the database, which a browser has to fetch; empty where it is not made yet.
    """

    head: Head
    questions: tuple[Question, ...]
    size: str = ""


@cache
def questions() -> tuple[Question, ...]:
    """The questions that are ready, in English."""
    text = FILE.read_text("utf-8")
    return tuple(
        Question(found["name"], found["title"], found["sql"].strip().removesuffix(";"))
        for found in _QUESTION.finditer(text)
    )


def ask_page(holdings: Holdings) -> AskPage:
    """The page, which tells of every corpus how large its data are."""
    title, answer = gettext("Ask the data"), gettext("Questions to all tables of the data, in SQL.")
    head = page_head("data/", answer, name="ask", title=title, search=UNSEARCHED)
    asked = (Question(one.name, gettext(one.title), one.sql) for one in questions())
    return AskPage(head, tuple(asked), size_words(holdings.database))
