"""An invented world for corpora of any size: its states, people, bodies, places and goods, and their names.

Who is written about follows Zipf's law: the actor of rank r is drawn in proportion to 1/r, as in real news.
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from random import Random

_ONSETS = (
    "b", "br", "d", "dr", "f", "g", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v",
    "z",
)  # fmt: skip
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_CODAS = ("", "l", "m", "n", "r", "s", "sk", "lt", "nd", "rk")
_FIRST = (
    "Ada", "Alma", "Anton", "Boris", "Clara", "Daria", "Edvin", "Elin", "Emil", "Erik", "Fanny",
    "Felix", "Greta", "Hanna", "Hugo", "Ida", "Ivan", "Jana", "Jonas", "Karin", "Klara", "Lars", "Lena",
    "Leo", "Lydia", "Marek", "Mila", "Nadia", "Nils", "Nora", "Oskar", "Otto", "Paula", "Petra", "Rolf",
    "Rosa", "Sven", "Tilda", "Vera", "Viktor",
)  # fmt: skip
ROLES = ("Minister of Defence", "Minister of Foreign Affairs", "Prime Minister", "President", "Ambassador")
MEASURES = {
    "grain-share": (
        "Share of grain imports",
        "share of {object}'s grain imports that comes from {subject}",
        "percent",
    ),
    "border-troops": ("Border troops", "soldiers of {subject} at its border", "people"),
    "arms-share": (
        "Share of arms imports",
        "share of {object}'s arms imports that comes from {subject}",
        "percent",
    ),
}
TOPICS = (
    "arms-trade", "border", "grain", "fishing", "railways", "oil", "gas", "elections", "courts",
    "refugees", "drones", "navy", "air-defence", "training", "intelligence", "water", "aid",
    "sanctions", "prisoners", "treaties",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """Something with an id and a name; `country` and `type` where it has them."""

    id: str
    name: str
    type: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """Everything that articles may be about, the most written about first."""

    states: tuple[Named, ...]
    people: tuple[Named, ...]
    bodies: tuple[Named, ...]
    media: tuple[Named, ...]
    places: tuple[Named, ...]
    equipment: tuple[Named, ...]


def invent_world(random: Random, articles: int) -> World:
    """Invent what a corpus of so many articles writes about: about half as many entries as articles."""
    taken: set[str] = set()
    states = _named(random, taken, 24, "state")
    return World(
        states=states,
        people=_settled(random, states, _people(random, taken, 20 + articles // 4), "person"),
        bodies=_settled(random, states, _bodies(random, taken, 10 + articles // 12), "company"),
        media=_settled(random, states, _media(random, taken, 10 + articles // 200), "media"),
        places=_settled(random, states, [_word(random, taken, 3) for _ in range(30 + articles // 16)], ""),
        equipment=_settled(random, states, _equipment(random, taken, 10 + articles // 40), ""),
    )


class Zipf:
    """Draws positions 0 to n - 1, position r in proportion to 1 / (r + 1)."""

    def __init__(self, size: int) -> None:
        self._sums = tuple(accumulate(1 / (rank + 1) for rank in range(size)))

    def draw(self, random: Random) -> int:
        """One position."""
        return bisect_left(self._sums, random.random() * self._sums[-1])


def slug(name: str) -> str:
    """The id of a name: small letters and hyphens."""
    return name.lower().replace(" ", "-")


def _word(random: Random, taken: set[str], syllables: int) -> str:
    """A word that nothing else is called by."""
    while True:
        parts = (random.choice(_ONSETS) + random.choice(_VOWELS) for _ in range(syllables))
        word = ("".join(parts) + random.choice(_CODAS)).capitalize()
        if word not in taken:
            taken.add(word)
            return word


def _named(random: Random, taken: set[str], number: int, kind: str) -> tuple[Named, ...]:
    names = (_word(random, taken, 3) for _ in range(number))
    return tuple(Named(slug(name), name, kind) for name in names)


def _settled(random: Random, states: tuple[Named, ...], names: list[str], kind: str) -> tuple[Named, ...]:
    """Give each name a state, the first states most."""
    zipf = Zipf(len(states))
    return tuple(Named(slug(name), name, kind, states[zipf.draw(random)].id) for name in names)


def _people(random: Random, taken: set[str], number: int) -> list[str]:
    return [f"{random.choice(_FIRST)} {_word(random, taken, 4)}" for _ in range(number)]


def _bodies(random: Random, taken: set[str], number: int) -> list[str]:
    return [f"{_word(random, taken, 3)} Industries" for _ in range(number)]


def _media(random: Random, taken: set[str], number: int) -> list[str]:
    return [f"{_word(random, taken, 3)} Courier" for _ in range(number)]


def _equipment(random: Random, taken: set[str], number: int) -> list[str]:
    return [f"{_word(random, taken, 2)}-{random.randint(2, 99)}" for _ in range(number)]
