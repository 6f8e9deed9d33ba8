"""How what is found in captured pages is scored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.reviewing.evaluation.page_scores import compare_texts, mean_scores, same_people, same_title

WORDS = st.lists(
    st.sampled_from(["the", "tide", "came", "in", "at", "night", "and", "took", "a", "door"]), max_size=12
).map(" ".join)


@pytest.mark.parametrize(
    ("found", "right", "precision", "recall"),
    [
        ("one two three four five", "one two three four five", 1, 1),
        ("one two three four five six", "one two three four five", 2 / 3, 1),
        ("one two three four", "one two three four five", 1, 1 / 2),
        ("One two three four", "one two three four", 0, 0),
        ("one, two; three - four", "one two three four", 1, 1),
        ("one two", "one two", 1, 1),
        ("", "one two", 0, 0),
        ("one two", "", 0, 0),
        ("", "", 1, 1),
        ("a b c d a b c d", "a b c d", 1 / 5, 1),
    ],
)
def test_bodies_are_compared_by_runs_of_four_words(
    found: str, right: str, precision: float, recall: float
) -> None:
    counts = compare_texts(found, right)
    assert (counts.precision, counts.recall) == pytest.approx((precision, recall))


@given(WORDS, WORDS)
def test_scores_are_shares_and_turn_with_the_texts(one: str, other: str) -> None:
    counts, turned = compare_texts(one, other), compare_texts(other, one)
    assert 0 <= counts.precision <= 1
    assert (counts.precision, counts.recall) == (turned.recall, turned.precision)


def test_pages_weigh_alike_and_nothing_found_has_no_precision() -> None:
    counts = [compare_texts("a b c d", "a b c d"), compare_texts("", "a b c d")]
    assert mean_scores(counts) == pytest.approx((1.0, 0.5, 2 / 3))
    assert mean_scores([]) == (0.0, 0.0, 0.0)


def test_titles_and_people_are_the_same_however_they_are_written() -> None:
    assert same_title("Tide’s in: a door!", "tide's in – A DOOR")
    assert not same_title("Tide", "Tides")
    ada, tom = frozenset(("ada", "quill")), frozenset(("tom", "berg"))
    assert same_people([ada], [frozenset(("ada", "b", "quill"))])
    assert not same_people([ada, ada], [ada])
    assert not same_people([tom], [ada])
    assert same_people([], [])
