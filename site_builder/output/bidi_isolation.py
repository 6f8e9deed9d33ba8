"""Strings of other languages and directions, marked wherever they stand on a page.

A Persian title turns the English line around it unless it is set apart (Unicode, UAX 9). Templates
cannot forget it: all pages pass through here when they are rendered. In text it is `bdi`, with the
language where that is known; where HTML knows no elements (attributes, titles, options) and in SVG it
is the two characters that do the same.
"""

import re
from collections.abc import Iterator

from markupsafe import escape

from site_builder.pages.foreign_strings import FOREIGN, RTL, Tongues, is_sure, of_script

FIRST, LAST = "\u2068", "\u2069"
"""FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE."""

_USUAL = bytes((*range(0xCD), 0xE2))
"""Bytes of UTF-8 without a letter of another script: a page of nothing else is done with at once."""
_LETTER = r"[^\W\d_]"
_RIGHT = re.compile(f"[{RTL}]")
_RIGHT_RUN = re.compile(f"[{RTL}](?:(?:(?!{_LETTER})[^<>])*[{RTL}]+)*")
"""From the first letter that runs to the left up to the last one, without another letter between."""
_OTHER_RUN = re.compile(
    f"(?:(?![{RTL}]){FOREIGN.pattern}){{2}}(?:(?:(?!{_LETTER})[^<>])*(?:(?![{RTL}]){FOREIGN.pattern})+)*"
)
_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_ENTITY = re.compile(r"&#?\w+;")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)([^>]*)>")
"""In what is rendered here every other `<` and `>` is escaped."""
_SHOWN_ATTRIBUTE = re.compile(r'(\s(?:title|aria-label|alt|placeholder|label)=")([^"]*)(")')
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_KINDS = {
    "bdi": "apart", "script": "script", "style": "script", "title": "as-text", "desc": "as-text",
    "option": "as-text", "textarea": "as-text", "svg": "svg", "text": "words", "tspan": "words",
}  # fmt: skip
"""Elements that set apart themselves, that run, that hold characters alone, and those of pictures."""

Part = tuple[str, str | None]
"""A piece of text, and its language (perhaps empty) where it is to be set apart."""


def isolated(html: str, tongues: Tongues) -> str:
    """Mark the foreign strings of a rendered page; text and tags otherwise stay as they are."""
    if not tongues.latin and not html.encode("utf-8", "replace").translate(None, _USUAL):
        return html
    return "".join(_isolated_pieces(html, tongues))


def isolated_line(text: str) -> str:
    """Set apart what runs from right to left in a plain line, with characters."""
    return _with_characters(text) if _RIGHT.search(text) else text


def _isolated_pieces(html: str, tongues: Tongues) -> Iterator[str]:
    known, open_ = _EscapedStrings(tongues), _OpenElements()
    done = 0
    for tag in _TAG.finditer(html):
        if tag.start() > done:
            yield _marked_text(html[done : tag.start()], open_, known)
        done = tag.end()
        yield tag[0] if tag[0].isascii() else _attributes(tag)
        open_.follow(tag)
    yield _marked_text(html[done:], open_, known)


