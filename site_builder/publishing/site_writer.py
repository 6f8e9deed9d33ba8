"""Writes the pages and files that are ours into a site, past MkDocs, and checks each while it is at hand."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from site_builder.output.kept_pages import keep_html
from site_builder.output.render import PageFile
from site_builder.publishing.kept_files import KeptFiles, WrittenFile
from site_builder.publishing.search_feed import SearchFeed
from site_builder.publishing.site_checks import STYLES, PageFacts, SiteChecks, searched_in
from site_builder.publishing.site_files import SiteFiles
from site_builder.publishing.themed_pages import ThemedPage
from site_builder.storage.store import NOTHING, Store


@dataclass
class SiteWriter:
    """Writes the files of a site. `lost` are those that somebody took away again.

    `asked` are files other than pages that must be there in the end, whoever writes them.
    """

    files: SiteFiles
    asked: set[str] = field(default_factory=set, init=False)
    lost: frozenset[str] = field(default=frozenset(), init=False)

    @property
    def store(self) -> Store:
        """What is kept from build to build."""
        return NOTHING

    def take(self, path: str, made_of: str) -> bool:  # noqa: ARG002 - nothing is known here
        """Take a page or file as it was published before, made of what has a hash; say if that could be."""
        return False

    def page(self, page: ThemedPage) -> None:
        """Write one of our pages."""
        self.files.write(page.path, page.data)

    def file(self, path: str, data: bytes, made_of: str = "") -> None:  # noqa: ARG002 - nothing is kept here
        """Write any other file; with the hash of what it was made of it can be taken by that again."""
        self.files.write(path, data)

    def made_file(self, file: PageFile) -> None:
        """Write a file that is made with a page, if it cannot be taken as it was published."""
        if not self.take(file.path, file.body.digest):
            self.file(file.path, file.data, file.body.digest)

    def keep_text(self, path: str, html: str) -> None:
        """Keep what stands within the theme on one of our pages that is like no other."""


@dataclass
class CheckingWriter(SiteWriter):
    """Writes the files of a site and checks each while it is at hand, unless that is known.

    `kept` are files of earlier builds, and `feed` takes what is to be searched.
    """

    checks: SiteChecks
    feed: SearchFeed
    kept: KeptFiles = field(default_factory=KeptFiles)

    @property
    def store(self) -> Store:
        return self.kept.store

    def take(self, path: str, made_of: str) -> bool:
        written = self.kept.written(path, made_of)
        known = self.kept.checked(path, written.sha256, self.checks.address) if written else None
        if written is None or known is None or self._lacks_text(known[0]):
            return False
        if not self.files.take(path, written.sha256, written.facts):
            return False
        facts, texts = known
        if texts != self._texts:
            data = (self.files.folder / path).read_bytes()
            facts = replace(facts, leak=self.checks.leaks.leak_in(path, data))
            self.kept.keep_checked(path, written.sha256, self.checks.address, facts, self._texts)
        self._count_in(facts)
        return True

    def page(self, page: ThemedPage) -> None:
        super().page(page)
        data, sha256 = page.data, self.files.hashes[page.path]
        facts = self._facts_of(page.path, sha256, lambda: self.checks.survey_of(page, data))
        if facts.body is not None and self._lacks_text(facts):
            self.kept.keep_searched(page.path, facts.body, searched_in(page))
        self._count_in(facts)
        if page.is_alone:
            self.keep_text(page.path.removesuffix("index.html"), page.content)
        if page.made_of:
            self.kept.keep_written(page.path, page.made_of, WrittenFile(sha256, self.files.facts[page.path]))

    def keep_text(self, path: str, html: str) -> None:
        keep_html(self.kept.store, path, html)

    def file(self, path: str, data: bytes, made_of: str = "") -> None:
        super().file(path, data)
        self._look_at(path, data)
        if made_of:
            self.kept.keep_written(
                path, made_of, WrittenFile(self.files.hashes[path], self.files.facts[path])
            )

    def finish(self) -> None:
        """Look at what MkDocs and others have written, or changed since it was written here."""
        ours = frozenset(self.files.hashes)
        self.files.linking = True
        for path in self.files.others():
            data = (self.files.folder / path).read_bytes()
            self.files.adopt(path, data)
            self._look_at(path, data)
        self.lost = ours - self.files.hashes.keys()

    def _look_at(self, path: str, data: bytes) -> None:
        if path.endswith(STYLES):
            self.checks.file(path, data)
        else:
            sha256 = self.files.hashes[path]
            self._count_in(self._facts_of(path, sha256, lambda: self.checks.survey_of_file(path, data)))

    def _facts_of(self, path: str, sha256: str, look: Callable[[], PageFacts]) -> PageFacts:
        """What is known of a file, else what is found in it now."""
        known = self.kept.checked(path, sha256, self.checks.address)
        if known is not None and known[1] == self._texts:
            return known[0]
        facts = look()
        self.kept.keep_checked(path, sha256, self.checks.address, facts, self._texts)
        return facts

    def _count_in(self, facts: PageFacts) -> None:
        self.checks.add(facts)
        path = facts.links.page
        if (body := facts.body) is not None:
            self.feed.add(path, body, lambda: self._searched(path, body))

    def _lacks_text(self, facts: PageFacts) -> bool:
        return facts.body is not None and self.kept.searched(facts.links.page, facts.body) is None

    def _searched(self, path: str, body: str) -> str:
        """What Pagefind shall read of a page: all of it where nothing shorter is known."""
        whole = self.files.folder / path
        return self.kept.searched(path, body) or whole.read_text("utf-8", "replace")

    @cached_property
    def _texts(self) -> str:
        return self.checks.leaks.stamp
