"""To whom something is done: those who stand behind a verb or a preposition, and parties to deals."""

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acting import actor_at
from site_builder.editing.suggest.clauses.grammar import PEOPLE, RoleKind
from site_builder.editing.suggest.clauses.parties import PARTIES, state_of
from site_builder.editing.suggest.people.common_nouns import meant_by_noun
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.people.roles import is_of_role, np_start
from site_builder.editing.suggest.proposals.names import Entity, slug
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.extraction.titles import TITLES
from site_builder.names import countries

_PREPOSITIONS = lexicon.words("prepositions")
_HEADS = lexicon.words("heads of groups")
_DEFINITE = lexicon.words("definite")
_SAID = lexicon.words("said")
_CLAUSES = lexicon.words("subordinators") | {"since", "until", "as", "when"}
_AFTER_NAMES = _PREPOSITIONS.union(
    *map(
        lexicon.words,
        (
            "openers",
            "words before verbs",
            "relatives",
            "finite verbs",
            "past forms of verbs",
            "words of being held",
            "definite",
            "words behind names",
        ),
    )
)
_TOLD = _SAID | lexicon.words("finite verbs", "past forms of verbs") | {"who", "which"}
_OFFICES = _DEFINITE | lexicon.words("role words")
"""What stands before the noun of an office: "the head of", "foreign minister of"."""
_STRAYS = 4
"""So many words may describe an object before its name: "the small northern town"."""
_LIGHT = _DEFINITE | lexicon.words("words for two") | {"of"}
"""Words that do not count among those: "the two rival chiefs of staff, Ann Hale and"."""
_BEFORE_GROUP = 4
"""A noun such as "forces" stands less than so many words behind whose they are."""
_TITLE = 16
"""So many words behind one a person may stand whose title it belongs to."""


def acted_on(story: Story, s: Sentence, i: int, other: str = "") -> Who | None:
    """Give whoever a token names as an object; what is theirs, or only described by them, is none."""
    if s[i].owns or s[i].kind == "place" or _describes_more(s, i) or is_of_title(s, i):
        return None
    if s[i].kind == "state" and _is_whose(s, i):
        return None
    who = s[i].who
    if (
        who
        and who.kind == "demonym"
        and not _is_named_counterpart(s, i)
        and _leads_group(s, _last_of_group(s, i))
    ):
        return Who(state_of(story, who.state, who.name), i)  # "the Norland parliament"
    return actor_at(story, s, i, other)


def _describes_more(s: Sentence, i: int) -> bool:
    """As in "an attack on U.S. citizens", "banned Kesh officials"."""
    if s[i].kind == "body" and i + 2 < len(s) and s[i + 1].aside and not s[i].aside and s[i + 2].gap == ") ":
        return _is_plain_noun(s, i + 2)  # "from the Merrow Pact (MP) member states"
    if s[i].kind not in {"state", "place", "body"} or i + 1 >= len(s) or s[i + 1].gap != " " or s[i + 1].who:
        return False
    if "between" in s.words(i - _BEFORE_GROUP, i) and s.word(i - 1) == "and":
        return False  # "the treaty between Kesh and Norland covers"
    return _is_plain_noun(s, i + 1) and not _leads_group(s, i)


def _is_plain_noun(s: Sentence, i: int) -> bool:
    word = s.word(i)
    return bool(word) and s[i].text.islower() and not (word in _AFTER_NAMES or word.endswith("ly"))


def _leads_group(s: Sentence, i: int) -> bool:
    """As in "by U.S. special forces", "the Norland parliament"."""
    for k in range(i + 1, min(len(s), i + _BEFORE_GROUP)):
        if s[k].gap != " " or s[k].who or s.word(k) in _AFTER_NAMES:
            return False
        if s.word(k) in lexicon.words("nouns of companies"):
            return False  # "a Norland company"
        if s.word(k) in _HEADS:
            after = s[k + 1] if k + 1 < len(s) and s[k + 1].gap == " " else None
            named = after is not None and (after.kind == "body" or after.text[0].isupper())
            return not named  # "the Keshian airline Falk Airways"
    return False


def _last_of_group(s: Sentence, i: int) -> int:
    """As in "Norland, Merrow and Keshian negotiators": what stands before "and" has the noun behind it."""
    joined = i
    while True:
        listed = i + 1 < len(s) and s[i + 1].kind == "demonym" and s.gap(i + 1) == ", "
        ends = s.word(i + 1) == "and" and i + 2 < len(s) and s[i + 2].kind == "demonym"
        if not (listed or ends):
            return joined
        i += 2 if ends else 1
        joined = i if ends else joined


