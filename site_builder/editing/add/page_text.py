"""A page of the web as the text that its reader sees, with what trafilatura takes for the article.

The kept text is everything visible, a block a line, menus included, as when a person copies a
page by hand: so a title, a byline or a date counts as printed where it stands in the text. Where
the article lies in it is another question, which `layout` answers.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trafilatura import bare_extraction
from trafilatura.utils import load_html

from site_builder.corpus.captured_texts import TEXT_BYTES
from site_builder.editing.add.found_values import PageMetadata
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
    """A page's visible text, what its markup says, and the lines that trafilatura takes for the article."""

    text: str
    stated: PageMetadata
    main: tuple[str, ...]


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
    pieces, deepest = _visible(tree)
    if deepest > DEEPEST:
        return None, (_refusal(name, f"elements nested more than {DEEPEST} levels deep"),)
    stated = metadata_of(tree)
    return WebPage(_joined(pieces), stated, tuple(_main(tree))), ()


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


def _visible(tree: Any) -> tuple[list[str], int]:
    """Collect what is visible, in order, with line ends between blocks; and the depth that was met."""
    pieces: list[str] = []
    waiting: list[tuple[Any, int, bool]] = [(tree, 1, False)]
    deepest = 0
    while waiting:
        element, depth, is_end = waiting.pop()
        deepest = max(deepest, depth)
        if is_end:
            pieces.append(_break(element.tag))
            pieces.append(_SPACE.sub(" ", element.tail or ""))
            continue
        if element.tag in _UNSEEN or _is_hidden(element):
            pieces.append(_SPACE.sub(" ", element.tail or ""))
            continue
        pieces.append(_break(element.tag))
        if element.tag == "li":
            pieces.append("• ")
        pieces.append(_SPACE.sub(" ", element.text or ""))
        waiting.append((element, depth, True))
        waiting += ((child, depth + 1, False) for child in reversed(element))
    return pieces, deepest


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


def _main(tree: Any) -> Iterator[str]:
    """Give the lines that trafilatura takes for the article; none of a page that would take it too long."""
    if sum(1 for _ in tree.iter()) > LARGEST:
        return
    for element in list(tree.iter("script", "style")):
        element.drop_tree()  # it would search them for texts, at great length
    document = bare_extraction(tree, include_comments=False, fast=True)
    text = getattr(document, "text", None) or ""
    for line in text.split("\n"):
        words = line.strip().removeprefix("- ").strip("| ")
        if words:
            yield words
