"""What the history of a site calls things and choices: words for readers, where data have ids.

Of what is gone only its history knows the name; see `changes.earlier_names`.
"""

from collections import ChainMap
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final, Literal

from site_builder.linking.site import Site
from site_builder.model.changes import ThingKind, ToldChange
from site_builder.pages.articles import BASES
from site_builder.pages.changed_things import KINDS, page_of
from site_builder.pages.choices import choice_words, mode_words
from site_builder.pages.languages import language_name
from site_builder.pages.licence_terms import rights_in_words
from site_builder.pages.searched import OUTCOMES
from site_builder.pages.values_in_words import Words, of_section, words_of
from site_builder.translation.messages import N_, gettext

Say = Callable[[str], str]
"""Says a value that is no text of people's own."""
Side = Literal["before", "after"]

SHOWN: Final = {"digest": N_("our digest"), "text": N_("the text")}
"""What a site shows of an article."""
_OWN_NAMES: Final = ("event-type", "actor-type", "section")
"""Kinds of things whose ids may be those of others, too."""


def key_of_name(kind: str, name: str) -> str:
    """Under what the name of a thing stands: its id, or the last part of a record's, or its kind and id."""
    return f"{kind}:{name}" if kind in _OWN_NAMES else name.rpartition("/")[2]


def told_words(site: Site) -> Words:
    """What a site calls things: names of all ids, sentences of records that have a name of their own."""
    words, registry = words_of(site.corpus), site.corpus.registry
    records = {name: site.evidence[key].record for name, key in site.named.items()}
    said: dict[str, str] = {
        name: says for name, record in records.items() if (says := getattr(record, "says", None))
    }
    terms: dict[str, Mapping[Any, Any]] = {
        "event-type": registry.event_types,
        "actor-type": registry.actor_types,
        "section": registry.sections,
    }
    named = {
        key_of_name(kind, name): term.name for kind, held in terms.items() for name, term in held.items()
    }
    return replace(words, names={**words.names, **said, **named})


def words_at(words: Words, site: Site, one: ToldChange, side: Side) -> Words:
    """The same as a changed thing has it on one side: labels of its section, words of its choices."""
    change, section = one.change, one.change.section
    named = one.named_before if side == "before" else one.named_after
    names = ChainMap(dict(named), words.names) if named else words.names  # type: ignore[arg-type]
    words = replace(words, names=names)
    words = of_section(words, site.corpus, section) if section else words
    formerly = {"formerly": partial(_address, change.kind)}
    return replace(words, said={**_PLAIN, **formerly, **_choices(words, change.kind, section)})


def words_of_last(words: Words, site: Site, one: ToldChange) -> Words:
    """The same as a changed thing has it last: before it was removed, else after the change."""
    return words_at(words, site, one, "before" if one.change.doing == "removed" else "after")


def _choices(words: Words, kind: ThingKind, section: str) -> Mapping[str, Say]:
    """What is said of fields whose keys mean something else elsewhere."""
    event_type, actor_type = (partial(_named, words, of) for of in ("event-type", "actor-type"))
    held: Mapping[ThingKind, Mapping[str, Say]] = {
        "record": {**_OF_RECORDS, **_OF_SECTIONS.get(section, {})},
        "article": _OF_ARTICLES,
        "event": {"type": event_type},
        "actor": {"type": actor_type},
        "actor-type": {"like": actor_type},
        "section": {"event_types": event_type},
    }
    return held.get(kind, {})


def _address(kind: ThingKind, name: str) -> str:
    """An earlier id, as the address in which readers saw it."""
    return page_of(kind, name) or name


def _named(words: Words, kind: str, name: str) -> str:
    return words.names.get(key_of_name(kind, name), name)


def _said(choices: Mapping[Any, str]) -> Say:
    """What says one of some messages."""

    def say(choice: str) -> str:
        return gettext(choices[choice]) if choice in choices else choice

    return say


def _rights(rights: str) -> str:
    return rights_in_words(rights).text


_PLAIN: Final[Mapping[str, Say]] = {
    "language": language_name,
    "rights": _rights,
    "found": _said(OUTCOMES),
    "subjects": _said(KINDS),
    "objects": _said(KINDS),
}
_OF_RECORDS: Final[Mapping[str, Say]] = {"mode": mode_words, "status": choice_words}
_OF_ARTICLES: Final[Mapping[str, Say]] = {
    "publish": _said(SHOWN),
    "published_basis": _said(BASES),
    "publisher_basis": _said(BASES),
}
_OF_SECTIONS: Final[Mapping[str, Mapping[str, Say]]] = {
    "people": {"event": choice_words},
    "visits": {"kind": choice_words},
    "arms_deals": {"kind": choice_words},
}
