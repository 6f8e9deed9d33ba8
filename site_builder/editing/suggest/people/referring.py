"""Whom words stand for: a name, "he", "the Israeli minister", "his"."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.people.epithets import is_epithet, latter_of_two
from site_builder.editing.suggest.people.guests import guest_told, is_called_guest
from site_builder.editing.suggest.people.looking_back import of_other_sex, other_than, sentences_before
from site_builder.editing.suggest.people.people_described import (
    alone_before,
    counterpart_of,
    described_name,
    described_people,
    of_nation,
    people_before,
    spelt_out,
)
from site_builder.editing.suggest.people.pronoun_limits import (
    begins_with_unknown,
    is_beside,
    is_by,
    is_of_host,
    is_only_beside,
    is_taken_from,
    names_office,
    pronoun_of_owner,
    quote_start,
    said_before,
    source_behind,
    speaks_for_others,
    with_title,
)
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.proposals.names import Entity, slug
from site_builder.editing.suggest.proposals.proposal import Value
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.editing.suggest.sentences.tokens import Token
from site_builder.names import countries

_PREPOSITIONS = lexicon.words("prepositions")
_ROLES = lexicon.words("roles")
_PREMIERS = lexicon.words("words for premiers")
_ROLE_WORDS = lexicon.words("role words")
_DEFINITE = lexicon.words("definite")
_GENERAL_ROLES = lexicon.words("general roles")
_AIDES = lexicon.words("those who speak for others", "aides of leaders")
_PRONOUNS = lexicon.words("pronouns")
_OWN = lexicon.words("owning pronouns")
_ACTS = lexicon.words("verbs behind names", "past forms of verbs", "said")
_NATION = 12
"""So many sentences back "the Keshian" was called an office."""
_HEAD = 6
"""So many words of a sentence at most a role has with which it begins."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody at a token; `sure` where the words name them, else what refers to them was resolved.

    `label` is of an unnamed one ("companies" of a state).
    """

    entity: Entity
    at: int
    sure: bool = True
    label: str = ""

    @property
    def value(self) -> Value:
        """Give them as a field of a record."""
        unnamed: dict[str, Value] = {"of": self.entity.id, "as": self.label}
        return unnamed if self.label else self.entity.id

    @property
    def name(self) -> str:
        """Their name to be shown."""
        return f"{self.label} of {self.entity.name}" if self.label else self.entity.name


@lru_cache(maxsize=16)
def may_be_people(s: Sentence) -> tuple[int, ...]:
    """List the tokens that may name or refer to a person."""
    return tuple(i for i, token in enumerate(s.tokens) if _may_be_person(token) or is_epithet(s, i))


def _may_be_person(token: Token) -> bool:
    return token.kind == "person" if token.who else token.low in _PRONOUNS or token.low in _ROLES


def person_at(story: Story, s: Sentence, i: int, _other: str = "") -> Who | None:
    """Give the person that a token names or refers to: a name, a pronoun, "the Israeli minister"."""
    token = s[i]
    if is_epithet(s, i):
        found = _called_so(story, s, i) if token.who else _told_before(story, s, i)
        return Who(found, i, sure=False) if found else None
    if token.who:
        return Who(token.who, i) if token.who.kind == "person" else None
    if token.low in _PRONOUNS:
        found = _antecedent(story, s, i)
        return Who(found, i, sure=False) if found else None
    if token.low in _ROLES and _is_bare_role(s, i):
        found = described_name(s, i) or _holder(story, s, i)
        return Who(found, i, sure=False) if found else None
    return None


def _told_before(story: Story, s: Sentence, i: int) -> Entity | None:
    """As in "the visitor", "the latter"."""
    return latter_of_two(story, s, i) if s.word(i) == "latter" else guest_told(story, s, i)


def _called_so(story: Story, s: Sentence, i: int) -> Entity | None:
    """As in "the Keshian": whoever of that state is named before, or called "the Keshian leader"."""
    if found := of_nation(story, s, i):
        return found
    state = who.state if (who := s[i].who) else ""
    for one in reversed(story.sentences[max(0, s.index - _NATION) : s.index]):
        for k in may_be_people(one):
            owner = next((who for j in range(np_start(one, k + 1), k) if (who := one[j].who)), None)
            if one[k].low in _ROLES and owner and owner.state == state and _is_bare_role(one, k):
                return _holder(story, one, k)
    return None


def _is_bare_role(s: Sentence, i: int) -> bool:
    """As in "the defense minister", with no name after it and no comma that a name follows."""
    after = s[i + 1] if i + 1 < len(s) else None
    if after and (
        after.low in _ROLES or (after.who and after.who.kind == "person" and after.gap in {" ", ", "})
    ):
        return False
    if _is_named_behind(s, i):
        return False
    first = np_start(s, i + 1)
    led = first <= i and (s.word(first) in lexicon.words("pointing words") or bool(s[first].who))
    return led or is_called_guest(s, i)


def _is_named_behind(s: Sentence, i: int) -> bool:
    """As in "the prime minister of Norland, Ann Hale": behind whose it is stands who holds the role."""
    if s.word(i + 1) != "of":
        return False
    k = i + 1
    while k < min(len(s), i + _HEAD) and (_is_of_role(s, k) or s.word(k) in {"day", "time", "moment"}):
        k += 1
    while s.word(k) in _ROLES and s.gap(k) in {" ", ", "}:
        k += 1  # "the chief of the navy, Admiral Ann Hale"
    return k < len(s) and s[k].kind == "person" and s.gap(k) in {" ", ", "}


def _is_of_role(s: Sentence, k: int) -> bool:
    whose = s[k].kind in {"state", "place", "body"} and not s[k].owns
    return (whose or s.word(k) in _ROLE_WORDS) and s.gap(k).strip() == ""


def _holder(story: Story, s: Sentence, i: int) -> Entity | None:
    """The latest person before whom the words of a role fit."""
    if is_called_guest(s, i):
        return guest_told(story, s, i)
    first = _behind_other(s, np_start(s, i + 1), i)
    owner = next((who for k in range(first, i) if (who := s[k].who)), None) or _owner_behind(s, i)
    state = owner.state if owner else ""
    words = spelt_out({w for w in s.words(first, i + 1) if w and w not in _DEFINITE})
    fitting: dict[Entity, None] = {}
    foreign, premiers = set[str](), set[str]()
    for person, described in people_before(story, s, i):
        if described - _ROLES - _ROLE_WORDS:
            foreign.add(person.id)
        fits = owner is not None and (bool(state and state == person.state) or owner.id in described)
        if owner and not fits:
            continue
        if words <= described or (fits and s.word(i) in _GENERAL_ROLES and not described & _AIDES):
            fitting.setdefault(person)
            premiers |= {person.id} if "prime" in described else set()
    if "prime" not in words:  # "the minister" is no prime minister, where there is another
        fitting = {who: None for who in fitting if who.id not in premiers} or fitting
    if fitting:
        alone = len(fitting) == 1 or owner is not None
        if not alone:  # of two premiers the one whose state is not told, for it is the article's own
            own = [person for person in fitting if not person.state and person.id not in foreign]
            return own[0] if len(own) == 1 else None
        return next(iter(fitting))
    if owner and (one := counterpart_of(story, s, i, owner) or alone_before(story, s, i, owner)):
        return one
    named = len(words) > 1  # "the defense minister", who is named further on
    return _named_later(story, words, owner.id if owner else "") if named else None


def _behind_other(s: Sentence, first: int, i: int) -> int:
    """As in "After Norland the Keshian leader": where the words of a role begin behind another name."""
    return next((k for k in range(i, first, -1) if s.word(k) == "the" and s[k - 1].who), first)


def _owner_behind(s: Sentence, i: int) -> Entity | None:
    """As in "the Minister of Finance of Kesh": whose the role is."""
    if s.word(i + 1) != "of":
        return None
    words = takewhile(lambda k: s[k].who or s.word(k) in _ROLE_WORDS, range(i + 1, min(len(s), i + _HEAD)))
    return next((who for k in words if (who := s[k].who)), None)


def may_hold(story: Story, s: Sentence, role: str, state: str) -> bool:
    """Tell whether somebody whom an article names may be "Norland's minister", who is not named there.

    That is whoever has such a role, and whoever is named before without any; those of other states are not.
    """
    role = "minister" if role in _PREMIERS else role
    told: dict[Entity, frozenset[str]] = {}
    first: dict[Entity, int] = {}
    for one in story.sentences:
        for _, person, words in described_people(one):
            told[person] = told.get(person, frozenset()) | words
            first.setdefault(person, one.index)
    foreign = frozenset(map(slug, countries.states())) - {state}
    return any(
        role in words or (_ROLES.isdisjoint(words) and first[person] <= s.index)
        for person, words in told.items()
        if person.state in {"", state} and (words.isdisjoint(foreign) or state in words)
    )


def _named_later(story: Story, words: set[str], owner: str) -> Entity | None:
    """The first person of the article whose role has those words; of an owner, no other's."""
    later = ((whose, who) for role, whose, who in _introduced(story.sentences) if words <= role)
    return next((who for whose, who in later if not owner or not whose or owner in whose), None)


