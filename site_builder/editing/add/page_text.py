"""A page of the web as the text that its reader sees, with what trafilatura takes for the article.

The kept text is everything visible, a block a line, menus included, as when a person copies a
page by hand: so a title, a byline or a date counts as printed where it stands in the text. Where
the article lies in it is another question, which `layout` answers.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from trafilatura import bare_extraction
from trafilatura.utils import load_html

from site_builder.corpus.captured_texts import TEXT_BYTES
from site_builder.editing.add.found_values import PageMetadata
from site_builder.editing.add.markup_parts import MarkedRun, PageMarkup, PagePart
from site_builder.editing.add.meta_tags import own_role
from site_builder.editing.add.page_metadata import metadata_of
from site_builder.model.problems import Checked, Problem
from site_builder.storage.files import location

_UNSEEN = frozenset((
    "head", "script", "style", "noscript", "template", "svg", "math", "canvas", "iframe", "object",
    "embed", "audio", "video", "map", "select", "datalist", "button", "input", "textarea", "dialog",
    "amp-ad", "amp-embed", "amp-sticky-ad", "amp-consent", "amp-user-notification", "amp-analytics",
    "amp-iframe", "amp-sidebar", "amp-lightbox", "amp-video", "amp-audio", "amp-youtube", "amp-geo",
    "amp-subscriptions-dialog",
))  # fmt: skip
_NOT_ITS_OWN = re.compile(
    r"(?:\A|[\s_-])(?:onetrust|didomi|cookiebot|cybot\w*|usercentrics|truste?|quantcast|qc-cmp\w*|sp_message\w*"
    r"|cmp-?(?:box|container|modal|banner|popup)|fc-consent\w*|wm-ipp\w*|archive-it\w*"
    r"|(?:cookies?|consent|gdpr|ccpa|privacy)[_-]?(?:law)?[_-]?(?:banner|bar|notice|notification|modal|popup|overlay"
    r"|message|dialog|wall|box|container|consent|prompt|info))(?:\Z|[\s_-])"
    r"|google-cache-hdr",
    re.IGNORECASE,
)
"""Names of what asks for consent, and of the head that an archive puts over the pages that it keeps."""
_APART = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "thead", "ul",
))  # fmt: skip
_HOLDERS = _APART - {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "pre"}
"""Blocks whose children are siblings; a list or a quotation within the text is a part of it."""
_ROWS = frozenset(("br", "li", "tr", "caption"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_LONG_TAG = re.compile(r"<[^<>]{20000,}")
_ATTRIBUTES = 1_000
"""The parser compares each attribute of an element with all others."""
_NO_WORDS = re.compile(r"<(?:(script|style|svg|noscript|template)\b|(!--))|<[^<>]*>|\s{2,}", re.IGNORECASE)
"""What is no text of a page, or begins something that is none."""
_EDGES = re.compile(r"[ \t]*\n[ \t\n]*")

DEEPEST = 250
"""libxml2 gives up at 256 levels, and loses what stands below and after."""
TAGS = 100_000
"""Every one takes memory before it is seen that the page is no article."""
LARGEST = 10_000
"""Elements up to which trafilatura is asked; beyond it takes seconds, and no article has so many."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page's visible text, what its markup says of the article and of the text's parts.

    `main` are the lines that trafilatura takes for the article, `sure` those that it takes when it is
    asked to rather leave something out.
    """

    text: str
    stated: PageMetadata
    main: tuple[str, ...]
    sure: tuple[str, ...]
    markup: PageMarkup


def read_web_page(html: str, name: str) -> Checked[WebPage | None]:
    """Read a page; refused is one that cannot be parsed whole, or in no time (`page-form`)."""
    if html.count("<") > TAGS:
        return None, (_refusal(name, f"more than {TAGS:,} tags"),)
    if _length_of_text(html) > TEXT_BYTES:
        return None, (too_much_text(name),)
    if any(tag[0].count("=") > _ATTRIBUTES for tag in _LONG_TAG.finditer(html)):
        return None, (_refusal(name, f"an element with more than {_ATTRIBUTES:,} attributes"),)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it has to say is said in problems
    tree = load_html(_CONTROLS.sub("", html))
    if tree is None:
        return None, (_refusal(name, "nothing that can be read as a page"),)
    seen = _visible(tree)
    if seen.deepest > DEEPEST:
        return None, (_refusal(name, f"elements nested more than {DEEPEST} levels deep"),)
    stated = metadata_of(tree)
    main, sure = _main(tree)
    markup = PageMarkup(tuple(seen.runs), tuple(seen.parts))
    return WebPage(_joined(seen.pieces), stated, main, sure, markup), ()


def _length_of_text(html: str) -> int:
    """Measure about how much text a page has, before anything is built of it."""
    lower = html.lower()  # of the same length but for a letter or two that no page is cut at
    length = at = 0
    while (found := _NO_WORDS.search(html, at)) is not None:
        length += found.start() - at
        end = "-->" if found[2] else f"</{found[1].lower()}" if found[1] else ""
        at = lower.find(end, found.end()) if end else found.end()
        if at < 0:
            return length
    return length + len(html) - at


def too_much_text(name: str) -> Problem:
    """Refuse a page of which the text is larger than any article's."""
    fix = "copy the article's text into a file, and add that"
    expected = f"at most {TEXT_BYTES // 1024 // 1024} MB"
    return Problem(location(name), "text-too-large", "a page with more text in it", expected, fix)


