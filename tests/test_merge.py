"""Merging what several reports say of a field: the table of merging, row by row."""

from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.merging.amounts import Figure, clashing, compare_values, seconded
from site_builder.merging.counts import Numbered, count_words, merge_numbers, worst_verdict
from site_builder.merging.fields import (
    Knowledge,
    Merged,
    Opinion,
    Status,
    merge_dates,
    merge_names,
    merge_places,
    merge_status,
    merge_values,
    narrowest,
)
from site_builder.merging.visit_kinds import merge_kinds
from site_builder.model import edtf
from site_builder.model.quantities import Value
from site_builder.model.value_types import Basis, Currency, EquipmentId, Line, PlaceId, Sense, VisitKind

WRITTEN = Path(__file__).with_name("cases").joinpath("merge.yml").read_text(encoding="utf-8")
CASES: dict[str, list[Any]] = yaml.load(WRITTEN, yaml.CBaseLoader)  # noqa: S506 - makes only text, lists, mappings

AROUND = {
    "harbour": ("lakeport", "eastland"),
    "market": ("lakeport", "eastland"),
    "lakeport": ("eastland",),
    "hilltown": ("eastland",),
}
CLASSES = {"kite": ("drone", "aircraft"), "drone": ("aircraft",)}
KNOWN = Knowledge(
    within=lambda place: AROUND.get(place, ()),
    country={"acme": "westland"}.get,
    class_of=lambda item: CLASSES.get(item, ()),
)


