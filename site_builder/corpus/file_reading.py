"""One hand-written file: from its bytes to what it says and what is wrong with it, and that kept as JSON.

What is made of a file depends on its path and bytes alone, and is kept in three parts: its facts and
problems, which are looked at each time; what it says, and its leaves, which are read when somebody asks.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from site_builder.corpus.checks.dates_in_quotes import dating_problems
from site_builder.corpus.checks.wording import wording_problems
from site_builder.corpus.file_facts import NO_FACTS, FileFacts, facts_of
from site_builder.corpus.file_kinds import ARTICLE, KINDS, CorpusKind, kind_of
from site_builder.corpus.kept_facts import Row
from site_builder.corpus.placeholders import suggestion_problems
from site_builder.corpus.source import (
    Leaf,
    Parsed,
    ParsedArticle,
    kept,
    read_article,
    read_entries,
    read_yaml,
)
from site_builder.corpus.source.kept import BROKEN, said_by
from site_builder.corpus.source.text import FILE_BYTES
from site_builder.corpus.text_rights import KnownText
from site_builder.corpus.values import leaf_problems
from site_builder.corpus.vocabulary.own_fields import own_kinds
from site_builder.model.own_sections import OwnVocabulary
from site_builder.model.problem_rows import problems_of, rows_of
from site_builder.model.problems import Checked
from site_builder.model.value_types import ArticleId
from site_builder.storage.files import location, read_file
from site_builder.storage.hashes import HashedFile, known_hash, read_hashed
from site_builder.storage.store import Store

REGISTRY_LIMIT = 4 * 1024 * 1024
SAID: Final = "said"
LEAVES: Final = "leaves"

Contents = tuple[Any, tuple[Leaf, ...]]
"""What a file says, and the values of distinct types in it."""


@dataclass(frozen=True)
class CorpusFile:
    """A file that was read: its kind, the name in its path, and what others need to know of it.

    `whole` tells whether all ids that it gives are known. What it says is made when it is first asked for.
    """

    kind: CorpusKind
    path: str
    name: str
    whole: bool
    facts: FileFacts = field(compare=False, repr=False)
    read_value: Callable[[], Any] = field(compare=False, repr=False)
    read_leaves: Callable[[], tuple[Leaf, ...]] = field(compare=False, repr=False)

    @cached_property
    def value(self) -> Any:
        """What it says, if anything."""
        return self.read_value()

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The values of distinct types in it."""
        return self.read_leaves()


@dataclass
class Memo:
    """What was made before: of files in this process, with the hash of each; and of all in a store."""

    store: Store = field(default_factory=Store)
    files: MutableMapping[str, tuple[str, Checked[CorpusFile]]] = field(default_factory=dict)
    layers: MutableMapping[str, tuple[str, Any]] = field(default_factory=dict)
    proofs: MutableMapping[str, tuple[str, Any]] = field(default_factory=dict)
    """Of a layer by its path, or of the proof of an article: the hash of what it was made of, and it."""
    hashes: MutableMapping[str, str] = field(default_factory=dict)
    """Of the files of this reading, by path."""
    texts: MutableMapping[ArticleId, KnownText] = field(default_factory=dict)
    """What the articles of this reading say of their texts."""
    facts: MutableMapping[str, Row] = field(default_factory=dict)
    new_facts: MutableMapping[str, Row] = field(default_factory=dict)
    """What is kept of files by path, and what is to be kept."""


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
    key = f"{sha256}{file.kind.version}" if sha256 else ""
    found = _known(root, key, file, memo) if key else None
    if found is None:
        read, problems = read_hashed(memo.store, root, file.path, REGISTRY_LIMIT)
        if read is None:
            return _file(file, None, (), NO_FACTS, whole=False), problems
        key = f"{read.sha256}{file.kind.version}"
        found = _known(root, key, file, memo) or _made(read, file, memo)
    memo.files[file.path] = key, found
    memo.hashes[file.path] = key
    return found


def read_instead(data: bytes, file: FileName, memo: Memo) -> Checked[CorpusFile]:
    """Read what a file might hold: nothing of it is kept."""
    memo.hashes[file.path] = f"{hashlib.sha256(data).hexdigest()}{file.kind.version}"
    return made_of(data, file)


def _known(root: Path, sha256: str, file: FileName, memo: Memo) -> Checked[CorpusFile] | None:
    known = memo.files.get(file.path)
    if known and known[0] == sha256:
        return known[1]
    row = memo.facts.get(file.path)
    try:
        return _from_store(root, row, file, memo) if row and row[0] == sha256 else None
    except BROKEN:  # somebody else wrote it
        return None


def _from_store(root: Path, row: Row, file: FileName, memo: Memo) -> Checked[CorpusFile]:
    sha256, whole, facts, problems = row
    again = _KeptFile(root, file, sha256, memo)
    made = CorpusFile(
        file.kind, file.shown, file.name, bool(whole), FileFacts(*facts), again.value, again.leaves
    )
    return made, problems_of(problems) if problems else ()


