"""Which state or body a clause names or means: "the Keshian carmaker Lance", "the country", "its"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.main_states import main_state
from site_builder.editing.suggest.clauses.parties import is_firm, its_state, state_of
from site_builder.editing.suggest.people.common_nouns import meant_by_noun
from site_builder.editing.suggest.people.datelines import dateline_end
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.people.states_before import latest_state
from site_builder.editing.suggest.proposals.names import Entity, slug
from site_builder.editing.suggest.sentences.story import Sentence, Story, is_title
from site_builder.names import countries

NOBODY: Final = Entity("", "body", "", known=False, sure=False)
"""Somebody is named or described, and no list tells who it is."""

_LED: Final = 3
"""So many words may stand between a preposition and the name behind it."""
DESCRIBED: Final = 6
"""So many words may stand between an adjective of a state and the name of a company."""
_DASH: Final = re.compile(r" [-\u2013\u2014]+ |\u2014")
"""What stands behind a town where an article was written."""
_EARLY: Final = 3
"""In so many sentences an article speaks of the state in which it was written."""


def named_in(story: Story, s: Sentence, first: int, end: int) -> Iterator[Entity]:
    """Give who is named in some words or meant there, the first first; those behind "for" last."""
    later: list[Entity] = []
    for k in range(first, end):
        led = led_by(s, k, first)
        if s[k].aside or led in lexicon.words("words before others than subjects"):
            continue
        found = named_or_meant(story, s, k)
        if found is not None and led == "for":
            later.append(found)
        elif found is not None:
            yield found
    yield from (who for who in later if who is not NOBODY)


def led_by(s: Sentence, k: int, first: int) -> str:
    """Give the preposition before a name, also before a few words that describe it."""
    for j in range(k - 1, max(first - 1, k - 1 - _LED), -1):
        if s[j + 1].gap.strip() or (s[j].who and s[j].kind != "demonym") or s[j].time or s[j].amount:
            return ""
        if s.word(j) in lexicon.words("prepositions"):
            return s.word(j)
    return ""


def named_or_meant(story: Story, s: Sentence, k: int) -> Entity | None:
    """Give the state or body that a token names or stands for."""
    return _named(story, s, k) if s[k].who else next(filter(None, _meant(story, s, k)), None)


# ------------------------------------------------------------------ names


def _named(story: Story, s: Sentence, k: int) -> Entity | None:
    who = s[k].who
    reporting = s[k].kind == "demonym" and s.word(k + 1) in lexicon.words("nouns of reporters")
    if (
        who is None
        or reporting
        or (k and s[k].gap == " " and s[k - 1].low in lexicon.words("parts of continents"))
    ):
        return None  # "the South American country"
    short = s[k].text.replace(".", "") in lexicon.words("short names of states") and not s[k].owns
    described = _described(story, s, k) if who.kind == "demonym" or short else None
    if described is not None:
        return described
    match who.kind:
        case "demonym" | "state":
            return state_of(story, who.state, who.name)
        case "body" if who.sure or who.known or k > dateline_end(s) or " " in who.name or s[k].owns:
            return public_or_firm(story, s, Who(who, k))
        case "place" if s.word(k - 1) in {"at", "of"}:
            return NOBODY
    return None


def _described(story: Story, s: Sentence, k: int) -> Entity | None:
    """As in "the Keshian carmaker Lance": who is described."""
    ends = lexicon.words("words before verbs", "prepositions", "said")
    firm = False
    for j in range(k + 1, min(len(s), k + 1 + DESCRIBED)):
        who = s[j].who
        if s[j].gap != " " or s[j].time or s[j].amount or s.word(j) in ends:
            break
        if who is not None:
            return public_or_firm(story, s, Who(who, j)) if who.kind == "body" else NOBODY
        if s[j].text[0].isupper():
            return _guessed(s, j) if firm else None
        firm = s.word(j) in _firms()
    return NOBODY if firm else None


@cache
def _firms() -> frozenset[str]:
    return lexicon.words("nouns of companies", "firms", "other firms")


def _guessed(s: Sentence, first: int) -> Entity:
    """Give the body whose name no list has: "the carmaker Lance Works"."""
    end = first + 1
    while end < len(s) and s[end].gap == " " and s[end].text[0].isupper() and not s[end].who:
        end += 1
    name = " ".join(token.text for token in s.tokens[first:end])
    return Entity(slug(name), "body", name, known=False, sure=False) if slug(name) else NOBODY


def public_or_firm(story: Story, s: Sentence, who: Who) -> Entity:
    """Give a company itself, the state of a ministry or army; that of the article where its is not told."""
    if is_firm(who.entity):
        return who.entity
    state = _in_its_name(story, who.entity) or its_state(story, s, who)
    return (home_state(story) or state) if state.kind == "body" and not state.known else state


def _in_its_name(story: Story, who: Entity) -> Entity | None:
    """As in "Ministry of Defence of Kesh"."""
    words = who.name.split()
    ends = (" ".join(words[k:]) for k in range(1, len(words)))
    name = next((end for end in ends if end in countries.states()), "")
    return story.directory.state(name) if name and not who.known else None


# ------------------------------------------------------------------ words that stand for somebody


def _meant(story: Story, s: Sentence, k: int) -> Iterator[Entity | None]:
    """As in "the country", "the army", "its exports", "the company"."""
    word = s.word(k)
    if _introduces(s, k):
        yield _named_plainly(story, s, k)
        return
    if _is_nobody_known(s, k):
        yield NOBODY
    if word in lexicon.words("owning pronouns of bodies", "pronouns of bodies"):
        yield _before(story, s, k)
        return
    near = set(s.words(k - _LED, k))
    if near.isdisjoint(lexicon.words("pointing words")) or (s.word(k + 1) == "of" and not s[k].owns):
        return
    if word in lexicon.words("definite states", "kinds of states"):
        yield _state_meant(story, s, k)
    if company := meant_by_noun(story, s, k):
        yield company.entity
    if word in _firms() and s.word(k - 1) in lexicon.words("pointing words"):
        yield only_firm(story, s) or NOBODY
    if word in lexicon.words("bodies of the home state"):
        yield home_state(story) or main_state(story)


def _introduces(s: Sentence, k: int) -> bool:
    """As in "the carmaker Lance"."""
    after = s[k + 1] if k + 1 < len(s) and s[k + 1].gap == " " else None
    return s.word(k) in _firms() and after is not None and after.text[0].isupper()


def _named_plainly(story: Story, s: Sentence, k: int) -> Entity | None:
    """Give who is named at a token, not whom it stands for: of that, other sentences would be asked."""
    if s[k].who or not _introduces(s, k):
        return _named(story, s, k)
    return None if s[k + 1].who or s[k + 1].time else _guessed(s, k + 1)


def _is_nobody_known(s: Sentence, k: int) -> bool:
    """As in "Lance Works expects": a word with a capital that no list has, before a verb."""
    after = s.word(k + 1)
    acts = (after.endswith("ed") or after in _verbs()) and s.gap(k + 1) == " "
    plain = s[k].time is None and s[k].amount is None and s[k].text[0].isupper()
    return plain and acts and k > dateline_end(s) and (s[k].gap == " " or s.word(k - 1) == "")


@cache
def _verbs() -> frozenset[str]:
    lists = ("finite verbs", "verbs of having", "being and having", "modal verbs", "said", "level verbs")
    return lexicon.words(*(*lists, "words of change"))


def _state_meant(story: Story, s: Sentence, k: int) -> Entity | None:
    """Which state "the country" is: the article's own, if it speaks of it, else the latest before."""
    if before := state_before(story, s):
        return before
    home = home_state(story)
    told = (t.who for one in story.sentences[:_EARLY] for t in one.tokens[dateline_end(one) :] if t.who)
    own = home if home and any(who.state == home.id for who in told) else None
    return own or latest_state(story, s, k) or home


