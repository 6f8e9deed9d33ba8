"""Whether anything may be wrong with the links and the markup of a site, found while its pages are written.

A page is read once, and of a tag that stands on many pages only what differs from page to page. What comes
of it are a few plain facts, made of nothing but the page and the site's address: of a page that is as it was
they can be kept and added again. What is wrong, and where, is then for `link_check` to tell, which reads the
whole site again: with most nothing is.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain, pairwise
from typing import NamedTuple, cast

from site_builder.publishing.html_tags import (
    INSERTED,
    INSERTION,
    LONG_VALUE,
    PLAIN_TAG,
    Kind,
    Markup,
    Tag,
    TagForm,
    form_of,
    held_in,
    read_tag,
    style_addresses,
    unescaped,
)
from site_builder.publishing.link_check import PAGES, SCHEME, LinkTarget, SiteAddresses

ERROR_PAGE = "404.html"
"""A page that shows nothing of ours: its inline scripts are the theme's own."""
_LONG, _MOST = 300, 30_000
"""Characters of a tag from which it holds data, and will not come again; so many tags are known at most.

Then all are forgotten: pages of a kind, which say the same, come one after the other.
"""
_APART = "\n"
"""Stands between ids: as one text they need a fraction of the memory of a set. None should hold it."""
_PLAIN = re.compile(
    r"((?:[A-Za-z0-9][A-Za-z0-9._-]*/)*(?:[A-Za-z0-9][A-Za-z0-9_-]*\.[a-z]+)?)(?:#([A-Za-z0-9_-]+))?"
)
"""A path and perhaps a fragment that need no unquoting and lead to no folder above."""
_ODD = re.compile(r"[%\\\s]")
"""What a fragment is that must be unquoted, or that browsers change."""
_INSERTED = "<\x01>"
"""Stands for a script, a comment or a style sheet while tags are read; it is no tag itself."""

