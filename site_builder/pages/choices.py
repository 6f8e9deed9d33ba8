"""What the choices of records are called: how things stand, kinds of visits, steps of roles, and so on.

Each is a message of its own; what a project describes stands for itself.
"""

from typing import Final

from site_builder.linking.site import Saying
from site_builder.merging.verdicts import Verdict
from site_builder.model.extraction_results import Label
from site_builder.model.value_types import Basis, DealKind, Mode, RoleEvent, VisitKind
from site_builder.translation.messages import N_, NP_, gettext, pgettext

HAPPENING: Final[dict[str, str]] = {
    "happened": "",
    "planned": N_("planned, as reported"),
    "expected": N_("expected, as reported"),
    "possible": N_("possible, as reported"),
    "cancelled": N_("cancelled"),
    "denied": N_("denied"),
}
"""How an event stands, where it did not simply happen."""

STATUS: Final[dict[str, str]] = {
    "happened": N_("happened"),
    "planned": N_("planned"),
    "expected": N_("expected"),
    "possible": N_("possible"),
    "cancelled": N_("cancelled"),
    "denied": N_("denied"),
    "contracted": N_("contracted"),
    "delivered": N_("delivered"),
    "completed": N_("completed"),
    "claimed": N_("claimed"),
    "disputed": N_("disputed"),
}
"""What a record says has become of something."""

CLAIMED: Final[dict[str, str]] = {
    "happened": N_("claimed"),
    "planned": N_("planned, as claimed"),
    "expected": N_("expected, as claimed"),
    "possible": N_("possible, as claimed"),
    "cancelled": N_("cancelled, as claimed"),
    "denied": N_("denied, as claimed"),
    "contracted": N_("contracted, as claimed"),
    "delivered": N_("delivered, as claimed"),
    "completed": N_("completed, as claimed"),
}
"""The same where it is only claimed."""

KINDS_OF_VISITS: Final[dict[VisitKind, str]] = {
    "state": N_("State visit"),
    "official": N_("Official visit"),
    "official-working": N_("Official working visit"),
    "working": N_("Working visit"),
    "guest-of-government": N_("Visit as guest of the government"),
    "unofficial": N_("Unofficial visit"),
    "private": N_("Private visit"),
    "transit": N_("Transit"),
}
"""As registers of visits by heads of state and government call them, the most ceremonious first."""

KINDS_OF_DEALS: Final[dict[DealKind, str]] = {
    "sale": NP_("kind of arms deal", "sale"),
    "upgrade": NP_("kind of arms deal", "upgrade"),
    "aid": NP_("kind of arms deal", "aid"),
    "supply": NP_("kind of arms deal", "supply"),
}

STEPS: Final[dict[RoleEvent, str]] = {
    "nominated": N_("nominated"),
    "appointed": N_("appointed"),
    "elected": N_("elected"),
    "took-office": N_("took office"),
    "presented-credentials": N_("presented credentials"),
    "resigned": N_("resigned"),
    "dismissed": N_("dismissed"),
    "recalled": N_("recalled"),
    "left-post": N_("left post"),
    "died": N_("died in office"),
}
"""How roles begin and end, in the words of lists of chiefs of mission, in the order of a term."""

DATED_STEPS: Final[dict[RoleEvent, str]] = {
    "nominated": N_("nominated {date}"),
    "appointed": N_("appointed {date}"),
    "elected": N_("elected {date}"),
    "took-office": N_("took office {date}"),
    "presented-credentials": N_("presented credentials {date}"),
    "resigned": N_("resigned {date}"),
    "dismissed": N_("dismissed {date}"),
    "recalled": N_("recalled {date}"),
    "left-post": N_("left post {date}"),
    "died": N_("died in office {date}"),
}

DATED_DEALS: Final[dict[str, str]] = {
    "ordered": N_("ordered {date}"),
    "delivered": N_("delivered {date}"),
    "disclosed": N_("disclosed {date}"),
}
"""What happened to a deal on a day."""

STAGES_OF_DEALS: Final[dict[str, str]] = {
    "ordered": N_("Ordered"),
    "delivered": N_("Delivered"),
    "disclosed": N_("Disclosed"),
}

NUMBERS: Final[dict[str, str]] = {
    "ordered_number": N_("Number ordered"),
    "delivered_number": N_("Number delivered"),
}
"""How many pieces a deal is about, which stands beside each of them, and what that is called."""

