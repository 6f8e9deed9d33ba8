"""How much of a text the quotes of an article show: the share of its words, and the longest runs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from site_builder.corpus.project import Limits
from site_builder.model.problems import Location, Problem, quoted
from site_builder.model.value_types import Quote
from site_builder.proving.layers import Layer

Run = tuple[int, int, tuple[str, ...]]
"""First and end word of the body, and the keys of the quotes that show them."""


def quoted_share(layer: Layer, keys: Iterable[str]) -> float:
    """Tell which part of the body's words the quotes with these keys show, each word counted once."""
    shown = sum(end - start for start, end, _ in quoted_runs(layer, keys))
    return shown / layer.body_words if layer.body_words else 0.0


def quoted_runs(layer: Layer, keys: Iterable[str]) -> tuple[Run, ...]:
    """Unite quotes that overlap or touch: first and end word of the body, and the keys that take part."""
    stretches = sorted(
        (start, end, key)
        for key in set(keys)
        if key in layer.proofs
        for start, end in layer.proofs[key].words
        if start < end
    )
    runs: list[Run] = []
    for start, end, key in stretches:
        if runs and start <= runs[-1][1]:
            first, last, names = runs.pop()
            runs.append((first, max(last, end), (*names, key)))
        else:
            runs.append((start, end, (key,)))
    return tuple(runs)


def check_shown(
    layer: Layer, written: Mapping[str, tuple[Quote, Location]], limits: Limits
) -> Iterator[Problem]:
    """Report quotes (by key, with where they are written) that show too much of a text together."""
    path = f"annotations/articles/{layer.article}.yml"
    share = quoted_share(layer, written)
    if share > limits.warned_share:
        yield _large_share(share, path, limits)
    for start, end, keys in quoted_runs(layer, written):
        if end - start > limits.quoted_run:
            yield _long_run(end - start, [written[key] for key in keys], limits.quoted_run)


def _large_share(share: float, path: str, limits: Limits) -> Problem:
    over = share > limits.quoted_share
    return Problem(
        Location(path),
        "quoted-share",
        f"{share:.1%} of the body's words in quotes",
        f"at most {limits.quoted_share if over else limits.warned_share:.0%}",
        "shorten quotes, or use one quote for several records",
        "error" if over else "warning",
    )


def _long_run(words: int, united: Sequence[tuple[Quote, Location]], limit: int) -> Problem:
    names = ", ".join(f"{quoted(quote, 30)} (line {place.line})" for quote, place in united)
    return Problem(
        min(place for _, place in united),
        "quoted-run",
        f"{words} words in a row, joined from {names}",
        f"at most {limit} in a row",
        "shorten them so that some words between them stay unquoted",
    )
