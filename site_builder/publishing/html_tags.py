"""Read the tags of a built page: what they link to, what they are named, what must not be there.

The grammar is stricter than HTML's: what is not one plain tag, comment or script is a fault, so that
this reading and a browser's cannot differ.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

ATTRIBUTE = r"""\s++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+"""
COMMENT = r"<!--(?!-?>)(?:(?!--).)*+-->"
SCRIPT = rf"<script(?:{ATTRIBUTE})*+\s*+>(?:.*?</script\s*+>|.*+)"
STYLE = rf"<style(?:{ATTRIBUTE})*+\s*+>(?:.*?</style\s*+>|.*+)"
PLAIN = (
    rf"<(?!(?:script|style)\b)[a-z][a-z0-9:-]*+(?:{ATTRIBUTE})*+\s*+/?>|</[a-z][a-z0-9:-]*+\s*+>"
    r"|<!doctype\s[^<>]*+>|<\?xml\s[^<>]*+\?>"
)
OTHER = r"<(?=[a-z/!?])[^<>]{0,60}"
TOKEN = re.compile(f"{COMMENT}|{SCRIPT}|{STYLE}|{PLAIN}|{OTHER}", re.IGNORECASE | re.DOTALL)
WHOLE_SCRIPT = re.compile(SCRIPT, re.IGNORECASE | re.DOTALL)
INSERTED = ("<script", "<style", "<!--")
INSERTION = re.compile(f"({COMMENT}|{SCRIPT}|{STYLE})", re.IGNORECASE | re.DOTALL)
"""How what stands on a page as a whole begins, whatever tags it seems to hold, and all of it."""
PLAIN_TAG = re.compile(PLAIN, re.IGNORECASE)
LONG_VALUE = 50
"""Characters in which there cannot be 26 words."""
HELD = re.compile(rf"""=\s*(?:"([^"]{{{LONG_VALUE + 1},}})"|'([^']{{{LONG_VALUE + 1},}})')""")
HEAD = re.compile(rf"<([a-z][a-z0-9:-]*+)((?:{ATTRIBUTE})*+)", re.IGNORECASE)
PAIR = re.compile(r"""\s+([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
STYLE_LINK = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"')]+))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')"""
)

ADDRESSES = frozenset({
    "href", "xlink:href", "src", "srcset", "poster", "data", "action", "formaction", "background", "cite",
    "longdesc", "manifest", "ping",
})  # fmt: skip
FORBIDDEN = frozenset({
    "base", "object", "embed", "applet", "iframe", "frame", "frameset", "portal", "foreignobject", "set",
    "animate", "animatemotion", "animatetransform", "handler", "listener", "plaintext", "xmp", "style",
})  # fmt: skip
DATA_SCRIPTS = ("application/json", "application/ld+json")
OWN_ADDRESS = re.compile(r'new URL\("[^"]*"')
"""The one part of the theme's inline scripts that differs between pages: the way to the first page."""

INLINE = (
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|output|q|s|samp|small|span|strong|sub|sup"
    "|time|tspan|tt|u|var|wbr"
)
"""Elements that divide no word: `da<b></b>wn`."""
WITHIN_WORDS = re.compile(rf"</?(?:{INLINE})\b", re.IGNORECASE)

Kind = Literal["link", "resource", "image"]
"""What may leave the site: a link that a reader follows; nothing; an image written out in the page."""


@dataclass(frozen=True, slots=True)
class Tag:
    """What matters about a tag: its ids, the addresses in it, its faults, the script a browser would run.

    The `separator` is what stands for it between letters: nothing for an element within a word.
    """

    ids: tuple[str, ...] = ()
    addresses: tuple[tuple[Kind, str], ...] = ()
    faults: tuple[str, ...] = ()
    script: str | None = None
    separator: str = " "


class Markup(NamedTuple):
    """A page or a part of one, cut where scripts and comments (`insertions`) stand.

    The `texts` between them are without tags. `held` is what attributes and comments hold, where it is long.
    """

    texts: list[str]
    insertions: list[str]
    held: list[str]


def held_in(token: str) -> str:
    """What a tag or a comment holds, where it may be many words; of a script, its tag."""
    if token.startswith("<!--"):
        return token[4:-3] if len(token) > LONG_VALUE else ""
    tag = token.partition(">")[0] if token.startswith("<script") else token
    return " ".join(double or single for double, single in HELD.findall(tag))


