"""Marks and labels in rows, so that none covers another and none leaves the picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count

from site_builder.charts.events import Drawn
from site_builder.charts.lettering import cut, width

GAP = 10
"""Least distance between what two events cover in a row."""
BESIDE = 5
"""Distance of a label from its mark or bar."""
LONGEST = 400
"""Room that a label may take at most."""
SHORTEST = 130
"""Room that a label must have beside its mark to be cut."""

Reach = tuple[int, float, float]
"""What an event covers: a row, counted from its own, and from where to where."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words with a mark: where they begin, or end where `before`; `below` in the row under the mark's."""

    x: float
    text: str
    before: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to show an event, and what that would cover."""

    label: Label | None
    reaches: tuple[Reach, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """The row of an event, from 0, and its label."""

    row: int
    label: Label | None = None


@dataclass
class Rows:
    """The rows of a band, with what is taken in each."""

    taken: list[list[tuple[float, float]]] = field(default_factory=list)

    def first(self, choices: Sequence[Choice]) -> Placed:
        """Take the first row, and in it the first choice, that is free."""
        return next(placed for row in count() if (placed := self.within(row, choices)))

    def within(self, row: int, choices: Iterable[Choice]) -> Placed | None:
        """Take the first choice that is free in one row; nothing where none is."""
        for choice in choices:
            if all(self._free(row + down, start, end) for down, start, end in choice.reaches):
                for down, start, end in choice.reaches:
                    self.taken += [[] for _ in range(len(self.taken), row + down + 1)]
                    self.taken[row + down].append((start, end))
                return Placed(row, choice.label)
        return None

    def room(self, row: int, mark: Drawn, edges: tuple[float, float]) -> tuple[float, float]:
        """How far a label of a mark in a row may reach to either side."""
        left = [last + GAP for _, last in self.taken[row] if last <= mark.left]
        right = [first - GAP for first, _ in self.taken[row] if first >= mark.right]
        return max([edges[0], *left]), min([edges[1], *right])

    def _free(self, row: int, start: float, end: float) -> bool:
        taken = self.taken[row] if row < len(self.taken) else ()
        return all(end + GAP <= first or last + GAP <= start for first, last in taken)


def everyone(
    drawn: Sequence[Drawn], texts: Sequence[str], size: float, edges: tuple[float, float]
) -> tuple[list[Placed], int]:
    """Place all marks with their labels within the edges of a picture; gives also the number of rows."""
    rows = Rows()
    placed = []
    for mark, text in zip(drawn, texts, strict=True):
        beside = _beside(mark, text, size, edges)
        whole = tuple(Choice(label, ((0, min(mark.left, a), max(mark.right, b)),)) for label, a, b in beside)
        placed.append(rows.first(whole or (_below(mark, text, size, edges),)))
    return placed, len(rows.taken)


def some(
    drawn: Sequence[Drawn],
    texts: Sequence[str],
    size: float,
    edges: tuple[float, float],
    order: Iterable[int],
) -> tuple[list[Placed], int]:
    """Place all marks in as few rows as hold them, then those labels, in the order given, that have room."""
    rows = Rows()
    placed = [rows.first((Choice(None, ((0, mark.left, mark.right),)),)) for mark in drawn]
    for number in order:
        mark, row = drawn[number], placed[number].row
        beside = _beside(mark, texts[number], size, rows.room(row, mark, edges))
        # What lies between a label and its mark is the mark's already.
        own = [
            Choice(label, ((0, min(a, mark.left - GAP), mark.left - GAP),))
            if label.before
            else Choice(label, ((0, mark.right + GAP, max(b, mark.right + GAP)),))
            for label, a, b in beside
        ]
        placed[number] = rows.within(row, own) or placed[number]
    return placed, len(rows.taken)


def _beside(
    mark: Drawn, text: str, size: float, edges: tuple[float, float]
) -> list[tuple[Label, float, float]]:
    """Labels after and before a mark, whole; else as much as fits on the wider side; with their reach."""
    left, right = edges
    after, before = mark.right + BESIDE, mark.left - BESIDE
    shown = cut(text, size, LONGEST)
    room = max(right - after, before - left)
    if width(shown, size) > room >= SHORTEST:
        shown = cut(text, size, room)
    wide = width(shown, size)
    found = []
    if after + wide <= right:
        found.append((Label(after, shown), after, after + wide))
    if before - wide >= left:
        found.append((Label(before, shown, before=True), before - wide, before))
    return found


def _below(mark: Drawn, text: str, size: float, edges: tuple[float, float]) -> Choice:
    """A label in the row under its mark."""
    left, right = edges
    shown = cut(text, size, min(LONGEST, right - left))
    wide = width(shown, size)
    start = min(max(mark.left, left), right - wide)
    return Choice(Label(start, shown, below=True), ((0, mark.left, mark.right), (1, start, start + wide)))
