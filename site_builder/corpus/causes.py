"""Which problems follow from others: so that the first of them is not buried under a hundred more.

A file that nothing reads, because of its name, explains every id that it would have given. A file of
the registry that is not there explains the unknown ids of its kind. The same unknown id is one mistake,
however often it is used; so is a layer that does not fit its text, for all quotes of the article. How much
of a text may be quoted cannot be said where its rights are wrong.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from site_builder.model.problems import Cause, Location, Problem, in_order

Explained = Mapping[Hashable, Cause]
"""What is known to be wrong already, by what would be told of it: see `id_key` and `article_keys`."""

_FILES = {
    "unknown-actor": ("annotations/actors/", "people.yml"),
    "unknown-place": ("annotations/places.yml", ""),
    "unknown-equipment": ("annotations/equipment.yml", ""),
    "unknown-topic": ("annotations/topics.yml", ""),
    "unknown-measure": ("annotations/measures.yml", ""),
    "unknown-event": ("annotations/events/", ""),
}
_IDS = frozenset({*_FILES, "unknown-subject", "unknown-claim", "unknown-type"})
_OF_LAYERS = frozenset({"stale-layer", "layer-form", "old-layer", "merge-conflict"})
_OF_RESERVED = frozenset({"quoted-share", "quoted-run", "text-exposed"})
"""What is told of texts whose rights are reserved, as those are that have no rights yet."""
_QUOTED = re.compile(r"'([^']*)'")
_MANY = 10
"""So many ids of one file that are given in another too: it is a copy."""


def id_key(name: str) -> Hashable:
    """Key of what is told of an id that nothing gives."""
    return "id", name


def article_keys(name: str) -> tuple[Hashable, ...]:
    """Keys of what is told where an article or its annotation is not found."""
    return ("article", name), ("annotation", name)


def rooted(problems: Iterable[Problem], explained: Explained | None = None) -> tuple[Problem, ...]:
    """Say of each problem which other it follows from, if any; in order."""
    ordered, explained = in_order(problems), explained or {}
    causes = {**dict(_beforehand(ordered)), **explained}
    copied = Counter(_copy_key(problem) for problem in ordered)
    found = []
    for problem in ordered:
        key = _key(problem)
        if problem.rule == "duplicate-id" and copied[_copy_key(problem)] > _MANY:
            key = _copy_key(problem)
        if problem.rule == "layer-outdated" and ("quotes", _stem(problem)) in causes:
            key = "quotes", _stem(problem)
        if problem.rule in _OF_RESERVED and ("rights", _stem(problem)) in causes:
            key = "rights", _stem(problem)
        cause = problem.cause if key is None else causes.setdefault(key, problem.cause)
        follows = cause if cause != problem.cause else None
        if key is None or key not in explained:
            follows = problem.follows or follows
        found.append(replace(problem, follows=follows))
    return tuple(found)


def missing_files(problems: Iterable[Problem], present: Iterable[str]) -> Iterator[Problem]:
    """Tell of files of the registry that are not there and whose ids are named: of events, two at least."""
    paths = frozenset(present)
    lacking: dict[str, set[str]] = defaultdict(set)
    for problem in problems:
        path = _home(problem) if problem.rule in _FILES and problem.follows is None else ""
        is_there = any(known.startswith(path) for known in paths) if path else True
        if not is_there:
            lacking[path].add(problem.found)
    for path, names in lacking.items():
        if len(names) > 1 or not path.startswith("annotations/events/"):
            yield _missing(path, sorted(names))


def explained_by(missing: Iterable[Problem], problems: Iterable[Problem]) -> Explained:
    """Lay the unknown ids to the files that are missing."""
    causes = {problem.location.path: problem.cause for problem in missing}
    return {
        id_key(_wrong_id(problem)): cause
        for problem in problems
        if problem.rule in _FILES
        for path, cause in causes.items()
        if path.startswith(_home(problem) or "?")
    }


def _home(problem: Problem) -> str:
    """The file, or the folder, in which an unknown id would be given."""
    path, _ = _FILES[problem.rule]
    if problem.rule != "unknown-event":
        return path
    year = re.match(r"\d{4}(?=-)", _wrong_id(problem), re.ASCII)
    return f"{path}{year[0]}.yml" if year else ""


def _missing(path: str, names: list[str]) -> Problem:
    if path.endswith("/"):
        path += "people.yml"
    some = ", ".join(names[:3]) + (", ..." if len(names) > 3 else "")
    expected = f"the file that gives {some}"
    fix = f"write it; if it was there, `git checkout HEAD -- {path}` brings it back"
    return Problem(Location(path), "missing-file", "no such file", expected, fix)


# ------------------------------------------------------------------ keys


def _beforehand(problems: Iterable[Problem]) -> Iterator[tuple[Hashable, Cause]]:
    """What problems explain, besides what is told in the same words."""
    for problem in problems:
        if problem.rule in _OF_LAYERS and problem.location.path.startswith("annotations/extracted/"):
            yield ("quotes", _stem(problem)), problem.cause
        elif problem.rule == "bad-rights":
            yield ("rights", _stem(problem)), problem.cause
        elif problem.rule == "unknown-article" and problem.fix.startswith("did you mean"):
            for name in re.findall(r"'([^']+)'", problem.fix):
                yield ("annotation", name), problem.cause


def _key(problem: Problem) -> Hashable | None:
    """What a problem is about: the first of those with an equal key is the cause of the others."""
    rule = problem.rule
    if rule in _IDS:
        return id_key(_wrong_id(problem))
    if rule in ("not-a-state", "wrong-actor"):
        return "type", _wrong_id(problem)
    if rule in ("wrong-section", "layer-outdated"):
        return rule, problem.found
    if rule == "unverified-quote":
        return "quotes", _stem(problem)
    if rule in ("unknown-article", "orphan-layer"):
        return "article", _wrong_id(problem) if rule == "unknown-article" else _stem(problem)
    return ("annotation", _stem(problem)) if rule == "missing-annotation" else None


def _copy_key(problem: Problem) -> Hashable | None:
    if problem.rule != "duplicate-id":
        return None
    other = re.search(r" in (\S+?)(:\d+)*$", problem.found)
    return "copy", problem.location.path, other[1] if other else ""


def _wrong_id(problem: Problem) -> str:
    """The id of a wrong one: it stands first, and what it is instead may follow."""
    found = _QUOTED.match(problem.found)
    return found[1] if found else problem.found


def _stem(problem: Problem) -> str:
    return PurePosixPath(problem.location.path).stem