@lru_cache(maxsize=4)
def _introduced(
    sentences: tuple[Sentence, ...],
) -> tuple[tuple[frozenset[str], frozenset[str], Entity], ...]:
    """The words before the names of people, and whose their roles are, each with the first who has them."""
    people: dict[tuple[frozenset[str], frozenset[str]], Entity] = {}
    for s in sentences:
        for k, token in enumerate(s.tokens):
            if token.who and token.who.kind == "person":
                before = range(np_start(s, k), k)
                whose = frozenset(who.id for j in before if (who := s[j].who))
                words = frozenset(s.words(before.start, k))
                if words.isdisjoint(lexicon.words("earlier")):  # "the premier" is no former one
                    people.setdefault((words, whose), token.who)
    return tuple((words, whose, who) for (words, whose), who in people.items())


def _antecedent(story: Story, s: Sentence, i: int) -> Entity | None:
    """Whom "he" stands for: the subject before in the sentence, else of the sentence before."""
    if i == 0 and s.word(1) in lexicon.words("said") and (at := source_behind(story, s)) is not None:
        return _person_or_none(story, story.sentences[s.index - 1], at)
    k = said_before(s, i)
    return _antecedent(story, s, k) if k is not None else _antecedent_before(story, s, i)


def _antecedent_before(story: Story, s: Sentence, i: int) -> Entity | None:
    here = _first_person(s, i)
    if here and not is_beside(s, here, i):
        return here
    called = next((k for k in may_be_people(s) if k < i and is_epithet(s, k)), None)
    if not here and called is not None:
        return _person_or_none(story, s, called)  # "The Keshian had come before he met Ann Hale"
    if not here and (meant := _role_in_sentence(story, s, i)):
        return meant
    if (k := of_other_sex(s, i)) is not None:
        return other_than(story, s, _antecedent(story, s, k))
    return None if begins_with_unknown(s, i) else _named_before(story, s, i)


