"""Writes the pages and files that are ours into a site, past MkDocs, and checks each while it is at hand."""

from dataclasses import dataclass, field

from site_builder.publishing.site_checks import SiteChecks
from site_builder.publishing.site_files import SiteFiles
from site_builder.publishing.themed_pages import ThemedPage


@dataclass
class SiteWriter:
    """Writes the files of a site. `lost` are those that somebody took away again.

    `asked` are files other than pages that must be there in the end, whoever writes them.
    """

    files: SiteFiles
    asked: set[str] = field(default_factory=set, init=False)
    lost: frozenset[str] = field(default=frozenset(), init=False)

    def page(self, page: ThemedPage) -> bytes:
        """Write one of our pages, and return its bytes."""
        data = page.html.encode("utf-8", "xmlcharrefreplace")  # as MkDocs does
        self.files.write(page.path, data)
        return data

    def file(self, path: str, data: bytes) -> None:
        """Write any other file."""
        self.files.write(path, data)


@dataclass
class CheckingWriter(SiteWriter):
    """Writes the files of a site and checks each while it is at hand."""

    checks: SiteChecks

    def page(self, page: ThemedPage) -> bytes:
        data = super().page(page)
        self.checks.page(page, data)
        return data

    def file(self, path: str, data: bytes) -> None:
        super().file(path, data)
        self.checks.file(path, data)

    def finish(self) -> None:
        """Look at what MkDocs and others have written, or changed since it was written here."""
        ours = frozenset(self.files.hashes)
        self.files.linking = True
        for path in self.files.others():
            data = (self.files.folder / path).read_bytes()
            self.files.adopt(path, data)
            self.checks.file(path, data)
        self.lost = ours - self.files.hashes.keys()
