"""The chart of arms deals: a bar for each value that an article words, never a sum.

Deals that may count the same goods or money stand together behind a bracket.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from site_builder.charts.amounts import AmountReach, Scale, round_scale, short
from site_builder.charts.svg import LINE, SIZE, SMALL, SvgText, coordinate, text_at, text_lines
from site_builder.charts.text_width import BOLD, width, wrap
from site_builder.translation.messages import gettext

BAR = 12
"""Height of a bar."""
PAD = 9
APART = 5
"""Room between deals, and between the values of one."""
INDENT = 16
"""Room for the bracket."""
LEAST = 2
"""Least width of a bar."""
TICKS = 34
"""Room for the scale's ticks, above the bars."""
MOST_TITLE, MOST_WORDS, MOST_NOTE = 3, 2, 8
"""How many lines a title, a wording and a note may take."""


@dataclass(frozen=True, slots=True)
class WordedValue:
    """A value as an article words it: `to` is its evidence, `source` whose words these are.

    `amount` is None where the words hold no number.
    """

    wording: str
    source: str
    to: str
    amount: AmountReach | None


@dataclass(frozen=True, slots=True)
class DrawnDeal:
    """A deal, or supply without one, with its values in one currency; `when` says what happened when.

    `opening` sorts: the day of that, as an ordinal, or a later one than all where nobody gives it.
    """

    id: str
    title: str
    to: str
    when: str
    opening: int
    overlaps: frozenset[str]
    values: tuple[WordedValue, ...]


@dataclass(frozen=True, slots=True)
class ValueBar:
    """A value: paths of what it surely reaches and of what it may, an arrow, its words and their source."""

    to: str
    tooltip: str
    sure: str
    perhaps: str
    arrow: str
    words: tuple[SvgText, ...]
    source: tuple[SvgText, ...]


@dataclass(frozen=True, slots=True)
class DealHeading:
    """A deal's title, a link, and what stands under it."""

    to: str
    title: tuple[SvgText, ...]
    when: tuple[SvgText, ...]


