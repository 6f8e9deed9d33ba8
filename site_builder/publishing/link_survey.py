"""Whether anything may be wrong with the links and the markup of a site, found while its pages are written.

A page is read once, and of a tag that stands on many pages only what differs from page to page. What is
wrong, and where, is then for `link_check` to tell, which reads the whole site again: with most nothing is.
"""

import re
from collections.abc import Collection, Iterable, Sequence
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
from site_builder.publishing.link_check import PAGES, SCHEME, LinkFault, LinkTarget, SiteAddresses

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


class Markup(NamedTuple):
    """A part of a page: its text and scripts, with what stands for tags between them, and its longer tags."""

    pieces: list[str]
    long_tags: list[str]


class Frame(NamedTuple):
    """What the theme has on pages of one folder: ids, links to them, and tags to be read on each page."""

    ids: tuple[str, ...]
    fragments: frozenset[str]
    tags: tuple[str, ...]


class LinkSurvey:
    """What the pages read so far say: their ids, where they lead, and whether that is as it should be."""

    def __init__(self, site_url: str | None) -> None:
        self.addresses = SiteAddresses(site_url)
        self.is_suspect = False
        self.ids: dict[str, frozenset[str]] = {}
        self.targets: set[tuple[str, str]] = set()
        self.scripts: dict[str, set[str]] = {ERROR_PAGE: set(), "": set()}
        self.forms: dict[tuple[str, ...], TagForm | None] = {}
        self._settled: dict[int, dict[str, str]] = {}

    def settled(self, page: str) -> dict[str, str]:
        """Tags of which there is no more to see on pages as deep as this one, and what stands for each."""
        return self._settled.setdefault(page.count("/"), {})

    def read_page(self, page: str, tags: Iterable[str]) -> None:
        """Read the tags of a whole page, as `tokens` finds them."""
        reading = PageReading(self, page)
        reading.read_all(tags)
        reading.end()

    def read_content(self, page: str, content: str, frame: Frame) -> Markup | None:
        """Read what a page has between its theme's parts, and the frame of these.

        None where the content is no plain markup, and the whole page must be read.
        """
        reading = PageReading(self, page)
        markup = reading.read_markup(content)
        if markup is not None:
            reading.ids += frame.ids
            reading.fragments |= frame.fragments
            reading.read_whole(frame.tags)
            reading.end()
        return markup

    def frame_of(self, page: str, tags: Iterable[str]) -> Frame:
        """Read what is the same on all pages of a folder, and tell what of it is to be read on each."""
        reading = PageReading(self, page)
        settled = reading.settled
        tags = [tag for tag in tags if tag not in settled]
        within = [tag for tag in tags if is_within_page(read_tag(tag))]
        reading.read_all(within)
        return Frame(
            tuple(reading.ids), frozenset(reading.fragments), tuple(tag for tag in tags if tag not in within)
        )

    def read_style(self, path: str, text: str) -> None:
        """Read a style sheet."""
        for _, url in style_addresses(text):
            if not url.startswith("#"):
                self.follow(path, "image", url)

    def follow(self, page: str, kind: Kind, url: str) -> None:
        """Look where an address leads."""
        target = self.addresses.resolve(page, url, kind)
        self.is_suspect |= isinstance(target, LinkFault)
        if isinstance(target, LinkTarget):
            self.targets.add((target.path, target.fragment))

    def learn(self, between: tuple[str, ...]) -> None:
        """Look what tags mean that have these pieces around their values, once for each different one."""
        if between not in self.forms:
            self.forms[between] = form_of(between)

    def is_sound(self, files: Collection[str]) -> bool:
        """Whether all is well with a site of these files, whose pages and style sheets were all read."""
        return (
            not self.is_suspect
            and self.scripts[""] <= self.scripts[ERROR_PAGE]
            and all(self._is_there(path, fragment, files) for path, fragment in self.targets)
        )

    def _is_there(self, path: str, fragment: str, files: Collection[str]) -> bool:
        if path not in files:
            return False
        is_part = fragment and path.endswith(PAGES)
        return not is_part or fragment in self.ids.get(path, ())


class PageReading:
    """Reads the tags of one page, each as often as it stands there."""

    def __init__(self, survey: LinkSurvey, page: str) -> None:
        self.survey, self.page = survey, page
        self.up = "../" * page.count("/")
        self.settled = survey.settled(page)
        self.ids: list[str] = []
        self.fragments: set[str] = set()

    def read_all(self, tags: Iterable[str]) -> None:
        """Read whole tags, and scripts."""
        for token in tags:
            if token not in self.settled:
                self.read(token, read_tag(token))

    def read_whole(self, tags: Sequence[str]) -> None:
        """Read tags that may be of known forms."""
        for token in tags:
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
        pieces[1::2] = [self.settled[tag] if tag in self.settled else own[tag] for tag in tags]
        return Markup(with_scripts(pieces, tags, scripts), [tag for tag in tags if len(tag) > _TELLING])

    def read_tags(self, tags: Iterable[str]) -> dict[str, str] | None:
        """Read what stands between `<` and `>`, and give what stands for each between letters.

        A page has a thousand tags; so one that tells nothing costs no call.
        """
        settled, forms, own = self.settled, self.survey.forms, {_STANDS_FOR_SCRIPT: " "}
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
        same = not form.ids
        for kind, at in form.addresses:
            same = self.is_the_same_elsewhere(kind, unescaped(parts[at])) and same
        if same and len(token) < _LONG:
            self.settled[token] = form.separator

    def read(self, token: str, tag: Tag) -> None:
        """Look at a tag; one that has no more to tell on pages as deep as this one is settled."""
        self.ids += tag.ids
        self.survey.is_suspect |= bool(tag.faults)
        if tag.script is not None:
            self.survey.scripts[self.page if self.page == ERROR_PAGE else ""].add(tag.script)
        same = [self.is_the_same_elsewhere(kind, url) for kind, url in tag.addresses]
        if all(same) and not tag.ids and tag.script is None and not tag.faults and len(token) < _LONG:
            self.settled[token] = tag.separator

    def is_the_same_elsewhere(self, kind: Kind, url: str) -> bool:
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
            self.survey.targets.add((f"{path}index.html" if path[-1:] in ("", "/") else path, fragment))
            return True
        self.survey.follow(self.page, kind, url)
        if not url or url[0] == "?":
            return False
        return url.startswith((self.up, "/")) or SCHEME.match(url) is not None

    def end(self) -> None:
        """Keep the ids of the page, each of which must be there once."""
        self.survey.ids[self.page] = known = frozenset(self.ids)
        self.survey.is_suspect |= len(known) < len(self.ids)
        for url in self.fragments:
            if url[1:] not in known or _ODD.search(url):
                self.survey.follow(self.page, "link", url)


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
