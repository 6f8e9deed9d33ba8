"""What all units give to the data files: each as it is known from before, or made anew."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from site_builder.linking.fingerprints import Fingerprints
from site_builder.linking.kept_by_reads import KeptByReads
from site_builder.linking.reads import Reads, watched
from site_builder.linking.site import Site
from site_builder.model.value_types import ArticleId
from site_builder.output.exports.data_units import (
    AllParts,
    DataUnit,
    Disagreement,
    Parts,
    data_units,
    made_parts,
)
from site_builder.output.exports.packets import finished, packets_of, put_on
from site_builder.output.formats.contents import DataSet
from site_builder.pages.page_units import Sources
from site_builder.storage.progress import counted
from site_builder.storage.store import Store, key_of

STAGE: Final = "data"
PACKETS_STAGE: Final = "packets"
"""Packets are many: they are kept apart, and are looked at one article after the other."""


@dataclass(frozen=True, slots=True)
class KeptParts:
    """What units give to the data files, in a store; `site` notes what is looked up in it, among `reads`."""

    kept: KeptByReads
    site: Site
    reads: Reads
    packets: KeptByReads

    def of(self, unit: DataUnit) -> Parts:
        """What a unit gives."""
        name = f"{unit.folder}/{unit.id}"
        if (known := self.kept.known(name, _parts_of)) is not None:
            return known
        made, looked_up = self.reads.of(lambda: made_parts(self.site, unit))
        self.kept.keep(name, looked_up, _as_json(made))
        return made

    def packets_of(self, article: ArticleId, about: DataSet) -> Mapping[str, bytes]:
        """The packets of an article's records, finished."""
        top = put_on(about, article)
        if (known := self.packets.known(article, partial(_packets_in, top))) is not None:
            return known
        made, looked_up = self.reads.of(lambda: packets_of(self.site, article))
        files = finished(made, about)
        kept = {path: data.decode() for path, data in files.items()}
        self.packets.keep(article, looked_up, {"put on": top, "files": kept})
        return files


def kept_parts(store: Store, prints: Fingerprints[Sources]) -> KeptParts:
    """What a store has of the site that `prints` are of."""
    reads = Reads()
    store.read_ahead(STAGE)
    key = key_of(prints.shared)
    kept, packets = (KeptByReads(store, stage, key, prints) for stage in (STAGE, PACKETS_STAGE))
    return KeptParts(kept, watched(prints.holder, reads).site, reads, packets)


def all_parts(site: Site, kept: KeptParts | None = None) -> AllParts:
    """What all units of a site give."""
    units = tuple(data_units(site))
    found: dict[str, dict[str, Parts]] = {folder: {} for folder, _ in units}
    for unit in counted(units, "parts of the data made", len(units)):
        found[unit.folder][unit.id] = kept.of(unit) if kept else made_parts(site, unit)
    differing = (one for parts in found.values() for each in parts.values() for one in each.disagreements)
    return AllParts(found, tuple(sorted(differing)))


def all_packets(site: Site, about: DataSet, kept: KeptParts | None = None) -> Iterator[tuple[str, bytes]]:
    """The packets of all records with their paths, one article after the other."""
    articles = site.corpus.articles
    for article in counted(articles, "packets of evidence made", len(articles)):
        of_one = kept.packets_of(article, about) if kept else finished(packets_of(site, article), about)
        yield from of_one.items()


# ------------------------------------------------------------------ as JSON


def _as_json(parts: Parts) -> Mapping[str, Any]:
    return {
        "lists": parts.lists,
        "names": " ".join(parts.names),
        "disagreements": parts.disagreements,
        "rows": parts.rows,
        "card": parts.card,
    }


def _packets_in(top: str, kept: Mapping[str, Any]) -> dict[str, bytes]:
    """Take packets on which the same was put; else a LookupError says that they are others."""
    if kept["put on"] != top:
        raise LookupError(top)
    return {path: text.encode() for path, text in kept["files"].items()}


def _parts_of(kept: Mapping[str, Any]) -> Parts:
    differing = tuple(
        Disagreement(tuple(place), tuple(owners), tuple(names), text)
        for place, owners, names, text in kept["disagreements"]
    )
    return Parts(kept["lists"], tuple(kept["names"].split()), differing, kept["rows"], kept["card"])
