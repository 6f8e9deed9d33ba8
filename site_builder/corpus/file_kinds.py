"""The kinds of hand-written files: where they lie, what they hold, and the name of their schema."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.corpus.project import Settings
from site_builder.corpus.unchecked import IdKind
from site_builder.model.annotation import Annotation
from site_builder.model.article import Article
from site_builder.model.registry import Actor, Entry, Equipment, Frame, Measure, Place, Search, Topic
from site_builder.model.vocabulary import ActorType, EventType, SectionType, Term
from site_builder.model.written import Written

FOLDERS = ("articles", "annotations")
"""Folders of a project that hold hand-written files."""
NOT_BY_HAND = frozenset({"articles/raw", "annotations/extracted"})
"""Folders within them that hold others: captured texts, and what the program writes."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its schema's name, its paths, the class of what it holds.

    The group of `pattern` is the name within the path. A file of the registry holds `record`s by
    their id; any other file is one.
    """

    name: str
    pattern: re.Pattern[str]
    record: type[Written]

    @property
    def is_registry(self) -> bool:
        """Tell whether the file is a mapping of ids to entries."""
        return issubclass(self.record, Entry | Frame | Search | Term)

    @property
    def is_sorted(self) -> bool:
        """Tell whether its entries stand by their ids; types stand as their project wants them to."""
        return self.is_registry and not issubclass(self.record, Term)


@dataclass(frozen=True, slots=True)
class CorpusKind(FileKind):
    """A kind of file of the corpus, and the kind of ids that it gives."""

    ids: IdKind
    version: str = ""
    """What tells what such files may say in this project from what they may in others."""

    @property
    def is_annotation(self) -> bool:
        """Tell whether the file is the annotation of an article."""
        return self.name == "annotation"


def _kind(name: str, pattern: str, record: type[Written], ids: IdKind) -> CorpusKind:
    return CorpusKind(name, re.compile(pattern, re.ASCII), record, ids)


SETTINGS = FileKind("site", re.compile(r"(site)\.yml"), Settings)
SECTIONS = _kind("sections", r"annotations/vocabulary/(sections)\.yml", SectionType, "section")
ARTICLE = _kind("article", r"articles/([^/]+)\.md", Article, "article")
ANNOTATION = _kind("annotation", r"annotations/articles/([^/]+)\.yml", Annotation, "article")
KINDS = (
    ARTICLE,
    ANNOTATION,
    _kind("actors", r"annotations/actors/([^/]+)\.yml", Actor, "actor"),
    _kind("events", r"annotations/events/(\d{4}|undated)\.yml", Frame, "event"),
    _kind("places", r"annotations/(places)\.yml", Place, "place"),
    _kind("equipment", r"annotations/(equipment)\.yml", Equipment, "equipment"),
    _kind("topics", r"annotations/(topics)\.yml", Topic, "topic"),
    _kind("measures", r"annotations/(measures)\.yml", Measure, "measure"),
    _kind("searched", r"annotations/(searched)\.yml", Search, "search"),
    _kind("event-types", r"annotations/vocabulary/(event-types)\.yml", EventType, "event-type"),
    _kind("actor-types", r"annotations/vocabulary/(actor-types)\.yml", ActorType, "actor-type"),
    SECTIONS,
)


def kind_of(path: str, kinds: Iterable[CorpusKind] = KINDS) -> tuple[CorpusKind | None, str]:
    """Find the kind of the corpus's file at a path relative to the project, and the name within the path."""
    for kind in kinds:
        if match := kind.pattern.fullmatch(path):
            return kind, match[1]
    return None, ""
