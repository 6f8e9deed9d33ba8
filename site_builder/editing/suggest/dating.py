"""When something was, as fields of a proposal."""

from site_builder.editing.suggest.proposals import Value
from site_builder.model import edtf
from site_builder.model.extraction_results import TimeExpression


def dated(time: TimeExpression | None) -> dict[str, Value]:
    """Give the fields that say when, with the reason where the words alone do not."""
    if time is None or not time.edtf:
        return {}
    fields: dict[str, Value] = {"date": time.edtf}
    why = why_of(time)
    if why:
        fields["date_why"] = why
    return fields


def may_be_one(a: str, b: str) -> bool:
    """Tell whether two dates may be the same time; what is no date is none."""
    try:
        return edtf.relation(edtf.parse(a), edtf.parse(b)) != "conflicts"
    except edtf.EdtfError:
        return False


def why_of(time: TimeExpression) -> str:
    """Say how a date follows from its words; nothing where it is printed."""
    words = " ".join(time.surface.split())
    if time.anchor == "published":
        return f"{words}, counted from the day of publication"
    if time.anchor == "nearest":
        return f"{words}, counted from the nearest date in the text"
    return "" if any(c.isdigit() for c in time.surface) else f"read from {words}"
