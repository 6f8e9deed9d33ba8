"""Where "he" and "his" do not mean whoever a sentence names first."""

from collections.abc import Sequence
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.people.people_described import described_people
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence, Story

_ROLES: Final = lexicon.words("roles")
_ROLE_WORDS: Final = lexicon.words("role words")
_PRONOUNS: Final = lexicon.words("pronouns")
_ACTS: Final = lexicon.words("verbs behind names", "past forms of verbs", "said")


def is_of_host(s: Sentence) -> bool:
    """As in "Ann Hale was at the airport to greet him": what is told before goes on of the guest."""
    greeting = lexicon.words("receiving verbs", "meeting verbs")
    return any(s.word(k) in {"him", "her"} and s.word(k - 1) in greeting for k in range(1, len(s)))


def is_beside(s: Sentence, who: Entity, end: int) -> bool:
    """As in "Besides Ann Hale she will see John Berg", where "she" is another."""
    first = next((np_start(s, k) for k in range(end) if s[k].who is who), 0)
    return s.word(first - 1) in lexicon.words("prepositions of others than those meant")


def is_by(s: Sentence, who: Entity) -> bool:
    """As in "It was told by his son Ann Hale. He died", which tells of another."""
    first = next((np_start(s, k) for k, token in enumerate(s.tokens) if token.who is who), 0)
    return "by" in s.words(first - 3, first)


def is_only_beside(s: Sentence) -> bool:
    """As in "The texts signed with John Berg are secret": nobody whom the sentence names acts in it."""
    people = [k for k in range(len(s)) if s[k].kind == "person"]
    led = lexicon.words("prepositions") - {"by"}
    return all(s.word(np_start(s, k) - 1) in led for k in people)


def speaks_for_others(s: Sentence, who: Entity) -> bool:
    """As in "Ann Hale, a spokeswoman for the police, confirmed it": what follows is not of her."""
    words = (words for _, one, words in described_people(s) if one.id == who.id)
    return any(words & lexicon.words("those who speak for others") for words in words)


def begins_with_unknown(s: Sentence, end: int) -> bool:
    """As in "Later, Hale had a house where she met": a word with a capital that no name is known for acts."""
    for k in range(end):
        token = s[k]
        plain = token.who is None and token.time is None and token.amount is None
        plain = plain and token.low not in _PRONOUNS
        if plain and token.text[0].isupper() and token.text[1:].islower() and (k or s.word(1) in _ACTS):
            return token.low not in _ROLES | _ROLE_WORDS and s.word(k + 1) in _ACTS
    return False


def names_office(s: Sentence, k: int) -> bool:
    """As in "the Hale administration", which is nobody's trip."""
    return s.word(k + 1) in lexicon.words("offices of somebody") and s.gap(k + 1) == " " and not s[k].owns


def pronoun_of_owner(s: Sentence, here: Sequence[int], free: Sequence[int], before: range) -> int | None:
    """As in "He was welcomed by John Berg on his arrival", "rang John Berg to put off her trip"."""
    pronouns = [k for k in before if s.word(k) in _PRONOUNS]
    if here and not free and pronouns and pronouns[0] < here[0]:
        return pronouns[0]
    last = (free or here)[-1] if here else before.stop
    return next((k for k in pronouns if k > last), None)


def is_taken_from(s: Sentence) -> bool:
    """As in "It is the fifth trip since he took over from Ann Hale", which goes on of the same "he"."""
    he = next((k for k in range(len(s)) if s.word(k) in _PRONOUNS), len(s))
    people = [k for k in range(len(s)) if s[k].kind == "person"]
    led = lexicon.words("prepositions")
    return bool(people) and he < people[0] and all(s.word(np_start(s, k) - 1) in led for k in people)


def quote_start(s: Sentence, i: int) -> int:
    """Where what is quoted begins: 'Ann Hale said: "On his trip, John Berg ..."', which is not hers."""
    if not s[i].quoted:
        return 0
    while i and s[i - 1].quoted:
        i -= 1
    return i


def said_before(s: Sentence, i: int) -> int | None:
    """As in "In Merrow she saw Ann Hale, and she left": the same word, before any name, means the same one.

    It is not so where those who are named in between act themselves: "She heard that Ann Hale said she".
    """
    first = next((k for k in range(i) if s[k].kind == "person" or s.word(k) in _PRONOUNS), i)
    if first == i or s.word(first) != s.word(i) or s[first].quoted != s[i].quoted:
        return None
    named = [k for k in range(first, i) if s[k].kind == "person"]
    apart = next((k for k in range(i, first, -1) if ";" in s.gap(k)), 0)  # "She saw Ann Hale, who left; she"
    acts = not (named and apart > named[-1]) and any(
        s.word(k + 1) in _ACTS | {"who", "had", "has", "will", "would"} for k in named
    )
    return first if named and not acts else None


def source_behind(story: Story, s: Sentence) -> int | None:
    """As in "Kesh will wait, the premier said. He added": the token of whoever says so behind a comma."""
    before = story.sentences[s.index - 1] if s.index else None
    if before is None or before.headline:
        return None
    commas = [k for k in range(1, len(before)) if "," in before.gap(k)]
    first = commas[-1] if commas else len(before)
    said = next((k for k in range(first, len(before)) if before.word(k) in lexicon.words("said")), first)
    roles = (
        k for k in range(said - 1, first - 1, -1) if before[k].kind == "person" or before.word(k) in _ROLES
    )
    return next(roles, None)


def with_title(s: Sentence, at: int) -> int:
    """As in "Mr. Hale", where the point parts a title from the name."""
    return at - (s.word(at - 1) in lexicon.words("titles before names") and s.gap(at).startswith("."))
