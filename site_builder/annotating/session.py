"""A session of annotating: answers what the page asks, and makes the changes that it wants."""

import base64
import difflib
import io
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from site_builder.annotating.actions import new_errors, planned
from site_builder.annotating.article_state import (
    annotation_path,
    article_state,
    entry_form,
    entry_json,
    label_of,
    quote_spans,
)
from site_builder.annotating.changes import Change, Changes, read_now
from site_builder.annotating.forms import Json
from site_builder.annotating.front_matter import digest_state
from site_builder.annotating.new_entries import entry_for_name, event_for
from site_builder.annotating.plans import Plan
from site_builder.annotating.registry_state import completion_state, registry_view
from site_builder.annotating.review import RecordChange, changes_since
from site_builder.annotating.review import as_json as review_json
from site_builder.annotating.selection import from_selection, quoted_json, quotes_of
from site_builder.annotating.told_problems import as_json, field_of
from site_builder.annotating.unfinished_forms import keep_form, kept_form
from site_builder.annotating.workspace import ReadArticle, Workspace
from site_builder.corpus.loading import Memo, load_draft
from site_builder.corpus.source.nodes import read_nodes
from site_builder.corpus.vocabulary.own_fields import annotation_class
from site_builder.editing.add.command import add_article, place_article
from site_builder.editing.add.description import AddOptions
from site_builder.editing.merge_entries import merging_edits
from site_builder.editing.records.lines import written_records
from site_builder.editing.records.source import value_of
from site_builder.editing.suggest.writing.proposed_entries import ProposedEntry, proposed_entries
from site_builder.model.normal_form import Span
from site_builder.model.problems import Location, Problem
from site_builder.proving.proved_project import extract_missing, read_project, write_extracted
from site_builder.publishing.preview_server import BuildNumber
from site_builder.storage.transaction import FileEdit

_ENDINGS = frozenset((".txt", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".pdf"))
_LONGEST = 200
PATIENCE = 20.0
"""Seconds that a page waits for other files."""


