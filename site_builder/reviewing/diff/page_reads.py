"""What the pages of a state look up in its site: builds and earlier comparisons of it have found that out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from site_builder.linking.fingerprints import Fingerprints, fingerprint, written_reads
from site_builder.linking.kept_by_reads import KeptByReads, LookUps
from site_builder.linking.reads import Changes, Read
from site_builder.output.kept_pages import of_any_imprint
from site_builder.pages.page_foot import Imprint
from site_builder.storage.store import Store, key_of

STAGE: Final = "looked-up"


@dataclass(frozen=True, slots=True)
class PageReads:
    """What is kept of look-ups, by the path of each unit of pages: by us, and by builds where these serve."""

    ours: KeptByReads
    of_builds: KeptByReads | None

    def known(self) -> Iterator[tuple[str, LookUps]]:
        """What units look up; some come twice, alike."""
        yield from self.ours.look_ups()
        if self.of_builds:
            yield from self.of_builds.look_ups()

    def keep(self, unit: str, reads: Iterable[Read]) -> None:
        """Keep what the pages of a unit look up."""
        self.ours.keep(unit, reads, None)


def page_reads(
    store: Store, prints: Fingerprints[Any], imprint: Imprint, templates: Iterable[tuple[str, bytes]]
) -> PageReads:
    """What is kept for the site of some fingerprints.

    Templates of the project's own may not fit the pages: then only pages count that were rendered with the
    same templates and imprint.
    """
    own = tuple((name, data.decode("utf-8", "replace")) for name, data in templates)
    if own:
        return PageReads(
            KeptByReads(store, STAGE, key_of(prints.shared, fingerprint((imprint, own))), prints), None
        )
    any_imprint = of_any_imprint(store, prints)
    return PageReads(KeptByReads(store, STAGE, any_imprint.key, prints), any_imprint)


@dataclass(frozen=True, slots=True)
class Differing:
    """Look-ups that give something else in the other state, as they are kept: keys by table."""

    keys: Mapping[str, frozenset[str]]

    def touch(self, reads: LookUps) -> bool:
        """Whether something that was made with these look-ups may differ."""
        return any(
            not self.keys[table].isdisjoint(keys) for table, keys in reads.items() if table in self.keys
        )


def differing(changed: Changes) -> Differing:
    """Write down which look-ups differ."""
    return Differing({table: frozenset(keys) for table, keys in written_reads(changed.reads).items()})