SAID: Final[dict[Mode | None, str]] = {
    None: N_("{who} said so"),
    "stated": N_("{who} stated"),
    "claimed": N_("{who} claimed"),
    "confirmed": N_("{who} confirmed"),
    "denied": N_("{who} denied"),
    "accused": N_("{who} accused"),
    "promised": N_("{who} promised"),
    "urged": N_("{who} urged"),
    "asked": N_("{who} asked"),
    "assessed": N_("{who} assessed"),
}
"""Who said something, and how."""

MODES: Final = (
    NP_("how it was said", "stated"),
    NP_("how it was said", "claimed"),
    NP_("how it was said", "confirmed"),
    NP_("how it was said", "denied"),
    NP_("how it was said", "accused"),
    NP_("how it was said", "promised"),
    NP_("how it was said", "urged"),
    NP_("how it was said", "asked"),
    NP_("how it was said", "assessed"),
)
"""The same without who."""

OTHER_SAYINGS: Final[dict[Saying, str]] = {
    "expected": N_("Expected by"),
    "possible": N_("Called possible by"),
    "cancelled": N_("Cancellation reported by"),
    "denied": N_("Denied by"),
    "wanted": N_("Wanted by"),
}
"""What else than that it happened origins say of an event, as labels."""

VERDICTS: Final[dict[Verdict, str]] = {
    "single": "",
    "agrees": N_("all agree"),
    "refines": N_("one is more precise"),
    "compatible": N_("can both be true"),
    "develops": N_("developed later"),
    "conflicts": N_("cannot both be true"),
}
"""How what several articles say of one thing stands to each other."""

BASES: Final[dict[Basis | None, str]] = {
    "contract": N_("contracts"),
    "trade": NP_("what an amount counts", "trade"),
    "tiv": N_("trend-indicator value"),
}
"""What money is counted by, where that is clear."""

ROLES: Final = (
    NP_("role in an event", "participant"),
    NP_("role in an event", "user"),
    NP_("role in an event", "target"),
    NP_("role in an event", "opponent"),
)
"""Roles that are written without a field of the vocabulary."""


LABELS: dict[Label, str] = {
    "person": NP_("kind of name", "person"),
    "organisation": NP_("kind of name", "organisation"),
    "place": NP_("kind of name", "place"),
    "equipment": NP_("kind of name", "equipment"),
    "demonym": NP_("kind of name", "demonym"),
    "other": NP_("kind of name", "other"),
}
AMOUNTS = {
    "money": NP_("kind of amount", "money"),
    "percent": NP_("kind of amount", "percent"),
    "quantity": NP_("kind of amount", "quantity"),
    "rank": NP_("kind of amount", "rank"),
}
"""What names and amounts that are found may be."""


def happening(status: str) -> str:
    """How an event stands, in words; nothing where it simply happened."""
    return _said(HAPPENING.get(status, status))


def status_words(status: str) -> str:
    """What a record says has become of something."""
    return _said(STATUS.get(status, status))


def claimed_status(status: str) -> str:
    """The same of what is only claimed."""
    return _said(CLAIMED[status])


def visit_kind(kind: VisitKind) -> str:
    """What a kind of visit is called."""
    return gettext(KINDS_OF_VISITS[kind])


def deal_kind(kind: DealKind) -> str:
    """What a kind of arms deal is called."""
    return pgettext("kind of arms deal", kind)


def basis_words(basis: Basis | None) -> str:
    """What an amount counts; nothing where that is not clear."""
    if basis == "trade":
        return pgettext("what an amount counts", "trade")
    return _said(BASES.get(basis, ""))


def choice_words(choice: str) -> str:
    """What a choice in the annotations is called, whatever field has it."""
    if choice in KINDS_OF_DEALS:
        return pgettext("kind of arms deal", choice)
    known = {str(key): said for names in (KINDS_OF_VISITS, STEPS, STATUS) for key, said in names.items()}
    return gettext(known[choice]) if choice in known else choice


def mode_words(mode: str) -> str:
    """How something was said; what is no mode stands for itself."""
    return pgettext("how it was said", mode) if mode in MODES else mode


def verdict_words(verdict: Verdict) -> str:
    """How what several articles say of one thing stands to each other."""
    return _said(VERDICTS[verdict])


def role_words(role: str) -> str:
    """As what somebody takes part in an event; what people wrote stands for itself."""
    return pgettext("role in an event", role)


def _said(message: str) -> str:
    """A message, or nothing: the empty one is the head of a catalogue."""
    return gettext(message) if message else ""


def label_words(label: Label) -> str:
    """What a name may name."""
    return pgettext("kind of name", LABELS[label])


def amount_kind(kind: str) -> str:
    """What an amount is of."""
    return pgettext("kind of amount", AMOUNTS[kind])
