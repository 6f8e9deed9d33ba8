"""Reads sentences by the patterns: what each tells, who plays which role, when, and whether it happened."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.arms_of_readings import arms_of
from site_builder.editing.suggest.clauses.clause_ends import clause_end
from site_builder.editing.suggest.clauses.grammar import PEOPLE
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.clauses.status_of_readings import status_of
from site_builder.editing.suggest.clauses.things_behind_verbs import thing_behind
from site_builder.editing.suggest.clauses.times_of_readings import with_time
from site_builder.editing.suggest.clauses.unnamed_actors import acts_unnamed
from site_builder.editing.suggest.clauses.verbs_and_nouns import (
    goes_to_stay,
    is_host_of_show,
    is_passive,
    is_verb,
    noun_start,
    undoing,
)
from site_builder.editing.suggest.clauses.words_of_readings import spans_of, stretches
from site_builder.editing.suggest.frames.role_places import fill_role
from site_builder.editing.suggest.patterns import DEALS, FAMILIES, Family, Pattern, known_by, patterns
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.proposals.proposal import MOST
from site_builder.editing.suggest.sentences.arms import has_arms, is_arms
from site_builder.editing.suggest.sentences.story import Sentence, Story, is_title
from site_builder.editing.suggest.visits.rows_told import each_told
from site_builder.model.extraction_results import TimeExpression
from site_builder.names.inflection import bases

_NEAR, _DOUBTS = 6, 10
_DATED, _FAR_DATED = 5, 9
"""So many words behind a verb its time stands at most, where it needs one."""
_INSERTED = 9
"""So many words two commas enclose behind a noun: "talks, which open on Monday, with"."""
_DATED_BEFORE = 6
"""So many words before a verb of visiting: "In 2029, the Norland premier went to"."""
_NOT_ASIDE: frozenset[Family] = DEALS | {"events", "statements"}
"""What brackets hold tells of these only where they hold the whole sentence."""


def read(story: Story) -> Mapping[Family, Sequence[Reading]]:
    """Read what an article tells, word by word: of each family by the first pattern that fits there."""
    found: dict[Family, list[Reading]] = {family: [] for family in FAMILIES}
    for s in story.sentences:
        for i in range(len(s)):
            done: set[Family] = set()
            for word, pattern in known_by(s.word(i), _first_word(s, i + 1)):
                family = found[pattern.family]
                if pattern.family not in done and len(family) < MOST and _may_be_told(pattern, s, i, word):
                    family += (more := tuple(_read(_met(story, s, i, word, pattern))))
                    done |= {pattern.family} if more else set()
    told = found["visits"] or any(not _is_title_alone(one.pattern, one.s, story) for one in found["meetings"])
    if told:
        found["meetings"] = [m for m in found["meetings"] if not _is_title_alone(m.pattern, m.s, story)]
    return found


def _is_title_alone(pattern: Pattern, s: Sentence, story: Story) -> bool:
    """Tell a meeting that a title tells in the past; it is read only where the text tells of none."""
    title = pattern.family == "meetings" and not pattern.headlines and is_title(story, s)
    return title and not s.headline


def read_title(story: Story) -> Reading | None:
    """Read the event that an article's title tells in the present: "Norland sues Kesh"."""
    s = story.sentences[0] if story.sentences else None
    if s is None or not (s.headline or is_title(story, s)):
        return None
    for i in range(1, len(s)):
        past = (form for base in sorted(bases(s.word(i))) for form in _present().get(base, ()))
        for word, pattern in past:
            told = replace(pattern, headlines=True)
            if pattern.family == "events" and _may_be_told(told, s, i, word):
                found = next(_read(_met(story, s, i, word, told)), None)
                if found:
                    return replace(found, time=None, spans=spans_of(found, time=None))
    return None


