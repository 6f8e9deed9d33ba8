"""Addresses that pages may link to."""

import re
from urllib.parse import urlsplit

_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
_NOT_IN_URLS = re.compile(r"[\s<>\"\\^`{|}]")


def is_address(text: str) -> bool:
    """Tell a web or mail address that pages may link to."""
    if _NOT_IN_URLS.search(text):
        return False
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return _MAIL.fullmatch(parts.path) is not None
    return parts.scheme in ("http", "https") and bool(host)
