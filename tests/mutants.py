"""Run as a program after mutmut: how many mutants of each module the tests killed, and which survived."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

MADE = Path(__file__).parents[1] / "mutants"
"""Where mutmut leaves a file of exit codes beside each module that it changed."""

SURVIVED = {0, 33}
"""Exit codes of a mutant that no test failed on, or that no test ran at all."""


def results() -> Iterator[tuple[str, dict[str, int]]]:
    """Each module that was changed, and the exit code of each mutant that was tried."""
    for path in sorted(MADE.rglob("*.py.meta")):
        codes = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
        tried = {name: code for name, code in codes.items() if code is not None}
        if tried:
            yield path.relative_to(MADE).as_posix().removesuffix(".meta"), tried


def main() -> None:
    """Print a line for each module, and below it the mutants that survived."""
    for module, codes in results():
        survivors = [name for name, code in codes.items() if code in SURVIVED]
        killed = Counter(code in SURVIVED for code in codes.values())[False]
        print(f"{module}: {killed} of {len(codes)} killed ({killed / len(codes):.1%})")
        print(*(f"    {name}\n" for name in survivors), sep="", end="")


if __name__ == "__main__":
    main()
