"""All checks of a finished site that need its files one by one, while their bytes are at hand.

Of a page in a shell only its own part is read: the rest was read with the first page of that shell, which
was read whole.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from site_builder.model.problems import Problem
from site_builder.publishing.html_tags import tokens
from site_builder.publishing.leak_check import LeakSearch
from site_builder.publishing.link_check import PAGES
from site_builder.publishing.link_survey import Frame, LinkSurvey, Markup
from site_builder.publishing.search_folder import MARK
from site_builder.publishing.shells import CONTENT, MixedWords, Shell, Slot, filled
from site_builder.publishing.themed_pages import ThemedPage
from site_builder.publishing.words_of_files import plain, readings_of_pieces, words_of

MixedNumbers = tuple["tuple[int | None, ...] | Slot", ...]
"""Words of a shell by their numbers, with slots between them."""


@dataclass
class SiteChecks:
    """What was found in the files of a site so far. `whole` and `parts` count pages by how they were read."""

    links: LinkSurvey
    leaks: LeakSearch
    bodies: dict[str, str] = field(default_factory=dict)
    whole: int = 0
    parts: int = 0
    _leaking: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    _frames: dict[Shell, Frame] = field(default_factory=dict)
    _numbers: dict[Shell, tuple[MixedNumbers, ...]] = field(default_factory=dict)

    def page(self, page: ThemedPage, data: bytes) -> None:
        """Look at one of our pages, as it was written."""
        if page.shell is None or not self._part(page, page.shell, data):
            self.file(page.path, data)
        else:
            self.parts += 1
        self._index(page.path, body_of(page))

    def file(self, path: str, data: bytes) -> None:
        """Look at any other file of the site, or at a whole page."""
        self._leaking[path] = tuple(self.leaks.in_file(path, data))
        if path.endswith(PAGES):
            text = data.decode("utf-8", "replace")
            self.whole += 1
            self.links.read_page(path, tokens(text))
            self._index(path, text if MARK in text and path.endswith(".html") else None)
        elif path.endswith(".css"):
            self.links.read_style(path, data.decode("utf-8", "replace"))

    def leak_problems(self) -> tuple[Problem, ...]:
        """Tell of private texts in the files."""
        return tuple(problem for _, problems in sorted(self._leaking.items()) for problem in problems)

    def is_sound(self, files: Collection[str]) -> bool:
        """Whether all links, ids and tags are as they should be, in a site of these files."""
        return self.links.is_sound(files)

    def _index(self, path: str, body: str | None) -> None:
        self.bodies.pop(path, None)
        if body is not None:
            self.bodies[path] = hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()

    def _part(self, page: ThemedPage, shell: Shell, data: bytes) -> bool:
        """Look at what a page has besides its shell; say whether that could be told apart."""
        own = tuple(filled(tag, page.values) for tag in shell.tags[1])
        frame = self._frame_of(page.path, shell)
        markup = self.links.read_content(page.path, page.content, frame._replace(tags=frame.tags + own))
        if markup is None:
            return False
        leaks = self.leaks.same_file(data) is not None or self._holds_run(page, shell, markup)
        self._leaking[page.path] = tuple(self.leaks.in_file(page.path, data)) if leaks else ()
        return True

    def _frame_of(self, path: str, shell: Shell) -> Frame:
        if shell not in self._frames:
            self._frames[shell] = self.links.frame_of(path, shell.tags[0])
        return self._frames[shell]

    def _holds_run(self, page: ThemedPage, shell: Shell, markup: Markup) -> bool:
        if not self.leaks.index.names:
            return False
        values = {
            name: self.leaks.numbers_of(words_of(plain(value)))
            for name, value in page.values.items()
            if name != CONTENT
        }
        read = readings_of_pieces(markup.pieces, markup.long_tags)
        return any(
            self.leaks.holds_run(
                _numbers_in(words, values | {CONTENT: self.leaks.numbers_of(words_of(reading))})
            )
            for words, reading in zip(self._numbers_of(shell), read, strict=True)
        )

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


def _numbers_in(words: MixedNumbers, values: Mapping[str, list[int | None]]) -> list[int | None]:
    numbers: list[int | None] = []
    for part in words:
        numbers += values[part.name] if isinstance(part, Slot) else part
    return numbers


def body_of(page: ThemedPage) -> str | None:
    """All of a page that the search index depends on; None for one that is not searched.

    What stands in its head up to the title may be read by Pagefind, and of the rest only what is marked.
    """
    if MARK not in page.html:
        return None
    around = (
        page.shell.asks_for_search
        if page.shell
        else "data-pagefind" in page.html.replace(page.content, "", 1)
    )
    return page.html if around else page.html.partition("</title>")[0] + page.content
