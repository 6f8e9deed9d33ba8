"""When an article appeared: what its text prints, its page's markup states and its address has in it.

Sources that agree count together, so that one line of another story, or a day on which a page was
moved, does not stand against two that say the same. The day is the page's own: as printed, or as
in its address, before what a clock at Greenwich showed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from site_builder.editing.add.bylines import shown
from site_builder.editing.add.found_values import FoundValue, PageMetadata, StatedDate
from site_builder.editing.add.layout import Layout
from site_builder.editing.add.printed_dates import (
    ConfirmedDate,
    PrintedPublication,
    confirmed_by,
    prints_a_day,
    published_in,
    year_inferred,
)
from site_builder.editing.add.publication_dates import dates_in, years_in
from site_builder.editing.add.stated_dates import ReadDate, read_date
from site_builder.model import edtf
from site_builder.model.value_types import DateBasis

_IN_ADDRESS = re.compile(
    r"[/_=-](?P<y>(?:19|20)\d\d)(?P<s>[/_-]?)(?P<m>0[1-9]|1[0-2]|(?<=[/_-])[1-9]|[a-z]{3})(?P=s)"
    r"(?P<d>0[1-9]|[12]\d|3[01]|(?<=[/_-])[1-9])"
    r"(?=[/_.?&T-]|$|\d{9,11}-)",
    re.ASCII | re.IGNORECASE,
)
_MONTH_IN_ADDRESS = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>0[1-9]|1[0-2])/", re.ASCII)
_ADDRESS, _BESIDE = 3, 2
"""Weight of a day in an address, and of one beside what the markup states."""
_MANY = 2_000


@dataclass(frozen=True, slots=True)
class Publication:
    """The date of publication: EDTF (empty where not known), its basis and reason, and where it was found.

    Where one is printed whose day or year is open, `where` tells it, and `edtf` is empty.
    """

    edtf: str = ""
    basis: DateBasis = "external"
    why: str = ""
    where: str = ""


def publication_of(
    layout: Layout, stated: PageMetadata, addresses: Sequence[FoundValue], hints: dict[str, str]
) -> Publication:
    """Find the date of publication; what may help to find or to judge it goes into `hints`."""
    printed = published_in(layout)
    sources = [*_sources(stated, addresses)]
    best = _best(sources, printed, stated)
    if printed and printed.edtf and (best is None or _agrees(printed, best.days)):
        return _printed(printed, sources, hints)
    if best:
        return _confirmed(layout, best, printed, hints)
    inferred = year_inferred(layout)
    if inferred and inferred.edtf:
        return Publication(inferred.edtf, "inferred", inferred.why, inferred.where)
    month = next(_months(layout, addresses), None)
    if month and not printed:
        return month
    _hint(layout, printed or inferred, hints)
    unclear = printed or inferred
    return Publication(where=unclear.where if unclear else "")


def _sources(stated: PageMetadata, addresses: Sequence[FoundValue]) -> Iterator[ReadDate]:
    """Give the days that the markup states, and those in the addresses, each once."""
    seen = set()
    for one in stated.published:
        read = read_date(one)
        if read:
            yield read
    for address in addresses:
        day = _day_in(address.value)
        if day and day not in seen:
            seen.add(day)
            found = FoundValue(day, "the page's address", printed=False)
            source = StatedDate(found, _ADDRESS, in_address=True)
            yield ReadDate(day, frozenset((day,)), is_local=True, stated=source)


def _day_in(address: str) -> str:
    """Find the day in an address: "/2031/05/04/", "/20310504/", "-2031-05-04-", "/2031/may/04/"."""
    for match in _IN_ADDRESS.finditer(address.split("#", maxsplit=1)[0][:1_000]):
        month = match["m"]
        named = month if month.isdigit() else _month(month)
        day = f"{match['y']}-{named:0>2}-{match['d']:0>2}"
        if named and dates_in(day):
            return day
    return ""


def _month(name: str) -> str:
    return next(
        (f"{i:02}" for i, month in enumerate(edtf.MONTHS, 1) if month[:3].lower() == name.lower()), ""
    )


def _months(layout: Layout, addresses: Sequence[FoundValue]) -> Iterator[Publication]:
    for address in addresses:
        match = _MONTH_IN_ADDRESS.search(address.value)
        if match:
            month = f"{match['y']}-{match['m']}"
            unprinted = _unprinted(layout, None, None)
            why = f"{unprinted}; the page's address has {in_english(month)} in it."
            yield Publication(f"{month}?", "external", why, address.where)


# ------------------------------------------------------------------ which day


@dataclass(frozen=True, slots=True)
class _Day:
    """The day that most sources agree on: as the page's own clock has it, and by any other."""

    day: str
    days: frozenset[str]
    source: ReadDate


