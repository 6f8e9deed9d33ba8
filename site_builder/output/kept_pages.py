"""Rendered pages of earlier builds: one whose every look-up gives what it gave then is not made again.

Of a page all is kept but its HTML, of which the hash says enough where the published page is kept, too
(`publishing.kept_files`). Who asks for the HTML has it made once more, but of pages that are like no other,
which the theme is put around every time.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from site_builder.linking.fingerprints import Fingerprints, fingerprint
from site_builder.linking.kept_by_reads import KeptByReads
from site_builder.linking.reads import Read
from site_builder.output.render import Body, Heading, PageFile, RenderedPage, template_files
from site_builder.pages.link_pictures import LinkPicture
from site_builder.pages.page_foot import Imprint
from site_builder.storage.store import Store, key_of

STAGE: Final = "pages"
BODIES: Final = "bodies"

Again = Callable[[], tuple[RenderedPage, ...]]
"""Makes the pages of a unit once more."""


@dataclass
class KeptPages:
    """The pages that are kept, for builds with one imprint, which has the days of the pages' last changes."""

    kept: KeptByReads
    imprint: Imprint
    _last: tuple[str | None, tuple[RenderedPage, ...]] = (None, ())

    def known(self, unit: str, again: Again) -> tuple[RenderedPage, ...] | None:
        """The pages of a unit, if they are as they would be made now."""
        pages = self.kept.known(
            unit, lambda rows: tuple(self._page(number, row, unit, again) for number, row in enumerate(rows))
        )
        is_as_it_was = pages is not None and all(
            (page.changed, page.commit, page.told) == self.imprint.known_of(page.path) for page in pages
        )
        return pages if is_as_it_was else None

    def keep(self, unit: str, reads: Iterable[Read], pages: tuple[RenderedPage, ...]) -> None:
        """Keep the pages of a unit, and what was looked up to make them."""
        self.kept.keep(unit, reads, [_row(page) for page in pages])

    def _page(self, number: int, row: Mapping[str, Any], unit: str, again: Again) -> RenderedPage:
        digest, is_titled = row["body"]
        body = Body(
            str(digest),
            bool(is_titled),
            lambda: self._known_html(row["path"], digest) or self._again(unit, again)[number].html,
        )
        toc = tuple(Heading(int(level), str(id_), str(title)) for level, id_, title in row["toc"])
        metas = tuple((str(name), str(content)) for name, content in row["metas"])
        picture = LinkPicture.from_json(row["picture"]) if row["picture"] else None
        files = tuple(
            PageFile(
                str(path),
                Body(str(known), is_titled=False, make=partial(self._file, number, place, unit, again)),
            )
            for place, (path, known) in enumerate(row["files"])
        )
        return RenderedPage(
            **{**row, "body": body, "toc": toc, "metas": metas, "picture": picture, "files": files}
        )

    def _file(self, number: int, place: int, unit: str, again: Again) -> str:
        """Make the text of a page's file once more."""
        return self._again(unit, again)[number].files[place].body.make()

    def _known_html(self, path: str, digest: str) -> str | None:
        html = self.kept.store.get(BODIES, path, digest)
        return html if html and Body.of(html).digest == digest else None

    def _again(self, unit: str, again: Again) -> tuple[RenderedPage, ...]:
        """Pages of one unit are asked for one after the other: only the last is held."""
        if self._last[0] != unit:
            self._last = unit, again()
        return self._last[1]


def keep_html(store: Store, path: str, html: str) -> None:
    """Keep the HTML of a page, too."""
    store.put(BODIES, path, Body.of(html).digest, html)


def kept_pages(store: Store, folder: Path, imprint: Imprint, prints: Fingerprints[Any]) -> KeptPages:
    """The pages that a store has for templates of a folder and an imprint."""
    templates = [(path.name, path.read_bytes().decode("utf-8", "replace")) for path in template_files(folder)]
    shared = fingerprint((imprint.undated, templates))
    kept = KeptByReads(store, STAGE, _behind_look_ups(prints) + key_of(prints.shared, shared), prints)
    return KeptPages(kept, imprint)


def of_any_imprint(store: Store, prints: Fingerprints[Any]) -> KeptByReads:
    """The same pages, whatever their imprint, templates or the site's name: what they look up is the same."""
    return KeptByReads(store, STAGE, _behind_look_ups(prints), prints)


def _behind_look_ups(prints: Fingerprints[Any]) -> str:
    """With this keys begin."""
    return prints.shared_but("common.name")


def _row(page: RenderedPage) -> Mapping[str, Any]:
    """A page without its HTML, as JSON has it."""
    return {
        "path": page.path,
        "title": page.title,
        "description": page.description,
        "body": [page.body.digest, page.body.is_titled],
        "toc": [[heading.level, heading.id, heading.title] for heading in page.toc],
        "parent": page.parent,
        "section": page.section,
        "edit": page.edit,
        "wide": page.wide,
        "changed": page.changed,
        "commit": page.commit,
        "metas": [list(meta) for meta in page.metas],
        "picture": page.picture.as_json() if page.picture else None,
        "files": [[file.path, file.body.digest] for file in page.files],
        "feed": page.feed,
        "told": page.told,
    }
