"""The project as the page sees it: read again after each change, and each article read with its text."""

import hashlib
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import RLock
from typing import Any

from site_builder.corpus.captured_texts import text_of
from site_builder.corpus.file_kinds import FOLDERS
from site_builder.corpus.loading import NO_OTHERS, Memo, Project, load
from site_builder.corpus.project import SETTINGS
from site_builder.corpus.vocabulary.own_fields import annotation_class
from site_builder.editing.suggest.proposals.names import Directory
from site_builder.editing.suggest.sentences.story import MOST_WORDS, Story, read_story
from site_builder.editing.suggest.suggesting import Findings, Suggestions, findings_in, left_to_propose
from site_builder.extraction.extract import extract
from site_builder.extraction.statistical import Model
from site_builder.linking.name_resolution import Linked, name_text, paragraphs_of
from site_builder.model.annotation import Annotation
from site_builder.model.article import Article
from site_builder.model.corpus import Corpus
from site_builder.model.extraction_results import Extraction, has_rules
from site_builder.model.problems import Checked, Problem, in_order
from site_builder.model.registry import Registry
from site_builder.model.value_types import ArticleId
from site_builder.names.matching import NameIndex, compile_names
from site_builder.proving.body import Body, find_body
from site_builder.proving.layer_reading import read_layers
from site_builder.proving.layers import Layer
from site_builder.proving.proofs import ArticleUnit, prove_article
from site_builder.storage.files import read_file
from site_builder.storage.store import GRAIN, Store, key_of

