"""What somebody who wrote a date in another notation may have meant, as EDTF.

Nothing here is ever taken for the date: the proposals only make the message that refuses it.
Whether a proposed date exists is for the reader to check.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from site_builder.model.lazy_pattern import lazy_pattern
from site_builder.model.problems import quoted


class DateProposal(NamedTuple):
    """An EDTF text, and where several are possible what each would mean."""

    text: str
    meaning: str = ""

    def __str__(self) -> str:
        return f"'{self.text}'" + (f" ({self.meaning})" if self.meaning else "")


class Refusal(NamedTuple):
    """What is wrong with a text, and what to do: `advice`, or one of the proposals."""

    wrong: str
    advice: str = ""
    proposals: tuple[DateProposal, ...] = ()


def proposals(text: str) -> Refusal:
    """Say why a text that has not the form of EDTF is refused, and what it may stand for."""
    shown = quoted(text, 60)
    if _UNKNOWN.fullmatch(text):
        return Refusal("the date is empty" if not text.strip() else f"{shown} is not a date", _LEAVE_OUT)
    if week := _WEEK.fullmatch(text.strip()):
        return Refusal(f"{shown} is an ISO week, which EDTF does not have", proposals=tuple(_week(week)))
    if re.fullmatch(r"[yY]?-?[0-9]{5,7}|-[0-9]{4}|[yY].*|[0-9]{1,3}", text):
        return Refusal(f"{shown} is not a four-digit year", "years run from 0001 to 9999")
    return Refusal(f"{shown} is not an EDTF date", proposals=_distinct(_meant(text)))


_LEAVE_OUT = "leave the key out where no date is known"
_UNKNOWN = lazy_pattern(
    r"\s*(?:|[?~%./-]+|X{2,4}(?:-XX){0,2}|unknown|undated|n\.? ?d\.?|none|null|open)\s*", re.IGNORECASE
)
_WEEK = lazy_pattern(r"([0-9]{4})-?[Ww]([0-9]{1,2})(?:-?([1-7]))?")

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_M = rf"(?P<name>{'|'.join(_NAMES)})[a-z]*\.?"
_D = r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?"
_Y = r"(?P<y>[0-9]{4})"
_MONTH_OR_DAY = r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?"
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


def _meant(text: str) -> Iterator[DateProposal]:
    plain = re.sub(r"\s+", " ", text.strip())
    plain = re.sub("[\u2010-\u2015\u2212]", "-", plain)
    plain = re.sub(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ", "", plain, flags=re.IGNORECASE)
    yield DateProposal(plain)
    yield DateProposal(plain.replace(" ", "").replace("x", "X").replace("u", "X"))
    for form, meant in _NOTATIONS:
        if match := re.fullmatch(form, plain, re.IGNORECASE | re.ASCII):
            yield from meant(match)
            return


def _distinct(found: Iterator[DateProposal]) -> tuple[DateProposal, ...]:
    return tuple({proposal.text: proposal for proposal in found}.values())


# ------------------------------------------------------------------ single dates


def _named(match: re.Match[str]) -> Iterator[DateProposal]:
    parts = match.groupdict()
    month = _NAMES.index(parts["name"].lower()) + 1
    day, last = parts.get("d"), parts.get("last")
    start = f"{parts['y']}-{month:02d}"
    if last:
        yield from _from_to(f"{start}-{int(day or 0):02d}", f"{start}-{int(last):02d}")
    else:
        yield DateProposal(f"{start}-{int(day):02d}" if day else start)


def _numbers(match: re.Match[str]) -> Iterator[DateProposal]:
    parts = [match["y"], *(f"{int(part):02d}" for part in match.group("m", "d") if part)]
    yield DateProposal("-".join(parts))


def _day_or_month_first(match: re.Match[str]) -> Iterator[DateProposal]:
    a, b, year = int(match["a"]), int(match["b"]), match["y"]
    both = a != b and a <= 12 and b <= 12
    if b <= 12:
        yield DateProposal(f"{year}-{b:02d}-{a:02d}", "if the day comes first" if both else "")
    if a <= 12:
        yield DateProposal(f"{year}-{a:02d}-{b:02d}", "if the month comes first" if both else "")


def _season(match: re.Match[str]) -> Iterator[DateProposal]:
    yield DateProposal(f"{match['y']}-{_SEASONS[match['season'].lower()]}")


def _quarter(match: re.Match[str]) -> Iterator[DateProposal]:
    yield DateProposal(f"{match['y']}-{32 + int(match['q'])}")


def _short_years(match: re.Match[str]) -> Iterator[DateProposal]:
    if int(match["b"]) > int(match["y"][2:]):
        yield from _from_to(match["y"], match["y"][:2] + match["b"])


def _decade(match: re.Match[str]) -> Iterator[DateProposal]:
    yield DateProposal(f"{match['y']}X")


def _week(match: re.Match[str]) -> Iterator[DateProposal]:
    year, week, day = (int(part or 1) for part in match.groups())
    try:
        first = dt.date.fromisocalendar(year, week, day)
    except ValueError:
        return
    if match[3]:
        yield DateProposal(str(first))
    else:
        yield from _from_to(str(first), str(first + dt.timedelta(days=6)))


# ------------------------------------------------------------------ dates within words and marks


def _first(text: str) -> str:
    """Give the likeliest reading of a part; the reader drops what is still no date."""
    found = list(_meant(text))
    return found[-1].text


def _marked(mark: str) -> Callable[[re.Match[str]], Iterator[DateProposal]]:
    def meant(match: re.Match[str]) -> Iterator[DateProposal]:
        yield DateProposal(_first(match["rest"]) + mark)

    return meant


def _with_marks(match: re.Match[str]) -> Iterator[DateProposal]:
    text = match.string
    marks = {mark for mark in text if mark in "?~%"}
    mark = marks.pop() if len(marks) == 1 else "%"
    yield DateProposal(re.sub(r"[?~%]", "", text) + mark)


def _marked_set(match: re.Match[str]) -> Iterator[DateProposal]:
    inner = re.sub(r"(?<=[0-9X])(?=,|\.\.|$)", match["mark"], match["inner"])
    yield DateProposal(f"[{inner}]")


def _from_to(first: str, last: str) -> Iterator[DateProposal]:
    yield DateProposal(f"{first}/{last}", "it lasts from the first to the last")
    yield DateProposal(f"[{first}..{last}]", "once between them")


def _pair(match: re.Match[str]) -> Iterator[DateProposal]:
    yield from _from_to(_first(match["a"]), _first(match["b"]))


def _pair_of_one_year(match: re.Match[str]) -> Iterator[DateProposal]:
    yield from _from_to(_first(f"{match['a']} {match['y']}"), _first(match["b"]))


def _interval(match: re.Match[str]) -> Iterator[DateProposal]:
    yield DateProposal(f"{_first(match['a'])}/{_first(match['b'])}")


def _one_between(match: re.Match[str]) -> Iterator[DateProposal]:
    yield DateProposal(f"[{_first(match['a'])}..{_first(match['b'])}]")


def _either(match: re.Match[str]) -> Iterator[DateProposal]:
    yield DateProposal(f"[{_first(match['a'])},{_first(match['b'])}]")


def _both(match: re.Match[str]) -> Iterator[DateProposal]:
    first, last = _first(match["a"]), _first(match["b"])
    yield DateProposal(f"{{{first},{last}}}", "on both")
    yield DateProposal(f"[{first},{last}]", "on one of them")


def _since(match: re.Match[str]) -> Iterator[DateProposal]:
    first = _first(match["rest"])
    yield DateProposal(f"{first}/..", "it goes on")
    yield DateProposal(f"{first}/", "its end is unknown")
    yield DateProposal(f"[{first}..]", "once, then or later")


def _until(match: re.Match[str]) -> Iterator[DateProposal]:
    last = _first(match["rest"])
    yield DateProposal(f"/{last}", "it lasted until then")
    yield DateProposal(f"[..{last}]", "once, then or earlier")


def _edge_word(match: re.Match[str]) -> Iterator[DateProposal]:
    words = {"open": "..", "unknown": "", "now": "..", "present": "..", "today": ".."}
    yield DateProposal("/".join(words.get(part.lower(), part) for part in match.string.split("/")))


_NOTATIONS: tuple[tuple[str, Callable[[re.Match[str]], Iterator[DateProposal]]], ...] = (
    (rf"{_D}\.? (?:of )?{_M},? {_Y}", _named),
    (rf"{_M} {_D},? {_Y}", _named),
    (rf"{_Y},? {_M}(?: {_D})?", _named),
    (rf"{_M},? {_Y}", _named),
    (rf"{_D} ?- ?(?P<last>[0-9]{{1,2}}) {_M},? {_Y}", _named),
    (rf"{_M} {_D} ?- ?(?P<last>[0-9]{{1,2}}),? {_Y}", _named),
    (rf"(?:the )?(?P<season>{'|'.join(_SEASONS)})(?: of)? {_Y}", _season),
    (rf"Q(?P<q>[1-4])[ /-]?{_Y}", _quarter),
    (rf"{_Y}[ /-]?Q(?P<q>[1-4])", _quarter),
    (rf"{_Y}[-/.](?P<m>[0-9]{{1,2}})[-/.](?P<d>[0-9]{{1,2}})", _numbers),
    (rf"{_Y}(?P<m>[0-9]{{2}})(?P<d>[0-9]{{2}})", _numbers),
    (rf"{_Y}-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])[T ][0-9:.]+(?:Z|[+-][0-9:]+)?", _numbers),
    (rf"{_Y}[-/.](?P<m>0?[1-9]|1[0-2])(?P<d>)", _numbers),
    (rf"{_Y}[-/](?P<b>[0-9]{{2}})", _short_years),
    (rf"(?P<a>[0-9]{{1,2}})[-/.](?P<b>[0-9]{{1,2}})[-/.]{_Y}", _day_or_month_first),
    (r"(?:the )?(?P<y>[0-9]{3})0'?s", _decade),
    (r"(?:about|around|approximately|circa|ca?\.?) ?(?P<rest>.*[0-9].*)", _marked("~")),
    (r"(?:probably|possibly|perhaps|maybe) (?P<rest>.+)", _marked("?")),
    (
        rf"(?:from )?(?P<a>(?:[0-9]{{1,2}} )?[a-z]+\.?) ?(?:-|to|until|through) ?(?P<b>.+ {_Y})",
        _pair_of_one_year,
    ),
    (r"(?:from )?(?P<a>.+?) (?:to|until|through) (?P<b>.+)", _pair),
    (r"(?:since|from|after) (?P<rest>.+?)(?: on(?:wards?)?)?", _since),
    (r"(?:until|till|before|by|up to) (?P<rest>.+)", _until),
    (r"between (?P<a>.+) and (?P<b>.+)", _one_between),
    (r"(?P<a>.+) or (?P<b>.+)", _either),
    (r"(?P<a>[^\[{]+?)(?: and |, ?)(?P<b>[^,\]}]+)", _both),
    (r"[^/]*/(?:open|unknown|now|present|today)|(?:open|unknown)/[^/]*", _edge_word),
    (r"(?P<a>[0-9X-]+[?~%]?)\.\.\.?(?P<b>[0-9X-]+[?~%]?)", _pair),
    (r"\[(?P<a>[^],/]+)/(?P<b>[^],/]+)\]", _one_between),
    (r"(?P<a>[0-9]{4}) ?- ?(?P<b>[0-9]{4})", _pair),
    (rf"(?P<a>{_MONTH_OR_DAY}) ?- ?(?P<b>{_MONTH_OR_DAY})", _pair),
    (r"\[(?P<inner>[0-9X.,-]+)\](?P<mark>[?~%])", _marked_set),
    (r"(?=.*[?~%])[?~%]*[0-9]{4}[?~%]*(?:-[?~%]*[0-9]{2}[?~%]*){0,2}", _with_marks),
    (r"(?P<a>[^/\[{]+) ?/ ?(?P<b>[^/\]}]+)", _interval),
)
"""Other notations of dates, the exact ones first; the first that fits is meant."""
