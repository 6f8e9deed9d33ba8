"""Checks that a digest is as long as it should be, and in our own words: no long quotation, no long copy."""

import re
from collections.abc import Iterator, Sequence

from site_builder.corpus.placeholders import TO_FILL
from site_builder.model.article import Digest
from site_builder.model.normal_form import WORD, count_words, normal
from site_builder.model.problems import Location, Problem, quoted

FRAGMENT = re.compile(r'["“”„]([^"“”„]*)["“”]')
"""What stands in a digest between quotation marks."""

SHORTEST, LONGEST = 150, 400
"""How many words a digest has; of a short article it has less, at least a third of the article's."""


def check_length(digest: Digest, path: str, body_words: int | None) -> Iterator[Problem]:
    """Report a digest that is too short or too long for an article of so many words, if that is known."""
    if not digest.paragraphs or any(paragraph.startswith(TO_FILL) for paragraph in digest.paragraphs):
        return
    words = sum(len(paragraph.split()) for paragraph in digest.paragraphs)
    shortest = SHORTEST if body_words is None else min(SHORTEST, body_words // 3)
    if not shortest <= words <= LONGEST:
        fix = "retell more of the article" if words < shortest else "retell the article more briefly"
        found, expected = f"{words} words", f"{shortest} to {LONGEST}"
        at = Location(path, digest.lines[0], 1)
        yield Problem(at, "digest-length", found, expected, fix, "warning")


def check_digest(digest: Digest, path: str, text: str | None, limit: int) -> Iterator[Problem]:
    """Report quotations of more than `limit` words and, with the text at hand, longer copies of it."""
    for paragraph, line in zip(digest.paragraphs, digest.lines, strict=True):
        for match in FRAGMENT.finditer(paragraph):
            words = count_words(match[1])
            if words > limit:
                place = Location(path, line, 1)
                yield Problem(
                    place, "digest-quote-long", f"a quotation of {words} words", f"at most {limit} words",
                    "quote fewer words, and retell the rest",
                )  # fmt: skip
    if text is not None:
        yield from _copies(digest, path, text, limit)


def _copies(digest: Digest, path: str, text: str, limit: int) -> Iterator[Problem]:
    source = folded_words(text)
    for paragraph, line in zip(digest.paragraphs, digest.lines, strict=True):
        run = copied_run(source, folded_words(paragraph), limit)
        if run is not None:
            words = list(WORD.finditer(paragraph))
            start, end = words[run[0]].start(), words[run[1] - 1].end()
            yield Problem(
                Location(path, line, 1), "digest-copies-text",
                f"{run[1] - run[0]} words in a row from the text, {quoted(paragraph[start:end], 40)}",
                f"our own words, with at most {limit} of the text's in a row", "retell it",
            )  # fmt: skip


def folded_words(text: str) -> list[str]:
    """List the words of a text as they are compared: without case or punctuation."""
    return WORD.findall(normal(text).casefold())


def copied_run(source: Sequence[str], words: Sequence[str], limit: int) -> tuple[int, int] | None:
    """Find the first run of more than `limit` of the words that the source has too: first and end index."""
    # Any run of `limit + 1` words holds a whole block of half that length that begins at a multiple of it.
    block = (limit + 1) // 2
    blocks: dict[tuple[str, ...], list[int]] = {}
    for at in range(0, len(source) - block + 1, block):
        places = blocks.setdefault(tuple(source[at : at + block]), [])
        if len(places) < 50:  # a text that repeats itself more often says nothing new
            places.append(at)
    for at in range(len(words) - block + 1):
        for there in blocks.get(tuple(words[at : at + block]), ()):
            run = _extended(source, there, words, at, block)
            if run[1] - run[0] > limit:
                return run
    return None


def _extended(
    source: Sequence[str], there: int, words: Sequence[str], here: int, block: int
) -> tuple[int, int]:
    start = 0
    while start < min(there, here) and source[there - start - 1] == words[here - start - 1]:
        start += 1
    end = block
    while there + end < len(source) and here + end < len(words) and source[there + end] == words[here + end]:
        end += 1
    return here - start, here + end
