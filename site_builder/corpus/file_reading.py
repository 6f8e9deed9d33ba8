"""One hand-written file: from its bytes to what it says and what is wrong with it, and that kept as JSON.

What is made of a file depends on its path and bytes alone. A file without mistakes of form is kept as its
nodes, from which the same is made again; of any other nothing is kept.
"""

import json
from collections.abc import MutableMapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from site_builder.corpus.checks.dates_in_quotes import dating_problems
from site_builder.corpus.checks.wording import wording_problems
from site_builder.corpus.file_kinds import ANNOTATION, ARTICLE, CorpusKind
from site_builder.corpus.placeholders import suggestion_problems
from site_builder.corpus.source import (
    Leaf,
    ParsedArticle,
    kept,
    read_article,
    read_entries,
    read_yaml,
)
from site_builder.corpus.source.text import FILE_BYTES
from site_builder.corpus.values import leaf_problems
from site_builder.model.problem_rows import problems_of, rows_of
from site_builder.model.problems import Checked
from site_builder.storage.hashes import HashedFile, known_hash, read_hashed
from site_builder.storage.store import Store

REGISTRY_LIMIT = 4 * 1024 * 1024
STAGE: Final = "file"


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file that was read: its kind, the name in its path, and what it says, if anything.

    `whole` tells whether all ids that it gives are known.
    """

    kind: CorpusKind
    path: str
    name: str
    value: Any
    whole: bool

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The values of distinct types in it."""
        parsed = self.value.article if isinstance(self.value, ParsedArticle) else self.value
        return parsed.leaves if parsed else ()


@dataclass
class Memo:
    """What was made before: of files in this process, with the hash of each; and of all in a store."""

    store: Store = field(default_factory=Store)
    files: MutableMapping[str, tuple[str, Checked[CorpusFile]]] = field(default_factory=dict)
    layers: MutableMapping[str, tuple[str, Any]] = field(default_factory=dict)
    hashes: MutableMapping[str, str] = field(default_factory=dict)
    """Of the files of this reading, by path."""


@dataclass(frozen=True, slots=True)
class FileName:
    """A file to be read: its path, its kind and the name in it, and how messages show both."""

    path: str
    kind: CorpusKind
    shown: str
    name: str


def read_corpus_file(root: Path, file: FileName, memo: Memo) -> Checked[CorpusFile]:
    """Read a file of the corpus, or take what was made of the same bytes before."""
    sha256 = known_hash(memo.store, root, file.path)
    found = _known(sha256, file, memo) if sha256 else None
    if sha256 is None or found is None:
        read, problems = read_hashed(memo.store, root, file.path, REGISTRY_LIMIT)
        if read is None:
            return CorpusFile(file.kind, file.shown, file.name, None, whole=False), problems
        sha256 = read.sha256
        found = _known(sha256, file, memo) or _made(read, file, memo)
    memo.files[file.path] = sha256, found
    memo.hashes[file.path] = sha256
    return found


def _known(sha256: str, file: FileName, memo: Memo) -> Checked[CorpusFile] | None:
    known = memo.files.get(file.path)
    if known and known[0] == sha256:
        return known[1]
    written = memo.store.get(STAGE, file.path, sha256)
    try:
        return file_from_json(written, file) if written else None
    except (ValueError, TypeError, LookupError):  # somebody else wrote it
        return None


def _made(read: HashedFile, file: FileName, memo: Memo) -> Checked[CorpusFile]:
    made, problems = made_of(read.data, file)
    if memo.store.keeps and (written := file_as_json(made, problems)):
        memo.store.put(STAGE, file.path, read.sha256, written)
    return replace(made, value=kept.without_nodes(made.value)), problems


def made_of(data: bytes, file: FileName) -> Checked[CorpusFile]:
    """Make of a file's bytes what it says, and all that is wrong with it by itself."""
    value, problems = _read_as(file.kind, data, file.shown)
    made = CorpusFile(file.kind, file.shown, file.name, value, _is_whole(file.kind, value, problems))
    if file.kind is ANNOTATION:
        problems += tuple(suggestion_problems(data.decode("utf-8", "replace"), file.shown))
        problems += tuple(dating_problems(value.value)) if value else ()
    return made, (*problems, *leaf_problems(made.leaves), *wording_problems(value, file.shown))


def _read_as(kind: CorpusKind, data: bytes, path: str) -> Checked[Any]:
    if kind is ARTICLE:
        return read_article(data, path)
    if kind.is_registry:
        return read_entries(data, path, kind.record, REGISTRY_LIMIT)
    return read_yaml(data, path, kind.record, FILE_BYTES)


def _is_whole(kind: CorpusKind, value: Any, problems: tuple[Any, ...]) -> bool:
    if kind is ANNOTATION:
        return not problems  # records are left out with their ids
    return not problems or kind is ARTICLE or bool(value and value.keys)


# ------------------------------------------------------------------ as JSON


def file_as_json(file: CorpusFile, problems: tuple[Any, ...]) -> str | None:
    """Write a file and its problems as JSON; nothing where it has mistakes of form."""
    written = kept.as_json(file.value) if file.whole else None
    if written is None:
        return None
    return json.dumps([written, rows_of(problems)], ensure_ascii=False, separators=(",", ":"))


def file_from_json(written: str, file: FileName) -> Checked[CorpusFile]:
    """Make the same of what `file_as_json` wrote."""
    value, problems = json.loads(written)
    made = kept.from_json(value, file.kind.record, file.shown, is_registry=file.kind.is_registry)
    return CorpusFile(file.kind, file.shown, file.name, made, whole=True), problems_of(problems)
