"""What the signs of a timeline mean: a sample of each that occurs, with words."""

from collections.abc import Iterator

from site_builder.charts.timeline import Timeline
from site_builder.charts.timeline_events import CLAIMED, UNDONE, UNSURE
from site_builder.charts.timeline_marks import EventMark
from site_builder.translation.messages import gettext

RANGE, REST, APART = "M-15 0H15", "M0 0H15", "M0 0H24"
OPEN = "M11 -4l4 4l-4 4"


def signs(timeline: Timeline) -> Iterator[EventMark]:
    """A sample of every sign that a timeline uses; `tooltip` says what it means."""
    kind = timeline.shapes[0].type
    looks = {style for item in timeline.drawn for style in item.look.split()}
    marks = [mark for year in timeline.narrow.years for mark in year.marks] + list(timeline.wide.marks)
    if any(item.exact for item in timeline.drawn):
        yield _sample(kind, "", gettext("The day is known"))
    if any("r-hollow" in mark.look and mark.bar and "r-lasts" not in mark.look for mark in marks):
        yield _sample(kind, "r-hollow", gettext("Somewhere within the bar, or uncertain"), RANGE)
    if "r-lasts" in looks:
        yield _sample(kind, "r-lasts", gettext("Lasts from one end of the bar to the other"), REST)
    if any(mark.arrows for mark in marks):
        yield _sample(kind, "r-hollow", gettext("The end is unknown, or lies further on"), "M0 0H12", OPEN)
    if "r-disputed" in looks:
        yield _sample(
            kind, "r-hollow r-disputed", gettext("Sources contradict each other on the date"), APART
        )
    if any(item.status in UNSURE for item in timeline.drawn):
        yield _sample(kind, "r-unsure", gettext("Planned, expected or possible"))
    if any(item.status in UNDONE for item in timeline.drawn):
        yield _sample(kind, "r-undone", gettext("Cancelled, denied or disputed"))
    if any(item.status == CLAIMED for item in timeline.drawn):
        yield _sample(kind, "r-claimed", gettext("In brackets: claimed, and not reported in any other way"))


def _sample(kind: str, look: str, words: str, bar: str = "", arrows: str = "") -> EventMark:
    return EventMark(
        type=kind,
        look=look,
        to="",
        tooltip=words,
        x="-12" if "r-disputed" in look else "0",
        y="0",
        bar=bar,
        arrows=arrows,
        second="24" if "r-disputed" in look else "",
        struck="r-undone" in look,
        claimed="r-claimed" in look,
        labels=(),
    )
