"""Addresses that pages may link to, and those that stand among words."""

import re
from typing import Final
from urllib.parse import urlsplit

_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
_NOT_IN_URLS = re.compile(r"[\s<>\"\\^`{|}]")
IN_WORDS: Final = re.compile(r"(?:mailto:)?([^\s<>\"',;:@/?]+@[^\s<>\"',;:@/?]+\w)|https?://[^\s<>\"']*[\w/]")
"""What leads somewhere among the words of a contact: an address of mail, which is its group, or of a page."""


def mail_in(words: str) -> str:
    """The first address of mail among words, if there is one."""
    return next((found[1] for found in IN_WORDS.finditer(words) if found[1]), "")


def page_in(words: str) -> str:
    """The first address of a page among words, if there is one."""
    return next((found[0] for found in IN_WORDS.finditer(words) if not found[1]), "")


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
