"""The strip of an article: where in its text the evidence stands, and who is named where.

Offsets come from the layer, so that it is the same without the text.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from site_builder.linking.site import Evidence, Site
from site_builder.model.value_types import ArticleId
from site_builder.pages import counts
from site_builder.pages.components import Link, name_link
from site_builder.pages.reading import HasSpan, quoted_in_text
from site_builder.pages.rows import most_first
from site_builder.proving.layers import Layer
from site_builder.translation.messages import filled, gettext, ngettext, plural_form

WIDTH = 1000
"""Units from the text's first word to its last."""
LEAST = 4
"""Units that a mark is wide at least."""
APART = 2
"""Units that must lie between two marks; nearer ones are joined."""
MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class StripMark:
    """Something that stands in the text: units from its beginning, and where it leads, if anywhere."""

    x: int
    width: int
    to: str
    title: str


@dataclass(frozen=True, slots=True)
class StripLane:
    """What one thing has in the text: marks, and the same in words, with the paragraphs it is in."""

    label: Link
    marks: tuple[StripMark, ...]
    times: str
    paragraphs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class EvidenceStrip:
    """The evidence, and those named most often."""

    evidence: StripLane
    names: tuple[StripLane, ...]


@dataclass(frozen=True, slots=True)
class Ruler:
    """Measures a text's body; `path` is that of the page where its paragraphs have anchors."""

    begin: int
    end: int
    paragraphs: tuple[int, ...]
    path: str

    def x(self, offset: int) -> int:
        """Units from the body's beginning to an offset of the text."""
        inside = min(max(offset, self.begin), self.end)
        return (inside - self.begin) * WIDTH // max(1, self.end - self.begin)

    def links(self, offsets: Iterable[int]) -> tuple[Link, ...]:
        """The paragraphs that offsets lie in, by number, each once."""
        numbers = sorted({max(1, bisect_right(self.paragraphs, offset)) for offset in offsets})
        return tuple(Link(str(n), f"{self.path}#p-{n}") for n in numbers)


def evidence_strip(site: Site, article: ArticleId, found: Sequence[Evidence]) -> EvidenceStrip | None:
    """The strip of an article whose text a layer knows."""
    layer = site.layers.get(article)
    if layer is None or not layer.body or not layer.paragraphs:
        return None
    path = f"articles/{article}/"
    starts = tuple(start for start, _ in layer.paragraphs)
    ruler = Ruler(layer.body[0][0], layer.body[-1][1], starts, path)
    return EvidenceStrip(_evidence_lane(ruler, layer, found, path), tuple(_name_lanes(site, article, ruler)))


def _evidence_lane(ruler: Ruler, layer: Layer, found: Sequence[Evidence], path: str) -> StripLane:
    quoted = sorted(quoted_in_text(layer, found), key=lambda q: (q.start, q.end, q.number))
    marks = []
    for x, width, group in _joined_marks(ruler, quoted):
        numbers = sorted({q.number for q in group})
        said = plural_form("Record {numbers}", "Records {numbers}", len(numbers))
        title = filled(said, {"numbers": counts.listed(map(str, numbers))})
        marks.append(StripMark(x, width, f"{path}#{group[0].anchor}", title))
    paragraphs = ruler.links(q.start for q in quoted)
    return StripLane(Link(gettext("Evidence")), tuple(marks), counts.records(len(found)), paragraphs)


def _name_lanes(site: Site, article: ArticleId, ruler: Ruler) -> Iterator[StripLane]:
    """The actors named most often, each with where."""
    actors = site.corpus.registry.actors
    named = [name for name in site.naming.texts.get(article, ()) if name.id in actors]
    often = Counter(name.id for name in named)
    for actor, times in most_first(often)[:MOST_NAMES]:
        places = [name for name in named if name.id == actor]
        label = name_link(site, actor)
        marks = []
        for x, width, group in _joined_marks(ruler, places):
            links = ruler.links(name.start for name in group)
            said = plural_form(
                "{name}, in paragraph {numbers}", "{name}, in paragraphs {numbers}", len(links)
            )
            numbers = counts.listed(link.text for link in links)
            title = filled(said, {"name": label.text, "numbers": numbers})
            marks.append(StripMark(x, width, links[0].to, title))
        paragraphs = ruler.links(name.start for name in places)
        yield StripLane(label, tuple(marks), ngettext("{n} time", "{n} times", times), paragraphs)


P = TypeVar("P", bound=HasSpan)


def _joined_marks(ruler: Ruler, items: Iterable[P]) -> Iterator[tuple[int, int, list[P]]]:
    """Join what would overlap when drawn: position, width, and the items, which come by their start."""
    group: list[P] = []
    x = end = 0
    for item in items:
        begin = min(ruler.x(item.start), WIDTH - LEAST)
        if group and begin > end + APART:
            yield x, end - x, group
            group = []
        if not group:
            x = end = begin
        group.append(item)
        end = max(end, begin + LEAST, ruler.x(item.end))
    if group:
        yield x, end - x, group