def _named_before(story: Story, s: Sentence, i: int) -> Entity | None:
    """Whom the sentences before tell of: not of one whom "he" meets, nor of one who comes to greet "him"."""
    aside: Entity | None = None
    for sentence in sentences_before(story, s):
        found = _first_person(sentence, len(sentence))
        if _begins_with_pronoun(sentence) or is_of_host(sentence) or is_taken_from(sentence):
            continue
        meant = _meant_first(story, sentence)
        if aside is not None:
            goes_on = sentence.paragraph == s.paragraph and found and not is_only_beside(sentence)
            return meant or found if goes_on else aside
        if found and not meant and sentence.paragraph == s.paragraph and is_only_beside(sentence):
            aside = found  # "Ann Hale came on Monday. The texts signed there with John Berg are secret. She"
            continue
        if found and speaks_for_others(sentence, found) and s.word(i + 1) not in lexicon.words("said"):
            continue
        if not meant and found and _begins_with_office(sentence):
            return None  # "The party leader took office when Ann Hale lost", of whom no name is told there
        if meant or found:
            return meant or (None if found and is_by(sentence, found) else found)
    return aside


def _begins_with_pronoun(s: Sentence) -> bool:
    return s[next(iter(may_be_people(s)), 0)].low in _PRONOUNS


def _role_in_sentence(story: Story, s: Sentence, i: int) -> Entity | None:
    """As in "In Merrow, where the emir is due, he will see Ann Hale": the only role before "he"."""
    roles = [k for k in may_be_people(s) if k < i and s[k].low in _ROLES and _is_bare_role(s, k)]
    led = len(roles) == 1 and s.word(np_start(s, roles[0] + 1) - 1) in _PREPOSITIONS
    return _holder(story, s, roles[0]) if len(roles) == 1 and not led else None


