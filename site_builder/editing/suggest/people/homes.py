"""Which states those serve whom an article names."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.people.datelines import is_dateline
from site_builder.editing.suggest.people.roles import np_start, role_after, role_before
from site_builder.editing.suggest.proposals.names import slug
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.names import countries

_BEGINNING = 4
"""So many sentences at the head of an article may have its dateline, and name its own ministers."""
_LED = 5
"""So many words before "led by" whom somebody leads, and so many before these whose they are."""


@lru_cache(maxsize=2)
def home_states(story: Story) -> Mapping[str, str]:
    """Tell which state each person serves: the registry's, else that of a role in the article."""
    homes: dict[str, str] = {}
    for s in story.sentences:
        for i, token in enumerate(s.tokens):
            if token.who and token.who.kind == "person" and not homes.get(token.who.id):
                of = _served(s, i) or _ruled(s, i) or _led(s, i) or _hosting(s, i) or _owned(s, i)
                homes[token.who.id] = token.who.state or story.directory.country(of) or of
    return {**homes, **dict(_at_dateline(story, homes))}


@cache
def ids_of_states() -> frozenset[str]:
    """Give the ids of all states: who serves a body without a state serves another."""
    return frozenset(map(slug, countries.states()))


def _at_dateline(story: Story, homes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """As in "MERROW - Prime Minister Ann Hale": a minister of whom no state is told serves that of the town.

    It is not so where a sentence names another state, or a place in one; presidents are named by themselves.
    """
    first = next((s.tokens[0].who for s in story.sentences[:_BEGINNING] if is_dateline(s)), None)
    state = first.state if first and first.kind in {"place", "state"} else ""
    told: set[str] = set()
    for s in story.sentences[:_BEGINNING] if state else ():
        for i, token in enumerate(s.tokens):
            who = token.who
            if who is None or who.kind != "person" or homes.get(who.id) or who.id in told:
                continue
            told.add(who.id)  # where the article names them first
            office = lexicon.words("offices of one state").isdisjoint(s.words(np_start(s, i), i))
            others = {other.who.state for other in s.tokens if other.who and other.who.kind != "person"}
            if not office and others <= {"", state}:
                yield who.id, state


def _served(s: Sentence, i: int) -> str:
    """As in "the Keshian premier, Ann Hale", "Admiral Ann Hale, head of the Keshian Navy".

    Of a body it is its state; the words before a name may be no more than a rank.
    """
    for role in (role_before(s, i), role_after(s, i)):
        if role and role.of:
            bodies = (who for k in range(role.first, role.end) if (who := s[k].who) and who.id == role.of)
            return next((who.state for who in bodies if who.state), role.of)
    return ""


def _ruled(s: Sentence, i: int) -> str:
    """As in "King Omar of Norland", "Ann Hale of Norland": the state behind the name."""
    behind = s[i + 2].who if s.word(i + 1) == "of" and i + 2 < len(s) and s.gap(i + 2) == " " else None
    return behind.id if behind and behind.kind == "state" and s.gap(i + 1) == " " else ""


def _owned(s: Sentence, i: int) -> str:
    """As in "Norland's Ann Hale", where no role stands between."""
    whose = s[i - 1].who if i and s[i - 1].owns and s.gap(i) == " " else None
    return whose.id if whose and whose.kind == "state" else ""


def _led(s: Sentence, i: int) -> str:
    """As in "a Keshian delegation headed by Ann Hale": whose those are whom somebody leads."""
    by = np_start(s, i) - 1
    if s.word(by) != "by" or s.word(by - 1) not in lexicon.words("led"):
        return ""
    group = next(
        (k for k in range(by - 2, max(-1, by - 2 - _LED), -1) if s.word(k) in lexicon.words("mission nouns")),
        0,
    )
    before = (s[k].who for k in range(group - 1, max(-1, group - 1 - _LED), -1))
    return next((who.state for who in before if who and who.kind in {"state", "demonym"}), "")


def _hosting(s: Sentence, i: int) -> str:
    """As in "her Keshian host, John Berg"."""
    host = s.gap(i).startswith(",") and s.word(i - 1) in lexicon.words("words for hosts")
    before = s[i - 2].who if host and i > 1 else None
    return before.state if before and before.kind == "demonym" else ""
