"""Check a whole built site: every link resolves, nothing comes from another host, no forbidden markup.

Most tags stand on many pages (menus, icons), so each different one is read once.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from site_builder.model.problems import Location, Problem, in_order, quoted
from site_builder.publishing.html_tags import Kind, Tag, read_tag, style_addresses, tokens

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
PAGES = (".html", ".svg")
THEMES_TWICE = {"__toc": "md-toggle"}
"""Ids that MaterialX has twice on a page itself, with the class that both have: switches of its menus."""


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a link leads within the site."""

    path: str
    fragment: str


@dataclass(frozen=True, slots=True)
class LinkFault:
    """Why an address is wrong."""

    rule: str
    expected: str


@dataclass(slots=True)
class LinkFaults:
    """What is wrong; the same fault on many pages is one finding, at its first place."""

    first: dict[tuple[LinkFault, str], Location] = field(default_factory=dict)
    count: dict[tuple[LinkFault, str], int] = field(default_factory=dict)

    def add(self, fault: LinkFault, found: str, place: Location) -> None:
        key = (fault, found)
        self.first.setdefault(key, place)
        self.count[key] = self.count.get(key, 0) + 1

    def problems(self) -> Iterator[Problem]:
        for (fault, found), place in self.first.items():
            others = self.count[fault, found] - 1
            note = f"the same is on {others} more pages" if others else ""
            yield Problem(place, fault.rule, found, fault.expected, note)


def check_site(root: Path, site_url: str | None) -> tuple[Problem, ...]:
    """Check all pages and style sheets under `root`, a site that will stand at `site_url`."""
    return SiteChecker(root, site_url).check()


class SiteAddresses:
    """Where the addresses on the pages of a site lead that will stand at `site_url`."""

    def __init__(self, site_url: str | None) -> None:
        parts = urlsplit(site_url or "")
        self.origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
        self.base = parts.path.rstrip("/") + "/"

    def resolve(self, page: str, url: str, kind: Kind) -> LinkTarget | LinkFault | None:
        """Return where an address leads within the site, what is wrong with it, or None if it may leave."""
        if self.origin and url.startswith(self.origin + self.base):
            url = url.removeprefix(self.origin)
        if (scheme := SCHEME.match(url)) is not None or url.startswith("//"):
            return is_unchecked(kind, scheme[1].lower() if scheme else "https", url)
        # Browsers drop white space here, before they look for a scheme, and read a backslash as a slash.
        if url != url.strip() or any(c in url for c in "\t\r\n\\"):
            return LinkFault("forbidden-link", "an address without backslashes and white space around it")
        address, _, fragment = url.partition("#")
        path = unquote(address.partition("?")[0])
        if path.startswith("/") and not path.startswith(self.base):
            return LinkFault("broken-link", f"an address under {self.base}")
        place = join("", path.removeprefix(self.base)) if path.startswith("/") else join(page, path)
        if place is None:
            return LinkFault("broken-link", "an address within the site")
        return LinkTarget(place, unquote(fragment))


