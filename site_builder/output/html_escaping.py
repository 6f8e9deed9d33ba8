"""Text as HTML."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import markupsafe
from markupsafe import Markup, escape


def _escaped_slowly(text: str) -> str:
    return str(escape(text))


_escape: Callable[[str], str] = getattr(markupsafe, "_escape_inner", _escaped_slowly)
"""What `escape` does to plain text before it wraps it up."""


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def escaped(value: Any) -> str:
    """Text as HTML: `value` itself where nothing in it needs escaping, or where it is HTML already."""
    kind = value.__class__
    if kind is str:
        return _escape(value)
    return value if kind is Html or kind is Markup else str(escape(value))


_SPECIAL: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;"})
"""An apostrophe, of which prose is full, ends none of our attributes, which all have double quotes."""


@lru_cache(maxsize=4096)
def message_as_html(said: str) -> str:
    """A message of our own as HTML, with its apostrophes."""
    return said.translate(_SPECIAL)