def tokens(text: str) -> list[str]:
    """Split a page into its tags, comments and whole scripts; text between them is left out."""
    return TOKEN.findall(text)


def read_tag(token: str) -> Tag:
    """Read one of the tokens of a page."""
    if not token.endswith(">"):
        return Tag(faults=("what is not one plain tag",))
    head = HEAD.match(token)
    if head is None:
        return Tag(separator=separator_of(token))
    name, rest = head[1].lower(), token[head.end() :]
    found = PAIR.findall(head[2])
    pairs = [(key.lower(), unescaped(one or two or bare)) for key, one, two, bare in found]
    return Tag(
        ids=tuple(value for key, value in pairs if key == "id" or (key == "name" and name == "a")),
        addresses=tuple(addresses_of(name, pairs)),
        faults=tuple(faults_of(name, pairs, rest)),
        script=script_of(name, dict(pairs), rest),
        separator=separator_of(token),
    )


@dataclass(frozen=True, slots=True)
class TagForm:
    """Where ids and addresses stand in tags that differ only in what is between double quotes."""

    ids: tuple[int, ...]
    addresses: tuple[tuple[Kind, int], ...]
    separator: str

    @property
    def tells(self) -> bool:
        """Whether such a tag has ids or addresses."""
        return bool(self.ids or self.addresses)


def form_of(between: tuple[str, ...]) -> TagForm | None:
    """Find what tags mean that have these pieces around their values; None where each must be read by itself.

    >>> form_of(("<a id=", " href=", ">"))
    TagForm(ids=(1,), addresses=(('link', 3),), separator='')
    """
    values = [f"v{number}" for number in range(len(between) - 1)]
    token = "".join(f'{piece}"{value}"' for piece, value in zip(between, values, strict=False)) + between[-1]
    written = [value for _, value, *_ in PAIR.findall(token) if value]
    if PLAIN_TAG.fullmatch(token) is None or written != values:
        return None
    tag = read_tag(token)
    at = {value: 2 * number + 1 for number, value in enumerate(values)}
    if tag.faults or any(value not in at for value in (*tag.ids, *(url for _, url in tag.addresses))):
        return None
    addresses = tuple((kind, at[url]) for kind, url in tag.addresses)
    return TagForm(tuple(at[name] for name in tag.ids), addresses, tag.separator)


def separator_of(token: str) -> str:
    """What stands for a tag between letters."""
    return "" if WITHIN_WORDS.match(token) else " "


def unescaped(value: str) -> str:
    """The text of an attribute."""
    return html.unescape(value) if "&" in value else value


def style_addresses(text: str) -> Iterator[tuple[str, str]]:
    """List what a style sheet loads: where it says so, and the address."""
    for match in STYLE_LINK.finditer(text):
        yield match[0], next(filter(None, match.groups()), "")


def addresses_of(name: str, pairs: list[tuple[str, str]]) -> Iterator[tuple[Kind, str]]:
    """List the addresses in a tag."""
    for key, value in pairs:
        if key == "srcset":
            yield from (("resource", part.split()[0]) for part in value.split(",") if part.strip())
        elif key in ADDRESSES:
            yield kind_of_address(name, key), value
    if name == "meta" and dict(pairs).get("http-equiv", "").lower() == "refresh":
        yield "resource", re.split(r"url\s*=", dict(pairs).get("content", ""), flags=re.IGNORECASE)[-1]


def kind_of_address(name: str, key: str) -> Kind:
    """Say what an address is for."""
    if key == "cite" or (name in ("a", "area") and key in ("href", "xlink:href")):
        return "link"
    return "image" if name in ("img", "image") else "resource"


def faults_of(name: str, pairs: list[tuple[str, str]], rest: str) -> Iterator[str]:
    """List what must not stand on a page, whatever put it there."""
    if name in FORBIDDEN:
        yield f"the element <{name}>"
    if name == "script" and "<!--" in rest:
        yield "a comment in a script"
    if name == "script" and "</script" not in rest.lower():
        yield "a script without an end"
    for key, _ in pairs:
        if key.startswith("on") or key in ("srcdoc", "style"):
            yield f"the attribute {key}"


def script_of(name: str, values: dict[str, str], rest: str) -> str | None:
    """Return what a browser would run from the page itself."""
    if name != "script" or "src" in values or values.get("type", "").lower() in DATA_SCRIPTS:
        return None
    return OWN_ADDRESS.sub('new URL("', rest)