class SiteChecker:
    """One pass over a built site."""

    def __init__(self, root: Path, site_url: str | None) -> None:
        self.root = root
        self.addresses = SiteAddresses(site_url)
        self.files = frozenset(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())
        self.tags: dict[str, Tag] = {}
        self.theme_scripts: frozenset[str] = frozenset()
        self.ids: dict[str, frozenset[str]] = {}
        self.wanted: dict[LinkTarget, tuple[str, str, str]] = {}
        self.findings = LinkFaults()

    def check(self) -> tuple[Problem, ...]:
        """Check every file, then the fragments that lead from one page to another."""
        self.theme_scripts = self.scripts_of("404.html")
        for path in sorted(self.files):
            if path.endswith(PAGES):
                self.check_page(path)
            elif path.endswith(".css"):
                self.check_style(path)
        for target, (page, token, url) in self.wanted.items():
            if target.fragment not in self.ids.get(target.path, frozenset()):
                expected = f"an id '{target.fragment}' in {target.path}"
                self.report(LinkFault("broken-fragment", expected), quoted(url, 160), page, token)
        return in_order(self.findings.problems())

    def scripts_of(self, path: str) -> frozenset[str]:
        """Inline scripts of a page that shows nothing of ours: the theme's own."""
        if path not in self.files:
            return frozenset()
        tags = map(self.tag, tokens(self.text(path)))
        return frozenset(tag.script for tag in tags if tag.script is not None)

    def check_page(self, page: str) -> None:
        """Check one page."""
        written = tokens(self.text(page))
        tags = [self.tag(token) for token in written]
        ids = [name for tag in tags for name in tag.ids]
        self.ids[page] = frozenset(ids)
        if len(self.ids[page]) < len(ids):
            fault = LinkFault("duplicate-id", "each id once on a page")
            twice = {name for name in ids if ids.count(name) > 1}
            for name in sorted(twice - _twice_in_theme(dict(zip(written, tags, strict=True)))):
                self.report(fault, quoted(name), page, f'"{name}"')
        for token, tag in dict(zip(written, tags, strict=True)).items():
            self.check_tag(page, token, tag)

    def check_tag(self, page: str, token: str, tag: Tag) -> None:
        """Check one of the different tags of a page."""
        for found in tag.faults:
            self.report(
                LinkFault("forbidden-markup", "plain markup"), f"{found}: {quoted(token)}", page, token
            )
        if tag.script is not None and tag.script not in self.theme_scripts:
            fault = LinkFault("forbidden-markup", "no scripts in pages but the theme's")
            self.report(fault, quoted(token), page, token)
        for kind, url in tag.addresses:
            self.check_address(page, token, kind, url)

    def check_style(self, path: str) -> None:
        """Check what a style sheet loads."""
        for written, url in style_addresses(self.text(path)):
            if not url.startswith("#"):
                self.check_address(path, written, "image", url)

    def check_address(self, page: str, token: str, kind: Kind, url: str) -> None:
        """Check that an address leads somewhere, and nowhere it must not."""
        target = self.addresses.resolve(page, url, kind)
        if isinstance(target, LinkFault):
            self.report(target, quoted(url, 160), page, token)
        elif target is not None and target.path not in self.files:
            self.report(
                LinkFault("broken-link", f"a file '{target.path}' in the site"), quoted(url, 160), page, token
            )
        elif target is not None and target.fragment and target.path.endswith(PAGES):
            self.wanted.setdefault(target, (page, token, url))

    def tag(self, token: str) -> Tag:
        """Read a token, each different one once."""
        if (tag := self.tags.get(token)) is None:
            tag = read_tag(token)
            # Only what repeats is worth keeping; data written into a page does not.
            if len(token) < 1000:
                self.tags[token] = tag
        return tag

    def text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8", errors="replace")

    def report(self, fault: LinkFault, found: str, page: str, token: str) -> None:
        """Keep a finding with its place on the page."""
        before = self.text(page).partition(token)[0]
        place = Location(f"site/{page}", before.count("\n") + 1, len(before) - before.rfind("\n"))
        self.findings.add(fault, found, place)


def _twice_in_theme(tags: Mapping[str, Tag]) -> set[str]:
    """Ids that only tags of a theme have twice, as its developers know: those in `THEMES_TWICE`."""
    return {
        name
        for name, css_class in THEMES_TWICE.items()
        if all(css_class in token for token, tag in tags.items() if name in tag.ids)
    }


def is_unchecked(kind: Kind, scheme: str, url: str) -> LinkFault | None:
    """Judge an address that leads out of the site."""
    if kind == "link":
        fine = scheme in ("http", "https", "mailto")
        return None if fine else LinkFault("forbidden-link", "an address with https:, http: or mailto:")
    if kind == "image" and url.lower().startswith("data:image/"):
        return None
    return LinkFault("other-host", "an address within the site, which loads nothing from elsewhere")


def join(page: str, path: str) -> str | None:
    """Resolve a relative path against a page, to the file it leads to; None where it leaves the site.

    >>> join("actors/x/index.html", "../../events/")
    'events/index.html'
    """
    if not path:
        return page or "index.html"
    parts = page.split("/")[:-1]
    for part in path.split("/"):
        if part == ".." and not parts:
            return None
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    directory = path.rpartition("/")[2] in ("", ".", "..")
    return "/".join([*parts, "index.html"] if directory else parts)