@dataclass
class Session:
    """What the page asks, answered one after the other."""

    space: Workspace
    base: str = ""
    """The commit that a review compares with."""
    looked: BuildNumber = field(default_factory=BuildNumber)
    """Rises when files have changed, for pages that wait."""
    changes: Changes = field(init=False)

    def __post_init__(self) -> None:
        self.changes = Changes(self.space.root)

    # -------------------------------------------------------------- looking

    def has(self, name: str) -> bool:
        """Tell whether there is an article of a name, readable or not."""
        return len(name) < _LONGEST and (self.space.root / "articles" / f"{name}.md").is_file()

    def articles(self) -> Json:
        """All articles, the newest first, each with the number of its records and problems."""
        corpus, problems = self.space.corpus()
        rows = []
        for name, article in corpus.articles.items():
            paths = (f"articles/{name}.md", annotation_path(name))
            annotation = corpus.annotations.get(name)
            rows.append({
                "id": name,
                "title": article.title,
                "published": article.published,
                "records": sum(len(records) for _, records in annotation.sections) if annotation else 0,
                "problems": sum(one.location.path in paths for one in problems),
                "draft": kept_form(self.space.root, name) is not None,
            })  # fmt: skip
        rows.sort(key=lambda row: (str(row["published"]), row["id"]), reverse=True)
        return {"articles": rows, "problems": len(problems)}

    def state(self, name: str) -> Json | None:
        """All of an article that the page shows; None where there is none of that name."""
        read, problems = self.space.article(name)
        if read is None:
            return self._unreadable(name, problems) if problems else None
        annotation = read_now(self.space.root, annotation_path(name)) or b""
        file = read_now(self.space.root, f"articles/{name}.md") or b""
        found = self.space.suggestions(read)
        names = self.space.names(read.corpus.registry)
        state = article_state(
            read,
            annotation,
            file,
            found=found,
            story=self.space.story(read),
            names=names,
            limits=self.space.project.settings.limits,
        )
        return {
            **state,
            "version": self.space.version,
            "registry": self.space.registry_version,
            "entries": list(self._proposed(read, state["yaml"])),
            "undo": self.changes.to_undo(annotation_path(name)),
            "redo": self.changes.to_redo(annotation_path(name)),
            "draft": kept_form(self.space.root, name),
        }

    def _unreadable(self, name: str, problems: Sequence[Problem]) -> Json:
        return {"id": name, "unreadable": True, "problems": [as_json(one) for one in problems]}

    def _proposed(self, read: ReadArticle, text: str) -> Any:
        registry = read.corpus.registry
        for one in proposed_entries(text):
            entry = entry_json(one, _fields_of(one))
            yield {**entry, "form": entry_form(registry, one.file)}

    def version_after(self, version: str) -> str:
        """Wait, for a while, for other files than those of a version, and say which there are then."""
        end = monotonic() + PATIENCE
        number = -1
        while monotonic() < end:
            number = self.looked.after(number)
            with self.space.lock:
                self.space.corpus()
                now = self.space.version
            if now != version:
                return now
        return version

    def registry(self) -> Json:
        """The registry, for completion."""
        return completion_state(self.space.corpus()[0])

    def registry_view(self) -> Json:
        """The registry with where each entry is used."""
        draft, problems = load_draft(self.space.project, Memo(self.space.store))
        return registry_view(draft, problems)

    def review(self, folder: Path) -> Json:
        """What the branch under review changes, record by record; `folder` gets the commit's files."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        found, problems = changes_since(self.space.root, self.base, folder)
        read = {name: self.space.article(name)[0] for name in dict.fromkeys(one.article for one in found)}
        rows = [review_json(one, *self._shown(one, read[one.article])) for one in found]
        return {"base": self.base, "changes": rows, "problems": [as_json(one) for one in problems]}

    @staticmethod
    def _shown(change: RecordChange, read: ReadArticle | None) -> tuple[str, Sequence[Span], str]:
        """What to call a changed record, where it is quoted from, and the article's title."""
        one = change.after or change.before
        if read is None or one is None:
            return change.section, (), change.article
        spans = tuple(quote_spans(read, one.value))
        return label_of(read.corpus.registry, one.value), spans, read.article.title

    # -------------------------------------------------------------- drafting

    def from_selection(self, name: str, asked: Mapping[str, Any]) -> Json | None:
        """Begin a record with a selection, or give its quotes alone."""
        read, _ = self.space.article(name)
        story = self.space.story(read) if read else None
        if read is None or story is None:
            return None
        section, spans = str(asked.get("section")), _spans(asked.get("spans"))
        gap = bool(asked.get("gap"))
        if asked.get("quotes_only"):
            return {"quotes": [quoted_json(one) for one in quotes_of(read, spans, gap=gap)]}
        if section not in annotation_class(read.corpus.registry).SECTIONS:
            return None
        findings, found = self.space.findings(read), self.space.suggestions(read)
        begun = from_selection(read, story, section, spans, findings=findings, found=found, gap=gap)
        for entry in begun["entries"]:
            entry["form"] = entry_form(read.corpus.registry, entry["file"])
        return begun

    def new_entry(self, asked: Mapping[str, Any]) -> Json | None:
        """Begin an entry for a name that the registry lacks."""
        read, _ = self.space.article(str(asked.get("article")))
        if read is None:
            return None
        kind, section, place = (str(asked.get(key, "")) for key in ("kind", "section", "field"))
        story = self.space.story(read)
        name = str(asked.get("name", ""))
        return {"entry": entry_for_name(read, story, name, kind=kind, section=section, field=place)}

    def event(self, asked: Mapping[str, Any]) -> Json | None:
        """Name the event that a record reports."""
        read, _ = self.space.article(str(asked.get("article")))
        fields = asked.get("fields")
        if read is None or not isinstance(fields, Mapping):
            return None
        return event_for(read, str(asked.get("section")), fields)

    def keep(self, name: str, form: Any) -> Json:
        """Keep what a page has not saved."""
        return {"ok": self.has(name) and keep_form(self.space.root, name, form)}

    # -------------------------------------------------------------- changing

    def try_(self, name: str, action: Mapping[str, Any]) -> Json | None:
        """Say what an action would write, and what would be wrong then."""
        read, _ = self.space.article(name)
        if read is None:
            return None
        plan, problems = planned(self.space, read, action)
        after = {one.path: one.after for one in plan.change.edits if one.after is not None}
        then, _ = self.space.article(name, self.space.corpus(after)) if after else (read, ())
        told = (*problems, *(then.problems if then else ()))
        path = annotation_path(name)
        text = after.get(path, b"").decode("utf-8", "replace")
        yaml, at_fields = _of_record(text, path, plan, told, read.problems)
        tried: Json = {
            "yaml": yaml,
            "problems": at_fields,
            "changes": [{"path": one.path, "diff": _diff(one)} for one in plan.change.edits],
        }
        if action.get("do") == "digest" and then is not None:
            file = after.get(f"articles/{name}.md") or read_now(self.space.root, f"articles/{name}.md") or b""
            tried["digest"] = digest_state(then, file, self.space.names(then.corpus.registry))
        return tried

    def do(self, name: str, action: Mapping[str, Any]) -> Json | None:
        """Make a change, and give the state that follows; or say why it cannot be made."""
        kind = action.get("do")
        if kind in ("undo", "redo"):
            check = partial(new_errors, self.space.corpus()[0].registry)
            problems = self.changes.undo(check) if kind == "undo" else self.changes.redo(check)
            return self._done(name, problems)
        form = str(action.get("form", ""))[:64]
        if self.changes.has(form):  # it was written, and the answer was lost
            return self._done(name, ())
        read, _ = self.space.article(name)
        if read is None:
            return None
        plan, problems = planned(self.space, read, action)
        if not problems:
            problems = self.changes.make(replace(plan.change, form=form)) if plan.change.edits else ()
        path = annotation_path(name)
        if problems and plan.theirs is not None:
            yours = str(action.get("text") or action.get("was") or "")
            conflict = {"yours": yours, "theirs": plan.theirs, "path": path}
            return {"ok": False, "problems": [as_json(one) for one in problems], "conflict": conflict}
        if problems:
            text = "".join((one.after or b"").decode("utf-8", "replace") for one in plan.change.edits[:1])
            told = _of_record(text, path, plan, problems)[1]
            told += [one for one in map(as_json, problems) if not any(_is_same(one, other) for other in told)]
            return {"ok": False, "problems": told, "conflict": None}
        return self._done(name, ())

    def _done(self, name: str, problems: Sequence[Problem]) -> Json:
        if problems:
            return {"ok": False, "problems": [as_json(one) for one in problems], "conflict": None}
        return {"ok": True, "state": self.state(name)}

    def merge(self, asked: Mapping[str, Any]) -> Json:
        """Make two entries one."""
        old, into = str(asked.get("from")), str(asked.get("into"))
        edits, problems = merging_edits(self.space.project, old, into, memo=Memo(self.space.store))
        if edits:
            problems += self.changes.make(Change(f"the merging of {old} into {into}", edits))
        told = [as_json(one) for one in problems]
        if not edits or any(one.severity == "error" for one in problems):
            return {"ok": False, "problems": told}
        return {"ok": True, "changed": [one.path for one in edits], "problems": told}

    def extract(self) -> Json:
        """Record where the quotes stand in the texts at hand, as the command `extract` does."""
        space, memo = self.space, Memo(self.space.store)
        known, problems = read_project(space.project, space.texts, memo)
        changed = write_extracted(space.project, extract_missing(space.project, known), memo)
        left = [one for one in problems if one.location.path not in changed]
        return {"ok": True, "changed": list(changed), "problems": [as_json(one) for one in left]}

    def add(self, asked: Mapping[str, Any], folder: Path) -> Json:
        """Add an article from a text, an address or a file; `folder` is for what is to be read as a file."""
        source, problems = _source(asked, folder)
        if not source:
            return {"ok": False, "problems": [as_json(one) for one in problems]}
        standard_input = io.BytesIO(str(asked.get("text", "")).encode("utf-8", "replace"))
        added, found = add_article(
            self.space.project, source, AddOptions(propose=False), self.space.texts, standard_input
        )
        if added is not None:
            found += place_article(self.space.project, added)
        if added is None or any(one.severity == "error" for one in found):
            return {"ok": False, "problems": [as_json(one) for one in found]}
        return {"ok": True, "article": added.article}


