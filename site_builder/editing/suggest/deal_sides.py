"""The sides of a deal: who does what a verb says, from whom, to whom."""

from collections.abc import Sequence

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.arms import Party, is_arms, party_at
from site_builder.editing.suggest.grammar import CLAUSE, PREPOSITIONS
from site_builder.editing.suggest.story import Sentence, Story

_OPENERS = lexicon.words("openers") | lexicon.words("said") | {"to"}


def subject_party(story: Story, s: Sentence, verb: int, other: str = "") -> Party | None:
    """Find the state, body or company that does what a verb says."""
    for i in range(verb - 1, max(-1, verb - CLAUSE), -1):
        if any(c in s[i + 1].gap for c in ";:"):
            return None
        party = None if s[i].aside else party_at(story, s, i, other)
        if party is None or (s[i].owns and not _has_firms_or_troops(s, i, verb)):
            continue
        first = i
        while (
            first > 0
            and s[first].gap == " "
            and (
                s.word(first - 1)
                in {"the", "a", "an", "its", "strategic", "small", "neighboring", "neighbouring"}
                or _is_name(s, first - 1)
            )
        ):
            first -= 1
        before = s.word(first - 1)
        relative = any(s.word(k) in {"that", "which", "who"} for k in range(i + 1, min(i + 3, verb)))
        if (
            relative
            or first == 0
            or before in _OPENERS
            or (s[first].gap.strip() and before not in PREPOSITIONS)
            or s[first - 1].time
        ):
            return party
    return None


def _is_name(s: Sentence, i: int) -> bool:
    who = s[i].who
    return bool(who and who.kind == "demonym")


def _has_firms_or_troops(s: Sentence, i: int, verb: int) -> bool:
    return any(
        s.word(k) in lexicon.words("government words") | lexicon.words("company words")
        for k in range(i + 1, min(i + 4, verb))
    )


def parties_after(
    story: Story, s: Sentence, at: int, word: str, *, end: int, other: str = ""
) -> tuple[Party, ...]:
    """Find the parties after a preposition: "from Israel", "to the country"."""
    for i in range(at, min(end, len(s))):
        if s.word(i) == word:
            found = parties_at(story, s, i + 1, other)
            if found:
                return found
    return ()


def parties_at(story: Story, s: Sentence, at: int, other: str = "") -> tuple[Party, ...]:
    """Parties in a row: "Israel", "Israel and Turkey", "the Israeli company Elbit"."""
    found: list[Party] = []
    for i in range(at, min(len(s), at + 7)):
        party = party_at(story, s, i, other)
        follows = s[i].gap.strip() in {"", ","} or i == at
        if not follows:
            break
        if party and not (found and s[i].gap == " " and s.word(i - 1) != "and" and not _is_name(s, i - 1)):
            if (found and s.word(i - 1) == "and") or not found or s[i].gap.startswith(","):
                found.append(party)
            continue
        if found and s.word(i) != "and":
            break
        if s.word(i) in PREPOSITIONS | lexicon.words("said") or s[i].time or s[i].amount:
            break
        if not found and i > at + 3 and not s[i].who:
            break
    return tuple(found)


def topic(story: Story, s: Sentence, suppliers: Sequence[Party]) -> tuple[Party, ...]:
    """The buyer that the sentences before are about, where this one names none."""
    given = {p.entity.id for p in suppliers}
    for before in reversed(story.sentences[max(0, s.index - 2) : s.index]):
        states = [t.who for t in before.tokens if t.who and t.who.kind == "state" and t.who.id not in given]
        if states:
            return (Party(states[0], 0, sure=False),)
    return ()


def nearest_owner(story: Story, s: Sentence, at: int) -> Party | None:
    """Who has the arms: the last state or force named before them."""
    for k in range(at - 1, -1, -1):
        party = party_at(story, s, k)
        if party:
            return party
    return None


def as_side(party: Party | None) -> tuple[Party, ...]:
    """Give the party as a side of a deal, empty where there is none."""
    return (party,) if party else ()


def clause_end(s: Sentence, at: int) -> int:
    """Find the token after which another clause starts, or what is too far away starts."""
    far = min(len(s), at + 1 + CLAUSE)
    for i in range(at + 1, far):
        if any(c in s[i].gap for c in ";:") or (
            s[i].gap.startswith(",")
            and s.word(i) in {"while", "but", "which", "who", "where", "although", "said", "and"}
            and not is_arms(s, i + 1 if i + 1 < len(s) else i)
        ):
            return i
    return far
