"""Articles and entries of the registry that were added, removed, renamed or changed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from site_builder.model.article import Digest
from site_builder.model.corpus import Corpus
from site_builder.model.registry import Entry, Search
from site_builder.model.value_types import ArticleId
from site_builder.output.exports.record_data import json_of
from site_builder.reviewing.diff.compared_state import Side
from site_builder.reviewing.diff.markdown import ListItem, Markdown, Section, said
from site_builder.reviewing.diff.records import summary_of
from site_builder.reviewing.diff.wording import NamesOfBoth, changed, changes, fields

Entries = Mapping[str, Any]

GROUPS = ("articles", "events", "actors", "places", "equipment", "topics", "measures", "searched")
"""What is compared entry by entry, in this order."""


def entries_of(corpus: Corpus, group: str) -> Entries:
    """The articles, or the entries of a part of the registry, by id."""
    entries: Entries = getattr(corpus if group == "articles" else corpus.registry, group)
    return entries


def renames_between(base: Corpus, head: Corpus) -> dict[str, str]:
    """Old ids, each with the one that its entry has in the new state."""
    return {
        old: name
        for group in GROUPS
        for name, entry in entries_of(head, group).items()
        for old in entry.formerly
        if old in entries_of(base, group) and name not in entries_of(base, group)
    }


def entries_section(
    base: Side, head: Side, told: NamesOfBoth, group: str, more: Mapping[str, tuple[Markdown, ...]]
) -> Section:
    """The section of one group; `more` are lines on entries by id, known from elsewhere."""
    ids = {told.renames.get(name, name): name for name in entries_of(base.corpus, group)}
    after = entries_of(head.corpus, group)
    counts: Counter[str] = Counter()
    items: list[ListItem] = []
    for name in sorted({*ids, *after}):
        old = entries_of(base.corpus, group).get(ids.get(name, ""))
        new = after.get(name)
        lines = [*_changed_entry(told, old, new), *more.get(name, ())]
        if group == "articles":
            lines += _digest(
                base.corpus.digests.get(ArticleId(ids.get(name, ""))),
                head.corpus.digests.get(ArticleId(name)),
            )
        what = "added" if old is None else "removed" if new is None else "changed"
        if what == "changed" and ids[name] != name:
            what = "renamed"
            lines.insert(0, said("Id: {} → {}", ids[name], name))
        if lines or what != "changed":
            counts[what] += 1
            items.append(ListItem(said(f"**{what.capitalize()}**: {{}}", _title(new or old)), tuple(lines)))
    return Section(group.capitalize(), tuple(items), summary_of(group.capitalize(), counts))


def _title(entry: Any) -> str:
    if isinstance(entry, Search):
        return entry.question
    return str(entry.name if isinstance(entry, Entry) else entry.title)


def _changed_entry(told: NamesOfBoth, old: Any, new: Any) -> Iterator[Markdown]:
    if old is None:
        yield from fields(told.head, json_of(new), "name", "title", "question", "formerly")
    elif new is not None and (old is not new or told.renames):
        yield from changes(told, json_of(old), json_of(new), "formerly")


def _digest(old: Digest | None, new: Digest | None) -> Iterator[Markdown]:
    """Paragraphs of a digest that are not what they were."""
    if old is None or new is None or old is new:
        return
    before, after = old.paragraphs, new.paragraphs
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            gone, come = "\n".join(before[a:b]), "\n".join(after[c:d])
            yield changed("Digest", gone, come)
