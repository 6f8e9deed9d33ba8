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
from typing import NamedTuple

from site_builder.publishing.html_tags import (
    PLAIN_TAG,
    WHOLE_SCRIPT,
    Kind,
    Tag,
    TagForm,
    form_of,
    read_tag,
    style_addresses,
    unescaped,
)
from site_builder.publishing.link_check import PAGES, SCHEME, LinkTarget, SiteAddresses

ERROR_PAGE = "404.html"
"""A page that shows nothing of ours: its inline scripts are the theme's own."""
_LONG = 1000
"""Characters of a tag from which it holds data, and will not come again."""
_TELLING = 50
"""Characters of a tag from which it may hold many words."""
_PLAIN = re.compile(
    r"((?:[A-Za-z0-9][A-Za-z0-9._-]*/)*(?:[A-Za-z0-9][A-Za-z0-9_-]*\.[a-z]+)?)(?:#([A-Za-z0-9_-]+))?"
)
"""A path and perhaps a fragment that need no unquoting and lead to no folder above."""
_ODD = re.compile(r"[%\\\s]")
"""What a fragment is that must be unquoted, or that browsers change."""
_STANDS_FOR_SCRIPT = "<script>"

Target = str
"""A file of the site, perhaps with `#` and what a part of it is called."""


class Markup(NamedTuple):
    """A part of a page: its text and scripts, with what stands for tags between them, and its longer tags."""

    pieces: list[str]
    long_tags: list[str]


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
    """Tags that say the same on all pages of one depth: what stands for each in texts, and where it leads."""

    settled: dict[str, str] = field(default_factory=dict)
    leads: dict[str, tuple[Target, ...]] = field(default_factory=dict)

    def settle(self, token: str, separator: str, targets: Sequence[Target]) -> None:
        """Take a tag in."""
        self.settled[token] = separator
        if targets:
            self.leads[token] = tuple(targets)


