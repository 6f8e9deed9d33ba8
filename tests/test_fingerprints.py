"""Hashes of values that processes compare: equal for what is equal, and written in the same places."""

import subprocess
import sys
from datetime import date
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from site_builder.corpus.source import read_entries
from site_builder.linking.fingerprints import fingerprint
from site_builder.model.registry import Topic

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates(),
    lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner) | st.frozensets(st.text()),
)


class Pair(NamedTuple):
    """A tuple with names, in which something written may stand."""

    name: str
    what: Any


def topic(above: str) -> Topic:
    entries, problems = read_entries(f"{above}sea:\n  name: Sea\n".encode(), "topics.yml", Topic, 1000)
    assert problems == ()
    found = entries.value["sea"]
    assert isinstance(found, Topic)
    return found


@given(VALUES, VALUES)
def test_values_have_one_hash_where_they_are_equal_and_of_the_same_types(one: Any, other: Any) -> None:
    assert (fingerprint(one) == fingerprint(other)) == (repr(_in_order(one)) == repr(_in_order(other)))


def _in_order(value: Any) -> Any:
    if isinstance(value, frozenset):
        return "set", sorted(value)
    if isinstance(value, tuple):
        return tuple(map(_in_order, value))
    return {key: _in_order(inner) for key, inner in value.items()} if isinstance(value, dict) else value


def test_where_something_is_written_counts_wherever_it_stands() -> None:
    here, there = topic(""), topic("# moved down\n")
    assert here == there
    for held in (lambda one: one, lambda one: (one,), lambda one: {"a": one}, lambda one: Pair("a", one)):
        assert fingerprint(held(here)) == fingerprint(held(topic("")))
        assert fingerprint(held(here)) != fingerprint(held(there))


def test_another_process_makes_the_same() -> None:
    value = (frozenset({"a", "b", "c"}), date(2031, 5, 1), {"x": (1, None, True)})
    begin = "import datetime\nfrom site_builder.linking.fingerprints import fingerprint"
    code = f"{begin}\nprint(fingerprint({value!r}))"
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert said.strip() == fingerprint(value)
