"""Proposals of deals."""

from collections.abc import Sequence

from site_builder.editing.suggest.arms import Party, equipment_in
from site_builder.editing.suggest.dating import why_of
from site_builder.editing.suggest.deal_found import Deal
from site_builder.editing.suggest.money import money
from site_builder.editing.suggest.proposals import Proposal, Rank, Value


def deal_proposal(deal: Deal) -> Proposal:
    """Give a deal as a record to propose."""
    s = deal.sentence
    entities, items = equipment_in(s, deal.arms)
    fields: dict[str, Value] = {
        "kind": deal.kind,
        "suppliers": tuple(p.value for p in deal.suppliers),
        "recipients": tuple(p.value for p in deal.recipients),
    }
    if deal.time and deal.time.edtf and deal.kind != "supply":
        fields[
            "disclosed"
            if deal.by
            else "delivered"
            if deal.status in {"delivered", "completed"}
            else "ordered"
        ] = deal.time.edtf
        why = why_of(deal.time)
        if why:
            fields["date_why"] = why
    if deal.status:
        fields["status"] = deal.status
    if entities:
        fields["equipment"] = tuple(dict.fromkeys(e.id for e in entities))
    if items:
        fields["items"] = items
    if deal.amount:
        fields["value"] = money(deal.amount, "contract" if deal.kind == "sale" else "unclear")
    suppliers, recipients = _names(deal.suppliers), _names(deal.recipients)
    fields["says"] = f"Arms from {suppliers} for {recipients}."
    if deal.by:
        fields["by"] = deal.by.id
        fields["mode"] = "stated"
    rank: Rank = (
        "likely"
        if deal.sure and (deal.amount or deal.kind != "supply")
        else "possible"
        if deal.sure
        else "weak"
    )
    with_event = deal.kind != "supply"
    time = (deal.time.start, deal.time.end) if deal.time and with_event else None
    spans = tuple(span for span in (*deal.spans, *([time] if time else ())))
    by_span = [(t.start, t.end) for t in s.tokens[: deal.at] if deal.by and t.who == deal.by][:1]
    named = tuple(p.entity for p in (*deal.suppliers, *deal.recipients))
    return Proposal(
        section="arms_deals",
        rank=rank,
        reason=deal.reason,
        fields=fields,
        anchors=(*by_span, *spans),
        surface=f"{suppliers} {recipients}",
        entities=(*named, *entities, *([deal.by] if deal.by else ())),
        event="arms-deal" if with_event else None,
        title=f"Arms deal of {recipients} with {suppliers}",
        slug=f"{named[0].id}-{deal.recipients[0].entity.id}-arms",
    )


def _names(parties: Sequence[Party]) -> str:
    return " and ".join(f"{p.label} of {p.entity.name}" if p.label else p.entity.name for p in parties)