def _refusal(name: str, found: str) -> Problem:
    fix = "copy the article's text into a file, and add that"
    return Problem(location(name), "page-form", found, "a page of an article", fix)


@dataclass(slots=True)
class _Seen:
    """What is visible of a page: its pieces in order, with line ends between blocks, and their marks."""

    pieces: list[str] = field(default_factory=list)
    runs: list[MarkedRun] = field(default_factory=list)
    parts: list[PagePart] = field(default_factory=list)
    letters: int = 0
    deepest: int = 0

    def add(self, text: str | None, place: "_Place") -> None:
        """Take in some words of an element."""
        words = _SPACE.sub(" ", text or "")
        self.pieces.append(words)
        letters = sum(c.isalnum() for c in words)
        if letters:
            self.letters += letters
            self.runs.append(MarkedRun(self.letters, *place[1:]))


class _Place(NamedTuple):
    """Where an element stands: how deep, and what is noted of its words (see `MarkedRun`)."""

    depth: int
    part: int = -1
    container: int = 0
    shape: int = 0
    linked: bool = False


def _visible(tree: Any) -> _Seen:
    """Collect what is visible."""
    seen = _Seen()
    waiting: list[tuple[Any, _Place, _Place | None]] = [(tree, _Place(1), None)]
    blocks = 0
    shapes: dict[tuple[str, str], int] = {}
    while waiting:
        element, outer, inner = waiting.pop()
        seen.deepest = max(seen.deepest, outer.depth)
        if inner is not None:
            seen.pieces.append(_break(element.tag))
            seen.add(element.tail, outer)
            continue
        if element.tag in _UNSEEN or _is_hidden(element):
            seen.add(element.tail, outer)
            continue
        seen.pieces.append(_break(element.tag))
        if element.tag == "li":
            seen.pieces.append("• ")
        within = _place_in(element, outer, seen.parts)
        seen.add(element.text, within)
        waiting.append((element, outer, within))
        blocks += element.tag in _APART
        below = within._replace(depth=outer.depth + 1)
        if element.tag in _HOLDERS:
            shape = shapes.setdefault(_shape_of(element), len(shapes) + 1)
            below = below._replace(container=blocks, shape=shape)
        waiting += ((child, below, None) for child in reversed(element))
    return seen


def _shape_of(element: Any) -> tuple[str, str]:
    """Give what containers that pages make alike have in common: the tag, and the names of the style."""
    return element.tag, element.get("class", "")[:200]


def _place_in(element: Any, outer: _Place, parts: list[PagePart]) -> _Place:
    """Give the place of an element's own words."""
    role = own_role(element)
    part = outer.part
    if role is not None:
        parts.append(PagePart(role, outer.part))
        part = len(parts) - 1
    return outer._replace(part=part, linked=outer.linked or element.tag == "a")


def _is_hidden(element: Any) -> bool:
    """Tell what is marked as not shown, or as somebody else's on top of the page."""
    given = element.attrib
    return (
        "hidden" in given
        or given.get("aria-hidden") == "true"
        or _HIDDEN.search(given.get("style", "")[:500]) is not None
        or any(_NOT_ITS_OWN.search(given.get(key, "")[:500]) for key in ("id", "class"))
    )


def _break(tag: str) -> str:
    if tag in _APART:
        return "\n\n"
    if tag in ("td", "th"):
        return "\t"
    return "\n" if tag in _ROWS else ""


def _joined(pieces: list[str]) -> str:
    """Join pieces: no white space at the ends of lines, no more than one blank line, no empty bullet."""
    text = _EDGES.sub(lambda gap: "\n\n" if gap[0].count("\n") > 1 else "\n", "".join(pieces))
    text = re.sub(r"(?m)^•[ \t]*\n+(?=\S)", "• ", text)
    text = re.sub(r"[ \t]{2,}", lambda gap: "\t" if "\t" in gap[0] else " ", text)
    return re.sub(r"(?m)^(?:• ?)+$\n?", "", text).replace("• • ", "• ").strip() + "\n"


def _main(tree: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the lines that trafilatura takes for the article, and those that it is surer of.

    None come of a page that would take it too long.
    """
    if sum(1 for _ in tree.iter()) > LARGEST:
        return (), ()
    for element in list(tree.iter("script", "style")):
        element.drop_tree()  # it would search them for texts, at great length
    return tuple(_taken(tree)), tuple(_taken(tree, favor_precision=True))


def _taken(tree: Any, *, favor_precision: bool = False) -> Iterator[str]:
    document = bare_extraction(tree, include_comments=False, fast=True, favor_precision=favor_precision)
    text = getattr(document, "text", None) or ""
    for line in text.split("\n"):
        words = line.strip().removeprefix("- ").strip("| ")
        if words:
            yield words