@dataclass(frozen=True, slots=True)
class DealsPicture:
    """A picture ready to be written; `grid` and `brackets` are paths, `notes` what the brackets say."""

    width: int
    height: int
    ticks: tuple[SvgText, ...]
    grid: str
    headings: tuple[DealHeading, ...]
    bars: tuple[ValueBar, ...]
    brackets: str
    notes: tuple[SvgText, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """How a picture is arranged: where titles, bars and wordings stand, and whether below one another."""

    width: int
    title: tuple[float, float]
    bars: tuple[float, float]
    words: tuple[float, float]
    stacked: bool


WIDE = Form(1000, (INDENT, 330), (350, 700), (730, 1000), stacked=False)
NARROW = Form(340, (INDENT, 340), (INDENT, 300), (INDENT, 340), stacked=True)


def deals_picture(deals: Iterable[DrawnDeal], form: Form, currency: str) -> DealsPicture:
    """Draw deals with values in one currency, in groups that may overlap, earliest first."""
    groups = overlapping(deals)
    amounts = [value.amount for group in groups for deal in group for value in deal.values if value.amount]
    low = min((amount.low for amount in amounts), default=0)
    high = max((amount.high for amount in amounts), default=0)
    scale, steps = round_scale(low, high, 5 if not form.stacked else 3, *form.bars)
    headings: list[DealHeading] = []
    bars: list[ValueBar] = []
    brackets: list[str] = []
    notes: list[SvgText] = []
    y = float(TICKS)
    for group in groups:
        top = y
        for deal in group:
            heading, inside, y = _deal(deal, y, form, scale)
            headings.append(heading)
            bars += inside
        if len(group) > 1:
            brackets.append(f"M{INDENT - 6} {coordinate(top)}H2V{coordinate(y - PAD)}H{INDENT - 6}")
            lines = text_lines(wrap(_overlap(), SMALL, form.width - INDENT, MOST_NOTE), INDENT, y, SMALL)
            notes += lines
            y += LINE * len(lines) + PAD
    return DealsPicture(
        width=form.width,
        height=round(y),
        ticks=tuple(_ticks(steps, scale, form, currency)),
        # Where words stand below bars, lines through them would only be in the way.
        grid="".join(
            f"M{coordinate(scale.at(step))} 20V{26 if form.stacked else round(y)}" for step in steps
        ),
        headings=tuple(headings),
        bars=tuple(bars),
        brackets="".join(brackets),
        notes=tuple(notes),
    )


def _overlap() -> str:
    """What a bracket says."""
    return gettext("May overlap: these may count the same goods or money, so they are not to be added up.")


def _ticks(steps: Iterable[float], scale: Scale, form: Form, currency: str) -> Iterator[SvgText]:
    """The words of the scale within the picture, as many as do not run into each other."""
    reach = 0.0
    for step in steps:
        words = _tick(step, currency)
        half = width(words, SMALL) / 2
        x = min(max(scale.at(step), half), form.width - half)
        if x - half >= reach:
            yield text_at(words, x, 14, SMALL)
            reach = x + half


def _tick(step: float, currency: str) -> str:
    if not step:
        return "0"
    return gettext("{currency} {amount}", currency=currency, amount=short(step)) if currency else short(step)


def overlapping(deals: Iterable[DrawnDeal]) -> list[list[DrawnDeal]]:
    """Deals in groups whose members may overlap, directly or through others; by time, groups and members."""
    waiting = {deal.id: deal for deal in sorted(deals, key=lambda deal: (deal.opening, deal.id))}
    beside: dict[str, set[str]] = {name: set() for name in waiting}
    for deal in waiting.values():
        for other in deal.overlaps & waiting.keys():
            beside[deal.id].add(other)
            beside[other].add(deal.id)
    groups = []
    while waiting:
        group, reached = [], [next(iter(waiting))]
        while reached:
            name = reached.pop()
            if name in waiting:
                group.append(waiting.pop(name))
                reached += beside[name]
        groups.append(sorted(group, key=lambda deal: (deal.opening, deal.id)))
    return groups


def _deal(deal: DrawnDeal, y: float, form: Form, scale: Scale) -> tuple[DealHeading, list[ValueBar], float]:
    """A deal from a height on; gives the height where the next may begin."""
    left, right = form.title
    title = text_lines(wrap(deal.title, SIZE * BOLD, right - left, MOST_TITLE), left, y, SIZE * BOLD)
    when = text_lines(wrap(deal.when, SMALL, right - left, MOST_WORDS), left, y + LINE * len(title), SMALL)
    below = y + LINE * (len(title) + len(when))
    at = below + 4 if form.stacked else y
    bars = []
    for value in deal.values:
        bar, at = _bar(value, at, form, scale)
        bars.append(bar)
    return DealHeading(deal.to, title, when), bars, max(below, at) + PAD


def _wording_lines(value: WordedValue, form: Form) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The wording and its source, in lines."""
    left, right = form.words
    said = gettext("“{words}”", words=value.wording)
    return wrap(said, SIZE, right - left, MOST_WORDS), wrap(value.source, SMALL, right - left, MOST_WORDS)


def _bar(value: WordedValue, y: float, form: Form, scale: Scale) -> tuple[ValueBar, float]:
    """A value's bar and words; gives the height where the next may begin."""
    sure, perhaps, arrow = _paths(value.amount, y, scale) if value.amount else ("", "", "")
    top = y + LINE if form.stacked and value.amount else y
    words, source = _wording_lines(value, form)
    below = top + LINE * len(words)
    bar = ValueBar(
        to=value.to,
        tooltip=_tooltip(value),
        sure=sure,
        perhaps=perhaps,
        arrow=arrow,
        words=text_lines(words, form.words[0], top, SIZE),
        source=text_lines(source, form.words[0], below, SMALL),
    )
    return bar, below + LINE * len(source) + APART


def _tooltip(value: WordedValue) -> str:
    if value.amount:
        return gettext("“{words}”. {source}", words=value.wording, source=value.source)
    return gettext("“{words}”, no number given. {source}", words=value.wording, source=value.source)


def _paths(amount: AmountReach, y: float, scale: Scale) -> tuple[str, str, str]:
    """What an amount surely reaches, what it may, and the arrow of an open end."""
    base, first, last = scale.at(0), scale.at(amount.low), scale.at(amount.high)
    first = base if amount.open == "below" else first
    sure = _block(base, first, y) if first != base or last == first else ""
    perhaps = _block(first, last, y) if last != first else ""
    middle = coordinate(y + LINE / 2 - 5)
    arrow = {
        "": "",
        "above": f"M{coordinate(last + 3)} {middle}l5 5l-5 5",
        "below": f"M{coordinate(last - 3)} {middle}l-5 5l5 5",
    }
    return sure, perhaps, arrow[amount.open]


def _block(start: float, end: float, y: float) -> str:
    left, right = min(start, end), max(start, end)
    wide = coordinate(max(right - left, LEAST))
    return f"M{coordinate(left)} {coordinate(y + (LINE - BAR) / 2)}h{wide}v{BAR}h-{wide}z"
