"""Which blocks of a page are its article: by what trafilatura takes, by the rules, and by the markup.

Two extractors that agree are surest. Where only one takes a block, the parts of the page decide:
what stands among readers' comments, other stories or buttons is not the article's, whoever takes
it; and what only the rules take has to stand beside paragraphs that both take.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from site_builder.editing.add.block_marks import BlockMarks, marks_of
from site_builder.editing.add.markup_parts import PageMarkup, PartRole
from site_builder.proving.blocks import BlockKind, TextBlock

_ENOUGH = 40
"""With so many words trafilatura has found an article and not a remnant."""
_LINE = 20
"""Letters of a block that is looked for within longer lines; a shorter one has to be a line."""
_SEED = 9
"""Words of a block that tells where the article lies."""
_LONGEST = 400
_JOINED = 200_000
"""In more letters no block is looked for."""
_LEAD = 30
"""Words of a paragraph below the title that is no standfirst."""
_LINK = 0.85
"""A block of which so much is a link leads to another page."""
_TOLD, _SOME_LINKS = 20, 0.3
"""So many words with few links ask for nothing, whatever they begin with."""
_FORBIDDING = frozenset((PartRole.COMMENTS, PartRole.OTHERS, PartRole.CAPTION, PartRole.SHARES))
_MISNAMED = (PartRole.OTHERS, PartRole.CAPTION, PartRole.SHARES)
_LARGE = 0.3
_LISTED, _OF_A_LIST = 6, 0.2
"""So many links, and so much of all blocks, make a page a list of them."""
_FURNITURE = (BlockKind.JUNK, BlockKind.ASIDE, BlockKind.COMMENTS)


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """What tells the article of a page: trafilatura's lines, those it is surer of, and the markup.

    `described` is the article's text as the page describes it to other programs.
    """

    main: tuple[str, ...]
    sure: tuple[str, ...]
    markup: PageMarkup
    described: str = ""


@dataclass(frozen=True, slots=True)
class WeighedBlocks:
    """The blocks of a page, who takes each for the article's, and what the markup says of it."""

    blocks: Sequence[TextBlock]
    keys: Sequence[str]
    main: frozenset[int]
    sure: frozenset[int]
    rules: frozenset[int]
    described: frozenset[int]
    marks: tuple[BlockMarks, ...]
    shared: Mapping[int, int]
    alike: Mapping[int, int]
    """Words of the blocks in each container, and in those of each shape, that two take for the article's."""
    misnamed: frozenset[PartRole]
    """Roles of so much of what all take for the article's that the names of this page mean something else."""
    is_list: bool
    """The page lists things by their links, so that these are the article's, too."""

    def chosen(self, title: str) -> list[int]:
        """Give the blocks that are the article's, from the line that is its title on, where one is.

        None come where trafilatura and the rules agree on nothing.
        """
        may = [i for i in range(len(self.blocks)) if self._may(i)]
        sure = [i for i in may if self._surely(i)]
        head = self._title(title, sure or may)
        sure = [i for i in sure if head is None or i > head]
        if not sure:
            body = [i for i in may if i in self.rules and (head is None or i > head)]
        else:
            body = [i for i in may if i in sure or self._likely(i, head, sure)]
        once = self._once([i for i in body if head is None or self.keys[i] != self.keys[head]])
        return once if head is None or not once else [head, *once]

    def _once(self, body: Sequence[int]) -> list[int]:
        """Leave out paragraphs that stand there twice, as in a form for printing; interviews repeat more."""
        counts = Counter(self.keys[i] for i in body)
        seen: set[str] = set()
        kept = []
        for i in body:
            is_twice = counts[self.keys[i]] == 2 and self.keys[i] in seen
            if self.blocks[i].words < _SEED or not is_twice:
                kept.append(i)
            seen.add(self.keys[i])
        return kept

    def _title(self, title: str, chosen: Sequence[int]) -> int | None:
        """Find the line that is the title, above the first paragraph."""
        prose = [i for i in chosen if self.blocks[i].kind is BlockKind.PROSE] or list(chosen)
        wanted = letters_of(title)
        places = [i for i in range(prose[0] + 1 if prose else 0) if wanted and self.keys[i] == wanted]
        own = [i for i in places if not self.marks[i].has(PartRole.OTHERS, PartRole.DOUBTFUL)]
        return max(own or places, default=None)

    def _may(self, i: int) -> bool:
        """Tell whether nothing speaks against a block."""
        block, marks = self.blocks[i], self.marks[i]
        agreed = i in self.main and i in self.sure
        listed = agreed and self.is_list
        told = agreed and block.words >= _TOLD and marks.linked < _SOME_LINKS
        if block.kind in _FURNITURE and not (listed or told):
            return False
        forbidding = marks.roles & _FORBIDDING
        if agreed and i in self.rules:
            forbidding -= self.misnamed
        if forbidding - ({PartRole.SHARES} if marks.has(PartRole.QUOTED) else set()):
            return False
        if block.kind is not BlockKind.PROSE and (
            marks.has(PartRole.BYLINE, PartRole.DATE) or block.kind is BlockKind.BYLINE
        ):
            return False
        if marks.has(PartRole.DOUBTFUL) and not (i in self.main and (i in self.sure or i in self.rules)):
            return False
        return listed or marks.linked < _LINK

    def _surely(self, i: int) -> bool:
        others = i in self.rules or i in self.described
        return (i in self.main and (i in self.sure or others or self._is_beside(i))) or (
            i in self.described and i in self.rules
        )

    def _is_beside(self, i: int) -> bool:
        return self.shared.get(self.marks[i].container, 0) >= _ENOUGH

    def _likely(self, i: int, head: int | None, sure: Sequence[int]) -> bool:
        """Tell what stands beside or between what is surely the article's, in one alike, or leads to it."""
        if head is not None and i <= head:
            return False
        block, marks = self.blocks[i], self.marks[i]
        between = sure[0] < i < sure[-1]
        if between and marks.has(PartRole.QUOTED):
            return True  # a post that is shown
        if i in self.described and block.kind is BlockKind.PROSE:
            return True
        if i not in self.rules:
            return False
        is_alike = block.kind is BlockKind.PROSE and i > sure[0] and self.alike.get(marks.shape, 0) >= _ENOUGH
        is_lead = head is not None and block.words >= _LEAD and marks.container == self.marks[head].container
        return is_lead or is_alike or between or self._is_beside(i)


