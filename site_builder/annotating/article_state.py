"""All that a page shows of an article, as plain values."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from site_builder.annotating.forms import Json, fields_of, plain, section_fields
from site_builder.annotating.front_matter import digest_state, front_matter_state
from site_builder.annotating.phrases import phrases
from site_builder.annotating.told_problems import as_json, field_of
from site_builder.annotating.uncovered import uncovered, undated
from site_builder.annotating.usual_fields import usual_fields
from site_builder.annotating.workspace import ReadArticle
from site_builder.corpus.file_kinds import kind_of
from site_builder.corpus.project import Limits
from site_builder.corpus.source.shapes import RecordShape, SeveralShape, record_shape
from site_builder.corpus.vocabulary.own_fields import annotation_class, kinds_of
from site_builder.editing.records.lines import WrittenRecord, written_records
from site_builder.editing.suggest.proposals.proposal import RANKS, Proposal
from site_builder.editing.suggest.sentences.story import Story
from site_builder.editing.suggest.suggesting import Suggestions
from site_builder.editing.suggest.writing.entries import NewEntry
from site_builder.editing.suggest.writing.proposed_entries import ProposedEntry
from site_builder.model.annotation import Annotation
from site_builder.model.corpus import Corpus
from site_builder.model.normal_form import Span
from site_builder.model.registry import Registry
from site_builder.model.written import Written
from site_builder.names.matching import NameIndex
from site_builder.proving.proofs import written_quotes
from site_builder.proving.quoted_share import quoted_share
from site_builder.proving.quotes import quote_key

RESERVED = "acxnbqgu"
"""Letters that are commands of the page."""
MOST_PHRASES = 1_500
_SUGGESTED = re.compile(rf"(?:\s*#.*\n)*?\s*# (?:{'|'.join(RANKS)}): (.*)")
"""The comment above a record that a program has written, and nobody has looked at yet."""


def annotation_path(article: str) -> str:
    """Path of an article's annotation in the project."""
    return f"annotations/articles/{article}.yml"


def record_class(annotation: type[Annotation], section: str) -> type[Written]:
    """The class of a section's records."""
    shape = record_shape(annotation).keys[section].shape
    return cast("RecordShape", cast("SeveralShape", shape).each).kind


# ------------------------------------------------------------------ the whole


def article_state(
    read: ReadArticle,
    annotation: bytes,
    file: bytes,
    *,
    found: Suggestions | None,
    story: Story | None,
    names: NameIndex,
    limits: Limits,
) -> Json:
    """What a page shows of an article, but for what concerns the session.

    `annotation` and `file` are the bytes of the article's two files; `found` is what is proposed, and `story`
    its sentences; without the text there are none.
    """
    path = annotation_path(read.name)
    text = annotation.decode("utf-8", "replace")
    records, unread = written_records(text, path)
    rows = [_record(read, record) for record in records if record.section != "rejected"]
    held = {id(problem) for row in rows for problem in row["_problems"]}
    spans = [span for row in rows for span in row["spans"]]
    proposals = found.proposals if found else ()
    return {
        "id": read.name,
        "title": read.article.title,
        "language": read.article.language,
        "text": _text(read),
        "names": list(_names(read)),
        "sections": list(sections(read.corpus)),
        "dates": list(dict.fromkeys(_dates(story))),
        "records": [{key: value for key, value in row.items() if key != "_problems"} for row in rows],
        "problems": [as_json(one) for one in dict.fromkeys((*unread, *read.problems)) if id(one) not in held],
        "proposals": [proposal_json(number, one, found) for number, one in enumerate(proposals)],
        "left_out": found.left_out if found else 0,
        "uncovered": uncovered(read, story, [*spans, *(one for p in proposals for one in p.anchors)]),
        "undated": undated(read.found.undated),
        "digest": digest_state(read, file, names),
        "front_matter": front_matter_state(read, file),
        "quoted": _quoted(read, limits),
        "yaml": text,
        "path": path,
        "phrases": phrases(read.corpus),
    }


def _text(read: ReadArticle) -> Json:
    if read.text is None or read.body is None:
        told = [str(problem) for problem in read.problems if problem.rule in ("no-text", "body-not-found")]
        message = told[0] if told else "The captured text is not at hand."
        return {"status": "missing", "message": message, "paragraphs": []}
    paragraphs = [
        {"start": start, "end": end, "text": read.text[start:end]} for start, end in read.body.paragraphs
    ]
    return {"status": "at hand", "message": "", "paragraphs": paragraphs}