def state_before(story: Story, s: Sentence) -> Entity | None:
    """Give the one state that a sentence before names, in the same paragraph, where none is named since."""
    if _states_named(s):
        return None
    for before in reversed(story.sentences[: s.index]):
        if before.paragraph != s.paragraph or is_title(story, before):
            return None
        if told := _states_named(before):
            named = any(t.kind in {"state", "demonym"} for t in before.tokens[dateline_end(before) :])
            return state_of(story, next(iter(told))) if named and len(told) == 1 else None
    return None


def _states_named(s: Sentence) -> set[str]:
    return {token.who.state for token in s.tokens[dateline_end(s) :] if token.who and token.who.state}


def _before(story: Story, s: Sentence, k: int) -> Entity | None:
    """Whom "its" stands for: who is named first before it in the sentence, else in the one before."""
    head = dateline_end(s)
    others = lexicon.words("words before others than subjects")
    led = [(j, led_by(s, j, head)) for j in range(head, k) if s[j].who and not s[j].aside]
    agents = [j for j, word in led if word == "by"]  # "exports by Norland rose, and its share"
    names = (j for j in (*(j for j, word in led if word not in others), *agents))
    here = next((who for j in names if (who := _named(story, s, j)) and who is not NOBODY), None)
    return here or _of_sentence_before(story, s)


