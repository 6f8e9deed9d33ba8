"""Checks of each article with its annotation, beside the registry; what was right is not looked at again.

What these checks come to depends on the two files, and on the entries that they name. An article without
problems keeps having none until one of these is another.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

from site_builder.corpus.checks import (
    actor_types,
    coherence,
    dates_between,
    namesakes,
    own_values,
    register_rows,
)
from site_builder.corpus.file_facts import FileFacts
from site_builder.corpus.file_kinds import ARTICLE
from site_builder.corpus.file_reading import CorpusFile, Memo
from site_builder.corpus.unchecked import Draft
from site_builder.model.corpus import Corpus
from site_builder.model.problems import Problem
from site_builder.model.registry import Actor

STAGE: Final = "units"
_CHECKS: Final[tuple[Callable[[Corpus], Iterator[Problem]], ...]] = (
    coherence.validate_sections,
    coherence.validate_deals,
    coherence.validate_values,
    register_rows.validate_numbers,
    register_rows.validate_indicators,
    register_rows.validate_role_events,
    coherence.validate_figures,
    coherence.validate_measured,
    coherence.validate_articles,
    coherence.validate_rights,
    coherence.validate_texts,
    coherence.validate_stops,
    dates_between.validate_after_article,
    actor_types.validate_fitting,
    namesakes.validate_people,
    own_values.validate_own_values,
)


class _Entries(NamedTuple):
    """The entries of a file of the registry: its hash, a hash of each, and the names of persons."""

    sha256: str
    hashes: dict[str, str]
    names: dict[str, list[str]]


_NO_ENTRIES: Final = _Entries("", {}, {})


class _Known(NamedTuple):
    """What is known: the registry's files by path, and the hashes of articles without problems."""

    registry: dict[str, _Entries]
    units: dict[str, list[str]]


def unit_problems(draft: Draft, files: Sequence[CorpusFile], memo: Memo) -> tuple[Problem, ...]:
    """Check every article with its annotation, but for those that are known to be right."""
    now = _units(files, memo.hashes)
    before = _read(memo.store.get(STAGE, "", "1"))
    registry = _registry(files, memo.hashes, before.registry)
    touched = _Touched(draft, before.registry, registry)
    right = {
        name
        for name, hashes in before.units.items()
        if now.get(name) == hashes
        and not (touched.any and any(map(touched.by, _facts_of(name, draft.facts))))
    }
    found = tuple(article_problems(draft.corpus, now.keys() - right))
    wrong = {PurePosixPath(problem.location.path).stem for problem in found}
    units = {name: hashes for name, hashes in now.items() if all(hashes) and name not in wrong}
    if memo.store.keeps and (registry, units) != before:
        memo.store.put(STAGE, "", "1", json.dumps([registry, units]))
    return found


def article_problems(corpus: Corpus, names: Collection[str]) -> Iterator[Problem]:
    """Check some articles with their annotations, beside the registry."""
    some = replace(
        corpus,
        articles={name: corpus.articles[name] for name in corpus.articles if name in names},
        annotations={name: corpus.annotations[name] for name in corpus.annotations if name in names},
    )
    return chain.from_iterable(check(some) for check in _CHECKS)


def _units(files: Iterable[CorpusFile], hashes: Mapping[str, str]) -> dict[str, list[str]]:
    """Hashes of the two files of each article; that of one that is not there is empty."""
    units: dict[str, list[str]] = {}
    for file in files:
        if file.kind is ARTICLE or file.kind.is_annotation:
            unit = units.setdefault(file.name, ["-", "-"])
            unit[file.kind.is_annotation] = hashes.get(file.path, "")
    return units


def _facts_of(name: str, facts: Mapping[str, FileFacts]) -> Iterator[FileFacts]:
    for path in (f"articles/{name}.md", f"annotations/articles/{name}.yml"):
        if path in facts:
            yield facts[path]


def _read(written: str | None) -> _Known:
    try:
        registry, units = json.loads(written) if written else ({}, {})
        return _Known({path: _Entries(*row) for path, row in registry.items()}, dict(units))
    except (ValueError, TypeError, AttributeError):  # somebody else wrote it
        return _Known({}, {})


# ------------------------------------------------------------------ the registry


def _registry(
    files: Iterable[CorpusFile], hashes: Mapping[str, str], before: Mapping[str, _Entries]
) -> dict[str, _Entries]:
    """What the files of the registry hold, with only those read that are others than before."""
    found = {}
    for file in files:
        if file.kind.is_registry:
            sha256, known = hashes.get(file.path, ""), before.get(file.path, _NO_ENTRIES)
            found[file.path] = known if sha256 and sha256 == known.sha256 else _entries(file, sha256)
    return found


def _entries(file: CorpusFile, sha256: str) -> _Entries:
    """Places are left out: nothing is right or wrong because of where something is written."""
    said: Mapping[str, Any] = file.value or {}
    return _Entries(
        sha256,
        {
            name: hashlib.sha256(repr(entry).encode("utf-8", "replace")).hexdigest()[:16]
            for name, entry in said.items()
        },
        {
            name: keys
            for name, entry in said.items()
            if isinstance(entry, Actor) and (keys := [*namesakes.name_keys(entry)])
        },
    )


class _Touched:
    """Tells which articles have something to do with entries that are others than before."""

    def __init__(self, draft: Draft, before: Mapping[str, _Entries], now: Mapping[str, _Entries]) -> None:
        old = {item for entries in before.values() for item in entries.hashes.items()}
        new = {item for entries in now.values() for item in entries.hashes.items()}
        changed = {name for name, _ in old ^ new}
        self._ids = changed | set(_within(draft.corpus, changed)) | set(_of_types(draft.corpus, changed))
        self._names = {
            key
            for known in (*before.values(), *now.values())
            for name in known.names.keys() & changed
            for key in known.names[name]
        }

    @property
    def any(self) -> bool:
        """Tell whether any entry is another than before."""
        return bool(self._ids)

    def by(self, facts: FileFacts) -> bool:
        """Tell whether a file names such an entry, by its id or in a quote."""
        return not all(self._ids.isdisjoint(ids) for ids in facts.refs.values()) or any(
            name in words for name in self._names for _, words in facts.people
        )


def _of_types(corpus: Corpus, changed: Collection[str]) -> Iterator[str]:
    """Actors and events whose type has changed."""
    registry = corpus.registry
    if any(name in registry.actor_types or name in registry.event_types for name in changed):
        yield from (name for name, actor in registry.actors.items() if actor.type in changed)
        yield from (name for name, frame in registry.events.items() if frame.type in changed)


def _within(corpus: Corpus, changed: Collection[str]) -> Iterator[str]:
    """Places that lie within those that have changed."""
    places = corpus.registry.places
    for name in places if changed else ():
        above, seen = places[name].within, {name}
        while above and above not in seen:
            if above in changed:
                yield name
            seen.add(above)
            above = places[above].within if above in places else None
