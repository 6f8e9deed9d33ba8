"""The records on an actor's page: what it says, what it is cited for, as what it is named, what others say.

The page of a person is read by that person. So what they say themselves stands apart, and first; and whatever
somebody calls them or says of them begins with who does: this site calls nobody anything in its own voice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from site_builder.linking.origins import saying_of
from site_builder.linking.participants import parts
from site_builder.linking.site import RecordKey, Site, records_of
from site_builder.model.records import (
    EventRecord,
    OrganisationRecord,
    PersonRecord,
    PlainRecord,
    Record,
    StatementRecord,
)
from site_builder.model.value_types import ActorId
from site_builder.pages.choices import ROLES, role_words
from site_builder.pages.components import Link, outlet
from site_builder.pages.evidence import EvidenceView, credit, evidence_view, origin_link, role_says
from site_builder.pages.roles import roles_of
from site_builder.pages.sentences import linked
from site_builder.translation.messages import gettext


@dataclass(frozen=True, slots=True)
class SaidOfActor:
    """Records of an actor: `words` are a person's own, `told` what else it is cited for."""

    words: tuple[EvidenceView, ...]
    told: tuple[EvidenceView, ...]
    roles: tuple[EvidenceView, ...]
    about: tuple[EvidenceView, ...]


def is_person(site: Site, actor: ActorId) -> bool:
    """Whether an actor is somebody who may read what is written about them."""
    registry = site.corpus.registry
    return registry.kind_of(registry.actors[actor]) == "person"


def said_of(site: Site, actor: ActorId, keys: Iterable[RecordKey]) -> SaidOfActor:
    """Sort the records that name an actor, those of the newest article first."""
    named = tuple(keys)
    cited = [key for key in named if getattr(site.evidence[key].record, "by", None) == actor]
    about = [key for key in named if _is_about(site, key, actor)]
    if not is_person(site, actor):
        return SaidOfActor((), views(site, cited), _roles(site, actor, named), views(site, about))
    own = [key for key in cited if is_own_word(site, key)]
    return SaidOfActor(
        words=views(site, own),
        told=views(site, (key for key in cited if key not in own)),
        roles=(*_named_in_roles(site, actor), *newest(_named_in_events(site, actor, named))),
        about=newest(_in_their_voice(site, key) for key in about),
    )


def is_own_word(site: Site, key: RecordKey) -> bool:
    """Whether a record is what its speaker says of things, or a denial; not a happening told by them."""
    record = site.evidence[key].record
    is_denial = isinstance(record, Record) and saying_of(record) == "denied"
    return is_denial or isinstance(record, StatementRecord | PlainRecord)


def views(site: Site, keys: Iterable[RecordKey]) -> tuple[EvidenceView, ...]:
    """Records as they stand in lists, those of the newest article first."""
    return newest(evidence_view(site, key) for key in keys)


def newest(held: Iterable[EvidenceView]) -> tuple[EvidenceView, ...]:
    """Those of the newest article first."""
    return tuple(sorted(held, key=lambda view: view.published.sort, reverse=True))


def _is_about(site: Site, key: RecordKey, actor: ActorId) -> bool:
    record = site.evidence[key].record
    if isinstance(record, PlainRecord):
        return record.by != actor
    return isinstance(record, StatementRecord) and actor in set[str](record.about) and record.by != actor


def _roles(site: Site, actor: ActorId, keys: Iterable[RecordKey]) -> tuple[EvidenceView, ...]:
    """Roles by their dates, or what a body is said to be; the newest first."""
    roles = tuple(replace(evidence_view(site, role.key), when=role.day) for role in roles_of(site, actor))
    records = records_of(site, keys, OrganisationRecord)
    return (*roles, *views(site, (key for key, record in records if record.actor == actor)))


# ------------------------------------------------------------------ of persons


def _named_in_roles(site: Site, actor: ActorId) -> Iterator[EvidenceView]:
    """As what articles name a person, the newest first."""
    for role in roles_of(site, actor):
        record = site.evidence[role.key].record
        if isinstance(record, PersonRecord):
            yield replace(_named(site, role.key, role_says(site, record)), when=role.day)


def _named_in_events(site: Site, actor: ActorId, keys: Iterable[RecordKey]) -> Iterator[EvidenceView]:
    """As what records of events name a person; who just takes part is named as nothing."""
    for key, record in records_of(site, keys, EventRecord):
        mine = {part.role for part in parts(site.corpus.registry, record) if part.who == actor}
        called = ", ".join(sorted(role_words(role) for role in mine.difference(ROLES)))
        if called and saying_of(record) != "denied":
            yield _named(site, key, (Link(called),))


def _named(site: Site, key: RecordKey, role: tuple[Link, ...]) -> EvidenceView:
    who = origin_link(site, site.evidence[key].origin)
    return replace(
        evidence_view(site, key), says=linked(gettext("Named by {who} as {role}"), role=role, who=who)
    )


def _in_their_voice(site: Site, key: RecordKey) -> EvidenceView:
    """What somebody says of a person, which begins with who says it."""
    evidence, view = site.evidence[key], evidence_view(site, key)
    record = evidence.record
    if isinstance(record, Record) and (record.by or record.sources):
        who = credit(site, evidence)
    else:
        who = linked(gettext("{outlet}, in its own voice"), outlet=outlet(site, key.article))
    return replace(view, says=linked(gettext("{who}: {what}"), who=who, what=view.says), credit=())
