"""What stands at the addresses of pages that are gone: what was there, since when it is not, and why.

Nothing stands where nothing was before the site had readers, who know no such address.

Nothing stands at the address of what is withheld: an address has a name in it. Nor does anything where a page
is, or where an old address leads to a new one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.linking.redirects import moves
from site_builder.linking.site import Site
from site_builder.model.changes import ToldChange
from site_builder.pages.changed_things import kind_name, page_of, page_on
from site_builder.pages.components import Link, date_words
from site_builder.pages.misprints import with_sic
from site_builder.pages.sentences import linked
from site_builder.pages.told_words import key_of_name, told_words
from site_builder.translation.messages import gettext


@dataclass(frozen=True, slots=True)
class Tombstone:
    """The page at the `path` of something gone; `other` says what stands in its place, if anything."""

    path: str
    kind: str
    title: str
    day: str
    when: str
    reason: str
    other: tuple[Link, ...]


def tombstones(site: Site) -> Iterator[Tombstone]:
    """Those of all pages that are gone, as far as the history is told; of each its last removal."""
    log = site.changes.get("")
    if log is None:
        return
    taken = {move.old for move in moves(site.corpus)}
    for one in reversed(log.changes):
        path = path_of_tombstone(site, one)
        if path and path not in taken:
            taken.add(path)
            yield _tombstone(site, one, path)


def path_of_tombstone(site: Site, one: ToldChange) -> str:
    """Where the tombstone of something removed stands, or what leads on from there; empty without a page."""
    path = page_of(one.change.kind, one.change.id) if _has_page(one) else ""
    return "" if page_on(site, one.change.kind, one.change.id) else path


def _has_page(one: ToldChange) -> bool:
    return one.change.doing == "removed" and one.change.kind != "record" and not one.unseen


def _tombstone(site: Site, one: ToldChange, path: str) -> Tombstone:
    by = one.replaced_by
    name = told_words(site).names.get(key_of_name(one.change.kind, by), by)
    other = Link(name, page_on(site, one.change.kind, by))
    return Tombstone(
        path=path,
        kind=kind_name(site, one.change.kind, ""),
        title=with_sic(site, one.line) or one.change.id,
        day=one.commit.day,
        when=date_words(one.commit.day),
        reason=one.reason or one.commit.why,
        other=linked(gettext("In its place stands {other}."), other=other) if by else (),
    )
