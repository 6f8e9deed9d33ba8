"""What Pagefind shall read of a page: a sixth of it, in which it finds the very same.

What is not searched is left out, and so are attributes that say nothing to Pagefind. No other element goes,
whatever it is: where words and sentences end may depend on it. What is not written in the plain way of our
templates stays as it stands, and tells Pagefind by itself that it is not searched.
"""

import re

from site_builder.publishing.search_folder import NOT_SEARCHED

_ATTRIBUTES = r'(?:\s++[a-z][a-z0-9:-]*+(?:="[^"<>]*+")?+)'
_TITLE = "h1"
"""An element that is not searched, and yet read: it is the page's title."""
_NAMES = "|".join(name for name in NOT_SEARCHED if name[0] != "." and name != _TITLE)
_WITHIN = (".r-refs", ".r-permalink")
"""Stand within a paragraph, whose text an anchor repeats whole: they stay, and Pagefind passes over them."""
_CLASSES = "|".join(name[1:] for name in NOT_SEARCHED if name[0] == ".")
_APART = "|".join(name[1:] for name in NOT_SEARCHED if name[0] == "." and name not in _WITHIN)


def _ignored(classes: str) -> str:
    return rf'\s(?:data-pagefind-ignore(?=[\s/>])|class="(?:[^"<>]*\s)?(?:{classes})[\s"])'


_LEFT_OUT = re.compile(
    rf"<(?:({_NAMES})(?=[\s>])|([a-z][a-z0-9]*+)(?=(?:{_ATTRIBUTES})*?{_ignored(_APART)})){_ATTRIBUTES}*+\s*+>"
)
_TAG = re.compile(rf"<(?!img\b)([a-z][a-z0-9]*+)({_ATTRIBUTES}++)\s*+(/?)>")
_ID = re.compile(r'\sid="[^"]*"')
_KEPT = re.compile(_ignored(_CLASSES))
_ASKS = "data-pagefind-"
_TELLS = re.compile(rf"{_ASKS}(?!ignore)|\sid=")
"""What counts even where the words around it do not: an id is a place to link to."""
_EMPTY = frozenset(
    ["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_SCRIPT = re.compile(r"<script\b[^<>]*>[^<]*+</script>")
_NO_SCRIPT = "<script></script>"
_MIXED = re.compile("<!|<style|<script(?!></script>)", re.IGNORECASE)
"""What may hold tags that are none."""
_CLOSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of Chinese, Japanese and Korean, whose words no spaces divide; `search.js` has the same."""
_SPACED = r" \g<0> "
_TEXT = re.compile(">([^<>]+)<")
_ROOT = re.compile(r"<html\b[^<>]*>", re.IGNORECASE)
_HEAD = re.compile(r"<title>[^<>]*</title>", re.IGNORECASE)


def document_of(html: str, content: str) -> str:
    """What Pagefind reads of a page whose searched part lies within its content."""
    head = html.partition("<body")[0]
    found = [match[0] if (match := part.search(head)) else "" for part in (_ROOT, _HEAD)]
    return f"<!doctype html>{found[0]}<head>{found[1]}</head><body>{_apart(shortened(content))}</body></html>"


def _apart(content: str) -> str:
    """The same with each letter of such scripts for itself, so that words within others are found."""
    if not _CLOSE.search(content):
        return content
    return _TEXT.sub(lambda text: f">{_CLOSE.sub(_SPACED, text[1])}<", content)


def shortened(content: str) -> str:
    """A part of a page without what is not searched, and without attributes that nobody asks for."""
    plain = _SCRIPT.sub(_NO_SCRIPT, content)
    return content if _MIXED.search(plain) else _TAG.sub(_plain_tag, _searched(plain))


def _searched(content: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := _LEFT_OUT.search(content, at)) is not None:
        end = _end_of(start[1] or start[2], content, start.end())
        goes = end is not None and _TELLS.search(content, start.start(), end) is None
        kept.append(content[at : start.start() if goes else start.end()])
        at = end if goes and end else start.end()
    return "".join((*kept, content[at:]))


def _end_of(name: str, content: str, at: int) -> int | None:
    """Where an element ends whose tag ends at a place; None where that cannot be told."""
    depth = 0 if name in _EMPTY else 1
    for tag in re.compile(rf"<(/?){name}\b[^<>]*>", re.IGNORECASE).finditer(content, at) if depth else ():
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return None


def _plain_tag(tag: re.Match[str]) -> str:
    if _ASKS in tag[2] or _keeps_class(tag[2]):
        return tag[0]
    return f"<{tag[1]}{''.join(_ID.findall(tag[2]))}{tag[3]}>"


def _keeps_class(attributes: str) -> bool:
    """Whether Pagefind leaves an element out that is still there."""
    return "r-" in attributes and _KEPT.search(attributes) is not None
