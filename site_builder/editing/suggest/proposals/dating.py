"""When something was, as fields of a proposal."""

from dataclasses import replace
from typing import Final

from site_builder.corpus.checks.dates_between import lies_after
from site_builder.editing.suggest.proposals.proposal import Proposal, Value, worse
from site_builder.model import edtf
from site_builder.model.extraction_results import HIJRI, PERSIAN, TimeExpression

_CONVERTED: Final = {
    PERSIAN: "reckoned from the Persian calendar",
    HIJRI: "reckoned from the Islamic calendar; a day more or less is possible",
}
_OPEN: Final = "; the words leave open which is meant: check"


def dated(time: TimeExpression | None, status: str = "happened") -> dict[str, Value]:
    """Say when, with the reason where the words alone do not tell, and whether it happened."""
    date = time.edtf if time else ""
    why = why_of(time) if time and date else ""
    fields = {"date": date, "date_why": why, "status": "" if status == "happened" else status}
    return {key: value for key, value in fields.items() if value}


_PAST = {"", "happened", "contracted", "delivered", "completed"}
_TO_COME = {"planned", "expected", "possible"}
_DATES = ("date", "announced", "ordered", "delivered", "disclosed")


def without_later(proposal: Proposal, published: str) -> Proposal:
    """Take dates after the article's own from what is told as past: they are of something else."""
    fields = dict(proposal.fields)
    if str(fields.get("status", "")) in _TO_COME:
        return _without_earlier(proposal, published)
    if proposal.section == "dates" or str(fields.get("status", "")) not in _PAST:
        return proposal
    later = [
        key for key in _DATES if isinstance(said := fields.get(key), str) and lies_after(said, published)
    ]
    if not later:
        return proposal
    for key in (*later, *(("date_why",) if "date" in later else ())):
        fields.pop(key, None)
    reason = f"{proposal.reason}; a date beside it lies after the article"
    return replace(proposal, fields=fields, rank=worse(proposal.rank, by=2), reason=reason)


def _without_earlier(proposal: Proposal, published: str) -> Proposal:
    """Take a date before the article's own from what is to come: it is that of what was announced."""
    date, appeared = (edtf.parse_or_none(str(said)) for said in (proposal.fields.get("date", ""), published))
    if not (date and appeared and date.latest and appeared.earliest and date.latest < appeared.earliest):
        return proposal
    return proposal.with_fields({k: v for k, v in proposal.fields.items() if k not in {"date", "date_why"}})


def may_be_one(a: str, b: str) -> bool:
    """Tell whether two dates may be the same time; what is no date is none."""
    try:
        return edtf.relation(edtf.parse(a), edtf.parse(b)) != "conflicts"
    except edtf.EdtfError:
        return False


def why_of(time: TimeExpression) -> str:
    """Say how a date follows from its words; nothing where it is printed."""
    words = " ".join(time.surface.split())
    if converted := _CONVERTED.get(time.rule):
        return f"{words}, {converted}"
    if time.anchor == "published":
        open_ = _OPEN if time.ambiguous else ""
        return f"{words}, counted from the day of publication{open_}"
    if time.anchor == "nearest":
        return f"{words}, counted from the nearest date in the text"
    return "" if any(c.isdigit() for c in time.surface) else f"read from {words}"
