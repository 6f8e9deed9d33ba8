"""Where the article lies in a captured page, by rules on the form of its blocks.

Paragraphs of prose are the core: the stretch that has most of them for the least furniture
within. The title stands above it, a byline or a note on the author may stand below it. Lists of
other stories, menus and junk within become gaps. Bounds set by hand win over all of this.
"""

from collections.abc import Sequence

from site_builder.model.normal_form import Span
from site_builder.proving.blocks import MOST_BLOCKS, BlockKind, TextBlock, first_blocks, united
from site_builder.proving.title_and_note import ABOVE, ABOVE_PROSE, ending, title_above

_BEGUN = 40
"""With so many words of prose the article has begun: furniture, comments, other stories may follow it."""
_LONG = 35
_BACK = 50
"""A long paragraph, or so many words in a row, end a list of other stories with their teasers."""
_RUN = 3
"""So many short lines in a row are a menu."""
_HEADLINES = 4
"""So many lines in a row within prose are headlines of other stories."""
_COST = {
    BlockKind.BYLINE: 0,
    BlockKind.JUNK: -2,
    BlockKind.LINE: -3,
    BlockKind.MENU: -6,
    BlockKind.ASIDE: -8,
    BlockKind.COMMENTS: -8,
}


def find_bounds(text: str) -> tuple[Span, ...]:
    """Give the stretches of a captured text, in code points, that are the article; the gaps are not.

    A text without any prose, or with more blocks than any page has, is its own body; an empty
    one has none.
    """
    return bounds_among(text, tuple(first_blocks(text)))


def bounds_among(text: str, cut: Sequence[TextBlock]) -> tuple[Span, ...]:
    """Give the stretches that are the article in a text that was cut into its first blocks."""
    found = _with_menus(cut)
    if len(found) == MOST_BLOCKS:
        return ((found[0].start, len(text.rstrip())),)
    aside, end = _asides(found)
    core = _core(found[:end], aside)
    if core is None:
        return ((found[0].start, found[-1].end),) if found else ()
    begin, first = _beginning(text, found, aside, core)
    kept = [i for i in range(begin, core[1] + 1) if i <= first or i not in aside]
    kept = _without_furniture(text, found, kept, first)
    kept += ending(text, found[:end], core[1])
    return united(found, kept)


# ------------------------------------------------------------------ menus and other stories


def _with_menus(found: Sequence[TextBlock]) -> list[TextBlock]:
    """Turn runs of short lines into menus."""
    result = list(found)
    run: list[int] = []
    for i, block in enumerate((*found, None)):
        if block is not None and _is_short(block):
            run.append(i)
        elif block is None or block.kind not in (BlockKind.MENU, BlockKind.JUNK):
            if len(run) >= _RUN:
                for j in run:
                    result[j] = result[j]._replace(kind=BlockKind.MENU)
            run = []
    return result


def _is_short(block: TextBlock) -> bool:
    return block.kind is BlockKind.LINE and block.words <= 3 and not block.ended


def _asides(found: Sequence[TextBlock]) -> tuple[set[int], int]:
    """Blocks among other stories, and where readers' comments begin."""
    aside: set[int] = set()
    inside = another = False
    prose = menu = 0
    least = sum(block.words for block in found if block.kind is BlockKind.PROSE) // 5
    for i, block in enumerate(found):
        if block.kind is BlockKind.COMMENTS and prose >= _BEGUN:
            return aside, i
        menu = menu + 1 if block.kind is BlockKind.MENU else 0
        if block.kind is BlockKind.ASIDE or (menu == _RUN and prose >= _BEGUN):
            inside = True
        elif (
            inside
            and block.kind is BlockKind.BYLINE
            and prose >= max(_BEGUN, least)
            and _words_of_prose(found, i + 1) >= _LONG
        ):
            another = True  # a second article on the page, below the first
        elif inside and not another and _is_back(found, i):
            inside = False
        if inside:
            aside.add(i)
        elif block.kind is BlockKind.PROSE:
            prose += block.words
    return aside, len(found)