@cache
def _present() -> Mapping[str, Sequence[tuple[str, Pattern]]]:
    """Verbs of what is told by those who act, by what they may be forms of."""
    found: dict[str, list[tuple[str, Pattern]]] = {}
    for pattern in patterns("events"):
        verbs = [word for word in pattern.words if " " not in word] if pattern.voice == "active" else []
        for base, word in sorted((base, verb) for verb in verbs for base in bases(verb)):
            found.setdefault(base, []).append((word, pattern))
    return found


def _may_be_told(pattern: Pattern, s: Sentence, i: int, word: str) -> bool:
    """Tell at little cost where a sentence lacks what a pattern needs: most words begin several in vain."""
    return (
        (not pattern.arms or has_arms(s))
        and not any(needed.isdisjoint(s.vocabulary) for needed in pattern.needed)
        and not (pattern.part and (pattern.part == "verb") != is_verb(s, i))
        and not (pattern.voice and (pattern.voice == "passive") != is_passive(s, i, _after(i, word)))
        and not _is_aside(pattern.family, s, i)
        and not (pattern.voice == "active" and _is_owned(s, i))
    )


def _is_owned(s: Sentence, i: int) -> bool:
    """As in "Ann Hale's host, John Berg", "her Keshian host": no verb stands right behind whose it is."""
    owned = i > 0 and s[i - 1].owns and s.gap(i) == " "
    k = i - 1 - (i > 0 and s[i - 1].kind == "demonym")
    own = s.word(i) in lexicon.words("words for hosts") and s.word(k) in _owning()
    return owned or own or _is_priced_noun(s, i) or is_host_of_show(s, i)


def _is_priced_noun(s: Sentence, i: int) -> bool:
    """As in "a $2 billion order", which orders nothing itself."""
    amount = s[i - 1].amount if i > 1 and s.gap(i) == " " else None
    article = s.word(i - 2) in lexicon.words("articles")
    return article and amount is not None and amount.kind == "money"


def _after(at: int, word: str) -> int:
    return at + 1 + word.count(" ")


def _is_aside(family: Family, s: Sentence, i: int) -> bool:
    return family in _NOT_ASIDE and s[i].aside and not s[0].aside


def _first_word(s: Sentence, i: int) -> str:
    """As in "took" "over six tanks", where the number takes what belongs to the verb."""
    counted = i < len(s) and s[i].amount is not None
    return s.word(i).partition(" ")[0] if counted else s.word(i)


def _met(story: Story, s: Sentence, at: int, word: str, pattern: Pattern) -> Reading:
    split = " " in word and s.word(at + 1) != word.partition(" ")[2]  # "took over six tanks"
    after, end = _after(at, word) - split, clause_end(s, at)
    if pattern.family == "meetings" and (behind := _behind_insertion(s, after)) is not None:
        after, end = behind, max(end, clause_end(s, behind))
    return Reading(story=story, s=s, pattern=pattern, word=word, at=at, after=after, end=end)


def _behind_insertion(s: Sentence, after: int) -> int | None:
    """As in "talks, which open on Monday, with the rebels": where what was interrupted goes on."""
    told = s.word(after) in lexicon.words("words of talks to come") and s.gap(after) == ", "
    near = range(after + 1, min(len(s), after + _INSERTED) if told else 0)
    closes = next((k for k in near if "," in s.gap(k)), None)
    goes_on = closes is not None and s.word(closes) in {"with", "between"}
    return closes if goes_on else None


def _read(reading: Reading) -> Iterator[Reading]:
    if not _fits(reading):
        return
    complete = _with_words(reading)
    filled = complete and _with_roles(complete)
    if filled and filled.pattern.each_dated:
        yield from _each_dated(filled)
    elif filled:
        yield from map(with_time, each_told(filled))


def _with_words(reading: Reading) -> Reading | None:
    """Find the other words of a pattern; nothing where one is missing, or it did not happen."""
    pattern = reading.pattern
    lead, noun, arms = _lead(reading), thing_behind(reading) if pattern.object else None, arms_of(reading)
    status = status_of(reading, lead)
    if status == "not" or (pattern.certain and status != "happened"):
        return None
    missing = (pattern.needs_lead and lead is None) or (pattern.object and noun is None)
    if missing or (pattern.arms and not arms):
        return None
    return replace(reading, status=status, lead=lead, object=noun, arms=arms)