class _OpenElements:
    """The elements that are open, as far as it matters what stands in them."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._kinds: list[str] = []
        self.count = dict.fromkeys(("", "apart", "script", "as-text", "svg", "words"), 0)

    def follow(self, tag: re.Match[str]) -> None:
        """Take in a tag."""
        name, rest = tag[2], tag[3]
        if tag[1]:
            while name in self._names:
                self.count[self._kinds.pop()] -= 1
                if self._names.pop() == name:
                    break
        elif name not in _VOID and not rest.endswith("/"):
            kind = "apart" if " dir=" in rest else _KINDS.get(name, "")
            self._names.append(name)
            self._kinds.append(kind)
            self.count[kind] += 1


def _marked_text(text: str, open_: _OpenElements, known: "_EscapedStrings") -> str:
    count = open_.count
    if (text.isascii() and not known.latin) or text.isspace() or count["apart"] or count["script"]:
        return text
    if count["as-text"] or (count["svg"] and not count["words"]):
        return isolated_line(text)
    in_svg = count["svg"] > 0
    return "".join(
        _element(words, language, in_svg=in_svg) for words, language in _foreign_parts(text, known)
    )


def _element(words: str, language: str | None, *, in_svg: bool) -> str:
    if language is None:
        return words
    lang = f' lang="{language}"' if language else ""
    right = _RIGHT.search(words) is not None
    if in_svg:
        marked = f"{FIRST}{words}{LAST}" if right else words
        return f"<tspan{lang}>{marked}</tspan>" if lang else marked
    return f"<bdi{lang}>{words}</bdi>" if lang or right else words


def _attributes(tag: re.Match[str]) -> str:
    return _SHOWN_ATTRIBUTE.sub(lambda found: f"{found[1]}{isolated_line(found[2])}{found[3]}", tag[0])


def _with_characters(text: str) -> str:
    if _runs_to_the_left(text):
        first, last = _bounds_of_words(text)
        return f"{text[:first]}{FIRST}{text[first:last]}{LAST}{text[last:]}"
    return _RIGHT_RUN.sub(lambda run: f"{FIRST}{run[0]}{LAST}", text)


# ------------------------------------------------------------------ which part of a text is foreign


class _EscapedStrings:
    """The strings of a site as they stand in HTML."""

    def __init__(self, tongues: Tongues) -> None:
        self._tongues = tongues
        self._by_first_word: dict[str, tuple[tuple[str, str], ...]] = {}
        self.latin = tongues.latin

    def beginning(self, word: str) -> tuple[tuple[str, str], ...]:
        """Give the strings whose first word this is, and their languages."""
        if word not in self._by_first_word:
            found = self._tongues.by_word.get(word, ())
            self._by_first_word[word] = tuple((str(escape(words)), language) for words, language in found)
        return self._by_first_word[word]


def _foreign_parts(text: str, known: _EscapedStrings) -> Iterator[Part]:
    """Cut a text into what is set apart and what is not."""
    first, last = _bounds_of_words(text)
    whole = _language_of_whole(text[first:last], known)
    if whole is not None:
        yield from ((text[:first], None), (text[first:last], whole), (text[last:], None))
        return
    done = 0
    for start, end, language in _strings_of_site(text, known):
        yield from _parts_by_script(text[done:start])
        yield text[start:end], language
        done = end
    yield from _parts_by_script(text[done:])


def _bounds_of_words(text: str) -> tuple[int, int]:
    """Find where the words of a text begin and end, without quotation marks around them."""
    opening = re.match(r"[\s“\"'‘«(]*", text)
    first = opening.end() if opening else 0
    return first, max(first, len(text.rstrip("\n\t ”\"'’»")))


def _language_of_whole(text: str, known: _EscapedStrings) -> str | None:
    """Give the language of a text that is one string of the site, or runs to the left as a whole."""
    word = _WORD.search(text)
    for words, language in known.beginning(word[0]) if word else ():
        if words == text:
            return language
    return of_script(text) if _runs_to_the_left(text) else None


def _runs_to_the_left(text: str) -> bool:
    """Tell a text of letters that run to the left, if perhaps with a few that do not."""
    bare = _ENTITY.sub("", text)
    right = len(_RIGHT.findall(bare))
    return right > 0 and right > 2 * len(_LATIN.findall(bare))


def _strings_of_site(text: str, known: _EscapedStrings) -> Iterator[tuple[int, int, str]]:
    """Find the strings of the site within a text, the longest at each place."""
    done = 0
    for word in _WORD.finditer(text):
        for words, language in known.beginning(word[0]) if word.start() >= done else ():
            at = word.start() - words.index(word[0])
            end = at + len(words)
            if (
                at >= done
                and is_sure(words)
                and text.startswith(words, at)
                and not text[end : end + 1].isalnum()
            ):
                yield at, end, language
                done = end
                break


def _parts_by_script(text: str) -> Iterator[Part]:
    """Find what is written in another script, whatever it says."""
    if not FOREIGN.search(text):
        yield text, None
        return
    done = 0
    for run in re.finditer(f"{_RIGHT_RUN.pattern}|{_OTHER_RUN.pattern}", text):
        yield text[done : run.start()], None
        yield run[0], of_script(run[0])
        done = run.end()
    yield text[done:], None