def _is_back(found: Sequence[TextBlock], i: int) -> bool:
    return found[i].kind is BlockKind.PROSE and (
        found[i].words >= _LONG or _words_of_prose(found, i) >= _BACK
    )


def _words_of_prose(found: Sequence[TextBlock], i: int) -> int:
    """Count the words of prose in a row, as far as matters."""
    words = 0
    for block in found[i : i + 5]:
        if block.kind is BlockKind.PROSE:
            words += block.words
        elif block.kind is not BlockKind.JUNK:
            break
    return words


# ------------------------------------------------------------------ the core


def _core(found: Sequence[TextBlock], aside: set[int]) -> Span | None:
    """First and last paragraph of the stretch with the most prose for the least furniture."""
    best: Span | None = None
    top = total = first = 0
    for i, block in enumerate(found):
        prose = block.kind is BlockKind.PROSE and i not in aside
        if total <= 0 and prose:
            total, first = 0, i
        total += _score(block, inside=i in aside)
        if prose and total > top:
            best, top = (first, i), total
    return best


def _score(block: TextBlock, *, inside: bool) -> int:
    if inside:
        return -2
    if block.kind is BlockKind.PROSE or (block.kind is BlockKind.LINE and block.ended):
        return block.words
    return _COST[block.kind]


def _without_furniture(text: str, found: Sequence[TextBlock], kept: Sequence[int], first: int) -> list[int]:
    """Leave out junk, menus, and runs of headlines after the first paragraph."""
    result: list[int] = []
    run: list[int] = []
    for i in kept:
        kind = found[i].kind
        if i > first and kind is BlockKind.LINE and not found[i].ended:
            run.append(i)
            continue
        result += () if len(run) >= _HEADLINES and not _announced(text, found, run[0]) else run
        run = []
        listed = kind is BlockKind.MENU and _announced(text, found, _top(found, i))
        if kind not in (BlockKind.JUNK, BlockKind.MENU, BlockKind.ASIDE, BlockKind.COMMENTS) or listed:
            result.append(i)
    return result


def _top(found: Sequence[TextBlock], i: int) -> int:
    """First block of the list that a block is in; of a long one only the beginning is a list."""
    low = max(0, i - 20)
    while i > low and found[i - 1].kind is BlockKind.MENU:
        i -= 1
    return i


def _announced(text: str, found: Sequence[TextBlock], i: int) -> bool:
    """Tell whether the sentence before a list leads to it."""
    return i > 0 and found[i - 1].words > 3 and text[found[i - 1].end - 1] == ":"


# ------------------------------------------------------------------ the beginning


def _beginning(text: str, found: Sequence[TextBlock], aside: set[int], core: Span) -> tuple[int, int]:
    """First block of the article, and where its head ends: the early byline, or the first paragraph."""
    first = core[0]
    byline = _early_byline(found, core)
    if byline is not None:
        title = title_above(text, found, byline, ABOVE)
        if title is not None:
            return title, byline
    while (
        first > 0
        and found[first - 1].kind is BlockKind.LINE
        and found[first - 1].ended
        and first - 1 not in aside
    ):
        first -= 1
    title = title_above(text, found, first, ABOVE_PROSE)
    if title is None and first > 0 and found[first - 1].kind is BlockKind.BYLINE:
        title = first - 1
    return (first if title is None else title), first


def _early_byline(found: Sequence[TextBlock], core: Span) -> int | None:
    """Find a byline with prose above it, yet little: a standfirst, a summary, or teasers of others."""
    total = sum(block.words for block in found[core[0] : core[1] + 1] if block.kind is BlockKind.PROSE)
    above = 0
    for i in range(core[0], core[1]):
        if found[i].kind is BlockKind.BYLINE and above:
            return i
        above += found[i].words if found[i].kind is BlockKind.PROSE else 0
        if above > 0.3 * total:
            return None
    return None
