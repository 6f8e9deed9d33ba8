"""The report as Markdown: our own words, and everything from the data as code, which stays what it is.

GitHub reads nothing in a code span: no markup, no address, no @name, no #number, no mathematics.
Source: CommonMark 0.31.2, section 6.1; GitHub's filters for names and references skip code.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NewType

from site_builder.output.bidi_isolation import isolated_line

Markdown = NewType("Markdown", str)
"""Text that may be printed: made by `said`, and of that alone."""

LONGEST = 300
"""Characters of a value from the data that are shown."""

_BACKTICKS = re.compile("`+")
_PLAIN = re.compile(r"[^\W\d_]+(?:[ ,.'()/-]+[^\W_]+)*\)?")
"""Letters, digits and signs that Markdown, HTML and hosts of code leave alone, between letters."""


def said(form: str, *values: str) -> Markdown:
    """Put values from the data into words of ours, each where a `{}` stands.

    >>> said("{} is now {}", "a`b", "@c")
    '``a`b`` is now `@c`'
    """
    return Markdown(form.format(*map(code, values)))


def code(text: str) -> str:
    """Any text as a code span that shows it, on one line and cut where it is long."""
    shown = "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)
    shown = " ".join(shown.split()) or "(nothing)"
    shown = shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
    shown = isolated_line(shown)
    fence = "`" * (max(map(len, _BACKTICKS.findall(shown)), default=0) + 1)
    space = " " if "`" in (shown[0], shown[-1]) else ""
    return f"{fence}{space}{shown}{space}{fence}"


def named(text: str) -> Markdown:
    """What the vocabulary calls something: plain where none of its signs means anything here, else as code.

    >>> named("People killed"), named("Deaths {x} *"), named("<b>")
    ('People killed', '`Deaths {x} *`', '`<b>`')
    """
    return Markdown(text if _PLAIN.fullmatch(text) else code(text))


def together(parts: Iterable[Markdown], separator: str = ", ") -> Markdown:
    """Several pieces in a row."""
    return Markdown(separator.join(parts))


def counted(number: int, noun: str) -> Markdown:
    """A number with its noun: `1 page`, `2 pages`."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return Markdown(f"{number:,} {noun if number == 1 else plural}")


@dataclass(frozen=True, slots=True)
class ListItem:
    """A point of a list, and the points below it."""

    text: Markdown
    below: tuple[Markdown, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report that can be folded; its title holds words of ours only.

    `summary` is its line at the top of the report, and `note` stands above its items; either may be empty.
    """

    title: str
    items: tuple[ListItem, ...]
    summary: Markdown = Markdown("")
    note: Markdown = Markdown("")
    unfolded: bool = False


def document(title: str, lead: Sequence[Markdown], sections: Sequence[Section], most: int) -> str:
    """Write the whole report in at most so many bytes of UTF-8; what is left out is counted.

    Short sections are kept whole before long ones are cut.
    """
    shown = [section for section in sections if section.items]
    head = [f"## {title}", *(text for line in lead for text in ("", line))]
    summary = [f"- {section.summary}" for section in sections if section.summary]
    head += ["", *summary] if summary else []
    bodies = [list(_points(section.items)) for section in shown]
    frame = sum(_size([*_opening(section), *_CLOSING, _left_out(10**6)]) for section in shown)
    allowed = _shares([_size(body) for body in bodies], most - _size(head) - frame - 1)
    lines = list(head)
    for section, body, share in zip(shown, bodies, allowed, strict=True):
        lines += [*_opening(section), *_cut(body, share), *_CLOSING]
    return "\n".join(lines) + "\n"


_CLOSING = ("", "</details>")


def _opening(section: Section) -> tuple[str, ...]:
    state = " open" if section.unfolded else ""
    note = (section.note, "") if section.note else ()
    return "", f"<details{state}><summary>{section.title}</summary>", "", *note


def _points(items: Iterable[ListItem]) -> Iterator[str]:
    for item in items:
        yield f"- {item.text}"
        yield from (f"  - {line}" for line in item.below)


def _size(lines: Iterable[str]) -> int:
    return sum(len(line.encode("utf-8", "replace")) + 1 for line in lines)


def _shares(sizes: Sequence[int], room: int) -> list[int]:
    """Divide room among bodies: the smallest first, each as much as an equal part of what is left."""
    shares = [0] * len(sizes)
    smallest_first = sorted(range(len(sizes)), key=lambda i: sizes[i])
    for waiting, i in zip(range(len(sizes), 0, -1), smallest_first, strict=True):
        shares[i] = max(0, min(sizes[i], room // waiting))
        room -= shares[i]
    return shares


def _cut(lines: Sequence[str], room: int) -> list[str]:
    kept: list[str] = []
    for line in lines:
        room -= _size([line])
        if room < 0:
            return [*kept, _left_out(len(lines) - len(kept))]
        kept.append(line)
    return kept


def _left_out(number: int) -> str:
    return f"\n*{number:,} more lines are left out here: run `site-builder diff` to see them.*"
