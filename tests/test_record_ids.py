"""The names of records: no two alike, and the same whatever is written before them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from site_builder.linking.record_ids import path_of_packet, record_anchor, record_id
from site_builder.linking.site import Evidence, RecordKey, ShownQuote, Site
from site_builder.model.records import StatementRecord
from site_builder.model.value_types import Quote, RecordId
from site_builder.proving.quotes import quote_key

SECTION = "statements"
Written = tuple[str, ...] | str
"""A record as it matters here: its quotes, or the name that an annotator gave it."""

WORDS = st.text("abc", min_size=1, max_size=3)
QUOTED = st.lists(WORDS, min_size=1, max_size=2).map(tuple)


def names_of(site: Site, records: list[Written]) -> list[str]:
    """The names of these records, if they were all there is of a site."""
    first = next(key for key in site.evidence if key.section == SECTION)
    evidence = site.evidence[first]
    assert isinstance(evidence.record, StatementRecord)
    made: dict[RecordKey, Evidence] = {}
    for number, written in enumerate(records):
        name = RecordId(written) if isinstance(written, str) else None
        quotes = () if isinstance(written, str) else written
        record = evidence.record.__class__(
            quote=Quote(""), says=evidence.record.says, id=name, by=evidence.record.by
        )
        shown = tuple(ShownQuote(words, quote_key(words), ()) for words in quotes)
        key = RecordKey(first.article, SECTION, number)
        made[key] = Evidence(key, record, evidence.origin, shown)
    # The order of the text is not that of the file.
    there = replace(site, evidence=made, by_article={first.article: tuple(reversed(made))})
    ids = [record_id(there, key) for key in made]
    assert [record_anchor(there, key) for key in made] == [
        f"r-{SECTION}-{name.rpartition('/')[2]}" for name in ids
    ]
    assert len({path_of_packet(there, key) for key in made}) == len(ids)
    assert all(name.startswith(f"{first.article}/{SECTION}/") for name in ids)
    return ids


@given(
    records=st.lists(QUOTED, max_size=8),
    named=st.lists(st.from_regex("n[a-z]{1,8}", fullmatch=True), unique=True, max_size=3),
)
def test_no_two_records_have_one_name(toy_site: Site, records: list[Written], named: list[Written]) -> None:
    ids = names_of(toy_site, [*named, *records])
    assert len(set(ids)) == len(ids)
    assert [name.rpartition("/")[2] for name in ids[: len(named)]] == named


@given(records=st.lists(QUOTED, max_size=6), others=st.lists(QUOTED, max_size=4), at=st.integers(0, 6))
def test_names_stay_when_other_records_are_put_before(
    toy_site: Site, records: list[Written], others: list[Written], at: int
) -> None:
    new = [other for other in others if other not in records]
    at = min(at, len(records))
    with_new = names_of(toy_site, [*records[:at], *new, *records[at:]])
    assert with_new[:at] + with_new[at + len(new) :] == names_of(toy_site, records)


@given(quoted=QUOTED)
def test_a_name_is_of_the_quotes_whatever_their_marks(toy_site: Site, quoted: tuple[str, ...]) -> None:
    """Straight and curly, one space or two: what is the same quote is the same record."""
    again = tuple(f"\u201c{words}\u201d  {words}" for words in quoted)
    straight = tuple(f'"{words}" {words}' for words in quoted)
    assert names_of(toy_site, [again]) == names_of(toy_site, [straight])
    assert names_of(toy_site, [again]) != names_of(toy_site, [quoted])


def test_an_annotators_name_stays_with_other_quotes(shipped_site: Site, toy_site: Site) -> None:
    for site in (shipped_site, toy_site):
        assert len({record_id(site, key) for key in site.evidence}) == len(site.evidence)
        for name, key in site.named.items():
            assert record_id(site, key) == f"{key.article}/{key.section}/{name}"