class LinkSurvey:
    """What the pages read so far say: their ids, where they lead, and whether that is as it should be."""

    def __init__(self, site_url: str | None) -> None:
        self.addresses = SiteAddresses(site_url)
        self.is_suspect = False
        self.ids: dict[str, frozenset[str]] = {}
        self.targets: set[Target] = set()
        self.scripts: dict[str, set[str]] = {ERROR_PAGE: set(), "": set()}
        self.forms: dict[tuple[str, ...], TagForm | None] = {}
        self._known: dict[int, KnownTags] = {}

    def known(self, page: str) -> KnownTags:
        """What is known of tags on pages as deep as this one."""
        return self._known.setdefault(page.count("/"), KnownTags())

    def add(self, facts: LinkFacts) -> None:
        """Count in what a page says."""
        self.is_suspect |= facts.suspect
        self.ids[facts.page] = facts.ids
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
        settled, reading = self.known(page).settled, PageReading(self, page)
        again = {tag for tag in tags if tag not in settled and not is_within_page(read_tag(tag))}
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
        is_part = fragment and path.endswith(PAGES)
        return not is_part or fragment in self.ids.get(path, ())


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
        """Read whole tags, and scripts."""
        for token in tags:
            if token not in self.known.settled:
                self.read(token, read_tag(token))
            elif token in self.known.leads:
                self.targets.update(self.known.leads[token])

    def read_frame(self, frame: Frame) -> None:
        """Read what the theme has on a page."""
        self.ids += frame.ids
        self.fragments |= frame.fragments
        self.targets |= frame.targets
        self.scripts |= frame.scripts
        self.suspect |= frame.suspect
        for token in frame.tags:
            if self.read_tags((token,)) is None:
                self.read_all((token,))

    def read_markup(self, content: str) -> Markup | None:
        """Read markup that holds nothing but text, whole tags and scripts; None if there is anything else."""
        scripts: list[str] = []
        if "<script" in content:
            scripts = WHOLE_SCRIPT.findall(content)
            content = WHOLE_SCRIPT.sub(_STANDS_FOR_SCRIPT, content)
        pieces = content.replace("<", "\0<").replace(">", ">\0").split("\0")
        tags = pieces[1::2]
        if not len(tags) == content.count("<") == content.count(">") == len(pieces) // 2:
            return None
        own = self.read_tags(tags)
        if own is None or tags.count(_STANDS_FOR_SCRIPT) != len(scripts):
            return None
        self.read_all(scripts)
        settled = self.known.settled
        pieces[1::2] = [settled[tag] if tag in settled else own[tag] for tag in tags]
        return Markup(with_scripts(pieces, tags, scripts), [tag for tag in tags if len(tag) > _TELLING])

    def read_tags(self, tags: Sequence[str]) -> dict[str, str] | None:
        """Read what stands between `<` and `>`, and give what stands for each between letters.

        A page has a thousand tags; so one that tells nothing costs no call.
        """
        settled, forms, own = self.known.settled, self.survey.forms, {_STANDS_FOR_SCRIPT: " "}
        for token in [token for token in tags if token not in settled]:
            parts = token.split('"')
            form = forms.get(tuple(parts[::2]))
            if form is None or not len(parts) % 2:
                if not self.read_rare(token, parts, own):
                    return None
                continue
            own[token] = form.separator
            if form.tells:
                self.read_form(token, parts, form)
            elif len(parts) <= 3:
                settled[token] = form.separator
        leads = self.known.leads
        self.targets.update(*[leads[token] for token in leads.keys() & tags])
        return own

    def read_rare(self, token: str, parts: Sequence[str], own: dict[str, str]) -> bool:
        """Read a tag whose form was not met before, or that must be read by itself; say whether it is one."""
        if token == _STANDS_FOR_SCRIPT:
            return True
        if PLAIN_TAG.fullmatch(token) is None:
            return False
        self.survey.learn(tuple(parts[::2]))
        own[token] = (tag := read_tag(token)).separator
        self.read(token, tag)
        return True

    def read_form(self, token: str, parts: Sequence[str], form: TagForm) -> None:
        """Look at a tag of a known form that has ids or addresses."""
        self.ids += [unescaped(parts[at]) for at in form.ids]
        addresses = [(kind, unescaped(parts[at])) for kind, at in form.addresses]
        self.follow_all(token, form.separator, addresses, settling=not form.ids)

    def read(self, token: str, tag: Tag) -> None:
        """Look at a tag; one that has no more to tell on pages as deep as this one is settled."""
        self.ids += tag.ids
        self.suspect |= bool(tag.faults)
        if tag.script is not None:
            self.scripts.add(blake2b(tag.script.encode("utf-8", "replace"), digest_size=16).hexdigest())
        settling = not tag.ids and tag.script is None and not tag.faults
        self.follow_all(token, tag.separator, tag.addresses, settling=settling)

    def follow_all(
        self, token: str, separator: str, addresses: Iterable[tuple[Kind, str]], *, settling: bool
    ) -> None:
        """Look where the addresses of a tag lead, and settle it if they lead there from elsewhere, too."""
        targets: list[Target] = []
        for kind, url in addresses:
            settling = self.is_the_same_elsewhere(kind, url, targets) and settling
        self.targets.update(targets)
        if settling and len(token) < _LONG:
            self.known.settle(token, separator, targets)

    def is_the_same_elsewhere(self, kind: Kind, url: str, targets: list[Target]) -> bool:
        """Look where an address leads, and say whether it leads there from all pages as deep as this one."""
        if url[:1] == "#":
            self.fragments.add(url)
            return False
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


def with_scripts(pieces: list[str], tags: Sequence[str], scripts: Iterable[str]) -> list[str]:
    """Put scripts back in place of what stands for them."""
    at = -1
    for script in scripts:
        at = tags.index(_STANDS_FOR_SCRIPT, at + 1)
        pieces[2 * at + 1] = script
    return pieces
