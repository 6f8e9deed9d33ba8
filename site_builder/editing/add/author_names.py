"""Names of authors: read from bylines and metadata, told from agencies and desks, each named once."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from site_builder.editing.add.embedded_posts import BY, POSTED
from site_builder.names import word_lists

PARTS = re.compile(r"\s*[|•·–—]\s*|\s+-\s+|\t")
"""What divides the parts of a byline."""
_NAME = re.compile(
    r"(?:(?:de|del|della|di|da|van|von|der|den|bin|ibn|al|el|la|le|ter|Mc|Mac|O['’])[ -])?"
    r"[^\W\d_](?:[^\W\d_]|['’`´.-](?=[^\W\d_])|\.)*"
)
_PLACE = re.compile(r"\s+(?:(?:in|at|from|for|of)\s+(?:the\s+)?[A-Z]|special\s+to\b).*$")
_MAIL = re.compile(r"\(?\S+@\S+\.\S+\)?")
_HANDLE = re.compile(r"\s*\(?@\w{2,30}\)?.*$")
_DIVIDED = re.compile(r"\s*(?:,|;|&|/|\band\b|\bwith\b|\bund\b|\bet\b|\by\b(?=\s[A-Z])|\be\b(?=\s[A-Z]))\s*")
_TURNED = re.compile(r"([^\W\d_][^\W\d_'’.-]+),\s*([^\W\d_][^\W\d_'’. -]*)")
_LONGEST = 200


def stated_names(said: str) -> tuple[str, ...]:
    """Read the names in what a page's markup gives as an author: "By ADA QUILL, Harbour Writer", "admin".

    A name in another script, or of one word with a capital, cannot be told from others, and stays.
    """
    by = BY.match(said)
    bare = _MAIL.sub("", said[by.end() :] if by else said).strip(" ,;|-–—")
    turned = _TURNED.fullmatch(bare)
    if turned and not {part.lower() for part in turned.groups()} & _no_names():
        return (f"{turned[2]} {turned[1]}",)
    names = divided_names(bare)
    if names or not bare or POSTED.search(bare) or any(c.isdigit() for c in bare):
        return tuple(names)
    words = [word.strip(".,").lower() for word in bare.split()]
    one = len(words) == 1 and (not bare.isascii() or (bare.istitle() and bare.isalpha()))
    small = 2 <= len(words) <= 3 and bare.islower() and all(word.isalpha() for word in words)
    other = not bare.isascii() and len(words) <= 5
    return (bare,) if (one or small or other) and not set(words) & _no_names() and not agency(bare) else ()


def divided_names(said: str) -> list[str]:
    """Divide what a byline says into names, as far as they go; empty where the first part is none."""
    said = _HANDLE.sub("", _MAIL.sub("", PARTS.split(said[:_LONGEST].strip(" ,|"))[0]))
    said = re.sub(r"\s*\([^()]*\)", "", _PLACE.sub("", said))
    names: list[str] = []
    for part in _DIVIDED.split(said):
        name = _undoubled(part.strip(" .:" if part.count(".") == 1 and part.rstrip().endswith(".") else " :"))
        if name.lower().rstrip(".") in _words("suffixes"):
            continue  # "Ada Quill, Jr."
        if not is_name(name):
            break  # "By Ada Quill, Harbour Gazette"
        names.append(name)
    return names


def is_name(words: str) -> bool:
    """Tell a person's name of two to five words from what else stands in bylines."""
    parts = words.split()
    if (
        not 2 <= len(parts) <= 5
        or any(part.strip(".").lower() in _no_names() for part in parts)
        or agency(words)
    ):
        return False
    if not all(_NAME.fullmatch(part) for part in parts) or parts[-1].lower() in _words("particles"):
        return False
    return all(
        part[0].isupper() or part.lower() in _words("particles") or not part.isascii() for part in parts
    )


def agency(said: str) -> str:
    """Give the news agency that an author is said to be; empty for any other."""
    bare = re.sub(r"\s*\(.*?\)", "", said).strip(" .,|–—-")
    return bare if bare.lower() in _words("agencies") else ""


def each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Name everybody once, whatever the case, accents, titles, initials or order of a name."""
    found: dict[frozenset[str], str] = {}
    for name in names:
        key = person(name)
        same = (
            next((one for one in found if one <= key or key <= one), None)
            if len(key) > 1
            else (key if key in found else None)
        )
        if same is None:
            found[key] = name
        elif found[same].isupper() and not name.isupper():
            found[same] = name
    return tuple(found.values())


def person(name: str) -> frozenset[str]:
    """Give what two ways to write somebody's name share: its words without accents, titles and initials."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = re.findall(r"[^\W\d_]+", plain)
    long = [
        word
        for word in words
        if len(word) > 1 and word not in _words("titles") and word not in _words("suffixes")
    ]
    return frozenset(long if len(long) > 1 else words)


def _undoubled(name: str) -> str:
    """Give a name that stands there twice in a row once."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half and words[:half] == words[half:] else name


@cache
def _words(section: str) -> frozenset[str]:
    return word_lists.sections("authors.txt", "site_builder.editing.add")[section]


def _no_names() -> frozenset[str]:
    return _words("no names")
