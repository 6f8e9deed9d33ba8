"""What a repair did, to be told."""

from dataclasses import dataclass

from site_builder.model.problems import Location


@dataclass(frozen=True, slots=True, order=True)
class RepairMade:
    """One change of a file: its place before it was changed, the rule, what stood there and stands now."""

    location: Location
    rule: str
    before: str
    after: str

    def __str__(self) -> str:
        at = self.location
        place = f"{at.path}:{at.line}" if at.line else at.path
        return f"{place}: {self.rule}: {self.before} -> {self.after}"
