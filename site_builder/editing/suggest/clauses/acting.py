"""Who does what a verb says, be it a person, a state, a body or a company.

Stricter than `grammar.subject`, which knows people by their titles: here all between the one who acts and
the verb must be known to belong there. Where it is not, nobody is found.
"""

from collections.abc import Callable, Iterator

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.governing_verbs import asked_to, governing
from site_builder.editing.suggest.clauses.grammar import PEOPLE
from site_builder.editing.suggest.clauses.interruptions import interruption, relative_before
from site_builder.editing.suggest.clauses.parties import PARTIES, party_at, state_of
from site_builder.editing.suggest.clauses.starts_of_names import (
    before_unnamed,
    start_of_group,
    start_of_name,
)
from site_builder.editing.suggest.people.common_nouns import meant_by_noun, pair_at
from site_builder.editing.suggest.people.looking_back import sentences_before
from site_builder.editing.suggest.people.referring import Who, person_at
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.sentences.arms import is_arms
from site_builder.editing.suggest.sentences.story import Sentence, Story

_PREPOSITIONS = lexicon.words("prepositions")
_CLAUSES = lexicon.words("clause prepositions")
_BETWEEN = lexicon.words("words before verbs")
_HEADS = lexicon.words("heads of groups")
_ROLES = lexicon.words("roles")
_DESCRIBING = lexicon.words("words before what describes")
_RELATIVES = lexicon.words("relatives")
_PAST = lexicon.words("past forms of verbs")
_STEPS = 40
"""So many steps are taken back from a verb to whoever acts."""
_BEFORE_HEAD = 5
"""So many words may describe a noun such as "forces" before it: "Norwegian special operations forces"."""
_DESCRIBED = 3
"""So many words may describe a name between it and a preposition."""
_MOST = 12
"""So many may act together."""


def actor_at(story: Story, s: Sentence, i: int, other: str = "") -> Who | None:
    """Give whoever a token names: a person, a body by itself, else a party."""
    who = s[i].who
    if who is None:
        return _meant(story, s, i, other)
    if who.kind == "place" and s.word(i - 1) in lexicon.words("definite"):
        return None
    if who.kind in {"body", "media"}:
        return None if i + 1 < len(s) and s[i + 1].gap == " " and is_arms(s, i + 1) else Who(who, i)
    return person_at(story, s, i, other) or party_at(story, s, i, other)


def _meant(story: Story, s: Sentence, i: int, other: str) -> Who | None:
    """Give whom a word that is no name stands for: "it", "she", "the company", "the country"."""
    if s.word(i) in lexicon.words("pronouns of bodies"):
        return _who_says(story, s, i)
    if s.word(i) in lexicon.words("pronouns"):
        return _in_paragraph(story, s, person_at(story, s, i, other))
    if s.word(i + 1) == "of":
        return None  # "the state of Merrow" is none that was named before
    return meant_by_noun(story, s, i) or person_at(story, s, i, other) or party_at(story, s, i, other)


def _who_says(story: Story, s: Sentence, i: int) -> Who | None:
    """Whom "it" stands for: "the Norland army said it had left", "came to Kesh, where it met John Berg"."""
    if s.word(i - 1) == "where" and s.gap(i - 1).startswith(","):
        return _of_main_clause(story, s, i)
    return _of_saying(story, s, i)


def _of_main_clause(story: Story, s: Sentence, i: int) -> Who | None:
    """As in "An envoy of the Norland army came to Kesh, where it met": who acts first in the sentence."""
    past = (k for k in range(1, i - 1) if s.word(k) in _PAST or s.word(k).endswith("ed"))
    verb = next((k for k in past if "-" not in s.word(k)), None)  # not "the army-led government"
    who = acting(story, s, verb) if verb is not None else ()
    one = who[0].entity if len(who) == 1 else None
    return Who(one, i, sure=False) if one and one.kind in {"state", "body"} else None


def _of_saying(story: Story, s: Sentence, i: int) -> Who | None:
    """As in "the Norland army said it had left": whoever alone says so, be it a state or a body."""
    verb = i - 1 - (s.word(i - 1) == "that")
    while verb > 0 and (
        s[verb].time
        or s.word(verb) in {"late", "early"}
        or (s[verb + 1].time and s.word(verb) in lexicon.words("words before times"))
    ):
        verb -= 1  # "said on Thursday that it"
    verb = _behind_told(s, verb)
    if s.word(verb) not in lexicon.words("said") or any(c in s[i].gap for c in ',;:"'):
        return None
    who = acting(story, s, verb)
    one = who[0] if len(who) == 1 else None
    return Who(one.entity, i, sure=False) if one and one.entity.kind in {"state", "body"} else None


