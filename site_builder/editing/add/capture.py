"""Takes in what is to be added: a file, an address or standard input, a text or a page."""

import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from site_builder.corpus.captured_texts import TEXT_BYTES
from site_builder.editing.add.decoding import decode_page, decode_text
from site_builder.editing.add.fetching import SCHEMES, fetch
from site_builder.editing.add.found_values import PageMetadata
from site_builder.editing.add.markup_parts import PageMarkup
from site_builder.model.problems import Checked, Problem
from site_builder.proving.blocks import BlockKind, first_blocks
from site_builder.storage.files import location

PAGE_BYTES = 8 * 1024 * 1024
"""Pages are larger than their texts: scripts and pictures within come along."""
STANDARD_INPUT = "-"

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_HTML = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype\s+html|html|head|body|title|meta|link|script"
    r"|main|article|section|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_PACKED = (
    (b"%PDF-", "a PDF"),
    (b"\x1f\x8b", "a packed file"),
    (b"PK\x03\x04", "a packed document"),
    (b"\xd0\xcf\x11\xe0", "a Word document"),
)
_NO_FILES = ((stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))


@dataclass(frozen=True, slots=True)
class Capture:
    """A capture: the text to be kept with its bytes, and of a page the page itself and what its markup says.

    `main` are the paragraphs that are the article as far as the page's structure shows it, `sure` those of
    which that is surer; `markup` tells in what parts of the page the words of its text stand;
    `address` is where the page was fetched; `notes` are for the person who adds it.
    """

    text: str
    data: bytes
    page: bytes | None = None
    stated: PageMetadata = field(default_factory=PageMetadata)
    main: tuple[str, ...] = ()
    sure: tuple[str, ...] = ()
    markup: PageMarkup = field(default_factory=PageMarkup)
    address: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Input:
    name: str
    data: bytes
    is_page: bool
    charset: str | None = None
    address: str | None = None


def capture(source: str, standard_input: BinaryIO, *, whole: bool = False) -> Checked[Capture | None]:
    """Take in a file, an address or, for `-`, standard input; refused is what holds no article.

    Where the `whole` text is one, it need not hold prose.
    """
    given, problems = _input(source, standard_input)
    if given is None:
        return None, problems
    found, problems = _page(given) if given.is_page else _text(given)
    if found is None:
        return None, problems
    kinds = {block.kind for block in first_blocks(found.text)}
    if not (kinds if whole else BlockKind.PROSE in kinds):
        fix = "capture the whole article; if the page is made in the browser, copy the text into a file"
        fix += "" if whole else "; a table or a list is added with --whole"
        lacking = "no words" if whole else "no paragraphs of prose"
        return None, (_problem(given.name, "no-article", lacking, "an article", fix),)
    return found, ()


def name_of(source: str) -> str:
    """Give the name under which problems speak of what is added."""
    return "(standard input)" if source == STANDARD_INPUT else source


# ------------------------------------------------------------------ where it comes from


def _input(source: str, standard_input: BinaryIO) -> Checked[_Input | None]:
    scheme = _SCHEME.match(source)
    if source == STANDARD_INPUT:
        return _sized(_Input(name_of(source), standard_input.read(PAGE_BYTES + 1), is_page=False))
    if scheme and not Path(source).exists():
        return _from_web(source, scheme[1].lower())
    data, problems = _read(source)
    if data is None:
        return None, problems
    return _sized(_Input(source, data, is_page=Path(source).suffix.lower() in (".html", ".htm", ".xhtml")))


def _read(source: str) -> Checked[bytes | None]:
    """Read a file, no further than is needed to refuse it; never a pipe or device, which may not end."""
    fix = "give the path of a file, an address, or - for standard input"
    try:
        mode = Path(source).stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            found = next((what for fits, what in _NO_FILES if fits(mode)), "a device")
            return None, (_problem(source, "not-a-file", found, "a file", fix),)
        with Path(source).open("rb") as file:
            return file.read(PAGE_BYTES + 1), ()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a file name"
        return None, (_problem(source, "unreadable-file", reason.lower(), "a file that can be read", fix),)


def _from_web(address: str, scheme: str) -> Checked[_Input | None]:
    if scheme not in SCHEMES:
        fix = "give a web address, or the path of a file"
        found = f"an address that begins with {scheme}:"
        return None, (_problem(address, "bad-address", found, "http:// or https://", fix),)
    if "@" in address.partition("?")[0]:
        fix = "leave it out: it would end up in the project"
        return None, (
            _problem(f"{scheme}://…", "bad-address", "a name or password", "an address alone", fix),
        )
    fetched, problems = fetch(address, PAGE_BYTES)
    if fetched is None:
        return None, problems
    is_page = fetched.media_type in ("text/html", "application/xhtml+xml")
    if not is_page and not fetched.media_type.startswith("text/") and fetched.media_type:
        fix = "save the article's text as a file, and add that"
        found = f"an answer of type {fetched.media_type}"
        return None, (_problem(address, "not-a-text", found, "a web page or plain text", fix),)
    return _sized(_Input(address, fetched.data, is_page, fetched.charset, fetched.address.split("#")[0]))


def _sized(given: _Input) -> Checked[_Input | None]:
    """Refuse what is too large, empty or no text; find out whether it is a page."""
    data, name = given.data, given.name
    packed = next((what for mark, what in _PACKED if data.startswith(mark)), None)
    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if packed or (b"\0" in data and not utf_16):
        fix = "save the article's text as a UTF-8 file, and add that"
        at = data.find(b"\0")
        found = packed or f"a NUL byte at {at:,}, as in files that are not text"
        return None, (_problem(name, "not-a-text", found, "a text or a page", fix),)
    beginning = data[:8192].decode("utf-16" if utf_16 else "utf-8", "replace").removeprefix("\ufeff")
    is_page = given.is_page or _HTML.match(beginning) is not None
    limit = PAGE_BYTES if is_page else TEXT_BYTES
    if len(data) > limit:
        what = "page" if is_page else "text"
        expected = f"a {what} of at most {limit // 1024 // 1024} MB"
        return None, (_problem(name, "text-too-large", f"a larger {what}", expected, "take out the rest"),)
    if not beginning.strip():
        return None, (_problem(name, "no-article", "nothing", "an article", "is it the right file?"),)
    return _Input(name, data, is_page, given.charset, given.address), ()


# ------------------------------------------------------------------ what it holds


def _text(given: _Input) -> Checked[Capture | None]:
    text, problems = decode_text(given.data, given.name)
    if text is None:
        return None, problems
    return Capture(text, given.data, address=given.address), ()


def _page(given: _Input) -> Checked[Capture | None]:
    from site_builder.editing.add.page_text import read_web_page, too_much_text  # noqa: PLC0415 - trafilatura takes most of a second to load

    decoded, problems = decode_page(given.data, given.charset, given.name)
    if decoded is None:
        return None, problems
    written, notes = decoded
    page, problems = read_web_page(written, given.name)
    if page is None:
        return None, problems
    data = page.text.encode("utf-8")
    if len(data) > TEXT_BYTES:
        return None, (too_much_text(given.name),)
    return Capture(
        page.text, data, given.data, page.stated, page.main, page.sure, page.markup, given.address, notes
    ), ()


def _problem(name: str, rule: str, found: str, expected: str, fix: str) -> Problem:
    return Problem(location(name), rule, found, expected, fix)