def _spans(asked: Any) -> list[Span]:
    """Stretches of the text, as far as they are any."""
    given = asked if isinstance(asked, list) else []
    pairs = (one for one in given if isinstance(one, list) and [*map(type, one)] == [int, int])
    return [(start, end) for start, end in pairs if 0 <= start < end]


def _source(asked: Mapping[str, Any], folder: Path) -> tuple[str, tuple[Problem, ...]]:
    """What is to be added, as the command `add` takes it: an address, a file, or - for a pasted text."""
    if asked.get("url"):
        address = str(asked["url"]).strip()
        return (address, ()) if address.startswith(("http://", "https://")) else ("", (_no_source(),))
    if asked.get("base64"):
        try:
            data = base64.b64decode(str(asked["base64"]), validate=True)
        except ValueError:
            return "", (_no_source(),)
        ending = Path(str(asked.get("name", ""))[-20:]).suffix.lower()
        given = folder / "given"
        given.mkdir(mode=0o700, exist_ok=True)
        file = given / f"capture{ending if ending in _ENDINGS else '.txt'}"
        file.write_bytes(data)
        return str(file), ()
    return ("-", ()) if str(asked.get("text", "")).strip() else ("", (_no_source(),))


def _no_source() -> Problem:
    fix = "paste the text of an article, drop a saved page, or give an address that begins with https://"
    return Problem(Location(""), "no-article", "nothing to add", "a text, a page or an address", fix)


