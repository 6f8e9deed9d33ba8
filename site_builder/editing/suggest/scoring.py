"""How good the suggestions are: those for articles that people have annotated, against their annotation.

A proposed visit is right where the annotation has a visit of the same visitor to the same place (a
place and the state it lies in count as one) at a time that does not contradict it; a proposed deal
where it has a deal with the same supplier and the same recipient; a proposed role where it gives the
same person the same role. Each annotated event counts
once, however many records report it, and stands for one proposal at most.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from site_builder.corpus.loading import find_project, load
from site_builder.editing.suggest.proposals.names import Directory
from site_builder.editing.suggest.proposals.proposal import Proposal
from site_builder.editing.suggest.suggesting import suggest
from site_builder.linking.indices import named_ids
from site_builder.model import edtf
from site_builder.model.annotation import Annotation
from site_builder.model.corpus import Corpus
from site_builder.model.records import DealRecord, PersonRecord, Record, VisitRecord
from site_builder.model.registry import Equipment, Place, Registry
from site_builder.model.value_types import ArticleId, PlaceId
from site_builder.model.written import ActorRef, Unnamed
from site_builder.names.matching import compile_names

Scored = Literal["visits", "arms_deals", "people"]
Way = Literal["kept", "left out"]
SECTIONS: tuple[Scored, ...] = ("visits", "arms_deals", "people")
Annotated = VisitRecord | DealRecord | PersonRecord


@dataclass(frozen=True, slots=True)
class Row:
    """The score of one article and section: how many are annotated, proposed, and both.

    `registry` tells whether the article's own entries were in the registry ("kept"), or only
    those that other articles use ("left out").
    """

    article: ArticleId
    section: Scored
    registry: Way
    annotated: int
    proposed: int
    right: int


def score_suggestions(root: Path, texts: Mapping[str, str]) -> tuple[Row, ...]:
    """Score the suggestions for every annotated article whose text is at hand (by sha256).

    Each article is looked at as if it had no annotation yet.
    """
    project, _ = find_project(root)
    if project is None:
        return ()
    corpus, _ = load(project)
    rows: list[Row] = []
    for article_id, annotation in corpus.annotations.items():
        info = corpus.articles[article_id].text
        if info is None or info.sha256 not in texts:
            continue
        bare = without(corpus, article_id)
        ways: tuple[tuple[Way, Corpus], ...] = (
            ("kept", bare),
            ("left out", forgotten(bare, corpus, article_id)),
        )
        for registry, known in ways:
            found, _ = suggest(known, article_id, texts[info.sha256], names=compile_names(known.registry))
            proposals = found.proposals if found else ()
            rows += _rows(article_id, annotation, proposals, Directory(corpus.registry), registry)
    return tuple(rows)


def without(corpus: Corpus, article: ArticleId) -> Corpus:
    """Give a corpus in which an article is not annotated."""
    rest = {key: annotation for key, annotation in corpus.annotations.items() if key != article}
    return dataclasses.replace(corpus, annotations=rest)


def forgotten(bare: Corpus, corpus: Corpus, article: ArticleId) -> Corpus:
    """Leave out of the registry what only that article's annotation names."""
    own = set(_ids(corpus.annotations[article]))
    others = {name for annotation in bare.annotations.values() for name in _ids(annotation)}
    registry = bare.registry
    for _ in range(8):  # what the entries that stay refer to stays
        more = {str(ref) for entry in _entries(registry, others - own | others) for ref in _links(entry)}
        if more <= others:
            break
        others |= more
    gone = own - others
    return dataclasses.replace(
        bare,
        registry=dataclasses.replace(
            registry,
            actors={key: value for key, value in registry.actors.items() if key not in gone},
            places={key: value for key, value in registry.places.items() if key not in gone},
            equipment={key: value for key, value in registry.equipment.items() if key not in gone},
            measures={key: value for key, value in registry.measures.items() if key not in gone},
            events={key: value for key, value in registry.events.items() if key not in gone},
        ),
    )


def _ids(annotation: Annotation) -> Iterable[str]:
    for record in annotation.of(Record):
        yield from named_ids(record)


