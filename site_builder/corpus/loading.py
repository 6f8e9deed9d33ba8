"""The corpus, read whole: from the project's files to checked records."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from site_builder.corpus import causes
from site_builder.corpus.checks import (
    actor_types,
    coherence,
    dates_between,
    namesakes,
    own_values,
    references,
    sequence,
    types,
    unused,
)
from site_builder.corpus.file_kinds import (
    ARTICLE,
    FOLDERS,
    KINDS,
    NOT_BY_HAND,
    CorpusKind,
    kind_of,
)
from site_builder.corpus.file_reading import (
    REGISTRY_LIMIT,
    CorpusFile,
    Memo,
    file_named,
    read_corpus_file,
    read_instead,
)
from site_builder.corpus.kept_facts import keep_facts, read_facts
from site_builder.corpus.project import Limits, Project, Settings, find_project
from site_builder.corpus.source import Leaf, read_entries
from site_builder.corpus.source.kept import SaidArticle
from site_builder.corpus.source.nodes import MOST_PROBLEMS, tells_too_many, too_many
from site_builder.corpus.unchecked import Draft, IdKind, WrittenId
from site_builder.corpus.unit_checks import unit_problems
from site_builder.corpus.vocabulary import in_order as types_in_order
from site_builder.corpus.vocabulary import shipped
from site_builder.corpus.vocabulary.own_fields import own_kinds
from site_builder.corpus.vocabulary.own_files import own_at
from site_builder.model.article import Article, Digest
from site_builder.model.corpus import Corpus
from site_builder.model.lazy import Lazy
from site_builder.model.problem_rows import problems_of, rows_of
from site_builder.model.problems import Cause, Checked, Location, Problem, in_order
from site_builder.model.registry import Registry, Topic
from site_builder.model.vocabulary import Term
from site_builder.storage.files import list_files, location, read_file
from site_builder.storage.progress import counted
from site_builder.storage.store import key_of

__all__ = ["REGISTRY_LIMIT", "Limits", "Memo", "Project", "Settings", "find_project", "load", "load_draft"]

_FIXED_NAMES = (
    *(f"annotations/{name}.yml" for name in ("places", "equipment", "topics", "measures", "searched")),
    *(f"annotations/actors/{name}.yml" for name in ("people", "states", "organisations", "media")),
    *(f"annotations/vocabulary/{name}.yml" for name in ("event-types", "actor-types")),
)


# ------------------------------------------------------------------ checks


def _own_texts(draft: Draft) -> Iterator[Problem]:
    rows = {name: draft.facts[f"articles/{name}.md"].article for name in draft.corpus.articles}
    shared = {sha256 for sha256, count in Counter(row[1] for row in rows.values()).items() if count > 1}
    return coherence.validate_own_texts(
        (row[1], Location(f"articles/{name}.md", row[2], row[3]))
        for name, row in rows.items()
        if row[1] in shared
    )


def _sequence(draft: Draft) -> Iterator[Problem]:
    if not any("after" in facts.marks for facts in draft.facts.values()):
        return iter(())
    told = (row for facts in draft.facts.values() for row in facts.dates)
    return sequence.validate_sequence(draft.corpus.registry.events, told)


def _lasting(draft: Draft) -> Iterator[Problem]:
    paths = (f"annotations/articles/{name}.yml" for name in draft.corpus.annotations)
    return dates_between.validate_lasting((path, draft.facts[path].days) for path in paths)


_REGISTRY_CHECKS: tuple[Callable[[Corpus], Iterator[Problem]], ...] = (
    coherence.validate_measures,
    coherence.validate_questions,
    coherence.validate_coordinates,
    coherence.validate_websites,
    coherence.validate_relations,
    actor_types.validate_fitting_entries,
    namesakes.validate_namesakes,
    types.validate_types,
    own_values.validate_own_entries,
)
"""Checks of the registry alone."""
_DRAFT_CHECKS: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    _own_texts,
    _sequence,
    _lasting,
    references.validate_ids,
    references.validate_unique_ids,
    references.validate_former_ids,
    references.validate_references,
    references.validate_partners,
    unused.validate_used_events,
)
"""Checks of all files beside each other, which look at little of each."""


NO_OTHERS: Mapping[str, bytes] = {}


def load(
    project: Project, memo: Memo | None = None, instead: Mapping[str, bytes] = NO_OTHERS
) -> Checked[Corpus]:
    """Read and check the whole corpus.

    The corpus lacks what is wrong, and may refer to it; every mistake is among the problems. What stands in
    `instead`, by path, is read in place of the files, as if it were written already.
    """
    draft, problems = load_draft(project, memo, instead)
    return draft.corpus, problems


def load_draft(
    project: Project, memo: Memo | None = None, instead: Mapping[str, bytes] = NO_OTHERS
) -> Checked[Draft]:
    """Read and check the whole corpus, and keep every id and leaf that was written, with its place."""
    memo = memo or Memo()
    memo.hashes.clear()
    memo.texts.clear()
    files, problems = _read_files(project.root, memo, instead)
    draft = _draft(files)
    memo.texts.update(draft.texts)
    problems += _registry_problems(draft, files, memo)
    problems += unit_problems(draft, files, memo)
    problems += tuple(chain.from_iterable(check(draft) for check in _DRAFT_CHECKS))
    if any(_may_report(problem) for problem in problems):
        problems = tuple(problem for problem in problems if problem.rule != "unused-event")
    return draft, _few(_rooted(project.root, problems, [file.path for file in files]))


def _registry_problems(draft: Draft, files: Iterable[CorpusFile], memo: Memo) -> tuple[Problem, ...]:
    """Check the registry, unless it is known what its files come to."""
    read = [(file.path, memo.hashes.get(file.path, "")) for file in files if file.kind.is_registry]
    key = key_of(*map(" ".join, read)) if all(sha256 for _, sha256 in read) else ""
    written = memo.store.get("registry", "", key) if key else None
    try:
        if written:
            return problems_of(json.loads(written))
    except (ValueError, TypeError, LookupError):  # somebody else wrote it
        pass
    problems = tuple(chain.from_iterable(check(draft.corpus) for check in _REGISTRY_CHECKS))
    if key:
        memo.store.put("registry", "", key, json.dumps(rows_of(problems)))
    return problems


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


def _read_files(root: Path, memo: Memo, instead: Mapping[str, bytes]) -> Checked[tuple[CorpusFile, ...]]:
    files: list[CorpusFile] = []
    problems: list[Problem] = []
    if not (memo.files or memo.facts):
        memo.facts = read_facts(memo.store)
    kinds = own_kinds(own_at(root, memo))
    for folder in FOLDERS:
        paths, more = list_files(root, folder, NOT_BY_HAND, memo.store.looks)
        problems += more
        paths = tuple(sorted({*paths, *(path for path in instead if path.startswith(f"{folder}/"))}))
        for path in counted(paths, "files read", len(paths)):
            named = file_named(path, kinds)
            if named is None:
                problems.append(_unexpected(path))
                continue
            data = instead.get(path)
            read = read_corpus_file(root, named, memo) if data is None else read_instead(data, named, memo)
            problems += read[1]
            files.append(read[0])
    keep_facts(memo.store, memo.new_facts, {file.path for file in files})
    memo.facts, memo.new_facts = {}, {}
    return tuple(files), tuple(problems)


def _unexpected(path: str) -> Problem:
    """Tell of a file that nothing reads, and which name or folder it may have been meant to have."""
    proposal = re.sub(r"\.[^./]*$", "", path) + (".md" if path.startswith("articles/") else ".yml")
    folder = path.rpartition("/")[0]
    if folder in ("annotations", "annotations/vocabulary") and not kind_of(proposal)[0]:
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


def _draft(files: Sequence[CorpusFile]) -> Draft:
    entries: dict[IdKind, dict[str, Callable[[], Any]]] = defaultdict(dict)
    ids: list[WrittenId] = []
    named: list[WrittenId] = []
    for kind in KINDS:
        if issubclass(kind.record, Term):
            for name, place in shipped(kind).keys.items():
                ids.append(WrittenId(name, kind.ids, place))
                entries[kind.ids][name] = partial(_shipped, kind, name)
    for file in files:
        if file.kind is ARTICLE:
            ids.append(WrittenId(file.name, "article", Location(file.path)))
        for name, line, column, is_read in file.facts.ids:
            written = WrittenId(name, file.kind.ids, Location(file.path, line, column))
            if file.kind.is_annotation:
                named.append(written._replace(kind="record"))
                continue
            ids.append(written)
            if is_read and not (issubclass(file.kind.record, Term) and name in shipped(file.kind).value):
                entries[file.kind.ids][name] = partial(_entry, file, name)
    return Draft(
        _corpus([file for file in files if "said" in file.facts.marks], entries),
        {file.path: file.facts for file in files},
        Lazy({file.path: partial(_leaves, file) for file in files}),
        (*ids, *named),
        {file.name: Location(file.path) for file in files if file.kind.is_annotation},
        frozenset("record" if file.kind.is_annotation else file.kind.ids for file in files if not file.whole),
    )


def _leaves(file: CorpusFile) -> tuple[Leaf, ...]:
    return file.leaves


def _shipped(kind: CorpusKind, name: str) -> Any:
    return shipped(kind).value[name]


def _entry(file: CorpusFile, name: str) -> Any:
    return file.value[name]


def _corpus(files: Sequence[CorpusFile], entries: Mapping[IdKind, Mapping[str, Callable[[], Any]]]) -> Corpus:
    registry = Registry(
        actors=_by_id(entries.get("actor", {})),
        places=_by_id(entries.get("place", {})),
        equipment=_by_id(entries.get("equipment", {})),
        topics=_by_id(entries.get("topic", {})),
        measures=_by_id(entries.get("measure", {})),
        events=_by_id(entries.get("event", {})),
        searched=_by_id(entries.get("search", {})),
        event_types=_in_order(entries["event-type"]),
        actor_types=_in_order(entries["actor-type"]),
        sections=_in_order(entries["section"]),
    )
    articles = {file.name: file for file in files if file.kind is ARTICLE}
    return Corpus(
        registry=registry,
        articles=_by_id({name: partial(_article, file) for name, file in articles.items()}),
        digests=_by_id({name: partial(_digest, file) for name, file in articles.items()}),
        annotations=_by_id({file.name: partial(_value, file) for file in files if file.kind.is_annotation}),
    )


def _article(file: CorpusFile) -> Article:
    said: SaidArticle = file.value
    return said.article


def _digest(file: CorpusFile) -> Digest:
    said: SaidArticle = file.value
    return said.digest


def _value(file: CorpusFile) -> Any:
    return file.value


def _in_order(makers: Mapping[str, Callable[[], Any]]) -> Mapping[Any, Any]:
    return Lazy(dict(types_in_order(makers)))


def _by_id(makers: Mapping[str, Callable[[], Any]]) -> Mapping[Any, Any]:
    return Lazy(dict(sorted(makers.items())))


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
