"""The long forms of the tests that break things, and what takes too long for `make test`: `make torture`.

TORTURE_MINUTES says how long each kind of what is tried at random goes on; 5 unless it is set. pytest does
not collect these by itself. Each has a quick form in `make test`; SECURITY.md names both.
"""

import os
import random
import time
from collections.abc import Iterator
from itertools import count

MINUTES = float(os.environ.get("TORTURE_MINUTES", "5"))
SEED = int(os.environ.get("TORTURE_SEED", "0")) or random.SystemRandom().randrange(1 << 32)
"""Printed with each failure: with it, the same is tried again."""


def for_a_while() -> Iterator[int]:
    """Count up from 0 until the time is over; at least twice."""
    end = time.monotonic() + 60 * MINUTES
    for number in count():
        if number > 1 and time.monotonic() > end:
            return
        yield number


def chance() -> random.Random:
    """A source of chance that can be repeated."""
    return random.Random(SEED)  # noqa: S311 - no secrets
