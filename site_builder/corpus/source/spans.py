"""Where the texts of a YAML file go on over several lines."""

import yaml

from site_builder.corpus.source.nodes import LOADER


def lines_within_scalars(text: str) -> frozenset[int]:
    """Lines, from 1, whose end lies within a scalar: white space there may belong to its value.

    The text must be one that `read_nodes` reads without a problem.
    """
    lines: set[int] = set()
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            first, end = event.start_mark.line, event.end_mark
            ends_within = event.style in ("|", ">") and end.column > 0
            lines.update(range(first + 1, end.line + 1 + ends_within))
    return frozenset(lines)
