"""Measures what is suggested for the captured articles."""

import hashlib
from pathlib import Path
from typing import Final

from site_builder.editing.suggest.scoring import score_suggestions
from site_builder.reviewing.evaluation.tables import BY_HAND, ResultTable, Section, Summary, share_of

_SUGGESTIONS: Final = """\
A visit is right with the same visitor, the same place (or one within the other) and no contradicting date; \
a deal with the same supplier and recipient; a role with the same person and role. Registry "left out": \
without what only this article's annotation names. The rules name nothing from these articles, but \
were written with them in view: take the figures as an upper bound."""

_UNSEEN: Final = """\
Of news in the held-out half of the corpora, drawn by a hash of the article's id, with an empty registry: \
39 articles in four sets. Each set was counted at first sight, with the rules of that moment, and general \
repairs followed, so the rules of today have met no fresh set. Most of what is missed has nobody named who \
acts ("the accused", "they had arrested"), or surnames alone. Judged once by hand: `make evaluate` does \
not count it again."""
_JUDGED: Final = (
    # (what, recorded by the reader, proposed, right)
    ("events, meetings, visits, deals", 105, 33, 28),
    ("figures", 147, 98, 78),
    ("people", 0, 90, 84),
)


def suggestion_section(raw: Path) -> Section:
    """Tell what was judged on unseen articles, and score what is suggested for the captured ones."""
    rows = tuple(
        (
            what,
            str(gold or ""),
            str(given),
            str(right),
            share_of(right, given),
            (gold and share_of(right, gold)) or "",
        )
        for what, gold, given, right in _JUDGED
    )
    head = ("what", "recorded by a reader", "proposed", "right", "precision", "recall")
    unseen = ResultTable("Suggestions: unseen articles", _UNSEEN, head, rows)
    summary = [
        Summary(
            f"suggestions, {what}",
            "precision; recall",
            f"{precision}; {recall or 'not counted'}",
            "",
            BY_HAND,
        )
        for what, _, _, _, precision, recall in rows
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