def _begins_with_office(s: Sentence) -> bool:
    """As in "The Keshian leader", "The party chief": an office with which a sentence begins."""
    k = next(iter(may_be_people(s)), None)
    if k is None or not 0 < k <= _HEAD or s[k].who or s[k].low not in _ROLES:
        return False
    alone = all(s.gap(j) == " " and s.word(j) not in _PREPOSITIONS for j in range(1, k + 1))
    return s.word(0) == "the" and alone and not (k + 1 < len(s) and s[k + 1].kind == "person")


def _meant_first(story: Story, s: Sentence) -> Entity | None:
    """Whom the role means with which a sentence begins before any name: "The president praised Ann Hale"."""
    for k in may_be_people(s):
        if is_epithet(s, k) and k <= _HEAD:
            return _person_or_none(story, s, k)
        if s[k].who or k > _HEAD:
            return None
        if s[k].low in _ROLES and _is_bare_role(s, k) and s.word(np_start(s, k + 1) - 1) not in _PREPOSITIONS:
            return _holder(story, s, k)
    return None


def _person_or_none(story: Story, s: Sentence, k: int) -> Entity | None:
    who = person_at(story, s, k)
    return who.entity if who else None


def person_meant(story: Story, s: Sentence, i: int) -> Entity | None:
    """Whom "him" stands for, as in "a tour that will take him to Kesh": the person named last, or before."""
    here = [
        (k, who)
        for k, t in enumerate(s.tokens[:i])
        if (who := t.who) and who.kind == "person" and not t.aside
    ]
    free = [who for k, who in here if s.word(np_start(s, k) - 1) not in _PREPOSITIONS]
    return (free or [who for _, who in here])[-1] if here else _antecedent(story, s, i)


def _first_person(s: Sentence, end: int) -> Entity | None:
    people = [
        (k, t.who)
        for k, t in enumerate(s.tokens[:end])
        if t.who and t.who.kind == "person" and not (t.aside or names_office(s, k))
    ]
    last, led = 0, False
    for k, who in people:
        before = s.words(last, np_start(s, k))
        joined = led and "and" in before and _ACTS.isdisjoint(before)  # "by Ann Hale and the envoy John Berg"
        led = joined or s.word(np_start(s, k) - 1) in _PREPOSITIONS
        if not led:
            return who
        last = k
    return people[0][1] if people else None


def owner_of(story: Story, s: Sentence, i: int) -> tuple[Who, ...]:
    """Whose a noun is: "his", "Liberman's", "the NATO official's"; `i` is the word before it."""
    found = None
    if s[i].low in _OWN:
        found = _owner_of_own(story, s, i)
    elif s[i].owns:
        found = person_at(story, s, i)
    return (found,) if found else ()


def _owner_of_own(story: Story, s: Sentence, i: int) -> Who | None:
    """Whom "his" stands for: one named before it, a role, else one behind it or in sentences before."""
    first = quote_start(s, i)
    here = [k for k in range(first, i) if s[k].kind == "person" and not (s[k].aside or names_office(s, k))]
    if not lexicon.words("titles of nobody named").isdisjoint(s.words(here[-1] if here else i, i)):
        return None  # "Ann Hale greeted His Highness on his arrival"
    free = [k for k in here if s.word(np_start(s, k) - 1) not in _PREPOSITIONS]
    if (he := pronoun_of_owner(s, here, free, range(first, i))) is not None:
        who = _antecedent(story, s, he)
        if who:
            return Who(who, he, sure=False)
    if free or here:
        last = (free or here)[-1]
        who = s[last].who
        return Who(who, last) if who else None
    return _role_before(story, s, i) or _owner_elsewhere(story, s, i, first)


def _owner_elsewhere(story: Story, s: Sentence, i: int, first: int) -> Who | None:
    """As in "During his trip, Ann Hale": one behind it, else one in the sentences before."""
    people = (k for k in range(i, len(s)) if s[k].kind == "person" and not s[k].aside)
    after = next((Who(who, k) for k in people if (who := s[k].who)), None)
    if after and i - first < 3 and "," in s.gap(with_title(s, np_start(s, after.at))):
        return after
    found = _antecedent(story, s, i)
    return Who(found, i, sure=False) if found else None


def _role_before(story: Story, s: Sentence, i: int) -> Who | None:
    """Whom the only role before a word means: "the prime minister and her aides"."""
    roles = [k for k in may_be_people(s) if k < i and s[k].low in _ROLES and _is_bare_role(s, k)]
    found = _holder(story, s, roles[0]) if len(roles) == 1 else None
    return Who(found, roles[0], sure=False) if found else None