def _best(
    sources: Sequence[ReadDate], printed: PrintedPublication | None, stated: PageMetadata
) -> _Day | None:
    """Weigh the days: of the ways of one kind the surest counts, and of all kinds together the heaviest.

    None where what is printed weighs more than all of them.
    """
    usable = [one for one in sources if one.day] or [
        replace(one, day=day)
        for one in sources
        for day in one.days
        if printed and _agrees(printed, frozenset((day,)))
    ]
    weights = {one.day: _weight(one.day, usable) for one in reversed(usable)}
    if not weights:
        return None
    top = max(weights.values())
    first = next(one for one in usable if weights[one.day] == top)
    agreed = [one for one in usable if first.days & one.days]
    differs = printed and printed.edtf and not _agrees(printed, first.days)
    if printed and differs and printed.weight > top and not _is_update(printed, stated):
        return None
    own = next((one for one in agreed if one.is_local), first)
    return _Day(own.day, first.days | {own.day}, first)


def _weight(day: str, sources: Sequence[ReadDate]) -> int:
    """Weigh a day: a page's markup, which one program writes in many places, counts once, and an address."""
    agreeing = [one.stated for one in sources if day in one.days]
    address = any(stated.in_address for stated in agreeing)
    markup = max((stated.weight for stated in agreeing if not stated.in_address), default=0)
    return (markup + _BESIDE if markup else _ADDRESS) if address else markup


def _agrees(printed: PrintedPublication, days: frozenset[str]) -> bool:
    return printed.edtf in days or any(
        day.startswith(f"{printed.edtf}-") for day in days if len(printed.edtf) == 7
    )


def _is_update(printed: PrintedPublication, stated: PageMetadata) -> bool:
    """Tell a printed day on which the page says that it was changed."""
    read = (read_date(StatedDate(FoundValue(value, "", printed=False), 0)) for value in stated.modified)
    return any(one is not None and printed.edtf in one.days for one in read)


# ------------------------------------------------------------------ what is said of it


def _printed(printed: PrintedPublication, sources: Sequence[ReadDate], hints: dict[str, str]) -> Publication:
    differ = (one for one in sources if one.day and not _agrees(printed, one.days))
    other = next((one for one in differ if one.stated.weight >= _ADDRESS), None)
    if other:
        hints["published"] = f"{_said(other, another=True)}"
    return Publication(printed.edtf, "printed", printed.why, printed.where)


def _said(source: ReadDate, *, another: bool = False) -> str:
    where = source.stated.found.where
    if source.stated.in_address:
        return f"{where} has {in_english(source.stated.found.value)} in it"
    return f"{where} gives {'another date, ' * another}{in_english(source.day)}"


def _confirmed(
    layout: Layout, best: _Day, printed: PrintedPublication | None, hints: dict[str, str]
) -> Publication:
    """Give the day that the markup or the address has, and what the text prints of it."""
    confirmed = confirmed_by(layout, best.days)
    if printed and printed.edtf and not (confirmed and confirmed.whole):
        hints["published"] = f"{printed.where} prints another date, {in_english(printed.edtf)}"
    source = best.source
    if confirmed and confirmed.whole:
        return Publication(confirmed.day, "printed", "", f"the byline: {shown(confirmed.line)}")
    day = confirmed.day if confirmed else best.day
    said = _said(replace(source, day=day))
    why = f"{_unprinted(layout, confirmed, printed)}; {said}."
    return Publication(f"{day}?", "external", why, source.stated.found.where)


def _unprinted(layout: Layout, confirmed: ConfirmedDate | None, printed: PrintedPublication | None) -> str:
    """Say what the text prints in place of a date of publication."""
    if confirmed and confirmed.readings:
        read = " or ".join(in_english(day) for day in confirmed.readings)
        return f'The byline prints "{confirmed.said}", which may be {read}'
    if confirmed:
        return f'The byline prints "{confirmed.said}" without a year'
    if printed and printed.edtf:
        return f"{printed.where[0].upper()}{printed.where[1:]} prints another date"
    return "No line by the title prints the date" if prints_a_day(layout) else "The text prints no date"


def _hint(layout: Layout, printed: PrintedPublication | None, hints: dict[str, str]) -> None:
    latest = _latest(layout)
    said = [printed.why] if printed and printed.why else []
    said += [f"the latest date that the text names is {latest}"] if latest else []
    if said:
        hints["published"] = "; ".join(said)


def _latest(layout: Layout) -> str:
    """Say the latest date that the article names; a year where no date is later."""
    lines = [layout.words(block)[:4_000] for block in islice(layout.inside, _MANY)]
    days = [date.edtf for line in lines for date in dates_in(line) if date.edtf]
    years = [f"{year}" for line in lines for year in years_in(line)]
    latest = max((*days, *years), default="", key=lambda text: (text[:4], len(text), text))
    return in_english(latest) if latest else ""


def in_english(date: str) -> str:
    """Give an EDTF date in words."""
    return edtf.words(edtf.parse(date))