def _is_named_counterpart(s: Sentence, i: int) -> bool:
    """As in "her Keshian counterpart, John Berg", where the one who is named is meant."""
    at = next((k for k in range(i + 1, i + 3) if s.word(k) in lexicon.words("counterparts")), None)
    if at is None:
        return False
    behind = range(at + 1, min(len(s), at + _STRAYS + 1))
    person = next((k for k in behind if s[k].kind == "person"), None)
    return person is not None and np_start(s, person) <= at + 1


def is_of_title(s: Sentence, i: int) -> bool:
    """As in "met Kesh Foreign Minister Ann Hale": the state belongs to the title of the person behind it."""
    if s[i].kind == "person":
        return False
    person = next((k for k in range(i + 1, min(len(s), i + _TITLE)) if s[k].kind == "person"), None)
    if person is None:
        return False
    first = np_start(s, person)
    apposed = s.gap(first) == ", " and first > i
    return first <= i or (apposed and (_is_role(s, i, first) or _is_office(s, i, first, person)))


def _is_office(s: Sentence, i: int, end: int, person: int) -> bool:
    """As in "the head of the ruling council, Ann Hale,": whatever the office is of, it ends with a comma."""
    before = range(i, max(-1, i - _TITLE), -1)
    first = next((k for k in before if s.word(k + 1) == "of" and s.gap(k + 1) == " "), -1)
    if first < 0 or s.word(first) not in lexicon.words("roles") or s.word(first - 1) not in _OFFICES:
        return False
    within = range(first + 1, end)
    small = all(s.gap(k).strip() in {"", "-", "'s"} and s[k].kind != "person" for k in within)
    told = any(s.word(k) in _TOLD or s[k].time for k in within)
    closed = person + 1 >= len(s) or "," in s.gap(person + 1) or s.word(person + 1) in _PREPOSITIONS
    return small and not told and closed


def _is_role(s: Sentence, i: int, end: int) -> bool:
    """As in "the chief of the Keshian army, General Ann Hale": a whole role, behind which a comma stands."""
    first = i
    while first > max(0, end - _TITLE) and s.gap(first) == " " and is_of_role(s, first - 1):
        first -= 1
    roles = any(s.word(k) in lexicon.words("roles") for k in range(first, end))
    return roles and all(is_of_role(s, k) and s.gap(k + 1) in {" ", ", "} for k in range(i, end))


def actors_from(story: Story, s: Sentence, at: int, end: int, other: str = "") -> tuple[Who, ...]:
    """List those who stand from a token on, joined by commas and "and", without what describes them."""
    found: list[Who] = []
    i, strays = at, 0
    while i < min(end, len(s)) and not any(c in s[i].gap for c in ';:"'):
        inserted = s[i].aside and not s[max(at - 1, 0)].aside
        who = None if inserted else acted_on(story, s, i, other)
        if who and not (found and _is_apposition(s, i, who, found[-1])):
            found.append(who)
        elif found and not _leads_on(s, i):
            break
        elif not found and is_of_title(s, i):
            pass  # "Kesh Secretary of State Ann Hale"
        elif not found and not s[i].aside and s[i].kind != "demonym":
            strays += s.word(i) not in _LIGHT
            if strays > _STRAYS or not _may_stray(s, i):
                break
        i += 1
    return tuple(found)


def _is_apposition(s: Sentence, i: int, who: Who, last: Who) -> bool:
    body_of_person = last.entity.kind == "person" and who.entity.kind != "person"
    joined = "and" in s.words(last.at + 1, i)
    return not who.sure or (body_of_person and not joined)


def _leads_on(s: Sentence, i: int) -> bool:
    """Tell whether a word between names belongs to the next: "and", or the title of a person."""
    counterpart = s[i].kind == "state" and s.word(i + 1) in lexicon.words("counterparts")
    owner = s[i].owns and s[i].kind == "state" and i + 1 < len(s) and s[i + 1].kind == "person"
    joins = s.word(i) in {"and", "both"} or counterpart or (owner and s.gap(i + 1) == " ")
    if s[i].aside or joins or is_of_title(s, i) or _is_whose(s, i):
        return True
    ahead = next((k for k in range(i, min(i + 9, len(s))) if s[k].kind in {"person", "state", "body"}), None)
    if (
        ahead is None
        or s[i].time
        or s.word(i) in lexicon.words("words of interruptions") - _DEFINITE - {"of"}
    ):
        return False
    if s[ahead].kind != "person":
        return s.word(i) in _DEFINITE and (s.word(i - 1) == "and" or _is_next_in_row(s, i))
    return np_start(s, ahead) <= i or s[i].kind == "demonym"