Target = str
"""A file of the site, perhaps with `#` and what a part of it is called."""


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What a page says that concerns others: its ids, where it leads, hashes of its inline scripts.

    It is `suspect` where something may be wrong with it alone.
    """

    page: str
    ids: frozenset[str] = frozenset()
    targets: frozenset[Target] = frozenset()
    scripts: frozenset[str] = frozenset()
    suspect: bool = False


class Frame(NamedTuple):
    """What the theme has on pages of one folder: as `LinkFacts`, and what is to be looked at on each."""

    ids: tuple[str, ...] = ()
    fragments: frozenset[str] = frozenset()
    targets: frozenset[Target] = frozenset()
    scripts: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    suspect: bool = False


NO_FRAME = Frame()


@dataclass(frozen=True, slots=True)
class KnownTags:
    """What tags say that say the same on all pages of one depth, and what stands for each in a text."""

    separators: dict[str, str] = field(default_factory=lambda: {_INSERTED: " "})
    ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fragments: dict[str, tuple[str, ...]] = field(default_factory=dict)
    targets: dict[str, tuple[Target, ...]] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)

    def takes(self, token: str) -> bool:
        """Whether a tag may come again, and there is room for it."""
        return len(token) < _LONG and len(self.separators) < _MOST


class LinkSurvey:
    """What the pages read so far say: their ids, where they lead, and whether that is as it should be."""

    def __init__(self, site_url: str | None) -> None:
        self.addresses = SiteAddresses(site_url)
        self.is_suspect = False
        self._ids: dict[str, str] = {}
        self.targets: set[Target] = set()
        self.scripts: dict[str, set[str]] = {ERROR_PAGE: set(), "": set()}
        self.forms: dict[tuple[str, ...], TagForm | None] = {}
        self._known: dict[int, KnownTags] = {}

    def known(self, page: str) -> KnownTags:
        """What is known of tags on pages as deep as this one."""
        return self._known.setdefault(page.count("/"), KnownTags())

    def add(self, facts: LinkFacts) -> None:
        """Count in what a page says."""
        ids = _APART.join(("", *facts.ids, ""))
        self.is_suspect |= facts.suspect or ids.count(_APART) > len(facts.ids) + 1
        self._ids[facts.page] = ids
        self.targets |= facts.targets
        self.scripts[ERROR_PAGE if facts.page == ERROR_PAGE else ""] |= facts.scripts

    def survey_of(self, page: str, tags: Iterable[str]) -> LinkFacts:
        """Read the tags of a whole page, as `tokens` finds them."""
        reading = PageReading(self, page)
        reading.read_all(tags)
        return reading.facts()

    def survey_of_content(
        self, page: str, content: str, frame: Frame = NO_FRAME
    ) -> tuple[LinkFacts, Markup] | None:
        """Read what a page has between its theme's parts, and the frame of these.

        None where the content is no plain markup, and the whole page must be read.
        """
        if len(self.known(page).separators) >= _MOST:
            del self._known[page.count("/")]
        reading = PageReading(self, page)
        markup = reading.read_markup(content)
        if markup is None:
            return None
        reading.read_frame(frame)
        return reading.facts(), markup

    def frame_of(self, page: str, tags: Iterable[str]) -> Frame:
        """Read what is the same on all pages of a folder, and tell what of it is to be read on each."""
        tags = tuple(tags)
        PageReading(self, page).read_all(tags)  # by which it is known what is the same elsewhere
        known, reading = self.known(page).separators, PageReading(self, page)
        again = {tag for tag in tags if tag not in known and not is_within_page(read_tag(tag))}
        reading.read_all(tag for tag in tags if tag not in again)
        return reading.frame(tuple(tag for tag in tags if tag in again))

    def read_style(self, path: str, text: str) -> None:
        """Read a style sheet."""
        reading = PageReading(self, path)
        for _, url in style_addresses(text):
            if not url.startswith("#"):
                reading.targets.update(reading.followed("image", url))
        self.is_suspect |= reading.suspect
        self.targets |= reading.targets

    def learn(self, between: tuple[str, ...]) -> None:
        """Look what tags mean that have these pieces around their values, once for each different one."""
        if between not in self.forms:
            self.forms[between] = form_of(between)

    def is_sound(self, files: Collection[str]) -> bool:
        """Whether all is well with a site of these files, whose pages and style sheets were all read."""
        return (
            not self.is_suspect
            and self.scripts[""] <= self.scripts[ERROR_PAGE]
            and all(self._is_there(target, files) for target in self.targets)
        )

    def _is_there(self, target: Target, files: Collection[str]) -> bool:
        path, _, fragment = target.partition("#")
        if path not in files:
            return False
        if not fragment or not path.endswith(PAGES):
            return True
        return _APART not in fragment and f"{_APART}{fragment}{_APART}" in self._ids.get(path, "")


class PageReading:
    """Reads the tags of one page, each as often as it stands there."""

    def __init__(self, survey: LinkSurvey, page: str) -> None:
        self.survey, self.page = survey, page
        self.up = "../" * page.count("/")
        self.known = survey.known(page)
        self.ids: list[str] = []
        self.fragments: set[str] = set()
        self.targets: set[Target] = set()
        self.scripts: set[str] = set()
        self.suspect = False

    def read_all(self, tags: Iterable[str]) -> None:
        """Read whole tags, and insertions."""
        tags = tuple(tags)
        for token in tags:
            if token not in self.known.separators:
                self.read(token, read_tag(token))
        self.count([token for token in tags if token in self.known.separators])

    def read_frame(self, frame: Frame) -> None:
        """Read what the theme has on a page."""
        self.ids += frame.ids
        self.fragments |= frame.fragments
        self.targets |= frame.targets
        self.scripts |= frame.scripts
        self.suspect |= frame.suspect
        known = self.known.separators
        self.read_all(
            [tag for tag in frame.tags if tag in known or self.learned(tag) is None or tag in known]
        )

    def read_markup(self, content: str) -> Markup | None:
        """Read markup that holds nothing but text, whole tags and insertions; None for any other."""
        content, insertions = without_insertions(content)
        pieces = content.replace("<", "\0<").replace(">", ">\0").split("\0")
        tags = pieces[1::2]
        if not len(tags) == content.count("<") == content.count(">") == len(pieces) // 2:
            return None
        read = self.read_tags(tags)
        if read is None or tags.count(_INSERTED) != len(insertions):
            return None
        self.read_all(insertions)
        pieces[1::2], held = read
        return Markup(texts_of(pieces, tags), insertions, [*held, *map(held_in, insertions)])

    def read_tags(self, tags: Sequence[str]) -> tuple[list[str], list[str]] | None:
        """Read what stands between `<` and `>`: what stands for each in a text, and what they hold.

        A page has a thousand tags; so one that is known costs no line of Python.
        """
        known = self.known
        separators = list(map(known.separators.get, tags))
        own: dict[int, str] = {}
        for at in [at for at, found in enumerate(separators) if found is None]:
            token = tags[at]
            separators[at] = found = known.separators.get(token) or self.learned(token)
            if found is None:
                return None
            if token not in known.separators:
                own[at] = held_in(token)
        self.count(tags)
        held = list(map(known.held.get, tags))
        for at, value in own.items():
            held[at] = value
        return cast("list[str]", separators), list(filter(None, held))

    def count(self, tags: Sequence[str]) -> None:
        """Count in what known tags say; others say nothing here."""
        known = self.known
        self.ids += chain.from_iterable(filter(None, map(known.ids.get, tags)))
        self.fragments.update(*map(known.fragments.__getitem__, known.fragments.keys() & tags))
        self.targets.update(*map(known.targets.__getitem__, known.targets.keys() & tags))

    def learned(self, token: str) -> str | None:
        """Look at a tag that is not known, and give what stands for it; None where it is no plain tag."""
        parts = token.split('"')
        form = self.survey.forms.get(tuple(parts[::2])) if len(parts) % 2 else None
        if form is not None:
            ids = tuple(unescaped(parts[at]) for at in form.ids)
            addresses = [(kind, unescaped(parts[at])) for kind, at in form.addresses]
            self.take(token, form.separator, ids, addresses)
            return form.separator
        if PLAIN_TAG.fullmatch(token) is None:
            return None
        self.survey.learn(tuple(parts[::2]))
        self.read(token, tag := read_tag(token))
        return tag.separator

    def read(self, token: str, tag: Tag) -> None:
        """Look at a tag."""
        self.suspect |= bool(tag.faults)
        if tag.script is not None:
            self.scripts.add(blake2b(tag.script.encode("utf-8", "replace"), digest_size=16).hexdigest())
        only_here = tag.script is not None or bool(tag.faults)
        self.take(token, tag.separator, tag.ids, tag.addresses, only_here=only_here)

    def take(
        self,
        token: str,
        separator: str,
        ids: tuple[str, ...],
        addresses: Iterable[tuple[Kind, str]],
        *,
        only_here: bool = False,
    ) -> None:
        """Look where a tag leads; it is known from now on if it says the same elsewhere."""
        fragments: list[str] = []
        targets: list[Target] = []
        for kind, url in addresses:
            only_here = not self.is_the_same_elsewhere(kind, url, fragments, targets) or only_here
        if only_here or not self.known.takes(token):
            self.ids += ids
            self.fragments.update(fragments)
            self.targets.update(targets)
            return
        known = self.known
        known.separators[token] = separator
        for table, said in ((known.ids, ids), (known.fragments, fragments), (known.targets, targets)):
            if said:
                table[token] = tuple(said)
        if len(token) > LONG_VALUE and (held := held_in(token)):
            known.held[token] = held

    def is_the_same_elsewhere(
        self, kind: Kind, url: str, fragments: list[str], targets: list[Target]
    ) -> bool:
        """Look where an address leads, and say whether it leads there from all pages as deep as this one."""
        if url[:1] == "#":
            fragments.append(url)
            return True
        if (
            url.startswith(self.up)
            and (plain := _PLAIN.fullmatch(url, len(self.up))) is not None
            and plain[0]
        ):
            path, fragment = plain.groups("")
            path = f"{path}index.html" if path[-1:] in ("", "/") else path
            targets.append(f"{path}#{fragment}" if fragment else path)
            return True
        before, self.suspect = self.suspect, False
        targets += self.followed(kind, url)
        fine, self.suspect = not self.suspect, self.suspect or before
        if not fine or not url or url[0] == "?":
            return False
        return url.startswith((self.up, "/")) or SCHEME.match(url) is not None

    def followed(self, kind: Kind, url: str) -> tuple[Target, ...]:
        """Where an address leads within the site."""
        target = self.survey.addresses.resolve(self.page, url, kind)
        if isinstance(target, LinkTarget) and "#" not in target.path:
            return (f"{target.path}#{target.fragment}" if target.fragment else target.path,)
        self.suspect |= target is not None
        return ()

    def frame(self, tags: tuple[str, ...]) -> Frame:
        """What was read so far, as what pages have in common."""
        return Frame(
            ids=tuple(self.ids),
            fragments=frozenset(self.fragments),
            targets=frozenset(self.targets),
            scripts=frozenset(self.scripts),
            tags=tags,
            suspect=self.suspect,
        )

    def facts(self) -> LinkFacts:
        """What the page says, whose ids must each be there once."""
        known = frozenset(self.ids)
        for url in self.fragments:
            if url[1:] not in known or _ODD.search(url):
                self.targets.update(self.followed("link", url))
        suspect = self.suspect or len(known) < len(self.ids)
        return LinkFacts(self.page, known, frozenset(self.targets), frozenset(self.scripts), suspect)


def is_within_page(tag: Tag) -> bool:
    """Whether a tag says nothing but ids, links within its page, and a script of the theme."""
    return all(url.startswith("#") for _, url in tag.addresses) and not tag.faults


def without_insertions(content: str) -> tuple[str, list[str]]:
    """Put a mark in place of each script, comment and style sheet."""
    first = min((at for at in map(content.find, INSERTED) if at >= 0), default=-1)
    if first < 0:
        return content, []
    pieces = INSERTION.split(content[first:])
    return content[:first] + _INSERTED.join(pieces[::2]), pieces[1::2]


def texts_of(pieces: Sequence[str], tags: Sequence[str]) -> list[str]:
    """Join the pieces of a text between insertions."""
    ends = [-1]
    for _ in range(tags.count(_INSERTED)):
        ends.append(tags.index(_INSERTED, ends[-1] + 1))
    begins = [0, *(2 * at + 1 for at in ends[1:]), len(pieces)]
    return ["".join(pieces[begin:end]) for begin, end in pairwise(begins)]
