"""Where frames look for the place of an event."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.places_and_times import place_after
from site_builder.editing.suggest.clauses.players import named_at
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.clauses.verbs_and_nouns import is_passive
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.sentences.story import Sentence, Story

_NEAR, _FAR = 5, 16
_AFTER_PLACES = lexicon.words(
    "prepositions",
    "openers",
    "words before verbs",
    "relatives",
    "clause openers",
    "said",
    "finite verbs",
    "past forms of verbs",
    "conjunctions",
    "words before times",
    "definite",
)
_BACK = 12
"""So many words before a verb a place is looked for at the head of its sentence."""


def of_event(c: Reading) -> Players:
    """The first place after "in" or "at" behind a verb, else one at the head of the sentence."""
    words = lexicon.words("words before places of events")
    behind = (k for k in _own_words(c) if c.s.word(k) in words)
    head = (k for k in range(_end_of_head(c)) if c.s.word(k) in words and c.at - k < _BACK)
    led = (k for k in (*behind, *head) if k + 1 < len(c.s) and not c.s[k + 1].time)  # "in 2029"
    places = ((k, place_after(c.s, k + 1, 7)) for k in led)
    found = (
        named_at(c.s, place)
        for k, place in places
        if not _is_described_by(c, place) and not _is_of_other(c, k, place)
    )
    return next((place for place in found if place), ()) or place_there(c) or _before_when(c)


def place_there(c: Reading) -> Players:
    """As in "said in Merrow that she had talks there with John Berg": the place named last before."""
    if c.s.word(0) == "there" and "," in c.s.gap(1):
        return _last_place(c.story, c.s)
    last = max((who.at + 1 for found in c.roles.values() for who in found), default=c.after)
    if "there" not in (*c.s.words(c.after, c.after + 2), c.s.word(last)):
        return ()
    before = (k for k in range(c.at - 1, -1, -1) if c.s[k].kind in {"place", "state"} and not c.s[k].owns)
    return named_at(c.s, next(before, None))


def _before_when(c: Reading) -> Players:
    """As in "had been to Kesh in May, when she and John Berg met": where the clause before was."""
    s = c.s
    when = next((k for k in range(c.at - 1, max(0, c.at - _BACK), -1) if s.word(k) == "when"), 0)
    if c.pattern.family != "meetings" or not s.gap(when).startswith(",") or s[when - 1].time is None:
        return ()
    led = (k for k in range(when - 1, 0, -1) if s.word(k) in {"in", "to", "at"} and not s[k + 1].time)
    at = next((place_after(s, k + 1, 3) for k in led), None)
    return named_at(s, at) if at is not None and at < when else ()


def _last_place(story: Story, s: Sentence) -> Players:
    """As in "The tour began in Merrow. There, on Monday,": the place named last in the sentence before."""
    before = story.sentences[s.index - 1] if s.index else None
    places = (token.who for token in reversed(before.tokens if before else ()) if not token.owns)
    found = next((who for who in places if who and who.kind in {"place", "state"}), None)
    return (Who(found, 0, sure=False),) if found else ()


def _end_of_head(c: Reading) -> int:
    """As in "On the sidelines of the summit in Merrow, Ann Hale met": up to the comma; else a few words."""
    comma = next((k for k in range(1, c.at) if "," in c.s[k].gap), 0)
    opens = c.s.word(0) in {"on", "at", "during", "after", "following", "before"}
    occasion = not lexicon.words("words of occasions").isdisjoint(c.s.words(1, comma))
    return comma if opens and occasion else min(3, c.at)


def of_summit(c: Reading) -> Players:
    """As in "the fifth summit in Merrow brought together": the place of the noun before the verb."""
    before = range(c.at - 1, max(-1, c.at - _BACK), -1)
    noun = next((k for k in before if c.s.word(k) in lexicon.words("summits")), len(c.s))
    led = c.s.word(noun + 1) in lexicon.words("words before places of events")
    return named_at(c.s, place_after(c.s, noun + 2, _NEAR)) if led else ()


def _is_of_other(c: Reading, k: int, place: int | None) -> bool:
    """As in "a deal for jets made in Kesh", "in arms from Kesh": where something else is from."""
    before = c.s.word(k - 1)
    participle = before.endswith("ed") or before in lexicon.words("participles")
    participle = participle and before not in lexicon.words("words of being held")  # "talks resumed in Kesh"
    main = lexicon.words("being", "being and having") | {"and"}  # "struck a wire and crashed near"
    other = k - 1 >= c.after and participle and c.s.word(k - 2) not in main
    if c.pattern.family == "meetings" and before in lexicon.words("what goes on in places"):
        return True  # "discussed the war in Kesh"
    beyond = lexicon.words("prepositions", "relatives") - {"of"}  # "around the time that Kesh left"
    return other or (place is not None and not beyond.isdisjoint(c.s.words(k + 1, place)))


def _is_described_by(c: Reading, place: int | None) -> bool:
    """As in "in a Norland operation", "in the Norland election", which tell whose it was."""
    if place is None:
        return False
    s, after = c.s, c.s.word(place + 1)
    plain = bool(after) and s[place + 1].text.islower() and s[place + 1].gap == " " and not s[place].owns
    more = plain and not (after in _AFTER_PLACES or after.endswith(("ly", "ed", "ing")))
    more = more and not (s.word(place - 1) == "the" and after in lexicon.words("kinds of places"))
    return s.word(place - 1) in {"a", "an"} or more


def as_object(c: Reading) -> Players:
    """As in "shelled the town of Merrow"."""
    for k in range(c.after, min(len(c.s), c.after + _NEAR)):
        if c.s[k].kind == "place":
            return () if c.s[k].owns else named_at(c.s, k)
        if (
            c.s[k].who
            or c.s[k].time
            or (c.s.word(k) in lexicon.words("prepositions") and c.s.word(k) != "of")
        ):
            break
    return ()


def led_to_or_from(c: Reading) -> Players:
    """As in "sent troops to Kesh", "withdrew from Merrow"."""
    words = lexicon.words("prepositions of ways")
    behind = (k for k in range((c.object or c.at) + 1, min(len(c.s), c.end)) if c.s.word(k) in words)
    return next((found for k in behind if (found := named_at(c.s, place_after(c.s, k + 1, 5)))), ())


def led_right_to(c: Reading) -> Players:
    """As in "troops were sent to Kesh": behind the first word of a way, not "to the hills from Kesh"."""
    words = lexicon.words("prepositions of ways")
    first = next((k for k in range(c.after, min(len(c.s), c.end)) if c.s.word(k) in words), None)
    return named_at(c.s, place_after(c.s, first + 1, _NEAR)) if first is not None else ()


def out_of(c: Reading) -> Players:
    """As in "pulled out of Kesh", "withdrew from Merrow": right behind the verb."""
    led = c.s.word(c.after) in {"of", "from"}
    return named_at(c.s, place_after(c.s, c.after + 1, _NEAR)) if led else ()


def _own_words(c: Reading) -> Iterator[int]:
    """Go over the words behind a verb that still tell of what it says: no other verb's and no clause's.

    What is inserted is passed over: "met Ann Hale, an envoy, in Merrow".
    """
    inserted = False
    end = len(c.s) if c.end < len(c.s) and _tells_when_held(c, c.end) else c.end
    for k in range(c.after, min(len(c.s), end, max(c.after, _last_named(c)) + _FAR)):
        if _ends(c, k) or _begins_source(c.s, k):
            return
        if "," in c.s[k].gap:
            inserted = c.s.word(k) in {"a", "an", "the"} or c.s[k].kind == "person"
        if not inserted:
            yield k


def _begins_source(s: Sentence, k: int) -> bool:
    """As in "met in March, her office in Merrow said on Friday": a comma, and who says so."""
    if not s[k].gap.startswith(","):
        return False
    end = next((j for j in range(k + 1, len(s)) if any(mark in s[j].gap for mark in ',;:"')), len(s))
    said = next((j for j in range(end - 1, k, -1) if s.word(j) in lexicon.words("said")), None)
    times = lexicon.words("words before times")
    return said is not None and all(s[j].time or s.word(j) in times for j in range(said + 1, end))


def _last_named(c: Reading) -> int:
    """As in "talks between Ann Hale and John Berg were held in Merrow": the last of those who took part."""
    noun = c.pattern.part == "noun" and c.pattern.family == "meetings"
    return max((who.at for found in c.roles.values() for who in found), default=0) if noun else 0


def _ends(c: Reading, k: int) -> bool:
    stop = lexicon.words("subordinators", "conjunctions", "relatives")
    said = c.s.word(k) in lexicon.words("said") and not is_passive(c.s, k, k + 1)
    further = c.s.words(k, k + 3) == ["as", "well", "as"]
    aim = c.s.word(k) == "to" and _is_verb(c.s, k + 1) and _leads_to_object(c.s, k + 2)
    aim = aim or (
        c.s.words(k, k + 2) == ["to", "be"] and c.s.word(k + 2) not in lexicon.words("words of being held")
    )
    verb = "," in c.s[k].gap and c.s.word(k) in lexicon.words("being and having")
    example = c.s.words(k, k + 2) == ["such", "as"]
    other = said or further or aim or verb or example
    left = c.s.word(k) in stop and not _tells_when_held(c, k)
    return other or left or any(m in c.s[k].gap for m in ';:"')


def _tells_when_held(c: Reading, k: int) -> bool:
    """As in "the summit, which is to be held in Merrow": the clause is of the noun itself."""
    relative = c.pattern.part == "noun" and c.s.word(k) in {"which", "that"}
    held = relative and not lexicon.words("words of being held").isdisjoint(c.s.words(k + 1, k + _NEAR))
    return held and not any(token.who for token in c.s.tokens[k + 1 : k + _NEAR - 1])


def _is_verb(s: Sentence, i: int) -> bool:
    """As in "voted to extend": no name and nothing that leads to one."""
    word = s.word(i)
    led = lexicon.words("definite", "prepositions", "roles")
    return bool(word) and s[i].text.islower() and word not in led and s[i].amount is None


def _leads_to_object(s: Sentence, i: int) -> bool:
    """Tell "to extend the mission" from "to life in prison"."""
    return i < len(s) and (s.word(i) in lexicon.words("definite") or bool(s[i].who or s[i].amount))


def body_that_meets(c: Reading) -> Players:
    """As in "the League summit", "the meeting of the ministers of the League countries": of no one state."""
    before = c.at - 1
    if before >= 0 and _is_of_many(c.s, before) and c.s.gap(c.at) == " ":
        return named_at(c.s, before)
    if c.s.word(c.after) != "of":
        return ()
    words = lexicon.words("members of a body", "articles") | {"of"}
    behind = range(c.after, min(len(c.s), c.after + _FAR))
    k = next((k for k in behind if c.s.word(k) not in words), None)
    return named_at(c.s, k) if k is not None and _is_of_many(c.s, k) else ()


def _is_of_many(s: Sentence, k: int) -> bool:
    who = s[k].who
    return who is not None and who.kind == "body" and not (who.state or s[k].owns)


PLACES: Final[Mapping[str, Callable[[Reading], Players]]] = {
    "body that meets": body_that_meets,
    "place of event": of_event,
    "place of the summit": of_summit,
    "place as object": as_object,
    "place it leads to or from": led_to_or_from,
    "place it leads right to": led_right_to,
    "place behind of or from": out_of,
}
"""Where frames look for the places of events, and the bodies that meet, by the names that tables give it."""
