"""All checks of a finished site that need its files one by one, while their bytes are at hand.

Of a page in a shell only its own part is read: the rest was read with the first page of that shell, which
was read whole.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from typing import Any, TypeVar

from site_builder.model.problems import Problem
from site_builder.publishing.html_tags import Markup, tokens
from site_builder.publishing.leak_check import Leak, LeakSearch
from site_builder.publishing.link_check import PAGES
from site_builder.publishing.link_survey import Frame, LinkFacts, LinkSurvey
from site_builder.publishing.search_folder import MARK
from site_builder.publishing.searched_text import document_of
from site_builder.publishing.shells import CONTENT, MixedWords, Shell, Slot, filled
from site_builder.publishing.themed_pages import ThemedPage
from site_builder.publishing.words_of_files import plain, readings_of_markup, words_of

STYLES = ".css"
T = TypeVar("T")
MixedNumbers = tuple["tuple[int | None, ...] | Slot", ...]
"""Words of a shell by their numbers, with slots between them."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the checks found in one page: what it says to others, a leak, and a hash of what search reads.

    They are made of nothing but the page, the site's address, and for a leak the private texts.
    """

    links: LinkFacts
    leak: Leak | None = None
    body: str | None = None

    def as_json(self) -> list[Any]:
        """These facts as plain values."""
        links = self.links
        sets = (sorted(links.ids), sorted(links.targets), sorted(links.scripts))
        return [links.page, *sets, links.suspect, self.leak and list(astuple(self.leak)), self.body]

    @classmethod
    def from_json(cls, written: Sequence[Any]) -> "PageFacts":
        """Make the same of what `as_json` gave."""
        page, ids, targets, scripts, suspect, leak, body = written
        links = LinkFacts(page, frozenset(ids), frozenset(targets), frozenset(scripts), suspect)
        return cls(links, leak and Leak(*leak), body)


@dataclass
class SiteChecks:
    """What was found in the files of a site so far. `whole` and `parts` count pages by how they were read."""

    links: LinkSurvey
    leaks: LeakSearch
    bodies: dict[str, str] = field(default_factory=dict)
    whole: int = 0
    parts: int = 0
    _leaking: dict[str, Leak] = field(default_factory=dict)
    _frames: dict[Shell, Frame] = field(default_factory=dict)
    _numbers: dict[Shell, tuple[MixedNumbers, ...]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The site's address, on which it depends where links lead."""
        return f"{self.links.addresses.origin}{self.links.addresses.base}"

    def page(self, page: ThemedPage, data: bytes) -> None:
        """Look at one of our pages, as it was written."""
        self.add(self.survey_of(page, data))

    def survey_of(self, page: ThemedPage, data: bytes) -> PageFacts:
        """Find what there is to know of a page, as it was written."""
        part = self._part(page, page.shell, data) if page.shell is not None else None
        self.parts += part is not None
        links, leak = part or self._whole(page.path, data)
        return PageFacts(links, leak, hash_of(body_of(page)))

    def add(self, facts: PageFacts) -> None:
        """Count in what was found in a page."""
        path = facts.links.page
        self.links.add(facts.links)
        self._note(self._leaking, path, facts.leak)
        self._note(self.bodies, path, facts.body)

    def survey_of_file(self, path: str, data: bytes) -> PageFacts:
        """Find what there is to know of any other file of the site, or of a whole page."""
        if not path.endswith(PAGES):
            return PageFacts(LinkFacts(path), self.leaks.leak_in(path, data))
        text = data.decode("utf-8", "replace")
        body = text if MARK in text and path.endswith(".html") else None
        return PageFacts(*self._whole(path, data), hash_of(body))

    def file(self, path: str, data: bytes) -> None:
        """Look at any other file of the site, or at a whole page."""
        self.add(self.survey_of_file(path, data))
        if path.endswith(STYLES):
            self.links.read_style(path, data.decode("utf-8", "replace"))

    def leak_problems(self) -> tuple[Problem, ...]:
        """Tell of private texts in the files."""
        return tuple(self.leaks.problem(path, leak) for path, leak in sorted(self._leaking.items()))

    def is_sound(self, files: Collection[str]) -> bool:
        """Whether all links, ids and tags are as they should be, in a site of these files."""
        return self.links.is_sound(files)

    @staticmethod
    def _note(table: dict[str, T], path: str, value: T | None) -> None:
        table.pop(path, None)
        if value is not None:
            table[path] = value

    def _whole(self, path: str, data: bytes) -> tuple[LinkFacts, Leak | None]:
        self.whole += 1
        text = data.decode("utf-8", "replace")
        read = self.links.survey_of_content(path, text) if text.encode() == data else None
        if read is None:
            return self.links.survey_of(path, tokens(text)), self.leaks.leak_in(path, data)
        links, markup = read
        return links, self._leak_in(path, data, map(self._numbers_in, readings_of_markup(markup)))

    def _part(self, page: ThemedPage, shell: Shell, data: bytes) -> tuple[LinkFacts, Leak | None] | None:
        """Look at what a page has besides its shell; None if that cannot be told apart."""
        own = tuple(filled(tag, page.values) for tag in shell.tags[1])
        frame = self._frame_of(page.path, shell)
        read = self.links.survey_of_content(page.path, page.content, frame._replace(tags=frame.tags + own))
        if read is None:
            return None
        links, markup = read
        return links, self._leak_in(page.path, data, self._readings(page, shell, markup))

    def _leak_in(self, path: str, data: bytes, read: Iterable[list[int | None]]) -> Leak | None:
        """Look into a page again that is a private file, or whose words hold a run of one."""
        if self.leaks.same_file(data) is None and not any(map(self.leaks.holds_run, read)):
            return None
        return self.leaks.leak_in(path, data)

    def _frame_of(self, path: str, shell: Shell) -> Frame:
        if shell not in self._frames:
            self._frames[shell] = self.links.frame_of(path, shell.tags[0])
        return self._frames[shell]

    def _readings(self, page: ThemedPage, shell: Shell, markup: Markup) -> Iterator[list[int | None]]:
        """The words of a page by their numbers, as each reading has them."""
        if not self.leaks.index.names:
            return
        values = {name: self._numbers_in(plain(page.values[name])) for name in shell.names if name != CONTENT}
        for words, reading in zip(self._numbers_of(shell), readings_of_markup(markup), strict=True):
            yield _filled_in(words, values | {CONTENT: self._numbers_in(reading)})

    def _numbers_in(self, text: bytes) -> list[int | None]:
        return self.leaks.numbers_of(words_of(text))

    def _numbers_of(self, shell: Shell) -> tuple[MixedNumbers, ...]:
        if shell not in self._numbers:
            self._numbers[shell] = tuple(tuple(self._shortened(words)) for words in shell.words)
        return self._numbers[shell]

    def _shortened(self, words: MixedWords) -> Iterator[tuple[int | None, ...] | Slot]:
        """Leave out of what is the same on all pages the words that no run from a page's own reaches."""
        longest = self.leaks.index.longest
        for part in words:
            if isinstance(part, Slot):
                yield part
            elif len(part) <= 2 * longest:
                yield tuple(self.leaks.numbers_of(part))
            else:
                yield (*self.leaks.numbers_of(part[:longest]), None, *self.leaks.numbers_of(part[-longest:]))


def _filled_in(words: MixedNumbers, values: Mapping[str, list[int | None]]) -> list[int | None]:
    numbers: list[int | None] = []
    for part in words:
        numbers += values[part.name] if isinstance(part, Slot) else part
    return numbers


def hash_of(text: str | None) -> str | None:
    """A hash of a text, if there is one."""
    return None if text is None else hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def body_of(page: ThemedPage) -> str | None:
    """All of a page that the search index depends on; None for one that is not searched.

    What stands in its head up to the title may be read by Pagefind, and of the rest only what is marked.
    """
    if MARK not in page.html:
        return None
    return page.html if _asks_around(page) else page.html.partition("</title>")[0] + page.content


def searched_in(page: ThemedPage) -> str:
    """What Pagefind shall read of a page."""
    return page.html if _asks_around(page) else document_of(page.html, page.content)


def _asks_around(page: ThemedPage) -> bool:
    """Whether the theme tells the search index anything around a page's content."""
    if page.shell is not None:
        return page.shell.asks_for_search
    return "data-pagefind" in page.html.replace(page.content, "", 1)
