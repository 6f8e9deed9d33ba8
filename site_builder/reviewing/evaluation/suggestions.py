"""Measures what is suggested for the captured articles."""

import hashlib
from pathlib import Path
from typing import Final, NamedTuple

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
Of news that no rule was written on, with an empty registry. *Last count*: 54 texts in two sets, which two \
readers retold in words of their own from pages found by search, with all names, numbers and times, and \
listed before anything was run; two others judged, who knew neither the rules nor which of two versions had \
proposed what. Proposals of all ranks are counted, also those that ask for what is missing; what readers \
called optional is not among the records, and the parts of a package are records of their own. Of visits 40 \
of 49 were right and 41 of 56 found; of meetings, with other events that were proposed, 51 of 68, and 23 of \
38; of deals 37 of 54, and 39 of 83. In the first set 62 of 85 were right and 51 of 86 found, in the second \
66 of 86, and 52 of 91; of figures 96 of 115 and 85 of 128, and 97 of 127 and 79 of 120. The version before \
had 110 of 144 right on them, and found 81; of figures 187 of 246, and 153. Without proposals that are \
called *weak*, 82 of 101 are right. Some 30 mistakes have been repaired since. *Count of 54 texts before*: \
retold and judged alike; the wording of the second half was varied on purpose. *Counts \
before*: 24 pages of news, and 26 of the rules as they were half-way, listed by one reader and judged by \
another; one of the 24 has eleven of the deals, in lists of purchases. *Earlier \
counts*: 23 pages, of which two readers judged the proposals, and 14 pages; there weak proposals were left \
aside. *Last draws*: 12 draws of 204 pages of news, and after them 15 of 146 pages; each was counted at \
first sight and then repaired by, while the rules were written. *Draws before*: 31 articles in two sets, \
15 of the corpora and 16 pages of news; seven sets before them, of 108 articles, were counted and then \
repaired by. *Earlier draws*: 54 articles in five sets, events of every kind; *first draw*: 15 articles. \
Of pages found by search no text is kept here. Of each article the first 2,000 characters or so were read, \
and what an annotator would record was listed before any proposal was seen. A proposal is right if the \
text says so and no field of it is wrong; a field that is left open is not wrong, and what is told twice \
is. *Found* are records: one proposal may tell of two, or of none that was listed. Most of what is missed \
has nobody named who acts, stands in a list of several under one verb, or has words that no list has. \
Judged by hand: `make evaluate` does not count it again. But for the counts whoever wrote the rules \
judged."""
_EVENTS: Final = "events, meetings, visits, deals"
_MAIN_KINDS: Final = "visits, meetings, deals"
_LAST_COUNT: Final = "last count"
_EARLIER: Final = (
    "count before, of 54 texts",
    "count before, of 24 pages", "count before, of 26 pages",
    "earlier count of 23 pages", "earlier count of 14 pages",
)  # fmt: skip


class _Judged(NamedTuple):
    """How much a reader recorded in articles, if that was listed, how much was proposed, and was right.

    So much is `found` of the records as is right, if nothing else is said.
    """

    what: str
    articles: str
    recorded: int
    proposed: int
    right: int
    found: int | None = None

    @property
    def row(self) -> tuple[str, ...]:
        """The same in words, with precision and recall."""
        found = self.right if self.found is None else self.found
        of_records = (str(found), share_of(found, self.recorded)) if self.recorded else ("", "")
        precision = share_of(self.right, self.proposed)
        numbers = (str(self.recorded or ""), str(self.proposed), str(self.right))
        return (self.what, self.articles, *numbers, of_records[0], precision, of_records[1])


_JUDGED: Final = (
    _Judged(_MAIN_KINDS, _LAST_COUNT, 177, 171, 128, 103),
    _Judged("figures", _LAST_COUNT, 248, 242, 193, 164),
    _Judged(_MAIN_KINDS, _EARLIER[0], 120, 74, 61, 57),
    _Judged("figures", _EARLIER[0], 76, 102, 82, 49),
    _Judged(_MAIN_KINDS, _EARLIER[1], 72, 49, 32, 36),
    _Judged("figures", _EARLIER[1], 13, 24, 18, 7),
    _Judged(_MAIN_KINDS, _EARLIER[2], 75, 33, 25, 34),
    _Judged("figures", _EARLIER[2], 16, 24, 9, 7),
    _Judged(_MAIN_KINDS, _EARLIER[3], 97, 41, 33, 32),
    _Judged("figures", _EARLIER[3], 10, 5, 2, 0),
    _Judged(_MAIN_KINDS, _EARLIER[4], 51, 27, 19),
    _Judged("figures", _EARLIER[4], 16, 10, 8),
    _Judged("visits, deals", "last draws, of 56 pages", 126, 83, 60),
    _Judged("figures", "last draws, of 56 pages", 109, 108, 94, 73),
    _Judged("meetings", "last draws, of 90 pages", 133, 103, 85),
    _Judged(_MAIN_KINDS, "last draws, of 204 pages", 443, 307, 213),
    _Judged(_MAIN_KINDS, "draws before", 73, 39, 29),
    _Judged("other events", "draws before, of the corpora", 23, 18, 11),
    _Judged("figures", "draws before", 84, 78, 63),
    _Judged(_EVENTS, "earlier draws", 221, 112, 78),
    _Judged(_EVENTS, "first draw", 60, 13, 8),
    _Judged("main event of an article", "earlier draws", 54, 47, 39),
    _Judged("figures", "earlier draws", 101, 89, 67),
    _Judged("figures", "first draw", 23, 16, 14),
    _Judged("people", "earlier draws", 0, 135, 125),
    _Judged("people", "first draw", 0, 48, 42),
)


def suggestion_section(raw: Path) -> Section:
    """Tell what was judged on unseen articles, and score what is suggested for the captured ones."""
    rows = tuple(one.row for one in _JUDGED)
    head = ("what", "articles", "recorded by a reader", "proposed", "right", "found", "precision", "recall")
    unseen = ResultTable("Suggestions: unseen articles", _UNSEEN, head, rows)
    summary = [
        Summary(
            f"suggestions, {what}, {which}",
            "precision; recall",
            f"{precision}; {recall or 'not counted'}",
            "",
            BY_ANOTHER if which in {_LAST_COUNT, *_EARLIER} else BY_HAND,
        )
        for what, which, _, _, _, _, precision, recall in rows
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