def _entries(registry: Registry, ids: Iterable[str]) -> Iterable[object]:
    tables = (registry.actors, registry.places, registry.equipment)
    known: dict[str, object] = {str(key): entry for table in tables for key, entry in table.items()}
    return [known[name] for name in ids if name in known]


def _links(entry: object) -> Iterable[str]:
    if isinstance(entry, Place):
        return [entry.within] if entry.within else []
    if isinstance(entry, Equipment):
        return [ref for ref in (entry.class_, entry.made_in, *entry.makers) if ref]
    return [ref for ref in (getattr(entry, "country", None), getattr(entry, "part_of", None)) if ref]


def _rows(
    article: ArticleId,
    annotation: Annotation,
    proposals: Sequence[Proposal],
    directory: Directory,
    registry: Way,
) -> Iterable[Row]:
    for section in SECTIONS:
        events = _events(getattr(annotation, section))
        proposed = [proposal for proposal in proposals if proposal.section == section]
        right = matched([[_is_right(p, records, directory) for records in events] for p in proposed])
        yield Row(article, section, registry, len(events), len(proposed), right)


def _events(records: Sequence[Annotated]) -> list[list[Annotated]]:
    """Group the records by event; a record without one stands alone."""
    groups: dict[str, list[Annotated]] = {}
    for i, record in enumerate(records):
        groups.setdefault(getattr(record, "event", None) or f"#{i}", []).append(record)
    return list(groups.values())


def _is_right(proposal: Proposal, records: Iterable[Annotated], directory: Directory) -> bool:
    return any(_one_is_right(proposal, record, directory) for record in records)


def _one_is_right(proposal: Proposal, record: Annotated, directory: Directory) -> bool:
    match record:
        case VisitRecord():
            return visit_is_right(proposal, record, directory)
        case DealRecord():
            return deal_is_right(proposal, record)
        case PersonRecord():
            return person_is_right(proposal, record)


def person_is_right(proposal: Proposal, record: PersonRecord) -> bool:
    """Tell whether a proposed role is the annotated person's."""
    same = bool(_proposed(proposal.fields["actor"]) & _written((record.actor,)))
    return same and str(proposal.fields["role"]).casefold() == record.role.casefold()


def visit_is_right(proposal: Proposal, record: VisitRecord, directory: Directory) -> bool:
    """Tell whether a proposed visit is the annotated one: same visitor, same place, no other time."""
    fields = proposal.fields
    if not _proposed(fields["visitors"]) & _written(record.visitors):
        return False
    place = str(fields["place"])
    if not _one_place(directory, place, record.place or ""):
        return False
    date = fields.get("date")
    return (
        not date
        or not record.date
        or edtf.relation(edtf.parse(str(date)), edtf.parse(record.date)) != "conflicts"
    )


def _one_place(directory: Directory, a: str, b: str) -> bool:
    """Equal, or one lies within the other."""
    return a == b or b in _around(directory, a) or a in _around(directory, b)


def _around(directory: Directory, place: str) -> set[str]:
    found: set[str] = set()
    while (entry := directory.registry.places.get(PlaceId(place))) and entry.within and len(found) < 8:
        place = entry.within
        found.add(place)
    return found


def deal_is_right(proposal: Proposal, record: DealRecord) -> bool:
    """Tell whether a proposed deal is between the annotated sides."""
    fields = proposal.fields
    return bool(
        _proposed(fields["suppliers"]) & _written(record.suppliers)
        and _proposed(fields["recipients"]) & _written(record.recipients)
    )


def _proposed(value: object) -> set[str]:
    items = value if isinstance(value, tuple) else (value,)
    return {str(item["of"]) if isinstance(item, Mapping) else str(item) for item in items}


def _written(refs: Iterable[ActorRef]) -> set[str]:
    return {str(ref.of) if isinstance(ref, Unnamed) else str(ref) for ref in refs}


def matched(fits: Sequence[Sequence[bool]]) -> int:
    """Count the most pairs of proposals and annotated events in which each stands once."""
    taken: dict[int, int] = {}

    def place(proposal: int, tried: set[int]) -> bool:
        for event, fit in enumerate(fits[proposal]):
            if fit and event not in tried:
                tried.add(event)
                if event not in taken or place(taken[event], tried):
                    taken[event] = proposal
                    return True
        return False

    return sum(place(proposal, set()) for proposal in range(len(fits)))
