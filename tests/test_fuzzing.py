"""Readers of what comes from outside, given bytes that nobody wrote: the quick form of `make torture`'s."""

import random
from itertools import islice

import pytest

from tests.fuzzing import READERS, tried
from tests.news_fuzzing import Figures, tries

NEWS = 12
FEW = {"sentence": 40, "added": 60, "journal": 100}


@pytest.mark.parametrize("reader", READERS)
def test_nothing_that_is_read_ends_a_command(reader: str) -> None:
    for _ in islice(tried(reader, random.Random(1)), FEW.get(reader, 300)):  # noqa: S311 - the same each time
        pass


def test_no_news_ends_a_command() -> None:
    figures = Figures()
    for _, error in islice(tries(1, figures), NEWS):
        if error is not None:
            raise error
    assert figures.added > NEWS / 2