def letters_of(line: str, most: int = _LONGEST) -> str:
    """Reduce a line to what two ways of reading a page agree on: letters and digits."""
    return "".join(islice((c for c in line.casefold() if c.isalnum()), most))


def weighed(
    text: str,
    blocks: Sequence[TextBlock],
    lines: Sequence[str],
    rules: Collection[int],
    evidence: PageEvidence,
) -> WeighedBlocks:
    """Weigh the blocks of a page, given on one line each; `rules` are those that the rules take."""
    keys = [letters_of(line) for line in lines]
    main, sure = frozenset(_found(keys, evidence.main)), frozenset(_found(keys, evidence.sure))
    described = frozenset(i for i in _found(keys, (evidence.described,)) if len(keys[i]) >= _LINE)
    seeds = [i for i in main if blocks[i].words >= _SEED]
    if sum(blocks[i].words for i in seeds) < _ENOUGH:
        main = sure = frozenset()
        seeds = [i for i in rules if blocks[i].kind is BlockKind.PROSE]
    both = [i for i in seeds if i in rules]
    is_enough = sum(blocks[i].words for i in both) >= _ENOUGH
    marks = marks_of(text, blocks, evidence.markup, both if is_enough else seeds)
    shared: Counter[int] = Counter()
    alike: Counter[int] = Counter()
    for i in seeds:
        if i in rules or i in sure or not main:
            shared[marks[i].container] += blocks[i].words
            alike[marks[i].shape] += blocks[i].words
    misnamed = frozenset(_misnamed(blocks, marks, main & sure & frozenset(rules)))
    links = [i for i in main & sure if marks[i].linked >= _LINK]
    is_list = len(links) >= _LISTED and len(links) >= _OF_A_LIST * len(main & sure)
    return WeighedBlocks(
        blocks, keys, main, sure, frozenset(rules), described, marks, shared, alike, misnamed, is_list
    )


def _misnamed(
    blocks: Sequence[TextBlock], marks: Sequence[BlockMarks], agreed: Collection[int]
) -> Iterator[PartRole]:
    """Find the roles that a large part of what all take for the article's would have."""
    words: Counter[PartRole] = Counter()
    for i in agreed:
        for role in marks[i].roles:
            words[role] += blocks[i].words
    total = sum(blocks[i].words for i in agreed)
    yield from (role for role in _MISNAMED if words[role] > _LARGE * total)


def _found(keys: Sequence[str], lines: Sequence[str]) -> Iterator[int]:
    """Find the blocks that an extractor's lines hold."""
    whole = frozenset(letters_of(line) for line in lines)
    joined = "\n".join(letters_of(line, _JOINED) for line in lines)
    joined = joined if len(joined) <= _JOINED else ""
    for i, key in enumerate(keys):
        if key and (key in whole or (len(key) >= _LINE and key in joined)):
            yield i