def _behind_told(s: Sentence, last: int) -> int:
    """As in "told Congress that it", "told the Keshian parliament that it": the verb before who was told."""
    first = last if last > 0 and s[last].who else 0
    told = (k for k in range(first - 1, max(-1, first - 1 - _DESCRIBED), -1) if s.word(k) == "told")
    return next(told, last)


def _in_paragraph(story: Story, s: Sentence, who: Who | None) -> Who | None:
    """Whom "he" stands for is named in the paragraph, the sentence before, or before others with "he"."""
    near, chained = [s], True
    for one in sentences_before(story, s):
        if one.paragraph != s.paragraph and one.index < s.index - 1 and not chained:
            break
        near.append(one)
        chained = chained and not lexicon.words("pronouns").isdisjoint(one.vocabulary)
    named = who and any(token.who and token.who.id == who.entity.id for one in near for token in one.tokens)
    return who if named else None


Reader = Callable[[Story, Sentence, int], Who | None]
"""How somebody is read at a token."""


def acting(story: Story, s: Sentence, verb: int, read: Reader = actor_at) -> tuple[Who, ...]:
    """Find all who do what a verb says, in their order; nobody where the words before do not tell."""
    end = end_of_actors(s, verb)
    if end < 0:
        return ()
    return pair_at(story, s, end) or tuple(reversed(tuple(_together(story, s, end, read))))


def end_of_actors(s: Sentence, verb: int) -> int:
    """Find the last token of those who do it, also through "agreed to": before the first where none do."""
    end = _before_verb(s, verb)
    for _ in range(_STEPS):
        if end < 0 or s.word(end) not in {"to", "and", "but"}:
            return end
        if s.word(end) == "to" and (asked := asked_to(s, end + 1)):
            return asked[-1]
        verb_before = governing(s, end)
        end = _before_verb(s, verb_before) if verb_before is not None else -1
    return -1


def end_of_subject(s: Sentence, verb: int) -> int:
    """Find the last token of the subject of a verb; before the first where there is none."""
    return _before_verb(s, verb)


def _before_verb(s: Sentence, verb: int) -> int:
    """Find the last token of the subject: auxiliaries, adverbs, times and interruptions stand behind it."""
    i = verb - 1
    while i >= 0:
        gap = s[i + 1].gap
        within = s[i].aside and s[i + 1].aside  # "Lance (MSE: LNC) won"
        if not within and any(c in gap for c in ';:"'):
            return -1
        inserted = s[i].time is not None and "," in gap  # "Ann Hale, who met her on Monday, is to go"
        if _stands_between(s, i) and not (inserted and relative_before(s, i)):
            i -= 1
        elif "," in gap and (start := interruption(s, i)) is not None:
            if _names_who_acts(s, start, i):
                return i  # "the spokesman, Ann Hale, said", "in Kesh, Ann Hale, the premier, said"
            i = start - 1
        else:
            return _without_place(s, i)
    return -1


def _names_who_acts(s: Sentence, first: int, last: int) -> bool:
    """Tell whether two commas enclose no more than a name, or one behind a title: "General Ann Hale"."""
    title = s[last].kind == "person" and first < last and np_start(s, last) <= first
    alone = s[last].kind in {"person", "body"} and (first == last or title)
    return alone and not _is_named_before(s, first)


def _without_place(s: Sentence, i: int) -> int:
    """As in "the Parliament of Merrow (PM), Norland voted": what lies in a place acts, not the place."""
    before = next((k for k in range(i - 1, -1, -1) if not s[k].aside), -1)
    lies_in = s[i].kind in {"state", "place"} and "," in s[before + 1].gap + s[i].gap
    return before if lies_in and before >= 0 and s[before].kind == "body" else i


def _stands_between(s: Sentence, i: int) -> bool:
    word = s.word(i)
    timed = s[i].time is not None or (word in lexicon.words("words before times") and _is_timed(s, i + 1))
    return (
        timed
        or s[i].aside
        or word in _BETWEEN
        or word in _RELATIVES
        or (word.endswith("ly") and word not in _HEADS)
    )


def _is_timed(s: Sentence, i: int) -> bool:
    return i < len(s) and s[i].time is not None


