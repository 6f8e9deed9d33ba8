"""Measures what is suggested for the captured articles."""

import hashlib
from pathlib import Path
from typing import Final

from site_builder.editing.suggest.scoring import score_suggestions
from site_builder.reviewing.evaluation.tables import ResultTable, share_of

_SUGGESTIONS: Final = """\
A visit is right with the same visitor, the same place (or one within the other) and no contradicting date; \
a deal with the same supplier and recipient; a role with the same person and role. Registry "left out": \
without what only this article's annotation names. The rules name nothing from these articles, but \
were written with them in view: take the figures as an upper bound."""


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
