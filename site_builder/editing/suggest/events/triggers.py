"""Trigger words: sentences in which a word stands that a project's vocabulary gives for one of its types."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from site_builder.corpus.checks.triggers import MOST_TRIGGERS, is_right
from site_builder.corpus.vocabulary import is_shipped
from site_builder.editing.suggest.proposals.proposal import MOST
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.editing.suggest.sentences.tokens import Token
from site_builder.extraction.folding import fold
from site_builder.model.annotation import Section
from site_builder.model.registry import Registry
from site_builder.model.vocabulary import Field
from site_builder.names.inflection import bases, spans_of_words, words_of

EVENTS: Section = "events"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a trigger tells of: records of a section, of events of a type where it has any.

    `type` is empty where the records report no event, and where it is open of which of several types.
    """

    section: Section
    name: str
    of_event: bool
    type: str = ""
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence in small letters; amounts are divided into theirs. `token` is where it belongs."""

    low: str
    start: int
    end: int
    token: int


@dataclass(frozen=True, slots=True)
class Met:
    """A trigger that was met: the words from `first` to before `end` of a sentence's words."""

    kind: Kind
    trigger: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger by its words, with what it tells of: a type of event, or a section."""

    words: tuple[str, ...]
    written: str
    section: Section
    type: str


class Triggers:
    """The triggers of a vocabulary, by the bases of their first words; `sections` may have records."""

    def __init__(self, registry: Registry, sections: Collection[Section]) -> None:
        written = {str(key): one for key, one in registry.sections.items() if key in sections}
        own = {key: one for key, one in written.items() if not is_shipped(one.at.location)}
        types = {str(key): one for key, one in registry.event_types.items()}
        homes = {str(kind): key for key, one in own.items() for kind in one.event_types}
        self._homes = homes
        self._types = {key: tuple(map(str, one.event_types)) for key, one in own.items()}
        self._kinds = {
            ("", key): Kind(key, one.name, bool(one.event_types), "", one.fields) for key, one in own.items()
        }
        for name, one in types.items():
            home = homes.get(name, EVENTS)
            fields = own[home].fields if home in own else ()
            self._kinds[name, home] = Kind(home, one.name, of_event=True, type=name, fields=fields)
        self._first: dict[str, list[Trigger]] = {}
        for name, kind in types.items():
            self._add(kind.triggers, homes.get(name, EVENTS), name)
        for key, section in own.items():
            self._add(section.triggers, key, "")

    def _add(self, triggers: Sequence[str], section: Section, kind: str) -> None:
        for written in filter(is_right, triggers[:MOST_TRIGGERS]):
            words = words_of(fold(written))
            for base in bases(words[0]):
                self._first.setdefault(base, []).append(Trigger(words, written, section, kind))

    def kind_of_first(self, types: Sequence[str]) -> Kind:
        """Give the kind of the first type that the vocabulary has, else of the last: the builder's."""
        name = next(
            (name for name in types if (name, self._homes.get(name, EVENTS)) in self._kinds), types[-1]
        )
        known = self._kinds.get((name, self._homes.get(name, EVENTS)))
        return known or Kind(EVENTS, name, of_event=True, type=name)

    def __bool__(self) -> bool:
        return bool(self._first)

    def in_words(self, words: Sequence[Word], s: Sentence) -> Iterator[Met]:
        """Give what stands in a sentence, in its order; of one section or type also several times."""
        for at, word in enumerate(words):
            known = dict.fromkeys(
                one for base in sorted(bases(word.low)) for one in self._first.get(base, ())
            )
            for one in sorted(known, key=lambda one: -len(one.words)):
                if stands(one.words, words, at, s):
                    for kind in self._kinds_of(one):
                        yield Met(kind, one.written, at, at + len(one.words))

    def _kinds_of(self, trigger: Trigger) -> Iterator[Kind]:
        """A trigger of a section tells of its type of events, if that has only one."""
        types = self._types.get(trigger.section, ())
        only = types[0] if len(types) == 1 and not trigger.type else trigger.type
        if kind := self._kinds.get((only, trigger.section)):
            yield kind


def stands(phrase: Sequence[str], words: Sequence[Word], at: int, s: Sentence) -> bool:
    """Tell whether a phrase stands from a word on, in any forms of its words, with nothing between them."""
    there = words[at : at + len(phrase)]
    if len(there) < len(phrase) or any(
        bases(a).isdisjoint(bases(b.low)) for a, b in zip(phrase, there, strict=True)
    ):
        return False
    return not any(s[b.token].gap.strip() for a, b in pairwise(there) if a.token != b.token)


def _is_mere_word(token: Token) -> bool:
    """Tell a word that looks like a name for its capitals: "FLOODS in Aldmouth"."""
    who = token.who
    return who is not None and not who.known and who.kind != "person" and " " not in token.text


@lru_cache(maxsize=16)
def words_in(s: Sentence) -> tuple[Word, ...]:
    """List the words of a sentence, without names and times."""
    found: list[Word] = []
    for i, token in enumerate(s.tokens):
        if token.amount:
            spans = spans_of_words(token.text)
            found += (Word(word, token.start + start, token.start + end, i) for word, start, end in spans)
        elif not token.time and (not token.who or _is_mere_word(token)):
            found.append(Word(token.text.casefold(), token.start, token.end, i))
    return tuple(found)


def met_in(story: Story, triggers: Triggers) -> Iterator[tuple[Sentence, Mapping[Kind, list[Met]]]]:
    """Give sentences that have triggers, each with those of each kind; headlines say again what follows."""
    counts: Counter[Section] = Counter()
    for s in story.sentences:
        met: dict[Kind, list[Met]] = {}
        for one in triggers.in_words(words_in(s), s) if not s.headline else ():
            met.setdefault(one.kind, []).append(one)
        typed = {kind.section for kind in met if kind.type}
        kinds = {kind: found for kind, found in met.items() if _is_told(kind, typed, counts)}
        counts.update(kind.section for kind in kinds)
        if kinds:
            yield s, kinds


def _is_told(kind: Kind, typed: Collection[Section], counts: Mapping[Section, int]) -> bool:
    """Tell whether a kind gets a proposal: one whose type of event is open, only where no type is told."""
    return counts[kind.section] <= MOST and not (kind.of_event and not kind.type and kind.section in typed)