def _quoted(read: ReadArticle, limits: Limits) -> Json | None:
    """Which share of a text that is reserved its quotes show, and how much they may; None for an open one."""
    if read.layer is None or not read.article.reserved:
        return None
    keys = [quote.key for quote in written_quotes(read.annotation)]
    share = quoted_share(read.layer, keys)
    return {"share": share, "warned": limits.warned_share, "most": limits.quoted_share}


def _dates(story: Story | None) -> Iterator[str]:
    """The dates that a text prints or tells, in its order."""
    for sentence in story.sentences if story else ():
        yield from (token.time.edtf for token in sentence.tokens if token.time and token.time.edtf)


def _names(read: ReadArticle) -> Iterator[Json]:
    registry = read.corpus.registry
    for one in read.linked:
        if one.id:
            entry = entry_of(registry, one.id)
            yield {
                "start": one.mention.start,
                "end": one.mention.end,
                "id": one.id,
                "kind": _kind(registry, one.id),
                "name": getattr(entry, "name", one.id),
            }


def _groups(registry: Registry) -> dict[str, Mapping[Any, Any]]:
    return {
        "actor": registry.actors, "place": registry.places, "equipment": registry.equipment,
        "topic": registry.topics, "measure": registry.measures, "event": registry.events,
    }  # fmt: skip


def _kind(registry: Registry, name: str) -> str:
    return next((kind for kind, group in _groups(registry).items() if name in group), "")


def entry_of(registry: Registry, name: str) -> Any:
    """The entry of an id, of whatever kind; None where there is none."""
    return next((group[name] for group in _groups(registry).values() if name in group), None)


# ------------------------------------------------------------------ sections


def sections(corpus: Corpus) -> Iterator[Json]:
    """The sections of a project's annotations, each with the letter that opens its form."""
    registry = corpus.registry
    annotation = annotation_class(registry)
    taken = set(RESERVED)
    for section in annotation.SECTIONS:
        letter = next((one for one in _letters(section) if one not in taken), "")
        taken.add(letter)
        described = registry.sections.get(section)  # type: ignore[call-overload]
        yield {
            "key": section,
            "letter": letter,
            "label": described.plural if described else section.replace("_", " ").capitalize(),
            "one": described.name if described else section,
            "meaning": described.meaning if described else "",
            "fields": list(_fields(corpus, section, record_class(annotation, section))),
        }


def _fields(corpus: Corpus, section: str, kind: type[Written]) -> Iterator[Json]:
    """The fields of a section's records; `usual` are those that most have."""
    fields = fields_of(kind, section_fields(corpus.registry, section))
    usual = usual_fields(corpus, section, [field["key"] for field in fields])
    yield from ({**field, "usual": field["key"] in usual} for field in fields)


def _letters(section: str) -> Iterator[str]:
    """Letters for a section, the best first: those that its words begin with, its others, all."""
    preferred = {"arms_deals": "d", "dates": "t"}
    yield from preferred.get(section, "")
    yield from (word[0] for word in section.split("_"))
    yield from (letter for letter in section if letter.isalpha())
    yield from "abcdefghijklmnopqrstuvwxyz"


# ------------------------------------------------------------------ records and proposals


def _record(read: ReadArticle, record: WrittenRecord) -> Json:
    path = annotation_path(read.name)
    first, stop = record.lines[0] + 1, record.lines[1]
    own = [one for one in read.problems if one.location.path == path and first <= one.location.line <= stop]
    severities = {one.severity for one in own}
    state = "error" if "error" in severities else "warning" if severities else "fine"
    return {
        "section": record.section,
        "index": record.index,
        "label": label_of(read.corpus.registry, record.value),
        "fields": plain(record.value),
        "text": record.text,
        "line": first,
        "suggested": suggested[1] if (suggested := _SUGGESTED.match(record.text)) else "",
        "state": state,
        "problems": [{**as_json(one), "field": field_of(one, record.places)} for one in own],
        "spans": [list(span) for span in quote_spans(read, record.value)],
        "_problems": own,
    }