def rows(section: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", CASES[section], ids=lambda row: row.get("why", row["values"]))


def given_by(row: dict[str, Any]) -> list[tuple[str, int]]:
    return [(text, report) for report, text in enumerate(row["values"]) if text != "none"]


def outcome(merged: Merged[Any] | None) -> tuple[str, str, bool]:
    assert merged is not None
    best = merged.best
    return merged.verdict, "none" if best is None else written(best), merged.disputed


def written(value: object) -> str:
    return value.wording if isinstance(value, Value) else str(value)


def expected(row: dict[str, Any]) -> tuple[str, str, bool]:
    return row["verdict"], row["best"], "disputed" in row


def value(text: str) -> Value:
    sense, amount, currency, basis, *per = text.split()
    return Value(
        amount=amount_of(amount), currency=Currency(currency), sense=cast("Sense", sense),
        basis=cast("Basis", basis), per=Line(per[0]) if per else None, wording=Line(text),
    )  # fmt: skip


def amount_of(text: str) -> Decimal | tuple[Decimal, Decimal] | None:
    if text == "-":
        return None
    first, dash, last = text.partition("-")
    return (Decimal(first), Decimal(last)) if dash else Decimal(first)


def figure(text: str) -> Figure:
    measure, subject, partner, periods, sense, amount = text.split()
    return Figure(
        measure=measure,
        subject=subject,
        object=None if partner == "none" else partner,
        periods=() if periods == "none" else tuple(map(edtf.parse, periods.split(","))),
        value=Value(amount=Decimal(amount), sense=cast("Sense", sense), wording=Line(text)),
    )


@rows("dates")
def test_dates(row: dict[str, Any]) -> None:
    merged = merge_dates([Opinion(edtf.parse(text), report) for text, report in given_by(row)])
    assert outcome(merged) == expected(row)


def test_of_dates_as_wide_what_lasts_stands_first() -> None:
    written = ("[2023-07-12..2023-07-13]", "2023-07-12/2023-07-13")
    merged = merge_dates([Opinion(edtf.parse(text), report) for report, text in enumerate(written)])
    assert merged is not None
    assert [(str(date), reports) for date, reports in merged.values] == [
        (written[1], (1,)),
        (written[0], (0,)),
    ]


@rows("places")
def test_places(row: dict[str, Any]) -> None:
    merged = merge_places([Opinion(PlaceId(text), report) for text, report in given_by(row)], KNOWN)
    assert outcome(merged) == expected(row)


@rows("names")
def test_names(row: dict[str, Any]) -> None:
    merged = merge_names([Opinion(tuple(names), report) for report, names in enumerate(row["values"])], KNOWN)
    assert merged is not None
    assert merged.verdict == row["verdict"]
    assert dict(merged.names) == {name: tuple(map(int, reports)) for name, reports in row["names"].items()}


@rows("values")
def test_values(row: dict[str, Any]) -> None:
    merged = merge_values([Opinion(value(text), report) for text, report in given_by(row)])
    assert outcome(merged) == expected(row)


@rows("statuses")
def test_statuses(row: dict[str, Any]) -> None:
    merged = merge_status([
        Opinion(cast("Status", status), report, None if date == "none" else edtf.parse(date))
        for report, (status, date) in enumerate(text.split() for text in row["values"])
    ])  # fmt: skip
    assert outcome(merged) == expected(row)


def numbered(text: str) -> Numbered:
    item, sense, amount = text.split()
    low, _, high = amount.partition("-")
    given = (int(low), int(high)) if high else int(low)
    return Numbered(item=EquipmentId(item), sense=cast("Sense", sense), amount=given)


@rows("numbers")
def test_numbers(row: dict[str, Any]) -> None:
    given = [text.rpartition(" ") for text in row["values"]]
    merged = merge_numbers(
        [Opinion(numbered(text), n, edtf.parse(date)) for n, (text, _, date) in enumerate(given)],
        grows="grows" in row,
    )
    assert worst_verdict(merged) == row["verdict"]
    best = {item: found.best and count_words(found.best) for item, found in merged.items()}
    assert {item: words or "none" for item, words in best.items()} == row["best"]


@rows("kinds")
def test_kinds(row: dict[str, Any]) -> None:
    merged = merge_kinds([Opinion(cast("VisitKind", kind), n) for kind, n in given_by(row)])
    assert outcome(merged) == expected(row)


@rows("figures")
def test_figures(row: dict[str, Any]) -> None:
    first, second = map(figure, row["values"])
    both, verdict = {"first": first, "second": second}, row["verdict"]
    assert bool(clashing(both)) == (verdict == "conflicts")
    assert bool(seconded(both, str)) == (verdict not in ("none", "conflicts"))
    if verdict != "none":
        assert compare_values(first.value, second.value) == compare_values(second.value, first.value)
        assert compare_values(first.value, second.value) == verdict


def test_of_many_figures_those_clash_that_clash_in_pairs() -> None:
    senses = ("exact", "about", "below", "above")
    given = [f"oil eastland westland 2023 {sense} {n}" for sense in senses for n in (1, 5, 10, 11, 40)]
    many = {text: figure(text) for text in given}
    for texts in (*combinations(given, 3), given, given[3:9]):
        some = {text: many[text] for text in texts}
        pairs = combinations(some, 2)
        in_pairs = {one for a, b in pairs for one in clashing({a: many[a], b: many[b]})}
        assert clashing(some) == in_pairs


def test_no_opinion_is_no_field() -> None:
    assert merge_dates([]) is None
    assert merge_places([], KNOWN) is None
    nobody: tuple[str, ...] = ()
    assert merge_names([Opinion(nobody, 0)], KNOWN) is None
    assert merge_values([]) is None
    assert merge_status([]) is None
    assert merge_kinds([]) is None
    assert worst_verdict(merge_numbers([], grows=True)) is None


def test_every_value_stands_with_its_reports_narrowest_first() -> None:
    merged = merge_dates([Opinion(edtf.parse(text), n) for n, text in enumerate(["2023", "2023-05", "2023"])])
    assert merged is not None
    assert [(date.text, reports) for date, reports in merged.values] == [("2023-05", (1,)), ("2023", (0, 2))]
    eastland, lakeport = PlaceId("eastland"), PlaceId("lakeport")
    places = merge_places(
        [Opinion(place, n) for n, place in enumerate([eastland, lakeport, eastland])], KNOWN
    )
    assert places is not None
    assert places.values == ((lakeport, (1,)), (eastland, (0, 2)))


def test_every_list_stands_with_its_reports_longest_first() -> None:
    lists = [("ann", "ann"), ("ann", "bob"), ("bob", "ann"), ("cid",)]
    merged = merge_names([Opinion(names, n) for n, names in enumerate(lists)], KNOWN)
    assert merged is not None
    assert merged.values == ((("ann", "bob"), (1, 2)), (("ann", "ann"), (0,)), (("cid",), (3,)))


def test_wordings_without_a_vote_are_still_listed() -> None:
    merged = merge_values(
        [Opinion(value("exact - USD contract"), 0), Opinion(value("exact 5 USD contract"), 1)]
    )
    assert merged is not None
    assert [(given.amount, reports) for given, reports in merged.values] == [(Decimal(5), (1,)), (None, (0,))]


def test_an_amount_below_zero_has_its_ranges_too() -> None:
    loss = value("about 3 USD trade")
    fall = Value(amount=Decimal(-3), currency=loss.currency, sense="about", basis="trade", wording=Line("-3"))
    exact = Value(amount=Decimal(-3), currency=loss.currency, basis="trade", wording=Line("exactly -3"))
    assert compare_values(fall, exact) == "refines"
    assert compare_values(fall, loss) == "conflicts"


# ------------------------------------------------------------------ properties

DATES = st.sampled_from(
    ["2023", "2023?", "2023~", "2023-05", "2023-05-12", "2023-05-13", "2023-05-12/2023-05-14", "2023-05/..",
     "2023/", "[2023-05-10..2023-05-12]", "[..2022]", "2022/2024", "202X", "2024-21"]
).map(edtf.parse)  # fmt: skip
AMOUNTS = st.builds(
    lambda sense, low, more: Value(
        amount=(Decimal(low), Decimal(low + more)) if more else Decimal(low),
        sense=sense,
        wording=Line("so much"),
    ),
    st.sampled_from(["exact", "about", "below", "above"]),
    st.integers(-20, 20),
    st.integers(0, 9),
)


@given(st.lists(DATES, min_size=1, max_size=6), st.randoms())
def test_the_order_of_reports_changes_nothing(dates: list[edtf.Date], random: Any) -> None:
    shuffled = list(dates)
    random.shuffle(shuffled)
    first, second = (merge_dates([Opinion(date, 0) for date in given]) for given in (dates, shuffled))
    assert first == second


@given(st.lists(DATES, min_size=1, max_size=6))
def test_the_best_date_contradicts_none_or_is_disputed(dates: list[edtf.Date]) -> None:
    best, disputed = narrowest(dates)
    clashes = any(edtf.relation(best, date) == "conflicts" for date in dates)
    assert disputed == (best not in dates)
    assert disputed or not clashes


@given(AMOUNTS, AMOUNTS)
def test_amounts_compare_either_way(a: Value, b: Value) -> None:
    assert compare_values(a, b) == compare_values(b, a)
    assert compare_values(a, a) == "agrees"
