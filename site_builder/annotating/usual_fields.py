"""Which fields a form shows from the start: those that most records of a section have."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, Final

from site_builder.model.annotation import Annotation, Section
from site_builder.model.corpus import Corpus

ENOUGH: Final = 8
"""So many records of a section tell what is usual in a project."""
MOST: Final = 300
"""No more are looked at."""
_AT_FIRST: Final[Mapping[Section, tuple[str, ...]]] = {
    "people": ("role", "of"),
    "visits": ("visitors", "place", "date"),
    "arms_deals": ("suppliers", "recipients", "equipment", "value", "says"),
    "events": ("participants", "place", "date"),
    "statements": ("by", "about"),
    "figures": ("subject", "value", "period"),
}
"""What is usual where a project has few records yet."""
_ALWAYS: Final[Mapping[Section, tuple[str, ...]]] = {"statements": ("by",), "arms_deals": ("event",)}
"""Who says it must be seen to be missing: without it the article itself does. So must a deal's event."""


def usual_fields(corpus: Corpus, section: Section, keys: Iterable[str]) -> frozenset[str]:
    """Of the keys of a section's records, those that at least half of them have."""
    always = _ALWAYS.get(section, ())
    records = tuple(islice(_records(corpus.annotations.values(), section), MOST))
    if len(records) < ENOUGH:
        return frozenset((*always, *_AT_FIRST.get(section, ())))
    counts = Counter(key for key in keys for record in records if _has(record, key))
    return frozenset((*always, *(key for key, count in counts.items() if 2 * count >= len(records))))


def _records(annotations: Iterable[Annotation], section: Section) -> Iterable[Any]:
    return (record for one in annotations for record in getattr(one, section, ()))


def _has(record: Any, key: str) -> bool:
    value = getattr(record, key, None)
    return bool(value) and value != type(record).__dataclass_fields__[key].default
