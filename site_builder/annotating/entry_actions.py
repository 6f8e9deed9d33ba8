"""Actions on entries of the registry: those that an article lacks are written where they belong."""

from collections.abc import Mapping, Sequence
from typing import Any

from site_builder.annotating.article_state import ids_in
from site_builder.annotating.changes import Change
from site_builder.annotating.forms import typed
from site_builder.annotating.plans import Action, Now, Plan, mapping_in
from site_builder.corpus.file_kinds import CorpusKind, kind_of
from site_builder.corpus.vocabulary.own_fields import kinds_of
from site_builder.editing.suggest.writing.accepting import acceptance_of, registry_edits
from site_builder.editing.suggest.writing.entries import NewEntry
from site_builder.editing.suggest.writing.proposed_entries import ProposedEntry
from site_builder.editing.suggest.writing.writing import entry_lines
from site_builder.model.problems import Checked
from site_builder.storage.transaction import FileEdit


def accept_entry(now: Now, action: Action) -> Checked[Plan]:
    """Write an entry that the annotation's comments propose into the registry, with those that it names."""
    name = str(action.get("id"))
    acceptance, problems = acceptance_of(now.space.project, now.read.name, (name,))
    return Plan(Change(f"the entry {name}", acceptance.edits)), problems


def add_entry(now: Now, action: Action) -> Checked[Plan]:
    """Write an entry that the page gives into the registry."""
    edits, problems = entries_of(now, [action.get("entry")], None)
    return Plan(Change(f"the entry {mapping_in(action.get('entry')).get('id', '')}", edits)), problems


def entries_of(now: Now, written: Any, fields: Any) -> Checked[tuple[FileEdit, ...]]:
    """Prepare to write entries that the page gives, of those only what `fields` name, if there are any.

    What the registry has by now is left out.
    """
    listed = written if isinstance(written, list | tuple) else ()
    given = [one for one in listed if isinstance(one, Mapping)]
    known = now.read.corpus.registry.entries
    new = {str(one.get("id")): one for one in given if str(one.get("id")) not in known}
    wanted = new.keys() if fields is None else _named_by(fields, new)
    kinds = kinds_of(now.read.corpus.registry)
    proposed = [_proposed(one, kinds) for name, one in new.items() if name in wanted]
    return registry_edits(now.space.project, now.path, proposed)


def _named_by(fields: Any, entries: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """The entries that fields name, and those that these name."""
    wanted: set[str] = set()
    waiting = [*ids_in(fields)]
    while waiting:
        name = waiting.pop()
        if name in entries and name not in wanted:
            wanted.add(name)
            waiting += ids_in(entries[name].get("fields"))
    return wanted


def _proposed(entry: Mapping[str, Any], kinds: Sequence[CorpusKind]) -> ProposedEntry:
    file, name = str(entry.get("file", "")), str(entry.get("id", ""))
    kind, _ = kind_of(file, kinds)
    said = mapping_in(entry.get("fields"))
    fields = typed(kind.record, said) if kind and kind.is_registry else dict(said)
    lines = entry_lines(NewEntry(file, name, tuple(fields.items())))  # type: ignore[arg-type]
    return ProposedEntry(file, name, tuple(lines), 0, 0)