FILE = 64_000_000
"""Bytes that are read of a file to tell whether it has changed."""
NOT_HERE = frozenset(("layer-outdated", "missing-annotation"))
"""Rules of problems that a page of unfinished work does not tell: `extract` is run when it is finished."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with all that is known of it; without its text `text`, `body` and what is found are empty.

    `linked` are the names in the text with the entries that they stand for; `problems` those of its two files
    and of its quotes.
    """

    name: ArticleId
    corpus: Corpus
    article: Article
    annotation: Annotation
    text: str | None
    body: Body | None
    layer: Layer | None
    found: Extraction
    linked: tuple[Linked, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """What is found in a text: it depends on the text and the article's front matter alone."""

    body: Body | None
    found: Extraction
    problems: tuple[Problem, ...]


@dataclass
class Workspace:
    """A project that is being annotated; one thread at a time has it: the one that holds the lock."""

    project: Project
    texts: Sequence[Path] = ()
    store: Store = field(default_factory=Store)
    lock: RLock = field(default_factory=RLock)
    _memo: Memo = field(init=False)
    _found: dict[tuple[str, ...], _Found] = field(default_factory=dict)
    _names: tuple[Registry, NameIndex] | None = None
    _stories: dict[ArticleId, tuple[tuple[Linked, ...], Story, Findings | None]] = field(default_factory=dict)
    """By article: the names that its text has, its sentences, and what is found in these."""
    _read: tuple[Any, Checked[Corpus]] | None = None
    _linked_in: dict[ArticleId, tuple[Registry, _Found, tuple[Linked, ...]]] = field(default_factory=dict)
    _registries: dict[str, Registry] = field(default_factory=dict)
    _version: str = ""
    _registry_version: str = ""

    def __post_init__(self) -> None:
        self._memo = Memo(self.store)

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self.project.root

    def corpus(self, instead: Mapping[str, bytes] = NO_OTHERS) -> Checked[Corpus]:
        """Read the corpus as its files are now, or as they would be with others `instead`.

        Only those that are others than before are read again. A registry that says the same is the same.
        """
        stamp = tuple(_stamps(self.root))
        if not instead and self._read is not None and self._read[0] == stamp:
            return self._read[1]
        with self.store.looking():
            corpus, problems = load(self.project, self._memo, instead)
        corpus = replace(corpus, registry=self._same(corpus.registry))
        read = corpus, tuple(problem for problem in problems if problem.rule not in NOT_HERE)
        if not instead:
            self._read = stamp, read
            self._version = key_of(
                *(f"{path} {sha256}" for path, sha256 in sorted(self._memo.hashes.items()))
            )
        return read

    def _same(self, registry: Registry) -> Registry:
        """The registry as it is held, where its files are the same."""
        key = key_of(
            *(f"{path} {now}" for path, now in sorted(self._memo.hashes.items()) if _is_registry(path))
        )
        self._registry_version = key
        held = self._registries.get(key)
        if held is None:
            while len(self._registries) > 1:
                del self._registries[next(iter(self._registries))]
            held = self._registries[key] = registry
        return held

    @property
    def version(self) -> str:
        """Tell the files of the corpus, as they were read last, from others."""
        return self._version

    @property
    def registry_version(self) -> str:
        """Tell the registry, as it was read last, from others."""
        return self._registry_version

    def article(self, name: str, read: Checked[Corpus] | None = None) -> Checked[ReadArticle | None]:
        """Read an article with its text; None, with what is wrong, where its own file cannot be read."""
        corpus, told = read or self.corpus()
        article_id = ArticleId(name)
        article = corpus.articles.get(article_id)
        own = {f"articles/{name}.md", f"annotations/articles/{name}.yml"}
        here = tuple(problem for problem in told if problem.location.path in own)
        if article is None:
            return None, here
        annotation = corpus.annotations.get(article_id) or annotation_class(corpus.registry)()
        text, no_text = text_of(self.project, article_id, article.text, self.texts, self.store)
        found = self._found_in(article, text)
        unit = ArticleUnit(
            article_id, article, annotation, corpus.digests.get(article_id), text,
            None if text is not None else read_layers(self.root)[0].get(article_id),
            self.project.settings.limits,
        )  # fmt: skip
        layer, proved = prove_article(unit)
        problems = in_order((*here, *no_text, *found.problems, *proved))
        kept = tuple(problem for problem in problems if problem.rule not in NOT_HERE)
        linked = self._linked(article_id, corpus.registry, text, found)
        return (
            ReadArticle(
                article_id, corpus, article, annotation, text, found.body, layer, found.found, linked, kept
            ),
            (),
        )

    def names(self, registry: Registry) -> NameIndex:
        """The names of the registry, compiled once for each state of it."""
        if self._names is None or self._names[0] is not registry:
            self._names = registry, compile_names(registry)
        return self._names[1]

    def story(self, read: ReadArticle) -> Story | None:
        """The sentences of an article with all that is named in them; None where its text is not at hand."""
        if read.text is None or read.body is None:
            return None
        known = self._stories.get(read.name)
        if known is None or known[0] is not read.linked:
            end = read.body.beginning(MOST_WORDS)[-1][1]
            linked = tuple(one for one in read.linked if one.mention.end <= end)
            directory = Directory(read.corpus.registry, self.names(read.corpus.registry))
            story = read_story(
                read.text, read.body, read.found, linked, directory, published=read.article.published
            )
            findings = findings_in(story) if has_rules(read.article.language) else None
            known = self._stories[read.name] = read.linked, story, findings
        return known[1]

    def findings(self, read: ReadArticle) -> Findings | None:
        """What is found in an article's text beside the registry; None where its language has no rules."""
        return self._stories[read.name][2] if self.story(read) else None

    def suggestions(self, read: ReadArticle) -> Suggestions | None:
        """What is proposed for an article and not in its annotation; None where its text is not at hand."""
        found = self.findings(read)
        return left_to_propose(read.corpus, read.name, found, self.project.settings) if found else None

    def _found_in(self, article: Article, text: str | None) -> _Found:
        if text is None or article.text is None:
            return _Found(None, Extraction(), ())
        info = article.text
        key = info.sha256, repr((info.body, info.skip)), article.published, article.language
        if key not in self._found:
            body, problems = find_body(text, info)
            here = body.beginning(MOST_WORDS) if body else ()
            model = Model(self.project.settings.model) if self.project.settings.model else None
            found = (
                extract(text, here, article.published, language=article.language, model=model)
                if body
                else Extraction()
            )
            self._found[key] = _Found(body, found, problems)
        return self._found[key]

    def _linked(
        self, name: ArticleId, registry: Registry, text: str | None, found: _Found
    ) -> tuple[Linked, ...]:
        if text is None or found.body is None:
            return ()
        known = self._linked_in.get(name)
        if known is None or known[0] is not registry or known[1] is not found:
            whole = paragraphs_of(text, found.body.paragraphs)
            known = self._linked_in[name] = (
                registry,
                found,
                name_text(found.found, self.names(registry), whole),
            )
        return known[2]


def _is_registry(path: str) -> bool:
    return path.startswith("annotations/") and not path.startswith("annotations/articles/")


def _stamps(root: Path) -> Iterator[tuple[str, int, int, int, str]]:
    """What the system says of each file of the corpus, and what those hold that have just changed."""
    late = time.time_ns() - GRAIN
    for path in (*_files(root), root / SETTINGS):
        with suppress(OSError):
            seen = path.lstat()
            data = (
                read_file(root, path.relative_to(root).as_posix(), FILE)[0]
                if seen.st_mtime_ns > late
                else b""
            )
            sha256 = hashlib.sha256(data or b"").hexdigest()
            yield str(path), seen.st_mtime_ns, seen.st_size, seen.st_ino, sha256


def _files(root: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        for place, folders, names in os.walk(root / folder):
            folders[:] = [one for one in folders if not one.startswith(".")]
            yield from (Path(place, name) for name in sorted(names))