def _is_whose(s: Sentence, i: int) -> bool:
    """As in "between Ann Hale of Norland and John Berg of Kesh": "of", and the state behind it."""
    of = i if s.word(i) in {"of", "from"} else i - 1
    named = of > 0 and s[of - 1].kind == "person" and of + 1 < len(s) and s[of + 1].kind == "state"
    return named and s.word(of) in {"of", "from"} and s.gap(of) == s.gap(of + 1) == " "


def _is_next_in_row(s: Sentence, i: int) -> bool:
    """As in "with the Norland army, the Kesh army and": a name behind a comma that others follow."""
    named = "," in s[i].gap and i + 2 < len(s) and s[i + 1].kind == "body" and s[i + 1].gap == " "
    return named and (s.word(i + 2) == "and" or (s[i + 2].gap.startswith(",") and s.word(i + 2) in _DEFINITE))


def _may_stray(s: Sentence, i: int) -> bool:
    word, token = s.word(i), s[i]
    groups = _HEADS | lexicon.words("counterparts", "delegations")
    if word in {"of", "from"} and s.word(i - 1) in groups:
        return True  # "with the government of Kesh", "with counterparts from Kesh"
    if "," in token.gap and word in lexicon.words("verbs that go on in a row"):
        return False  # "will talk with cadets, visit the Merrow Academy"
    owner = token.owns and token.who is not None
    ends = word in _PREPOSITIONS or word in _SAID or word in _CLAUSES
    return owner or (bool(word) and token.amount is None and not ends)


def _may_be_actors(s: Sentence) -> tuple[int, ...]:
    both = {*PEOPLE.stand_at(s), *PARTIES.stand_at(s)}
    return tuple(sorted(both))


def _carries_on(s: Sentence, i: int) -> bool:
    return PEOPLE.carries_on(s, i) or PARTIES.carries_on(s, i)


ACTORS = RoleKind(
    read=acted_on,
    stand_at=_may_be_actors,
    start=lambda s, i: (PEOPLE if s[i].kind == "person" else PARTIES).start(s, i),
    is_subject=PARTIES.is_subject,
    carries_on=_carries_on,
    owner_acts=PARTIES.owner_acts,
)


# ------------------------------------------------------------------ names that nobody recognised


def dealer_at(story: Story, s: Sentence, i: int) -> Who | None:
    """Give a party to a deal; a word with a capital that is no known name may be one, which is not sure."""
    token = s[i]
    if token.who:
        return _named_dealer(story, s, i, token.who)
    if s.word(i) in lexicon.words("pronouns of bodies"):
        return actor_at(story, s, i)
    if meant := meant_by_noun(story, s, i):
        return meant
    if capital := _capital(story, s, i):
        return capital
    name = token.text
    may_be = (
        i > 0 and not s.headline and name[:1].isupper() and len(name) > 3 and not (token.time or token.amount)
    )
    before = s[i - 1] if may_be else None
    led = before and (before.owns or s.word(i - 1) in lexicon.words("words before dealers", "awarding verbs"))
    further = i + 1 < len(s) and s[i + 1].gap == " " and s[i + 1].text[0].isupper() and not s[i].owns
    of_role = s.word(i - 1) == "of" and s.word(i - 2) in lexicon.words("roles")
    role = further and s.word(i + 1) in lexicon.words("roles")  # "by Defence Secretary Ann Hale"
    region = s.word(i) in lexicon.words("adjectives of regions")
    if not led or of_role or role or region or not slug(name) or (further and name in TITLES):
        return None
    state = before.who.state if before and before.who and before.owns else ""
    return Who(Entity(slug(name), "body", name, state, known=False, sure=False), i, sure=False)


def _named_dealer(story: Story, s: Sentence, i: int, who: Entity) -> Who | None:
    capital = _capital(story, s, i) if who.kind == "place" else None
    member = s.gap(i + 1) == " " and s.word(i + 1) in lexicon.words("what members are")
    apart = who.kind == "person" or (who.kind == "body" and member)
    return capital or (None if apart else actor_at(story, s, i))  # not "a Merrow Pact country"


def _capital(story: Story, s: Sentence, i: int) -> Who | None:
    """As in "Merrow will send", where the capital stands for its state."""
    state = countries.capitals().get(s[i].text)
    acting = (
        "modal verbs", "being and having", "granting verbs", "selling verbs", "signing words",
        "verbs of buying", "getting by capitals",
    )  # fmt: skip
    told = {s.word(i + 1), " ".join(s.words(i + 1, i + 3))}
    acts = any(not told.isdisjoint(lexicon.words(section)) for section in acting)
    by = s.word(i - 1) == "by"
    return Who(story.directory.state(state), i, sure=False) if state and (acts or by) else None


def is_sure(entity: Entity) -> bool:
    """Tell whether a name is one that the registry has, or that would be published."""
    return entity.known or entity.sure
