"""The articles whose names people marked or judged, by corpus."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from site_builder.extraction.gold_standard import GoldName, gold_names
from site_builder.model.extraction_results import Label, Mention
from site_builder.model.normal_form import Span
from site_builder.reviewing.evaluation.corpora import GoldArticle, half_of

Named = tuple[Label, Span]
"""A name with its kind."""

GUM: Final = "gum-news"
MEANTIME: Final = "meantime"
WIKINEWS: Final = "wikinews"
CORPORA: Final = (GUM, MEANTIME, WIKINEWS)
_JUDGED: Final = Path("tests/cases/extraction")
_LAST_SENTENCE: Final = 6
"""MEANTIME marks all names of the headline and of about five sentences; later only what it follows."""
_KINDS: Final = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}


@dataclass(frozen=True, slots=True)
class NamedArticle:
    """An article with what people know of its names.

    `names` are marked by the corpus, from the start of the text to `marked_to`; `more` are names that it
    leaves unmarked, as one reader judged; `wrong` are finds that a reader judged to be none. In `wikinews`
    nothing is marked, and only what is judged counts.
    """

    corpus: str
    id: str
    text: str
    half: str
    names: tuple[GoldName, ...] = ()
    marked_to: int = 0
    more: frozenset[Named] = frozenset()
    wrong: frozenset[Named] = frozenset()

    @property
    def right(self) -> frozenset[Named]:
        """What is marked, kind and span."""
        return frozenset(one for name in self.names for one in name.right)

    def counts(self, mention: Mention) -> bool:
        """Tell whether a find can be scored: it stands where names are marked, or was judged."""
        if self.corpus == WIKINEWS:
            return named(mention) in self.more | self.wrong
        return mention.end <= self.marked_to


def named(mention: Mention) -> Named:
    """Give a find's kind and span."""
    return mention.label, (mention.start, mention.end)


def gum_articles(texts: Sequence[GoldArticle]) -> tuple[NamedArticle, ...]:
    """Take over the articles of GUM, all of whose text is marked."""
    judged = _unmarked("gum-news-unmarked.json")
    return tuple(
        NamedArticle(
            GUM, one.id, one.text, one.half, one.names, len(one.text), judged.get(one.id, frozenset())
        )
        for one in texts
    )


def meantime_articles(folder: Path) -> tuple[NamedArticle, ...]:
    """Read the articles of MEANTIME as far as all their names are marked."""
    judged = _unmarked("meantime-unmarked.json")
    return tuple(_meantime(folder, doc, judged) for doc in _docs(folder))


def _meantime(folder: Path, doc: Mapping[str, Any], judged: Mapping[str, frozenset[Named]]) -> NamedArticle:
    text = (folder / doc["file"]).read_bytes().decode()
    marked = [e for e in doc["entities"] if e["named"] and e["sentence"] <= _LAST_SENTENCE]
    end = _end_of_line(text, max((e["sentence"] for e in marked), default=0))
    own = [e for e in marked if e["type"] in _KINDS and e["end"] <= end and not _is_around(e, marked)]
    names = gold_names(text, ({**e, "type_norm": _KINDS[e["type"]]} for e in own))
    more = judged.get(doc["id"], frozenset())
    return NamedArticle(MEANTIME, doc["id"], text, half_of(doc["id"]), names, end, more)


def _end_of_line(text: str, number: int) -> int:
    """Find where a line ends, of those that are not empty: each is a sentence."""
    at, seen = 0, -1
    for line in text.splitlines(keepends=True):
        at += len(line)
        seen += bool(line.strip())
        if seen == number:
            return at
    return len(text)


def _is_around(entity: Mapping[str, Any], marked: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether a marked phrase is more than a name: "Airbus chief executive Ann Hale", "Kesh's board"."""
    inner = [
        one
        for one in marked
        if entity["start"] <= one["start"]
        and one["end"] <= entity["end"]
        and one["end"] - one["start"] < entity["end"] - entity["start"]
    ]
    if any(one["name"] == entity["name"] for one in inner):
        return True
    small = any(word.islower() for word in entity["text"].split())
    return small and any(one["start"] == entity["start"] for one in inner)


def wikinews_articles(folder: Path) -> tuple[NamedArticle, ...]:
    """Read the articles of Wikinews, where nothing is marked and a sample of finds was judged."""
    judged = json.loads((_JUDGED / "wikinews-judged.json").read_text("utf-8"))
    return tuple(_wikinews(folder, doc, judged.get(doc["id"], ())) for doc in _docs(folder))


def _wikinews(folder: Path, doc: Mapping[str, Any], judged: Sequence[Sequence[Any]]) -> NamedArticle:
    text = (folder / doc["file"]).read_bytes().decode()
    right = frozenset(_spans(row[:3] for row in judged if row[3]))
    wrong = frozenset(_spans(row[:3] for row in judged if not row[3]))
    return NamedArticle(WIKINEWS, doc["id"], text, half_of(doc["id"]), more=right, wrong=wrong)


def _docs(folder: Path) -> list[dict[str, Any]]:
    docs: list[dict[str, Any]] = json.loads((folder / "meta.json").read_text("utf-8"))["docs"]
    return docs


def _unmarked(file: str) -> dict[str, frozenset[Named]]:
    written = json.loads((_JUDGED / file).read_text("utf-8"))
    return {article: frozenset(_spans(rows)) for article, rows in written.items()}


def _spans(rows: Iterator[Sequence[Any]] | Sequence[Sequence[Any]]) -> Iterator[Named]:
    return ((label, (start, end)) for start, end, label in rows)
