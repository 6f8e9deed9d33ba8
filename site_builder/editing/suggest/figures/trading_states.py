"""Between which two states a sum of trade is."""

from collections.abc import Iterator

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.named_in_clauses import (
    led_by,
    named_or_meant,
    title_of,
)
from site_builder.editing.suggest.figures.subjects import clause_start_of
from site_builder.editing.suggest.people.datelines import dateline_end
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence, Story, is_title


def partners(story: Story, s: Sentence, i: int, one: Entity | None) -> tuple[Entity, Entity] | None:
    """As in "trade between Norland and Kesh", "its trade with Kesh", "trade of the two countries"."""
    first, *others = _partners(story, s, i, one) or (None,)
    known = first is not None and first.kind == "state" and len(others) == 1
    return (first, others[0]) if known and first and others[0] not in {None, first} else None


def _partners(story: Story, s: Sentence, i: int, one: Entity | None) -> tuple[Entity | None, ...]:
    start = clause_start_of(s, i)
    said = lexicon.words("said")
    end = next((k for k in range(i + 1, len(s)) if s[k].gap.strip() or s.word(k) in said), len(s))
    states = [k for k in range(start, end) if s[k].kind in {"state", "demonym"} and not s[k].aside]
    named = {k: who for k in states if (who := named_or_meant(story, s, k)) and who.kind == "state"}
    led = {k: led_by(s, k, start) for k in named}
    joined = {k: who for k, who in named.items() if "and" in s.words(k - 2, k)}
    if "between" in led.values() and joined:
        return next(who for k, who in named.items() if led[k] == "between"), *joined.values()
    if withs := [who for k, who in named.items() if led[k] == "with"]:
        return one, *withs
    if lexicon.words("words of two states").isdisjoint(s.words(start, end)):
        return ()
    if len(named) == 2:
        return tuple(named.values())  # "Norland and Kesh want to raise their trade"
    first = next((line for line in story.sentences if not (line.headline or is_title(story, line))), None)
    before = (*story.sentences[max(0, s.index - 1) : s.index], title_of(story), first)
    told = ({who.id: who for who in _states_named(story, line)} for line in before if line)
    return next((tuple(pair.values()) for pair in told if len(pair) == 2), ()) if not named else ()


def _states_named(story: Story, s: Sentence) -> Iterator[Entity]:
    for k in range(dateline_end(s), len(s)):
        who = named_or_meant(story, s, k) if s[k].kind in {"state", "demonym"} else None
        if who and who.kind == "state":
            yield who
