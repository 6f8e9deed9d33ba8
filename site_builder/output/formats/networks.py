"""Who took part in the same events, as a network for Gephi, Cytoscape and the like: GEXF and GraphML."""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from site_builder.output.formats.contents import Contents
from site_builder.output.xml_text import fit_for_xml

if TYPE_CHECKING:
    from networkx import Graph

GEXF: Final = "network.gexf"
GRAPHML: Final = "network.graphml"
UNDATED: Final = "2000-01-01"
"""The day that files name as that of their making where that of the data is not known."""


def gexf_file(contents: Contents) -> bytes:
    """The network as GEXF 1.2; the day that it names is that of the data, not of the clock."""
    from networkx.readwrite.gexf import GEXFWriter  # noqa: PLC0415 - networkx takes long to load

    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(network(contents))
    for element in writer.xml:
        if "lastmodifieddate" in element.attrib:
            element.set("lastmodifieddate", contents.about.day or UNDATED)
            for creator in element:  # the library with its version
                creator.text = "site-builder"
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def graphml_file(contents: Contents) -> bytes:
    """The network as GraphML."""
    from networkx.readwrite.graphml import write_graphml_xml  # noqa: PLC0415

    made = io.BytesIO()
    write_graphml_xml(network(contents), made, encoding="utf-8")
    return made.getvalue()


def network(contents: Contents) -> "Graph[str]":
    """Actors that are linked, and their links, with the number of common events as weight; all by id."""
    from networkx import Graph  # noqa: PLC0415

    links = list(contents.records("links"))
    named = {end for one in links for end in (one["actor"], one["other"])}
    paths = {one["id"]: one["path"] for one in contents.records("subjects")}
    graph: Graph[str] = Graph(name=fit_for_xml(contents.about.name))
    for one in sorted(contents.records("actors"), key=lambda one: str(one["id"])):
        if one["id"] in named:
            graph.add_node(one["id"], **_given({
                "label": one["name"], "type": one["type"], "country": one["country"],
                "url": contents.about.url(paths[one["id"]]),
            }))  # fmt: skip
    events, common = contents.by_key("events"), contents.grouped("link_events", "actor", "other")
    for one in sorted(links, key=lambda one: (one["actor"], one["other"])):
        pair = one["actor"], one["other"]
        graph.add_edge(
            *pair, weight=one["events"], **_given(_told([events[link["event"]] for link in common[pair]]))
        )
    return graph


def _told(events: list[Mapping[str, Any]]) -> Mapping[str, str | None]:
    """What an edge says of its events: their ids, and the days between which they are."""
    first = [event["date_from"] for event in events if event["date_from"]]
    last = [event["date_to"] for event in events if event["date_to"]]
    return {
        "events": ";".join(sorted(event["id"] for event in events)),
        "first_day": min(first, default=None),
        "last_day": max(last, default=None),
    }


def _given(attributes: Mapping[str, str | None]) -> dict[str, str]:
    """Attributes that there are: the forms know no empty ones."""
    return {key: fit_for_xml(value) for key, value in attributes.items() if value is not None}
