"""What reports say has become of an event or deal: a ladder of steps, with articles as its dates."""

from collections.abc import Sequence
from itertools import combinations

from site_builder.merging.verdicts import Merged, Opinion, Verdict, reported, worst
from site_builder.model.edtf import Date, sort_key
from site_builder.model.value_types import DealStatus, Happening

Status = DealStatus | Happening

# A visit is possible, planned or expected, then happens; a deal is possible, planned, contracted,
# delivered, completed. To plan and to expect are the same step in other words; to cancel ends
# whatever was not done yet; to deny is no step, but as final as a cancellation for the order.
STEPS: dict[Status, int] = {
    "possible": 0,
    "planned": 1,
    "expected": 1,
    "contracted": 2,
    "cancelled": 3,
    "denied": 3,
    "happened": 4,
    "delivered": 4,
    "completed": 5,
}
DONE = STEPS["happened"]

_Dated = tuple[Status, Date | None]


def merge_status(opinions: Sequence[Opinion[Status]]) -> Merged[Status] | None:
    """Merge what reports say has become of an event or deal; None without opinions.

    A later article with a later step, a cancellation or a revival after it develops the matter.
    What was done conflicts with what was denied or cancelled. All else may be true together, as
    an older article's plan and a later one's denial that it came to pass.
    """
    if not opinions:
        return None
    values = tuple(sorted(reported(opinions), key=lambda item: (-STEPS[item[0]], item[0])))
    dated = sorted({(o.value, o.published) for o in opinions}, key=lambda item: (item[0], sort_key(item[1])))
    verdict = worst(values, (_compare_status(a, b) for a, b in combinations(dated, 2)))
    disputed = verdict == "conflicts"
    return Merged(verdict, values, None if disputed else _standing(dated), disputed)


def _compare_status(a: _Dated, b: _Dated) -> Verdict:
    statuses = {a[0], b[0]}
    if len(statuses) == 1:
        return "agrees"
    if statuses & {"cancelled", "denied"}:
        if max(STEPS[a[0]], STEPS[b[0]]) >= DONE:
            return "conflicts"
        if "denied" in statuses:
            return "compatible"
        return "develops" if _is_later(a, b) or _is_later(b, a) else "compatible"
    early, late = (a, b) if STEPS[a[0]] < STEPS[b[0]] else (b, a)
    return "develops" if STEPS[early[0]] < STEPS[late[0]] and _is_later(late, early) else "compatible"


def _is_later(a: _Dated, b: _Dated) -> bool:
    """Say whether the article of `a` appeared surely after that of `b`."""
    first = a[1].earliest if a[1] else None
    last = b[1].latest if b[1] else None
    return first is not None and last is not None and first > last


def _standing(dated: Sequence[_Dated]) -> Status:
    """Give the furthest step; a cancellation stands unless a later article takes the matter up again."""
    going_on = [item for item in dated if item[0] not in {"cancelled", "denied"}]
    standing = [
        item
        for item in dated
        if item[0] != "cancelled" or not any(_is_later(other, item) for other in going_on)
    ]
    return max((status for status, _ in standing), key=STEPS.__getitem__)
