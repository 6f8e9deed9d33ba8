"""How what is measured grows with the corpus: a small chart for each row, both axes by powers of ten."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 315, 120
LEFT, TOP, RIGHT, BOTTOM = 34, 30, 12, 22

Points = Sequence[tuple[int, float]]
"""Sizes of corpora, in articles, and what was measured."""


def charts(rows: Mapping[str, Points]) -> str:
    """Draw a chart for each row that has two values or more above 0: SVGs in the colour of the text.

    Each is as wide as drawn, so that as many stand beside one another as there is room for.
    """
    above = {name: [point for point in points if point[1] > 0] for name, points in rows.items()}
    drawn = {name: points for name, points in above.items() if len(points) > 1}
    return "\n".join(_svg(name.replace("`", ""), points) for name, points in drawn.items())


def _svg(name: str, points: Points) -> str:
    label = f"{name}, by the number of articles, on logarithmic axes"
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-label="{escape(label)}" fill="currentColor" font-size="9">'
        f"{''.join(_chart(name, points))}</svg>"
    )


def _chart(name: str, points: Points) -> Iterator[str]:
    sizes, values = [log10(size) for size, _ in points], [log10(value) for _, value in points]
    low, high = floor(min(values)), max(ceil(max(values)), floor(min(values)) + 1)
    begin, end = min(sizes), max(sizes)
    at = [
        (
            LEFT + (size - begin) / (end - begin) * (WIDTH - LEFT - RIGHT),
            HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM),
        )
        for size, value in zip(sizes, values, strict=True)
    ]
    yield f'<text x="{LEFT}" y="16" font-size="10">{escape(name)}</text>'
    for power in range(low, high + 1):
        y = HEIGHT - BOTTOM - (power - low) / (high - low) * (HEIGHT - TOP - BOTTOM)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="currentColor" stroke-opacity=".2"/>'
        yield f'<text x="{LEFT - 4}" y="{y + 3:.1f}" text-anchor="end">{10.0**power:g}</text>'
    yield f'<path d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in at)}" fill="none" stroke="currentColor"/>'
    for (size, _), (x, y) in zip(points, at, strict=True):
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>'
        yield f'<text x="{x:.1f}" y="{HEIGHT - 8}" text-anchor="middle">{size:,}</text>'
