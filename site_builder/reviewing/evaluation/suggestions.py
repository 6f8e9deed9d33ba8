"""Measures what is suggested for the captured articles."""

import hashlib
from pathlib import Path
from typing import Final

from site_builder.editing.suggest.scoring import score_suggestions
from site_builder.reviewing.evaluation.tables import (
    BY_ANOTHER,
    BY_HAND,
    ResultTable,
    Section,
    Summary,
    share_of,
)

_SUGGESTIONS: Final = """\
A visit is right with the same visitor, the same place (or one within the other) and no contradicting date; \
a deal with the same supplier and recipient; a role with the same person and role. Registry "left out": \
without what only this article's annotation names. The rules name nothing from these articles, but \
were written with them in view: take the figures as an upper bound."""

_UNSEEN: Final = """\
Of news that no rule was written on, with an empty registry. *Last count*: 14 pages of news found by \
search, which a reader who wrote no rule listed and judged, once; a title read wrongly has been \
repaired since. Four meetings more stand in visits that are right. *Last draws*: 12 draws of 204 \
pages of news, of visits, meetings and deals, each counted at first sight and then repaired by, \
while the rules were written. On the first eight of them, of 152 pages and 306 records, the rules \
before proposed 173, 124 of them right; those of the day proposed 212, 148 of them right. *Draws \
before*: 31 articles in two sets, 15 of the corpora and 16 pages of news; seven sets before them, of \
108 articles, were counted and then repaired by. *Earlier draws*: 54 articles in five sets, events \
of every kind; *first draw*: 15 articles. Of pages found by search no text is kept here. Of each \
article the first 2,000 characters or so were read, and what an annotator would record was listed \
before any proposal was seen. A proposal is right if it is on the list and no field of it is wrong; \
a field that is left open is not wrong, and what is told twice is. Most of what is missed has nobody \
named who acts, a name that nothing tells to be one, or words that no list has. Judged by hand: \
`make evaluate` does not count it again. But for the last count whoever wrote the rules judged."""
_EVENTS: Final = "events, meetings, visits, deals"
_MAIN_KINDS: Final = "visits, meetings, deals"
_LAST_COUNT: Final = "last count"
_JUDGED: Final = (
    # (what, which articles, recorded by the reader, proposed, right)
    (_MAIN_KINDS, _LAST_COUNT, 51, 27, 19),
    ("figures", _LAST_COUNT, 16, 10, 8),
    (_MAIN_KINDS, "last draws", 443, 307, 213),
    (_MAIN_KINDS, "draws before", 73, 39, 29),
    ("other events", "draws before, of the corpora", 23, 18, 11),
    ("figures", "draws before", 84, 78, 63),
    (_EVENTS, "earlier draws", 221, 112, 78),
    (_EVENTS, "first draw", 60, 13, 8),
    ("main event of an article", "earlier draws", 54, 47, 39),
    ("figures", "earlier draws", 101, 89, 67),
    ("figures", "first draw", 23, 16, 14),
    ("people", "earlier draws", 0, 135, 125),
    ("people", "first draw", 0, 48, 42),
)


def suggestion_section(raw: Path) -> Section:
    """Tell what was judged on unseen articles, and score what is suggested for the captured ones."""
    rows = tuple(
        (
            what,
            which,
            str(gold or ""),
            str(given),
            str(right),
            share_of(right, given),
            (gold and share_of(right, gold)) or "",
        )
        for what, which, gold, given, right in _JUDGED
    )
    head = ("what", "articles", "recorded by a reader", "proposed", "right", "precision", "recall")
    unseen = ResultTable("Suggestions: unseen articles", _UNSEEN, head, rows)
    summary = [
        Summary(
            f"suggestions, {what}, {which}",
            "precision; recall",
            f"{precision}; {recall or 'not counted'}",
            "",
            BY_ANOTHER if which == _LAST_COUNT else BY_HAND,
        )
        for what, which, _, _, _, precision, recall in rows
    ]
    return Section("Suggestions", "", (unseen, suggestion_table(raw)), tuple(summary))


def suggestion_table(raw: Path) -> ResultTable:
    """Score what is suggested for the captured articles, with their annotation taken away."""
    files = [path.read_bytes() for path in sorted(raw.glob("*.txt"))]
    texts = {hashlib.sha256(data).hexdigest(): data.decode() for data in files}
    scores = score_suggestions(Path(), texts)
    rows = []
    for section, registry in sorted({(row.section, row.registry) for row in scores}):
        own = [row for row in scores if (row.section, row.registry) == (section, registry)]
        annotated, proposed = sum(row.annotated for row in own), sum(row.proposed for row in own)
        right = sum(row.right for row in own)
        numbers = (str(annotated), str(proposed), str(right))
        rows.append((section, registry, *numbers, share_of(right, proposed), share_of(right, annotated)))
    head = ("section", "registry", "annotated", "proposed", "right", "precision", "recall")
    return ResultTable(
        "Suggestions: the captured articles, annotation removed", _SUGGESTIONS, head, tuple(rows)
    )
