"""Proposals of the records that trigger words tell of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from site_builder.corpus.placeholders import TO_FILL
from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.clause_ends import clause_end
from site_builder.editing.suggest.clauses.happening import Certainty, certainty
from site_builder.editing.suggest.events.trigger_fields import Filled, fill
from site_builder.editing.suggest.events.triggers import Kind, Met, Triggers, met_in, words_in
from site_builder.editing.suggest.proposals.names import slug
from site_builder.editing.suggest.proposals.proposal import Proposal, Span, Value, in_a_row
from site_builder.editing.suggest.sentences.story import Sentence, Story

_FORETOLD: dict[str, Certainty] = {
    word: kind for kind in ("possible", "planned", "expected") for word in lexicon.words(kind)
}
_ANY_OTHER = "other"
_BEHIND = 4
"""So many words after a noun its verb is looked for: "a second wave is expected"."""


def find_triggered(story: Story, triggers: Triggers) -> tuple[Proposal, ...]:
    """Propose one record for each kind that a sentence tells of; what says nothing new is left out."""
    found: list[Proposal] = []
    for s, kinds in _met(story, triggers):
        for kind, met in kinds.items():
            proposal = next(_proposals(story, s, kind, met), None)
            if proposal and not any(_says_as_much(other, proposal) for other in found):
                found.append(proposal)
    return tuple(found)


@lru_cache(maxsize=1)
def _met(story: Story, triggers: Triggers) -> tuple[tuple[Sentence, Mapping[Kind, list[Met]]], ...]:
    return tuple(met_in(story, triggers)) if triggers else ()


def without_triggered(story: Story, triggers: Triggers, found: Iterable[Proposal]) -> Iterator[Proposal]:
    """Leave out events of no known type in sentences with a trigger: this tells the type of what is told."""
    sentences = [(s[0].start, s[-1].end) for s, kinds in _met(story, triggers) if kinds]
    for proposal in found:
        first = proposal.anchors[:1] if proposal.event == _ANY_OTHER else ()
        if not any(_overlap(a, b) for a in first for b in sentences):
            yield proposal


def without_same(found: Iterable[Proposal], own: Sequence[Proposal]) -> Iterator[Proposal]:
    """Leave out events that rest on the words of a trigger, a deal or a visit: these are surer."""
    for proposal in found:
        if proposal.sentence or not any(_of_same_words(proposal, one) for one in own):
            yield proposal


def _of_same_words(a: Proposal, b: Proposal) -> bool:
    """Tell whether the same words tell of both; of a trigger, and where they are not known, any it quotes."""
    known = a.words and b.words and not b.sentence and b.section != "arms_deals"
    words = b.words if known else b.anchors[:1] if b.sentence else b.anchors
    return any(_overlap(one, other) for one in (a.words if known else a.anchors) for other in words)


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _says_as_much(earlier: Proposal, later: Proposal) -> bool:
    """Tell whether all that a proposal says stands in an earlier one of its kind."""
    same = (earlier.section, earlier.event) == (later.section, later.event)
    return same and all(earlier.fields.get(k) == v for k, v in later.fields.items() if k != "says")


def _proposals(story: Story, s: Sentence, kind: Kind, met: Iterable[Met]) -> Iterator[Proposal]:
    """Give the proposal of each trigger of a kind that is not denied; the first is made."""
    words = words_in(s)
    for one in met:
        first, last = words[one.first], words[one.end - 1]
        status = _status(s, first.token, last.token)
        aside = s[first.token].aside and not s[0].aside
        if aside or status == "not" or (status != "happened" and not kind.of_event):
            continue
        if found := fill(story, s, kind, first.token):
            yield _proposal(s, one, (first.start, last.end), status, found)


def _status(s: Sentence, at: int, last: int) -> Certainty:
    """Tell whether it happened: by the words before, and for a noun by the verb behind it."""
    before = certainty(s, at)
    if before != "happened" or s.word(last).endswith(("ed", "ing")):
        return before
    for k in range(last + 1, min(last + 1 + _BEHIND, clause_end(s, last))):
        word, after = s.word(k), s.words(k + 1, k + 3)
        if word in lexicon.words("being") and _after_being(after):
            return _after_being(after) or "happened"
        if word in lexicon.words("modal verbs"):
            return "not" if after[:1] == ["not"] else _FORETOLD.get(word, "expected")
    return "happened"


def _after_being(words: Iterable[str]) -> Certainty | None:
    for word in words:
        if word in lexicon.words("not happened"):
            return "not"
        if word in lexicon.words("cancelled"):
            return "cancelled"
        if word in _FORETOLD:
            return _FORETOLD[word]
    return None


def _proposal(s: Sentence, met: Met, words: Span, status: Certainty, found: Filled) -> Proposal:
    kind, says = met.kind, _says(met.kind, found)
    fields: dict[str, Value] = {"event": TO_FILL} if kind.of_event and not kind.type else {}
    fields |= found.fields
    if kind.of_event and status != "happened":
        fields["status"] = status
    check = f"; check {in_a_row(found.unsure)}" if found.unsure else ""
    who = (*((found.place,) if found.place else ()), *found.actors)
    return Proposal(
        section=kind.section,
        rank="likely" if found.spans else "possible",
        reason=f'a trigger of the vocabulary, "{" ".join(met.trigger.split())}"{check}',
        fields={**fields, "says": f"{says}."},
        anchors=(words, *found.spans),
        surface=s.printed,
        entities=tuple(dict.fromkeys(found.entities)),
        event=kind.type or None,
        title=says,
        slug="-".join(part for part in (who[0].id if who else "", slug(kind.type)) if part),
        sentence=(s[0].start, s[-1].end),
    )


def _says(kind: Kind, found: Filled) -> str:
    if found.place:
        return f"{kind.name} in {found.place.name}"
    return f"{kind.name}: {in_a_row(who.name for who in found.actors)}" if found.actors else kind.name
