"""Checks of single values whose type has a form of its own: dates, quotes, addresses, ids."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from site_builder.corpus.placeholders import TO_FILL, gap_problem
from site_builder.corpus.source import Leaf
from site_builder.corpus.source.yaml_mistakes import TYPOGRAPHIC
from site_builder.model import edtf, rights
from site_builder.model.addresses import is_address
from site_builder.model.problems import Location, Problem, did_you_mean, quoted
from site_builder.model.quotation import form_fault

LONGEST_ID = 80
COMMON_CURRENCIES = (
    "AED", "AMD", "AUD", "AZN", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EGP", "EUR", "GBP", "GEL", "HUF",
    "ILS", "INR", "IRR", "JPY", "KRW", "KZT", "MDL", "MXN", "NOK", "NZD", "PKR", "PLN", "QAR", "RON", "RUB",
    "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "UZS", "VND", "ZAR",
)  # fmt: skip
_SIGNS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "₼": "AZN", "₪": "ILS", "¥": "JPY", "₽": "RUB"}

_NAMED = (
    "Article", "Actor", "Place", "Equipment", "Topic", "Measure", "Event", "EventType", "ActorType",
    "Search",
)  # fmt: skip
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]", re.ASCII)
_CURRENCY = re.compile("[A-Z]{3}", re.ASCII)


def leaf_problems(leaves: Iterable[Leaf]) -> Iterator[Problem]:
    """Check leaves by the rules of their types; a gap is told as one, whatever its type."""
    for leaf in leaves:
        check = _CHECKS.get(leaf.kind)
        if leaf.value == TO_FILL:
            yield gap_problem(leaf.key, leaf.location)
        elif check:
            yield from check(leaf)


def id_problem(text: str, at: Location) -> Problem | None:
    """Say what is wrong with the form of an id, if anything."""
    if _ID.fullmatch(text) and len(text) <= LONGEST_ID and not _DEVICE.fullmatch(text):
        return None
    expected = f"lower-case letters, digits and single hyphens, at most {LONGEST_ID}"
    if _DEVICE.fullmatch(text):
        expected = "an id that is not a device name of Windows"
    proposal = id_of(text)
    fix = f"write {quoted(proposal)}" if proposal else "choose another id"
    return Problem(at, "bad-id", quoted(text), expected, fix)


def id_of(text: str) -> str:
    """Make an id of a name; empty where there is none in it.

    >>> id_of("Hassan Rouhani")
    'hassan-rouhani'
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    proposal = re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")[:LONGEST_ID].strip("-")
    return "" if _DEVICE.fullmatch(proposal) else proposal


def _date(leaf: Leaf) -> Iterator[Problem]:
    try:
        edtf.parse(leaf.value)
    except edtf.EdtfError as error:
        fix = straight(leaf.value) if is_wrapped(leaf.value) else str(error)
        yield Problem(leaf.location, "bad-date", quoted(leaf.value), "an EDTF date", fix)


def is_wrapped(text: str) -> bool:
    """Tell whether a value stands between typographic quotation marks, which YAML takes for text."""
    return len(text) > 2 and text[0] in TYPOGRAPHIC and text[-1] in TYPOGRAPHIC


def straight(text: str) -> str:
    """Advise to write straight quotation marks for typographic ones."""
    return (
        f'write "{text.strip(TYPOGRAPHIC).strip()}" with straight quotation marks, '
        "as `site-builder check --fix` does"
    )


def _quote(leaf: Leaf) -> Iterator[Problem]:
    fault = form_fault(leaf.value)
    if fault:
        yield fault.problem(leaf.location)


def _url(leaf: Leaf) -> Iterator[Problem]:
    if not is_address(leaf.value):
        expected = "an address that begins with https://, http:// or mailto:"
        fix = "copy the whole address from the browser, or leave the key out"
        fix = straight(leaf.value) if is_wrapped(leaf.value) else fix
        yield Problem(leaf.location, "bad-url", quoted(leaf.value), expected, fix)


def _currency(leaf: Leaf) -> Iterator[Problem]:
    if not _CURRENCY.fullmatch(leaf.value):
        code = _SIGNS.get(leaf.value)
        advice = did_you_mean(
            leaf.value.upper(), COMMON_CURRENCIES, "write its ISO 4217 code, such as USD or EUR"
        )
        fix = f"write {code}" if code else advice
        yield Problem(
            leaf.location, "bad-currency", quoted(leaf.value), "a code of three capital letters", fix
        )


def _line(leaf: Leaf) -> Iterator[Problem]:
    if "\n" in leaf.value or not leaf.value.strip():
        found = "a line break" if leaf.value.strip() else "only spaces"
        yield Problem(leaf.location, "not-one-line", found, "one line of text", "write it as one line")


def _rights(leaf: Leaf) -> Iterator[Problem]:
    permission = rights.permission_of(leaf.value)
    if permission is not None and not _is_day(permission.when):
        found, expected = quoted(permission.when), "when it was given: a plain date, such as 2031-05-12"
        fix = "write `permission: <who gave it>, <when>`, in quotation marks"
        yield Problem(leaf.location, "bad-rights", found, expected, fix)
    elif permission is None and leaf.value not in rights.RIGHTS:
        otherwise = "write all-rights-reserved unless you know the licence by its name and version"
        if leaf.value.casefold().startswith("permission"):
            otherwise = "write 'permission: <who gave it>, <when>', in quotation marks"
        yield _unlisted(leaf, "bad-rights", rights.RIGHTS, f"one of {rights.KNOWN}", otherwise)


def _licence(leaf: Leaf) -> Iterator[Problem]:
    known = (rights.RESERVED, *rights.DATA_LICENCES)
    if leaf.value not in known:
        otherwise = "write CC-BY-4.0, or all-rights-reserved"
        yield _unlisted(leaf, "bad-licence", known, f"one of {rights.KNOWN_FOR_DATA}", otherwise)


def _unlisted(leaf: Leaf, rule: str, known: Sequence[str], expected: str, otherwise: str) -> Problem:
    meant = rights.likely(leaf.value, known)
    fix = f"did you mean {quoted(meant)}?" if meant else otherwise
    return Problem(leaf.location, rule, quoted(leaf.value), expected, fix)


def _is_day(text: str) -> bool:
    date = edtf.parse_or_none(text)
    return date is not None and edtf.is_plain(date.text)


def _identifier(leaf: Leaf) -> Iterator[Problem]:
    if leaf.kind == "RecordId" or leaf.key == "formerly":
        problem = id_problem(leaf.value, leaf.location)
        if problem:
            yield problem


_CHECKS: Mapping[str, Callable[[Leaf], Iterator[Problem]]] = {
    "Edtf": _date,
    "Quote": _quote,
    "Url": _url,
    "Currency": _currency,
    "Line": _line,
    "Rights": _rights,
    "LicenceId": _licence,
    "RecordId": _identifier,
    **{f"{kind}Id": _identifier for kind in _NAMED},
}