def _fields_of(one: ProposedEntry) -> Mapping[str, Any]:
    """What an entry in comments says, every leaf as text."""
    tree, _ = read_nodes("\n".join(one.lines), one.file)
    said = value_of(tree) if tree else {}
    fields = said.get(one.id) if isinstance(said, Mapping) else None
    return fields if isinstance(fields, Mapping) else {}


def _of_record(
    text: str, path: str, plan: Plan, problems: Sequence[Problem], before: Sequence[Problem] = ()
) -> tuple[str, list[Json]]:
    """The lines of the record that a plan is about, and problems, those of the record at its fields.

    Of other places only errors are told that were not there `before`.
    """
    records, _ = written_records(text, path) if text else ((), ())
    record = next((one for one in records if (one.section, one.index) == plan.record), None)
    if record is None:
        return "", [as_json(one) for one in problems]
    first, stop = record.lines[0] + 1, record.lines[1]
    own = [one for one in problems if one.location.path == path and first <= one.location.line <= stop]
    known = {(one.location.path, one.rule, one.found) for one in before}
    others = [one for one in problems if one.severity == "error" and one.location.path != path]
    new = [one for one in others if (one.location.path, one.rule, one.found) not in known]
    told = [{**as_json(one), "field": field_of(one, record.places)} for one in own]
    return record.text, [*told, *map(as_json, new)]


def _is_same(one: Json, other: Json) -> bool:
    return all(one[key] == other[key] for key in ("path", "line", "column", "rule", "found"))


def _diff(edit: FileEdit) -> str:
    texts = ((data or b"").decode("utf-8", "replace") for data in (edit.before, edit.after))
    old, new = (text.splitlines(keepends=True) for text in texts)
    return "".join(difflib.unified_diff(old, new, edit.path, edit.path, n=1))
