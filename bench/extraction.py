"""Extraction beside spaCy's tokenizer, and hostile inputs: `python -m bench.extraction`."""

import gc
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from bench.steps import project_in
from site_builder.corpus.source import read_entries
from site_builder.extraction.extract import extract
from site_builder.linking.name_resolution import name_text
from site_builder.model.registry import Topic
from site_builder.names.matching import compile_names
from site_builder.proving.proved_project import read_project

ROOT = Path(__file__).parents[1]
WIKINEWS = ROOT.parent / "shared" / "corpora" / "wikinews" / "texts"


def cpu(work: Callable[[], object], times: int = 3) -> float:
    """CPU seconds of the quickest of some runs."""
    taken = []
    for _ in range(times):
        gc.collect()
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return min(taken)


def say(label: str, value: str) -> None:
    """Print one measurement."""
    print(f"{label:<58} {value}", flush=True)


def news() -> list[str]:
    """Openly licensed news where it is at hand, else the toy corpus' texts."""
    folder = WIKINEWS if WIKINEWS.is_dir() else ROOT / "tests" / "toy" / "texts"
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def extraction() -> None:
    """Words per CPU second beside spaCy's bare tokenizer in the same run."""
    texts = news()
    words = sum(len(text.split()) for text in texts)
    names = compile_names(read_project(project_in(ROOT))[0].corpus.registry)
    bare = spacy.blank("en").tokenizer
    tokenizer = cpu(lambda: [bare(text) for text in texts])
    ours = cpu(lambda: [extract(text, ((0, len(text)),), "2020-06-15") for text in texts])
    found = [extract(text, ((0, len(text)),), "2020-06-15") for text in texts]
    linking = cpu(lambda: [name_text(one, names) for one in found])
    say("texts, words", f"{len(texts)}, {words:,}")
    say("spaCy's bare tokenizer", f"{words / tokenizer:,.0f} words a CPU second")
    say(
        "extraction without a model",
        f"{words / ours:,.0f} words a CPU second, {ours / tokenizer:.2f} x the tokenizer",
    )
    say("linking to the registry's names", f"{words / linking:,.0f} words a CPU second")
    say("10,000 articles of 600 words", f"{6_000_000 * ours / words:.0f} CPU s (bar 120)")


HOSTILE = {
    "nested lists": "- " * 128_000,
    "opening brackets": "[" * 256_000,
    "commas": "a: [" + "," * 250_000 + "]",
    "items": "a: {name: x, aliases: [" + "a," * 120_000 + "]}",
    "quotes": "a: " + "'" * 250_000,
}


def hostile() -> None:
    """Inputs of 256 KB, against the bar of 2 s."""
    for name, text in HOSTILE.items():
        cost = cpu(lambda: read_entries(text.encode(), "x.yml", Topic, 1 << 22), 1)  # noqa: B023 - called at once
        say(f"YAML, 256 KB of {name}", f"{cost:.2f} CPU s (bar 2)")
    for piece in ("(", "=", "A ", "May ", "$"):
        text = (piece * 200_000)[:200_000]
        cost = cpu(lambda: extract(text, ((0, len(text)),)), 1)  # noqa: B023 - called at once
        say(f"extraction, 200,000 characters of {piece!r}", f"{cost:.2f} CPU s (bar 2)")


if __name__ == "__main__":
    extraction()
    hostile()
