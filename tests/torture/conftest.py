"""What the long tests have otherwise than the others."""

import pytest

from tests.torture import SEED


@pytest.fixture(autouse=True)
def no_hang() -> None:
    """These take as long as they are told to."""


def pytest_report_header() -> str:
    return f"TORTURE_SEED={SEED}"
