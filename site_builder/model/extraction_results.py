"""What extraction finds in a text, as frozen values; offsets are code points of the text as captured."""

from dataclasses import dataclass, field
from typing import Final, Literal

from site_builder.model.normal_form import Span

PIPELINE = "11"
"""Version of what extraction finds; raised whenever the same text would come out otherwise."""

OTHER_LANGUAGES: Final = "3"
"""Version of what is found in texts of other languages than English; raised as PIPELINE is."""

PUBLISHED_RANK = 3
"""The last rank whose mentions are linked and published."""

CANDIDATE_RANK: Final = 4
"""The rank of what rules only propose."""

PROPOSING = frozenset((
    ("body-head", "organisation"), ("body-of", "organisation"),
))  # fmt: skip
"""Rules of rank 3 that are right in fewer than 95 of 100 cases, or too rare to tell: they propose."""

BY_SHAPE = frozenset(("capitals", "capitals-only", "inner-capital"))
"""Rules that go by the letters of a word alone."""

MODEL = "model:"
"""How the rule of a mention begins that only a statistical model found; its label follows."""

AND_MODEL = "+model"
"""How the rule of a candidate ends that a statistical model found, too."""

LONGEST_SURFACE = 200
"""No name, time or amount of a text has more code points."""

PERSIAN, HIJRI = "persian-date", "hijri-date"
"""Rules of times whose day was reckoned from another calendar: proposals, which no text prints as such."""

Label = Literal["person", "organisation", "place", "equipment", "demonym", "other"]
"""What a name names; the registry's finer types are looked up when it is linked."""

Rank = Literal[1, 2, 3, 4, 5]
"""Authority: 1 registry, 2 back-reference, 3 rules, 4 gazetteer, 5 model. 1 to 3 publish, 4 and 5 propose."""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A span that names something. `full` is the form that a back-reference stands for, else empty."""

    start: int
    end: int
    label: Label
    surface: str
    rule: str
    rank: Rank
    full: str = ""


def rule_of(mention: Mention) -> str:
    """Give the name of the rule that found a mention, whether or not a model agreed."""
    return mention.rule.removesuffix(AND_MODEL)


def only_proposes(mention: Mention) -> bool:
    """Tell whether the rule that found a mention is one of those that only propose."""
    return (rule_of(mention), mention.label) in PROPOSING


def found_by(mention: Mention) -> Literal["rules", "model", "rules and model"]:
    """Say who found a mention."""
    if mention.rule.startswith(MODEL):
        return "model"
    return "rules and model" if mention.rule.endswith(AND_MODEL) else "rules"


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A few words of a text that may hold a name of the registry; see `extraction.stretches`.

    `again` are the spans of the text within it that may refer back to a name. Character `i` of the
    surface stands at `start + i`, plus what the last of `shifts` (first `i`, difference) up to it says:
    letters may be composed, and characters that nobody sees left out.
    """

    start: int
    end: int
    surface: str
    again: tuple[Span, ...] = ()
    shifts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class TimeExpression:
    """A span that says when. `edtf` is empty where it cannot be resolved.

    `anchor` says what a relative one was counted from: `published`, `nearest` (the nearest dated
    event of the text), or nothing. `ambiguous` ones have a second reading as likely.
    """

    start: int
    end: int
    surface: str
    edtf: str
    rule: str
    anchor: Literal["", "published", "nearest"] = ""
    ambiguous: bool = False


UndatedKind = Literal["duration", "set", "now", "vague", "clock"]
"""How long, how often, "now", "recently" and the like, or a time of day."""


@dataclass(frozen=True, slots=True, order=True)
class UndatedTime:
    """A span that speaks of time without saying on which day, for annotators alone: it dates nothing.

    `value` is that of TimeML: "P2Y", "XXXX-WXX-1", "PRESENT_REF", "2031-05-14T09:00".
    """

    start: int
    end: int
    surface: str
    kind: UndatedKind
    value: str


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """A span that says how much: bounds, unit (ISO 4217 for money, `percent`, `rank`, or a unit's name).

    `per` is what a rate is counted by: `year` of "$3 million a year", `barrel`, `each`.
    """

    start: int
    end: int
    surface: str
    kind: Literal["money", "percent", "quantity", "rank"]
    low: str
    high: str
    unit: str
    sense: Literal["exact", "about", "below", "above"]
    rule: str
    per: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one text, each list in the order of the text, without overlaps within a list.

    It depends on the text and its language alone: `naming` adds the names of a registry. `unread` says what
    of a text without end was not looked at; that is told when it is read, and not kept.
    """

    mentions: tuple[Mention, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    amounts: tuple[Amount, ...] = ()
    undated: tuple[UndatedTime, ...] = ()
    unread: tuple[str, ...] = field(default=(), compare=False)


def has_rules(language: str) -> bool:
    """Tell whether there are rules for the language of a code such as `en` or `en-GB`."""
    return language.split("-", maxsplit=1)[0].lower() == "en"