# ------------------------------------------------------------------ a row before the verb


def _together(story: Story, s: Sentence, end: int, read: Reader) -> Iterator[Who]:
    """Give those who act together, the last first: "A, B and C", none of them after a preposition."""
    found: list[Who] = []
    while end >= 0 and len(found) < _MOST:
        one = _noun_phrase(story, s, end, read) or (_shared_group(story, s, end) if found else None)
        if one is None and not found and (named := before_unnamed(s, end)) is not None:
            end = named
            continue
        if one is None:
            if found and _is_led(s, start_of_name(s, end)):
                found.clear()  # "a tour of Asia and Norland"
            break
        first, who = one
        found.append(who)
        before = s.word(first - 1)
        listed = len(found) > 1 and before == "" and "," in s.gap(first) and _goes_on(s, first)
        listed = listed or (
            s[first].kind == "demonym" and s[max(first - 1, 0)].kind == "demonym" and "," in s.gap(first)
        )
        if before == "and" or listed:
            end = first - 2 if before == "and" else first - 1
            if before == "and" and "," in s.gap(first - 1) and not (_is_name(s, end) and _is_listed(s, end)):
                break
        elif before in lexicon.words("counterparts", "words for hosts"):
            end = _before_counterparts(s, first - 1)
        elif _is_of_counterpart(s, first):
            end = _before_counterparts(s, first - 3)
        else:
            if _is_led(s, start_of_group(s, first)):
                found.clear()
            break
    yield from found


def _is_listed(s: Sentence, end: int) -> bool:
    """Tell "Kesh, Norland, and" from "it is Kesh, and": a comma and a name stand before, or a title does."""
    first = np_start(s, end) if s[end].kind == "person" else start_of_name(s, end)
    return first == 0 or (s.gap(first).startswith(",") and _is_name(s, first - 1)) or s[end].kind == "person"


def _is_led(s: Sentence, first: int) -> bool:
    """Tell whether a preposition stands before words, or before a few more: "from the outgoing"."""
    for k in range(first - 1, max(-1, first - 1 - _DESCRIBED), -1):
        word = s.word(k)
        if word in {"whom", "which"}:
            return False  # "with whom Ann Hale spoke"
        if word in _PREPOSITIONS:
            led = word == "by" and s.word(k - 1) in lexicon.words("led")
            return word not in _CLAUSES and not led  # "a delegation led by Ann Hale met"
        if k == first - 1 and word in lexicon.words("lengths of stays"):
            return False  # "in the evening Ann Hale dined"
        plain = bool(word) and s[k].text.islower() and s.gap(k + 1).strip() == ""
        if not plain or word in _BETWEEN or word in lexicon.words("openers"):
            return False
    return False


def _goes_on(s: Sentence, first: int) -> bool:
    return first > 0 and _is_name(s, first - 1)


def _is_name(s: Sentence, i: int) -> bool:
    return i >= 0 and s[i].kind in {"person", "state", "body"}


def _is_named_before(s: Sentence, i: int) -> bool:
    return _is_name(s, i - 1) and s.word(start_of_name(s, i - 1) - 1) not in _PREPOSITIONS


def _is_of_counterpart(s: Sentence, first: int) -> bool:
    """As in "Ann Hale and her counterpart from Kesh, John Berg,"."""
    of_state = first > 2 and s[first - 1].kind in {"state", "body"} and s.gap(first) == ", "
    return (
        of_state
        and s.word(first - 2) in {"from", "of"}
        and s.word(first - 3) in lexicon.words("counterparts")
    )


def _before_counterparts(s: Sentence, i: int) -> int:
    """As in "Ann Hale and her Keshian counterpart, John Berg,": the token of the name before."""
    for k in range(i - 1, max(-1, i - _BEFORE_HEAD - 4), -1):
        if s.word(k) in lexicon.words("owning pronouns"):
            return k - 2 if s.word(k - 1) == "and" else -1
    return -1


