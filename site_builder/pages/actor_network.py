"""The small network on an actor's page: those whom the same events name."""

from dataclasses import dataclass

from site_builder.charts.actor_network import MOST, SIZE, Ego, draw_ego
from site_builder.charts.network import Node
from site_builder.charts.shapes import actor_outline, line_width
from site_builder.charts.svg import coordinate, line_path
from site_builder.linking.site import Site
from site_builder.model.value_types import ActorId
from site_builder.pages import counts
from site_builder.pages.components import actor_link, actor_type
from site_builder.pages.picture_views import LineView, MarkView, mark_label, view_box
from site_builder.translation.messages import gettext


@dataclass(frozen=True, slots=True)
class EgoView:
    """The small network of one actor; `left_out` says how many partners it does not show."""

    view_box: str
    size: str
    title: str
    kind: str
    middle: str
    lines: tuple[LineView, ...]
    marks: tuple[MarkView, ...]
    left_out: str


def ego_view(site: Site, actor: ActorId) -> EgoView | None:
    """The small network around an actor; none where it has no partners."""
    others = sorted(
        site.partners.get(actor, {}).items(),
        key=lambda item: (-len(item[1]), actor_link(site, item[0]).text),
    )
    if not others:
        return None
    partners = [Node(other, actor_link(site, other).text, len(events)) for other, events in others]
    drawn = draw_ego(partners)
    kind, name = actor_type(site, actor), actor_link(site, actor).text
    rest = len(partners) - MOST
    return EgoView(
        view_box=view_box(drawn.width, drawn.height),
        size=coordinate(SIZE),
        title=gettext("{name} and the actors in the same events", name=name),
        kind=kind.colour,
        middle=actor_outline(kind.outline, drawn.middle, 11),
        lines=_spokes(drawn),
        marks=tuple(_ego_marks(site, drawn)),
        left_out=gettext("{n} more below.", n=rest) if rest > 0 else "",
    )


def _spokes(drawn: Ego) -> tuple[LineView, ...]:
    return tuple(
        LineView("", "", "", line_path(drawn.middle, one.at), coordinate(line_width(one.of.weight)))
        for one in drawn.partners
    )


def _ego_marks(site: Site, drawn: Ego) -> list[MarkView]:
    marks = []
    for one in drawn.partners:
        actor = ActorId(one.of.key)
        link, kind = actor_link(site, actor), actor_type(site, actor)
        marks.append(
            MarkView(
                key="",
                kind=kind.colour,
                to=link.to,
                title=gettext(
                    "{name}: {events} together", name=link.text, events=counts.events(one.of.weight)
                ),
                path=actor_outline(kind.outline, one.at, one.radius),
                types="",
                label=mark_label(one, drawn.width, SIZE),
            )
        )
    return marks
