"""Proposals of deals."""

from collections.abc import Iterable, Mapping

from site_builder.corpus.placeholders import TO_FILL
from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acted_on import is_sure
from site_builder.editing.suggest.clauses.words_of_readings import spans_of, words_of
from site_builder.editing.suggest.deals.deal import Deal
from site_builder.editing.suggest.proposals.dating import why_of
from site_builder.editing.suggest.proposals.money import money
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.proposals.proposal import Proposal, Rank, Span, Value
from site_builder.editing.suggest.sentences.arms import equipment_in
from site_builder.editing.suggest.sentences.arms_meant import is_meant
from site_builder.model import edtf

_BOUGHT = frozenset(("bought", "purchased", "acquired", "ordered"))
"""What has a time is that somebody ordered the arms, be they delivered since or not."""
_NEAR = 12
"""So many words from the verb a time is that of a deal which a frame tells in passing."""
_DESCRIBING = 2
"""So many words before "deals" arms only describe these."""
_REPORT, _BEHIND = 5, 3
"""So many words before, and behind, a time it is that of a report."""


def deal_proposal(deal: Deal) -> Proposal:
    """Give a deal as a record to propose."""
    reading = deal.reading
    equipment, items = equipment_in(reading.s, reading.arms)
    suppliers, recipients = (
        " and ".join(who.name for who in reading.roles[r]) or TO_FILL for r in ("suppliers", "recipients")
    )
    sides = [reading.all(role)[0].id for role in ("suppliers", "recipients") if reading.all(role)]
    named = (*reading.all("suppliers"), *reading.all("recipients"))
    goods = " ".join((*(one.name for one in equipment), *items))
    says = f"Arms from {suppliers} for {recipients}." if named else TO_FILL
    others = " with ".join(name for name in (recipients, suppliers) if name != TO_FILL)
    return Proposal(
        section="arms_deals",
        rank=_rank(deal),
        reason=reading.pattern.reason,
        fields=_fields(deal, equipment, items, says),
        anchors=_anchors(deal),
        words=words_of(reading),
        surface=f"{suppliers} {recipients}" if named else goods,
        entities=(*named, *equipment, *([deal.by] if deal.by else ())),
        event=None if deal.kind == "supply" else "arms-deal",
        title=f"Arms deal of {others or goods}",
        slug="-".join((*sides, "arms")),
    )


def _fields(
    deal: Deal, equipment: Iterable[Entity], items: tuple[str, ...], says: str
) -> Mapping[str, Value]:
    fields: dict[str, Value] = {"kind": deal.kind}
    fields |= {
        role: tuple(who.value for who in deal.reading.roles[role]) or (TO_FILL,)
        for role in ("suppliers", "recipients")
    }
    fields |= _dated(deal)
    more: dict[str, Value] = {
        "status": deal.status,
        "equipment": tuple(dict.fromkeys(e.id for e in equipment)),
        "items": items,
        "value": money(deal.amount, "contract" if deal.kind == "sale" else "unclear") if deal.amount else "",
        "says": says,
        "by": deal.by.id if deal.by else "",
        "mode": "stated" if deal.by else "",
    }
    return {**fields, **{key: value for key, value in more.items() if value}}


def _dated(deal: Deal) -> Mapping[str, Value]:
    time = deal.reading.time
    if time is None or deal.kind == "supply" or (deal.is_open and _is_far(deal)):
        return {}
    if (
        _is_of_clause_around(deal)
        or _is_unsure(deal)
        or _is_of_report(deal)
        or _is_over(deal)
        or (deal.reading.pattern.loose and "/" in time.edtf)
    ):
        return {}
    handed = deal.status == "planned" and deal.reading.word in lexicon.words("delivering verbs")
    done = deal.status in {"delivered", "completed"} or handed
    done = done and not _is_of_order(deal)
    if deal.reading.pattern.loose and deal.kind == "aid" and not done:
        return {}  # the day on which it was announced
    key = "disclosed" if deal.by else "delivered" if done else "ordered"
    why = why_of(time)
    return {key: time.edtf, "date_why": why} if why else {key: time.edtf}


def _is_over(deal: Deal) -> bool:
    """As in "deals under which it is to supply tanks were discussed on Monday": no day of what is to come."""
    time = edtf.parse_or_none(deal.reading.time.edtf) if deal.reading.time else None
    appeared = edtf.parse_or_none(deal.reading.story.published)
    if not (time and time.latest and appeared and appeared.earliest):
        return False
    return deal.status in {"planned", "possible"} and time.latest <= appeared.earliest


