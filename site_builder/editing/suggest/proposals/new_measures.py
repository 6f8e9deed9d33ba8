"""A measure that the registry may lack, as words tell of it."""

from dataclasses import dataclass, replace

from site_builder.editing.suggest.proposals.names import slug


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """A measure that words tell of; `listed` ones stand in the table, others are named by what is counted.

    `of_places` tells whether it may be a place's; `noun` is what a number that follows is a change of, as in
    "exports of $5 billion, up 3 percent".
    """

    id: str
    name: str
    sentence: str
    unit: str
    listed: bool = False
    of_places: bool = True
    noun: str = ""

    @property
    def between_states(self) -> "NewMeasure":
        """The same of one state with another: "trade between Norland and Kesh"."""
        sentence = f"{self.sentence} with {{object}}"
        return replace(self, id=f"{self.id}-with", name=f"{self.name} with another", sentence=sentence)


def named_measure(
    name: str, sentence: str, unit: str, noun: str, *, of_places: bool = True
) -> NewMeasure | None:
    """Give a measure by the noun that it is named after; nothing where there is none."""
    told = bool(noun and slug(noun))
    return NewMeasure(slug(name), name, sentence, unit, of_places=of_places, noun=noun) if told else None


def of_noun(what: str, noun: str, unit: str) -> NewMeasure | None:
    """Give the "Value", "Level", "Change", "Rise", "Fall" or "Share" of what a noun names."""
    if noun == what.lower():
        return None  # "value added was estimated at $5 million"
    joint = "of the" if what in {"Value", "Level", "Change", "Rise", "Fall", "Share", "Length"} else "of"
    name = f"Value of the {noun}" if what == "Value" else f"{what} of {noun}"
    return named_measure(name, f"{what.lower()} {joint} {noun} of {{subject}}", unit, noun)