def quote_spans(read: ReadArticle, fields: Mapping[str, Any]) -> Iterator[Span]:
    """Where the quotes of a record stand in the text."""
    proofs = read.layer.proofs if read.layer else {}
    quotes = fields.get("quote", ())
    beside = fields.get("prefix") or None, fields.get("suffix") or None
    for quote in (quotes,) if isinstance(quotes, str) else quotes:
        proof = proofs.get(quote_key(str(quote), *beside)) or proofs.get(quote_key(str(quote)))
        yield from proof.spans if proof else ()


def label_of(registry: Registry, fields: Mapping[str, Any]) -> str:
    """What to call a record in a list: what it says, or who it is about."""
    actor = fields.get("actor")
    if isinstance(actor, str | Mapping):
        who = _name(registry, actor)
        return f"{who}: {fields['role']}" if fields.get("role") else f"{who}: {fields.get('says', '')}"
    for key in ("says", "why", "surface"):
        if fields.get(key):
            return str(fields[key])
    value = fields.get("value")
    if fields.get("measure"):
        amount = value.get("wording", value.get("amount", "")) if isinstance(value, Mapping) else ""
        return f"{_name(registry, fields['measure'])}: {amount}"
    sides = [_names_of(registry, fields.get(key, ())) for key in ("suppliers", "recipients")]
    if fields.get("kind") and any(sides):
        return f"{fields['kind']}: {' to '.join(filter(None, sides))}"
    return _name(registry, fields.get("event") or fields.get("kind") or "")


def _names_of(registry: Registry, written: Any) -> str:
    several = written if isinstance(written, list | tuple) else (written,)
    return ", ".join(_name(registry, one) for one in several)


def _name(registry: Registry, written: Any) -> str:
    if isinstance(written, Mapping):
        return f"{written.get('as', 'somebody')} of {_name(registry, written.get('of', ''))}"
    entry = entry_of(registry, str(written))
    return str(getattr(entry, "name", None) or getattr(entry, "title", None) or written)


def proposal_json(number: int, one: Proposal, found: Suggestions | None) -> Json:
    """A proposal with the entries that it would bring."""
    quote: Any = one.quotes[0] if len(one.quotes) == 1 else list(one.quotes)
    fields = plain({**one.fields, "quote": quote, **({"prefix": one.prefix} if one.prefix else {})})
    return {
        "id": proposal_id(one),
        "section": one.section,
        "rank": one.rank,
        "reason": one.reason,
        "fields": fields,
        "spans": [list(span) for span in one.anchors],
        "surface": one.surface,
        "label": str(one.fields.get("says") or one.surface),
        "number": number,
        "entries": [entry_json(entry) for entry in entries_for(one, found)],
    }


def proposal_id(one: Proposal) -> str:
    """A name of a proposal that stays as long as it says the same."""
    said = repr((one.section, one.surface, sorted(one.fields.items(), key=str), one.quotes))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def entries_for(one: Proposal, found: Suggestions | None) -> tuple[NewEntry, ...]:
    """The entries that a proposal names and the registry lacks, and those that these name."""
    entries = {entry.id: entry for entry in found.entries} if found else {}
    wanted: dict[str, NewEntry] = {}
    waiting = [*ids_in(one.fields), *(entity.id for entity in one.entities)]
    while waiting:
        name = waiting.pop()
        if name in entries and name not in wanted:
            wanted[name] = entries[name]
            waiting += ids_in(dict(entries[name].fields))
    return tuple(wanted.values())


def ids_in(value: Any) -> Iterator[str]:
    """All texts in a value, of which some may be ids."""
    if isinstance(value, Mapping):
        for one in value.values():
            yield from ids_in(one)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from ids_in(one)


def entry_json(entry: NewEntry | ProposedEntry, fields: Mapping[str, Any] | None = None) -> Json:
    """An entry that the registry lacks."""
    said = dict(entry.fields) if isinstance(entry, NewEntry) else dict(fields or {})
    near = list(entry.near) if isinstance(entry, NewEntry) else []
    return {"file": entry.file, "id": entry.id, "fields": plain(said), "near": near}


def entry_form(registry: Registry, path: str) -> list[Json]:
    """The form of entries of a file of the registry."""
    kind, _ = kind_of(path, kinds_of(registry))
    fields = fields_of(kind.record, {}) if kind and kind.is_registry else []
    types: Mapping[str, Iterable[str]] = {
        "ActorTypeId": registry.actor_types,
        "EventTypeId": registry.event_types,
    }
    for field in fields:
        if (of := types.get(field["form"].get("kind", ""))) is not None:
            field["form"] = {"is": "choice", "words": list(of)}
    return fields