def _with_roles(reading: Reading) -> Reading | None:
    """Find who plays each role; nothing where nobody plays one that there must be."""
    for role, places in reading.pattern.roles:
        found = fill_role(reading, role, places)
        if not found and role not in reading.pattern.optional:
            return None
        reading = replace(reading, roles={**reading.roles, role: found})
    pattern = reading.pattern
    if not _are_of_kind(reading):
        return None
    told = not pattern.any_of or any(reading.roles[role] for role in pattern.any_of)
    acts = not pattern.subject or (pattern.voice != "passive" and bool(reading.roles.get("agents")))
    return reading if told and (acts or acts_unnamed(reading.s, reading.at, pattern.subject)) else None


def _are_of_kind(reading: Reading) -> bool:
    """Tell whether only people play the roles that are theirs, and only states and bodies those of these."""
    pattern = reading.pattern
    people = (who for role in pattern.people for who in reading.all(role))
    others = (who for role in pattern.no_people for who in reading.all(role))
    bodies = (who for role in pattern.no_states for who in reading.all(role))
    named = not pattern.named or all(
        who.kind == "person" or not pattern.named.isdisjoint(who.name.lower().split())
        for who in reading.all("agents")
    )
    return (
        named
        and all(who.kind == "person" for who in people)
        and all(who.kind != "person" for who in others)
        and all(who.kind not in {"state", "place"} for who in bodies)
    )


# ------------------------------------------------------------------ what must stand around


def _fits(reading: Reading) -> bool:
    s, at, after, pattern = reading.s, reading.at, reading.after, reading.pattern
    end = after + pattern.then_within if pattern.then_within else reading.end
    return (
        (
            pattern.headlines
            or _is_title_alone(pattern, s, reading.story)
            or not (s.headline or (pattern.who and is_title(reading.story, s)))
        )
        and not (pattern.who and _is_mere_state(s, at, pattern))
        and not (pattern.unless_after and _is_after(reading))
        and not (pattern.unless_doubted and pattern.unless_doubted.intersection(s.words(at - _DOUBTS, at)))
        and not (pattern.unless_near and _is_near(reading))
        and not (pattern.family == "visits" and (goes_to_stay(s, after) or _is_of_number(reading)))
        and not (pattern.who and pattern.part == "noun" and undoing(s, at) not in {"", *pattern.lead})
        and not _is_told(pattern.unless_told, s)
        and (not pattern.then or bool(pattern.then.intersection(s.words(after, end))))
        and (not pattern.dated or _has_time(pattern, s, at))
    )


def _is_of_number(reading: Reading) -> bool:
    """As in "expected" "at least 20 jets", where the number takes what belongs to the verb elsewhere."""
    return " " in reading.word and reading.after == reading.at + 1


def _is_told(words: frozenset[str], s: Sentence) -> bool:
    """Tell whether a sentence has one of some words, not as in "the final agreement", "a friendly talk"."""
    told = words & s.vocabulary
    describing = told & lexicon.words("words that also describe")
    return told != describing or any(
        s.word(k) in describing and not (s.gap(k + 1) == " " and s[k + 1].text.islower() and s.word(k + 1))
        for k in range(len(s) if describing else 0)
    )


def _has_time(pattern: Pattern, s: Sentence, at: int) -> bool:
    before, behind = (_DATED_BEFORE, _FAR_DATED) if pattern.family == "visits" else (2, _DATED)
    return any(token.time for token in s.tokens[max(0, at - before) : at + behind])


def _is_mere_state(s: Sentence, at: int, pattern: Pattern) -> bool:
    """As in "Falk Works is banned", which tells of no event, and in "Norland-designated"."""
    return s[at].gap == "-" or (pattern.voice == "passive" and s.word(at - 1) in {"is", "are"})


def _is_after(reading: Reading) -> bool:
    before = {reading.s.word(reading.at - 1), " ".join(reading.s.words(reading.at - 2, reading.at))}
    return bool(reading.pattern.unless_after & before)


