"""News, spoiled, through `add`, `suggest`, `extract` and `check`, for as long as there is time."""

import time

from tests.news_fuzzing import Figures, tries
from tests.torture import MINUTES, SEED


def test_no_news_ends_a_command() -> None:
    figures, end = Figures(), time.monotonic() + 60 * MINUTES
    for _, error in tries(SEED, figures):
        if error is not None:
            raise error
        if time.monotonic() > end:
            break
    assert figures.added