def _noun_phrase(story: Story, s: Sentence, end: int, read: Reader) -> tuple[int, Who] | None:
    """Read one who acts from the last token of the words for them; and where these begin."""
    head = _head(s, end)
    if head is None:
        return None
    first, i = head
    if s[i].owns:
        return None
    whose = s.word(i) in _HEADS and s.word(i) not in lexicon.words("nouns of companies")
    group = _group(story, s, i) if whose else None
    if group:
        return group
    who = meant_by_noun(story, s, i) if s.word(i) in _HEADS else read(story, s, i)
    if who is None:
        return _company_of(s, i)
    kind = PEOPLE if who.entity.kind == "person" else PARTIES
    first = min(first, kind.start(s, i))
    if first > 0 and who.entity.kind == "person" and s[first - 1].owns and s[first - 1].kind == "state":
        first -= 1  # "Norland's Ann Hale"
    if who.at < i and kind is PARTIES:
        first = start_of_name(s, kind.start(s, who.at))  # "her Keshian counterpart"
    apposed = _apposed(s, first, who)
    return (PEOPLE.start(s, apposed.at), apposed) if apposed is not who else (first, who)


def _company_of(s: Sentence, i: int) -> tuple[int, Who] | None:
    """As in "Lance's train unit"."""
    if s.word(i) not in lexicon.words("parts of companies"):
        return None
    for k in range(i - 1, max(-1, i - _BEFORE_HEAD), -1):
        who = s[k].who
        if who and who.kind == "body" and s[k].owns:
            return start_of_name(s, k), Who(who, k, sure=False)
        if who or s[k + 1].gap.strip() not in {"", "-"} or s.word(k) in _PREPOSITIONS:
            return None
    return None


def _apposed(s: Sentence, first: int, who: Who) -> Who:
    """As in "Ann Hale, the Norland premier": the name rather than the role."""
    before = s[first - 1].who if first else None
    named = not who.sure and before is not None and before.kind == "person" and s[first].gap.startswith(",")
    return Who(before, first - 1) if named and before else who


def _head(s: Sentence, end: int) -> tuple[int, int] | None:
    """Find the noun that others describe after it, and where its words begin: "Ann Hale of Norland".

    Of "the government of Kesh" it is Kesh; of "the leaders of Kesh and Norland" each by itself.
    """
    i = end
    for _ in range(3):
        first = np_start(s, i) if s[i].kind == "person" else start_of_name(s, i)
        if s.word(first - 1) not in _DESCRIBING:
            return first, i
        head = _head_noun(s, first - 2)
        noun = s[head].low.split()[-1] if s[head].amount else s.word(head)  # "two envoys of Kesh"
        if head < 0 or noun in _ROLES or not (s[head].kind or noun in _HEADS):
            return None
        if (
            noun in _HEADS
            and (s[i].kind in {"state", "body", "place"} or _is_cabinet_of(s, head, i))
            and (s.word(first - 1) in {"of", "from"} or (s.word(first - 1) == "at" and s[i].kind == "body"))
        ):
            return start_of_name(s, head), i
        i = head
    return None


def _is_cabinet_of(s: Sentence, head: int, i: int) -> bool:
    """As in "the cabinet of Ann Hale", for which whoever leads it stands."""
    return s[i].kind == "person" and s.word(head) in {"cabinet", "government", "administration"}


def _head_noun(s: Sentence, i: int) -> int:
    """As in "the chiefs of staff of Kesh", "the ministers of foreign affairs of": the noun that leads."""
    words = lexicon.words("role words") | {"staff", "affairs"}
    k = i
    while k > 0 and s.word(k) in words and s.word(k) not in _HEADS and s.gap(k) == " ":
        k -= 1
    return k if k < i and s.word(k) in _HEADS and s.word(k + 1) in {"of", "for"} else i


def _shared_group(story: Story, s: Sentence, i: int) -> tuple[int, Who] | None:
    """As in "Norwegian and Kenyan officials", of the first."""
    who = s[i].who
    listed = i + 1 < len(s) and s[i + 1].kind == "demonym" and "," in s[i + 1].gap
    if who and who.kind == "demonym" and (s.word(i + 1) == "and" or listed):
        return start_of_name(s, i), Who(state_of(story, who.state, who.name), i)
    return None


def _group(story: Story, s: Sentence, i: int) -> tuple[int, Who] | None:
    """As in "Norwegian military officials": whose they are acts."""
    for k in range(i - 1, max(-1, i - _BEFORE_HEAD - 1), -1):
        if (
            s[k + 1].gap.strip() not in {"", "-", "'s", "'"}
            or s.word(k) in _PREPOSITIONS
            or s.word(k) == "whose"
        ):
            return None
        who = s[k].who
        if who and who.kind == "demonym":
            return start_of_name(s, k), Who(state_of(story, who.state, who.name), k)
        if who and who.kind in {"state", "body"}:
            return start_of_name(s, k), Who(who, k)
        if who or s[k].time:
            return None
    return None