@dataclass(frozen=True, slots=True)
class _KeptFile:
    """A file of which all is kept: it is read from there, or anew where that is gone."""

    root: Path
    file: FileName
    sha256: str
    memo: Memo

    def value(self) -> Any:
        """What it says."""
        kind, path = self.file.kind.record, self.file.shown
        try:
            return kept.from_json(self._kept(SAID), kind, path)
        except BROKEN:
            return self._made().value

    def leaves(self) -> tuple[Leaf, ...]:
        """Its leaves."""
        try:
            return kept.leaves_from_json(self._kept(LEAVES), self.file.shown)
        except BROKEN:
            return self._made().leaves

    def _kept(self, stage: str) -> Any:
        return json.loads(self.memo.store.get(stage, self.file.path, self.sha256) or "")

    def _made(self) -> CorpusFile:
        again, _ = read_hashed(self.memo.store, self.root, self.file.path, REGISTRY_LIMIT)
        return _made(again or HashedFile(b"", ""), self.file, self.memo)[0]


class MadeFile(NamedTuple):
    """What was made of a file's bytes, all as JSON, to be kept or sent."""

    key: str
    about: str
    said: str
    leaves: str


def file_made(root: Path, own: OwnVocabulary, path: str) -> MadeFile | None:
    """Read a file of the corpus in any process; nothing where it cannot be read or kept."""
    named, (data, _) = file_named(path, own_kinds(own)), read_file(root, path, REGISTRY_LIMIT)
    written = file_as_json(*made_of(data, named)) if named and data is not None else None
    if written is None or data is None:
        return None
    key = f"{hashlib.sha256(data).hexdigest()}{named.kind.version}" if named else ""
    return MadeFile(key, _json(written.about), written.said, written.leaves)


def keep_file(path: str, made: MadeFile, memo: Memo) -> None:
    """Keep what was made of a file, as if it had been read here."""
    memo.facts[path] = memo.new_facts[path] = [made.key, *json.loads(made.about)]
    memo.store.put(SAID, path, made.key, made.said)
    memo.store.put(LEAVES, path, made.key, made.leaves)


def file_named(path: str, kinds: Iterable[CorpusKind] = KINDS) -> FileName | None:
    """Tell what the file at a path is; nothing where none of the corpus has such a path."""
    kind, name = kind_of(path, kinds)
    if kind is None:
        return None
    if path.isprintable():
        return FileName(path, kind, path, name)
    return FileName(path, kind, location(path).path, location(name).path)


def _made(read: HashedFile, file: FileName, memo: Memo) -> Checked[CorpusFile]:
    made, problems = made_of(read.data, file)
    if memo.store.keeps and (written := file_as_json(made, problems)):
        key = f"{read.sha256}{file.kind.version}"
        memo.new_facts[file.path] = [key, *written.about]
        memo.store.put(SAID, file.path, key, written.said)
        memo.store.put(LEAVES, file.path, key, written.leaves)
    return made, problems


def made_of(data: bytes, file: FileName) -> Checked[CorpusFile]:
    """Make of a file's bytes what it says, and all that is wrong with it by itself."""
    parsed, problems = _read_as(file.kind, data, file.shown)
    whole = _is_whole(file.kind, parsed, problems)
    if file.kind.is_annotation:
        problems += tuple(suggestion_problems(data.decode("utf-8", "replace"), file.shown))
        problems += tuple(dating_problems(parsed.value)) if parsed else ()
    entry: Parsed[Any] | None = parsed.article if isinstance(parsed, ParsedArticle) else parsed
    leaves, keys = (entry.leaves, entry.keys.items()) if entry else ((), ())
    said = said_by(parsed)
    made = _file(file, said, leaves, facts_of(said, leaves, keys), whole=whole)
    return made, (*problems, *leaf_problems(leaves), *wording_problems(parsed, file.shown))


def said_in(data: bytes, file: FileName) -> Checked[Any]:
    """Read what a file's bytes say, and only that: problems are those for which something of it is left out.

    It is an annotation, an article with its digest, or a mapping of entries by id; None where nothing can be
    read.
    """
    parsed, problems = _read_as(file.kind, data, file.shown)
    return said_by(parsed), tuple(problem for problem in problems if problem.severity == "error")


def _file(
    file: FileName, said: Any, leaves: tuple[Leaf, ...], facts: FileFacts, *, whole: bool
) -> CorpusFile:
    return CorpusFile(file.kind, file.shown, file.name, whole, facts, lambda: said, lambda: leaves)


def _read_as(kind: CorpusKind, data: bytes, path: str) -> Checked[Any]:
    if kind is ARTICLE:
        return read_article(data, path)
    if kind.is_registry:
        return read_entries(data, path, kind.record, REGISTRY_LIMIT)
    return read_yaml(data, path, kind.record, FILE_BYTES)


def _is_whole(kind: CorpusKind, value: Any, problems: tuple[Any, ...]) -> bool:
    if kind.is_annotation:
        return not problems  # records are left out with their ids
    return not problems or kind is ARTICLE or bool(value and value.keys)


# ------------------------------------------------------------------ as JSON


class WrittenFile(NamedTuple):
    """A file as JSON: whether it is whole, its facts and its problems; what it says; its leaves."""

    about: list[Any]
    said: str
    leaves: str


def file_as_json(file: CorpusFile, problems: tuple[Any, ...]) -> WrittenFile | None:
    """Write a file and its problems as JSON; nothing where something has no form there."""
    said = kept.as_json(file.value)
    if said is None:
        return None
    about = [int(file.whole), list(file.facts), rows_of(problems)]
    written = WrittenFile(about, _json(said), _json(kept.leaves_as_json(file.leaves)))
    try:
        "".join((_json(about), written.said, written.leaves)).encode()
    except UnicodeEncodeError:  # half a character, by its escape
        return None
    return written


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