def _time_at(deal: Deal) -> int | None:
    """The token of the time of a deal."""
    s, time = deal.reading.s, deal.reading.time
    return next((k for k, token in enumerate(s.tokens) if time and token.time == time), None)


def _is_of_clause_around(deal: Deal) -> bool:
    """As in "on Friday christened the first of six jets ordered by Kesh", "handed it jets it had ordered"."""
    reading, at = deal.reading, _time_at(deal)
    if at is None or not reading.arms or not at < reading.arms[0] <= reading.arms[-1] < reading.at:
        return False
    behind = range(reading.arms[-1] + 1, reading.at + 1)
    told = lexicon.words("being") | {"be", "been", "being"}
    return not (told & {reading.s.word(k) for k in behind} or any("," in reading.s.gap(k) for k in behind))


def _is_of_report(deal: Deal) -> bool:
    """As in "a report of 3 March says", "Monday's statement": the day is that of what is told."""
    s, at = deal.reading.s, _time_at(deal)
    if at is None:
        return False
    reports = lexicon.words("words of reports")
    before = next((k for k in range(at, max(-1, at - _REPORT), -1) if "," in s[k].gap), at - _REPORT)
    told = not reports.isdisjoint(s.words(max(before, at - _REPORT), at))
    told = told or not lexicon.words("words of making").isdisjoint(s.words(at - _DESCRIBING, at))
    return told or not reports.isdisjoint(s.words(at + 1, at + _BEHIND))


def _is_unsure(deal: Deal) -> bool:
    """As in "may buy tanks next year", "ordered tanks, probably in 2029": no date is told."""
    at = _time_at(deal)
    near = deal.reading.s.words(at - _BEHIND, at) if at is not None else []
    guessed = not lexicon.words("words that guess").isdisjoint(near)
    delivered = not lexicon.words("verbs of giving later").isdisjoint(near) and deal.status == "contracted"
    return guessed or delivered or deal.reading.status in {"possible", "expected"}


def _is_of_order(deal: Deal) -> bool:
    """As in "delivered three frigates that Kesh ordered in 2012", where the time is that of the order."""
    at = _time_at(deal)
    between = deal.reading.s.words(deal.reading.after, at) if at is not None else []
    arrived = deal.status == "delivered" and deal.reading.word in _BOUGHT
    if arrived and not lexicon.words("verbs of reaching").isdisjoint(between):
        return False  # "tanks that Kesh ordered reached it on Friday"
    return arrived or not lexicon.words("words of having ordered").isdisjoint(between)


def _is_far(deal: Deal) -> bool:
    """Tell whether a time stands so far from the verb that it may be of something else."""
    at = _time_at(deal)
    return at is None or abs(at - deal.reading.at) > _NEAR


def _rank(deal: Deal) -> Rank:
    parties = (*deal.reading.all("suppliers"), *deal.reading.all("recipients"))
    if (
        deal.reading.pattern.loose
        or deal.is_half
        or not deal.reading.sure
        or not all(map(is_sure, parties))
        or _is_even(deal)
    ):
        return "weak"
    meant = all(is_meant(deal.reading.s, k) for k in deal.reading.arms)
    if deal.is_open or (deal.reading.arms and meant):
        return "possible"
    return "likely" if deal.amount or deal.kind != "supply" else "possible"


def _is_even(deal: Deal) -> bool:
    """As in "Norland signed arms deals with Kesh": which of two states sells is not told."""
    reading = deal.reading
    states = all(who.kind == "state" for who in (*reading.all("suppliers"), *reading.all("recipients")))
    signed = reading.pattern.part == "noun" and reading.pattern.name.startswith("signed")
    only = all(0 < reading.at - k <= _DESCRIBING for k in reading.arms)
    return states and signed and only


def _anchors(deal: Deal) -> tuple[Span, ...]:
    reading = deal.reading
    dated = reading.time if _dated(deal) else None
    listed = reading.arms if reading.item else ()  # the arms of an item, and whoever stands behind them
    more = listed if deal.amount_at is None else (*listed, deal.amount_at)
    speaker = [(t.start, t.end) for t in reading.s.tokens[: reading.at] if deal.by and t.who == deal.by][:1]
    later = (deal.later,) if deal.later else ()
    return (*speaker, *spans_of(reading, *more, time=dated), *reading.elsewhere, *later)
