"""At the end of a run, says how many tests were skipped and why: a line a reason, most first."""

from collections import Counter
from collections.abc import Iterable

import pytest


def reason(report: pytest.TestReport) -> str:
    """Why a test was skipped, in the words of its mark."""
    told = report.longrepr[-1] if isinstance(report.longrepr, (tuple, list)) else report.longreprtext
    return str(told).removeprefix("Skipped: ")


def lines(reports: Iterable[pytest.TestReport]) -> list[str]:
    """A line for each reason, and how many tests it holds for."""
    reasons = Counter(reason(report) for report in reports)
    return [
        f"skipped {number}: {told}" for told, number in sorted(reasons.items(), key=lambda r: (-r[1], r[0]))
    ]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Called before pytest writes its last line."""
    for line in lines(terminalreporter.stats.get("skipped", ())):
        terminalreporter.write_line(line)
