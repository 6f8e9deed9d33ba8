"""The words of a sentence of another language than English, by the lists of its folder."""

from functools import cache
from typing import Final

from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.extraction.languages.language import Language, folded
from site_builder.extraction.languages.words_of_names import name_words
from site_builder.model.extraction_results import TimeExpression
from site_builder.model.value_types import ActorId
from site_builder.names.declension import declined
from site_builder.names.matching import surname

TELLING: Final = "telling.txt"
_BEFORE: Final = 4
"""So many words before a verb tell whether it happened."""
ROLE_BEFORE: Final = 7
"""So many words may stand between a role and the name."""
_STEM: Final = 5
"""So many letters of a role are the same in all cases."""
_SURE: Final = frozenset(("happened", "planned", "expected", "cancelled"))


class Words:
    """The words of a sentence, by the lists of its language."""

    def __init__(self, story: Story, s: Sentence, language: Language) -> None:
        self.story, self.s, self.language = story, s, language

    def low(self, i: int) -> str:
        """Give a word, folded; nothing for a name or a time."""
        token = self.s[i] if 0 <= i < len(self.s) else None
        return folded(token.text) if token and not token.who and not token.time else ""

    def has(self, section: str, i: int) -> bool:
        """Tell whether a list has a word."""
        return self.low(i) in self.language.meanings(section, TELLING)

    def text_of(self, first: int, end: int) -> str:
        """Give some words, each between two spaces."""
        return f" {' '.join(self.low(k) for k in range(first, end))} "

    def clause(self, i: int) -> tuple[int, int]:
        """Give where the clause of a word begins and ends."""
        first, end = i, i + 1
        while first > 0 and not self._ends(first):
            first -= 1
        while end < len(self.s) and not self._ends(end):
            end += 1
        return first, end

    def _ends(self, i: int) -> bool:
        gap = self.s[i].gap
        return ";" in gap or ":" in gap or ("," in gap and self.has("bounds", i))

    def certainty(self, i: int, said: str) -> str:
        """Tell whether something happened: by a form, and the words before it."""
        for k in range(i - 1, max(-1, i - 1 - _BEFORE), -1):
            if "," in self.s[k + 1].gap:
                break
            if self.has("not", k):
                return "not"
            for status in ("planned", "expected", "possible"):
                if self.has(status, k):
                    return status
        return said if said in _SURE else "not"

    def time(self, at: int, clause: tuple[int, int]) -> TimeExpression | None:
        """Give the nearest time of the clause, else of the sentence."""
        whole = (0, len(self.s))
        for first, end in (clause, whole):
            near = [
                k for k in range(first, end) if (time := self.s[k].time) and time.edtf and not self.s[k].aside
            ]
            if near:
                return self.s[min(near, key=lambda k: (abs(k - at), k))].time
        return None

    def is_person(self, i: int) -> bool:
        """Tell a person who is named outside brackets."""
        return self.s[i].kind == "person" and not self.s[i].aside

    def is_listed(self, i: int) -> bool:
        """Tell whether a name stands in the case in which it is listed."""
        who = self.s[i].who
        return who is not None and is_listed_form(self.story, who, self.s[i].text)

    def is_role(self, i: int) -> bool:
        """Tell a word for what somebody is."""
        known = name_words(self.language)
        return known is not None and self.low(i) in known.listed["roles"]

    def who(self, i: int) -> Who:
        """Give who is named at a token."""
        who = self.s[i].who
        if who is None:
            raise ValueError(i)
        return Who(who, i)


def is_listed_form(story: Story, who: Entity, text: str) -> bool:
    """Tell whether words name somebody in the case in which the name is listed."""
    entry = story.directory.registry.actors.get(ActorId(who.id))
    forms = {who.name, *(entry.forms if entry else ())}
    listed = {folded(form) for name in forms for form in (name, surname(name))}
    if folded(text) in listed:
        return True
    changed = (form for name in forms for one in (name, surname(name)) for form in declined(one, "person"))
    return all(folded(form.name) != folded(text) for form in changed)


def is_of_role(words: Words, k: int) -> bool:
    """Tell a role, or a word that may stand between one and the name."""
    known = name_words(words.language)
    low = words.low(k)
    return known is not None and (low in known.listed["roles"] or low.endswith(_ends(words.language)))


@cache
def _ends(language: Language) -> tuple[str, ...]:
    known = name_words(language)
    return tuple(known.listed["ends of words in bodies"]) if known else ()


def role_before(words: Words, i: int) -> int | None:
    """Find the role that stands before a name."""
    for k in range(i - 1, max(-1, i - 1 - ROLE_BEFORE), -1):
        if words.is_role(k):
            return k
        if "," in words.s[k + 1].gap or words.s[k].kind == "person":
            return None
    return None


def role_at(words: Words, k: int) -> tuple[str, str]:
    """Give a role by the beginning of its word, and the state that it is of."""
    for i in range(k + 1, min(k + 1 + ROLE_BEFORE, len(words.s))):
        who = words.s[i].who
        if who and who.kind in ("state", "place"):
            return words.low(k)[:_STEM], who.state or who.id
        if "," in words.s[i].gap or (who and who.kind == "person"):
            break
    return words.low(k)[:_STEM], ""
