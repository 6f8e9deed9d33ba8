"""The corpus, read whole: from the project's files to checked records."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import chain
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from site_builder.corpus import causes
from site_builder.corpus.checks import (
    actor_types,
    coherence,
    dates_between,
    namesakes,
    references,
    register_rows,
    sequence,
    unused,
)
from site_builder.corpus.file_kinds import ANNOTATION, ARTICLE, FOLDERS, NOT_BY_HAND, kind_of
from site_builder.corpus.file_reading import REGISTRY_LIMIT, CorpusFile, FileName, Memo, read_corpus_file
from site_builder.corpus.project import Limits, Project, Settings, find_project
from site_builder.corpus.source import Leaf, Parsed, ParsedArticle, read_entries
from site_builder.corpus.source.nodes import MOST_PROBLEMS, tells_too_many, too_many
from site_builder.corpus.unchecked import Draft, IdKind, WrittenId
from site_builder.model.corpus import Corpus
from site_builder.model.problems import Cause, Checked, Location, Problem, in_order
from site_builder.model.records import Annotation
from site_builder.model.registry import Registry, Topic
from site_builder.storage.files import list_files, location, read_file
from site_builder.storage.progress import counted

__all__ = ["REGISTRY_LIMIT", "Limits", "Memo", "Project", "Settings", "find_project", "load", "load_draft"]

_FIXED_NAMES = (
    *(f"annotations/{name}.yml" for name in ("places", "equipment", "topics", "measures")),
    *(f"annotations/actors/{name}.yml" for name in ("people", "states", "organisations", "media")),
)

_CORPUS_CHECKS: tuple[Callable[[Corpus], Iterator[Problem]], ...] = (
    coherence.validate_sections,
    coherence.validate_deals,
    coherence.validate_values,
    register_rows.validate_numbers,
    register_rows.validate_indicators,
    register_rows.validate_role_events,
    coherence.validate_measures,
    coherence.validate_figures,
    coherence.validate_articles,
    coherence.validate_rights,
    coherence.validate_texts,
    coherence.validate_coordinates,
    coherence.validate_websites,
    coherence.validate_relations,
    coherence.validate_stops,
    sequence.validate_sequence,
    dates_between.validate_after_article,
    dates_between.validate_lasting,
    actor_types.validate_fitting,
    namesakes.validate_namesakes,
    namesakes.validate_people,
)
_DRAFT_CHECKS: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    references.validate_ids,
    references.validate_unique_ids,
    references.validate_former_ids,
    references.validate_references,
    references.validate_partners,
    unused.validate_used_events,
)


def load(project: Project, memo: Memo | None = None) -> Checked[Corpus]:
    """Read and check the whole corpus.

    The corpus lacks what is wrong, and may refer to it; every mistake is among the problems.
    """
    draft, problems = load_draft(project, memo)
    return draft.corpus, problems


def load_draft(project: Project, memo: Memo | None = None) -> Checked[Draft]:
    """Read and check the whole corpus, and keep every id and leaf that was written, with its place."""
    memo = memo or Memo()
    memo.hashes.clear()
    files, problems = _read_files(project.root, memo)
    draft = _draft(files)
    problems += tuple(chain.from_iterable(check(draft.corpus) for check in _CORPUS_CHECKS))
    problems += tuple(chain.from_iterable(check(draft) for check in _DRAFT_CHECKS))
    if any(_may_report(problem) for problem in problems):
        problems = tuple(problem for problem in problems if problem.rule != "unused-event")
    return draft, _few(_rooted(project.root, problems, [file.path for file in files]))


def _rooted(root: Path, problems: tuple[Problem, ...], present: Iterable[str]) -> tuple[Problem, ...]:
    """Say what follows from what: ids that nothing gives from files with a wrong name, or that are gone."""
    explained = dict(_misnamed(root, problems)) if any(_is_dangling(one) for one in problems) else {}
    problems = causes.rooted(problems, explained)
    missing = tuple(causes.missing_files(problems, present))
    return (
        causes.rooted((*problems, *missing), causes.explained_by(missing, problems)) if missing else problems
    )


def _may_report(problem: Problem) -> bool:
    """Tell whether a file that nothing reads may have the report that an event lacks."""
    return problem.rule == "unexpected-file" and problem.location.path.startswith("annotations/articles/")


def _is_dangling(problem: Problem) -> bool:
    return problem.rule.startswith("unknown-") or problem.rule == "missing-annotation"


def _misnamed(root: Path, problems: Iterable[Problem]) -> Iterator[tuple[Hashable, Cause]]:
    """What the files that nothing reads would have given, had they the right name."""
    for problem in problems:
        path = problem.location.path
        if problem.rule != "unexpected-file":
            continue
        for key in causes.article_keys(PurePosixPath(path).stem):
            yield key, problem.cause
        data, _ = read_file(root, path, REGISTRY_LIMIT)
        if data is not None and path.startswith("annotations/"):
            known, _ = read_entries(data, path, Topic, REGISTRY_LIMIT)
            yield from ((causes.id_key(name), problem.cause) for name in known.keys)


def _read_files(root: Path, memo: Memo) -> Checked[tuple[CorpusFile, ...]]:
    files: list[CorpusFile] = []
    problems: list[Problem] = []
    for folder in FOLDERS:
        paths, more = list_files(root, folder, NOT_BY_HAND)
        problems += more
        for path in counted(paths, "files read", len(paths)):
            kind, name = kind_of(path)
            if kind is None:
                problems.append(_unexpected(path))
                continue
            named = FileName(path, kind, location(path).path, location(name).path)
            file, more = read_corpus_file(root, named, memo)
            problems += more
            files.append(file)
    return tuple(files), tuple(problems)


def _unexpected(path: str) -> Problem:
    """Tell of a file that nothing reads, and which name or folder it may have been meant to have."""
    proposal = re.sub(r"\.[^./]*$", "", path) + (".md" if path.startswith("articles/") else ".yml")
    if path.startswith("annotations/") and path.count("/") == 1 and not kind_of(proposal)[0]:
        name = proposal.rpartition("/")[2]
        near = get_close_matches(name, [known.rpartition("/")[2] for known in _FIXED_NAMES], 1, 0.7)
        proposal = next((known for known in _FIXED_NAMES if near and known.endswith(f"/{near[0]}")), path)
    kind, _ = kind_of(proposal)
    fix = "move it out of the project's data; the README says which file goes where"
    if kind and proposal != path:
        how = "rename" if proposal.rpartition("/")[0] == path.rpartition("/")[0] else "move"
        fix = f"{how} it to {location(proposal).path}"
    return Problem(
        location(path), "unexpected-file", "a file that nothing reads", "articles and annotations", fix
    )


def _draft(files: Iterable[CorpusFile]) -> Draft:
    articles: dict[str, ParsedArticle] = {}
    annotations: dict[str, Annotation] = {}
    entries: dict[IdKind, dict[str, Any]] = defaultdict(dict)
    ids: list[WrittenId] = []
    found: list[Leaf] = []
    annotated: dict[str, Location] = {}
    for file in files:
        at = Location(file.path)
        if file.kind is ARTICLE:
            ids.append(WrittenId(file.name, "article", at))
        elif file.kind is ANNOTATION:
            annotated[file.name] = at
        found += file.leaves
        if isinstance(file.value, ParsedArticle):
            articles[file.name] = file.value
        elif isinstance(file.value, Parsed):
            ids += (WrittenId(name, file.kind.ids, place) for name, place in file.value.keys.items())
            if file.kind is ANNOTATION:
                annotations[file.name] = file.value.value
            else:
                entries[file.kind.ids] |= file.value.value
    ids += (WrittenId(leaf.value, "record", leaf.location) for leaf in found if leaf.kind == "RecordId")
    unread = frozenset(
        "record" if file.kind is ANNOTATION else file.kind.ids for file in files if not file.whole
    )
    return Draft(_corpus(articles, annotations, entries), tuple(found), tuple(ids), annotated, unread)


def _corpus(
    articles: Mapping[str, ParsedArticle],
    annotations: Mapping[str, Annotation],
    entries: Mapping[IdKind, Mapping[str, Any]],
) -> Corpus:
    registry = Registry(
        actors=_by_id(entries.get("actor", {})),
        places=_by_id(entries.get("place", {})),
        equipment=_by_id(entries.get("equipment", {})),
        topics=_by_id(entries.get("topic", {})),
        measures=_by_id(entries.get("measure", {})),
        events=_by_id(entries.get("event", {})),
    )
    return Corpus(
        registry=registry,
        articles=_by_id({name: parsed.article.value for name, parsed in articles.items()}),
        digests=_by_id({name: parsed.digest for name, parsed in articles.items()}),
        annotations=_by_id(annotations),
    )


def _by_id(entries: Mapping[str, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(dict(sorted(entries.items())))


def _few(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Keep the first problems of each file, and say where there are more; follow-ups do not count."""
    told = {problem.location.path for problem in problems if tells_too_many(problem)}
    counts = Counter(problem.location.path for problem in problems if _counts(problem))
    if all(count <= MOST_PROBLEMS for count in counts.values()):
        return problems
    shown: Counter[str] = Counter()
    kept: list[Problem] = []
    for problem in problems:
        path = problem.location.path
        shown[path] += _counts(problem)
        if shown[path] <= MOST_PROBLEMS:
            kept.append(problem)
    kept += (
        too_many(path, f"{count:,} problems")
        for path, count in counts.items()
        if count > MOST_PROBLEMS and path not in told
    )
    return in_order(kept)


def _counts(problem: Problem) -> bool:
    return problem.follows is None and not tells_too_many(problem)