def _is_near(reading: Reading) -> bool:
    """As in "four times", which may be one token."""
    s, after = reading.s, reading.after
    led = lexicon.words("prepositions") - {"of"}  # "received tanks from Kesh under a contract"
    behind = range(after + 1, after + _NEAR)
    end = next((k for k in behind if s.word(k) in led and reading.pattern.arms), after + _NEAR)
    near = tuple(
        s[k] for k in range(after, min(end, len(s))) if not is_arms(s, k)
    )  # "early warning aircraft"
    if s.word(end) == "with" and reading.pattern.arms and not any(is_arms(s, k) for k in range(after, end)):
        first = end + 1 + (s.word(end + 1) in lexicon.words("articles"))
        near += s.tokens[first : first + 1]  # "provided Kesh with funds for tanks"
    return any(token.low.split()[-1] in reading.pattern.unless_near for token in near)


def _lead(reading: Reading) -> int | None:
    s, pattern = reading.s, reading.pattern
    start = noun_start(s, reading.at) if pattern.part == "noun" else reading.at
    start -= s.word(start - 1) in lexicon.words("articles")
    before = range(start - 1, max(-1, start - 1 - pattern.lead_within), -1)
    lead = next((k for k in before if s.word(k) in pattern.lead and not _only_helps(s, k)), None)
    if lead is not None and any(mark in s.gap(k) for k in range(lead + 1, start + 1) for mark in ";:"):
        return None  # "a deal has been sealed: Kesh is to buy tanks"
    if lead is not None and pattern.who and any(s.word(k) in _modal() for k in range(lead + 1, start)):
        return None  # "announced that Kesh will sign a contract"
    if lead is not None and pattern.family == "meetings" and "that" in s.words(lead + 2, start):
        return None  # "said in Kesh that talks with Norland had failed"
    if lead is not None and _is_under(reading, lead, start):
        return None
    other = (
        lead is not None
        and pattern.lead_voice
        and (pattern.lead_voice == "passive") != is_passive(s, lead, lead + 1)
    )
    return None if other else lead


def _is_under(reading: Reading, lead: int, start: int) -> bool:
    """As in "received tanks under a contract", where the contract is not what was received."""
    deals = reading.pattern.family in DEALS and reading.pattern.part == "noun"
    between = lexicon.words("words before other contracts")
    return deals and not between.isdisjoint(reading.s.words(lead + 1, start))


def _only_helps(s: Sentence, k: int) -> bool:
    """As in "has awarded a contract", where another verb tells what was done."""
    after = s.word(k + 1)
    return s.word(k) in _verbs_between() and (after.endswith("ed") or after in lexicon.words("participles"))


@cache
def _owning() -> frozenset[str]:
    return lexicon.words("owning pronouns", "articles")


@cache
def _modal() -> frozenset[str]:
    return lexicon.words("modal verbs")


@cache
def _verbs_between() -> frozenset[str]:
    return lexicon.words("being and having", "modal verbs")


# ------------------------------------------------------------------ one for each date


def _each_dated(reading: Reading) -> Iterator[Reading]:
    """As in "meetings with A in April, as well as with B in May": one for each date."""
    s = reading.s
    group: list[int] = []
    closed = False
    for i in range(reading.after, len(s)):
        token = s[i]
        if token.who and not token.aside and PEOPLE.read(reading.story, s, i, ""):
            group = [i] if closed else [*group, i]
            closed = False
        elif token.time and not token.aside and group:
            closed = True
            yield _dated_group(reading, group, i, token.time)


def _dated_group(reading: Reading, group: list[int], at: int, time: TimeExpression) -> Reading:
    people = tuple(Who(who, k) for k in group if (who := reading.s[k].who))
    near = group if at - group[0] < 14 else group[-1:]
    return replace(
        reading,
        roles={**reading.roles, reading.pattern.each_dated: people},
        time=time,
        status="happened",
        spans=stretches(reading.s, (*near, at)),
    )