def _of_sentence_before(story: Story, s: Sentence) -> Entity | None:
    """Who is named first in the sentence before; nobody where another says so at its end."""
    before = story.sentences[s.index - 1] if s.index else None
    if before is None or is_title(story, before):
        return None
    head = dateline_end(before)
    others = lexicon.words("words before others than subjects")
    names = (k for k in range(head, len(before)) if not before[k].aside)
    free = (k for k in names if led_by(before, k, head) not in others)
    first = next((who for k in free if (who := _named_plainly(story, before, k))), None)
    saying = speaker_behind(story, before, head)
    return None if first is NOBODY or (saying and saying != first) else first


def speaker_behind(story: Story, s: Sentence, i: int, far: int = 150) -> Entity | None:
    """As in "rose by 5 percent, the Keshian ministry said": who says so, behind a comma."""
    said = lexicon.words("said")
    verb = next((k for k in range(i + 1, min(len(s), i + far)) if s.word(k) in said), None)
    if verb is None:
        return None
    first = next((k for k in range(verb, i, -1) if "," in s.gap(k)), verb)
    names = (k for k in range(first, verb) if s[k].who and not s[k].aside)
    led = (k for k in names if led_by(s, k, first) in {"", "of", "from", "in"})
    found = next((who for k in led if (who := _named(story, s, k))), None)
    return None if found is NOBODY else found


# ------------------------------------------------------------------ the article


def title_of(story: Story) -> Sentence | None:
    """Give the title of an article, as far as it is one by itself."""
    first = story.sentences[0] if story.sentences else None
    return first if first and (first.headline or is_title(story, first)) else None


def only_firm(story: Story, s: Sentence) -> Entity | None:
    """The one company that an article's title or the sentence before names."""
    lines = (title_of(story), *story.sentences[max(0, s.index - 1) : s.index])
    found = (
        _named_plainly(story, line, k)
        for line in dict.fromkeys(lines)
        if line and line is not s
        for k in range(len(line))
    )
    firms = {one.id: one for one in found if one and one is not NOBODY and is_firm(one)}
    return next(iter(firms.values())) if len(firms) == 1 else None


def _of_capital(story: Story) -> Entity | None:
    """As in "Merrow - Ann Hale said": the state whose capital stands before a dash at the head."""
    heads = (s for s in story.sentences[:2] if len(s) > 1 and s[0].kind == "place" and not is_title(story, s))
    s = next((s for s in heads if s[0].text in countries.capitals()), None)
    who = s[0].who if s and _DASH.fullmatch(s.gap(1)) else None
    return state_of(story, who.state) if who and who.state else None


def home_state(story: Story) -> Entity | None:
    """The state in which an article was written, by its dateline."""
    s = next((s for s in story.sentences[:2] if dateline_end(s)), None)
    if s is None:
        return _of_capital(story)
    line = [token for token in s.tokens[: dateline_end(s)] if not token.aside]
    states = [token.who for token in line if token.who and token.who.state]
    if states:
        return state_of(story, states[-1].state)
    town = " ".join(token.text for token in line if token.text.isupper())
    state = countries.capitals().get(town.title())
    return story.directory.state(state) if state else None
