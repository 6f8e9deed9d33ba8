"""An article as sentences of tokens: each name, time and amount is one token, with what it stands for."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from site_builder.editing.mojibake import end_of_name
from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.proposals.names import Directory, Entity
from site_builder.editing.suggest.sentences.tokens import Token
from site_builder.extraction.prepared import prepare
from site_builder.linking.name_resolution import Linked
from site_builder.model.extraction_results import Amount, Extraction, Mention, TimeExpression, UndatedTime
from site_builder.model.normal_form import Span
from site_builder.proving.body import Body

_WORD = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[^\W_]+(?:['&.-](?=[^\W_])[^\W_]+)*")
"""A word, or a number in groups of three digits: "16,816"."""
_ABBREVIATED = lexicon.words("abbreviations")
_SMALL = lexicon.words("small title words")

MOST_WORDS = 12_000
"""What an article has after so many words is not looked at; no news article is that long."""
MOST_TOKENS = 10_000
"""So many words and names of these are divided into sentences."""
LONGEST_SENTENCE = 150
"""Longer runs without a full stop are lists or junk, and are cut."""


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence; headlines have most of their words capitalised."""

    index: int
    paragraph: int
    tokens: tuple[Token, ...]
    headline: bool
    arms_at: Mapping[int, str] = field(default_factory=dict[int, str])
    """Names of arms that only the text calls so, by their last tokens."""
    _words: tuple[str, ...] = field(init=False, repr=False)
    """Made once: each word is asked for by many patterns."""
    vocabulary: frozenset[str] = field(init=False, repr=False)
    """All its words in small letters, without names and times; of amounts also what is counted."""

    def __post_init__(self) -> None:
        words = tuple("" if token.who or token.time else token.low for token in self.tokens)
        object.__setattr__(self, "_words", words)
        counted = (
            "money" if token.amount.kind == "money" else token.low.split()[-1]
            for token in self.tokens
            if token.amount
        )
        object.__setattr__(self, "vocabulary", frozenset((*words, *counted)))

    def __getitem__(self, i: int) -> Token:
        return self.tokens[i]

    def first_from(self, start: int) -> int:
        """Give the first token from a position in the text on: of an amount with its "at least", that."""
        return next((k for k, token in enumerate(self.tokens) if token.start >= start), 0)

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def printed(self) -> str:
        """The whole sentence, with all that stands between its words."""
        first, *rest = self.tokens
        return " ".join("".join((first.text, *(part for t in rest for part in (t.gap, t.text)))).split())

    def gap(self, i: int) -> str:
        """Give what stands before a token; nothing where there is none, as after the last."""
        return self.tokens[i].gap if 0 <= i < len(self.tokens) else ""

    def word(self, i: int) -> str:
        """Give a word in small letters; nothing where there is none, or a name or time."""
        return self._words[i] if 0 <= i < len(self._words) else ""

    def words(self, first: int, end: int) -> list[str]:
        """Give some words in small letters, without names and times."""
        return list(self._words[max(first, 0) : max(end, 0)])


@dataclass(frozen=True, slots=True, eq=False)
class Story:
    """An article's sentences, and all that its words stand for."""

    text: str
    body: Body
    sentences: tuple[Sentence, ...]
    directory: Directory
    published: str
    unread: tuple[str, ...] = ()
    """What of the text was not looked at."""
    undated: tuple[UndatedTime, ...] = ()
    """What speaks of time without dating anything."""


def read_story(
    text: str,
    body: Body,
    found: Extraction,
    linked: Iterable[Linked],
    directory: Directory,
    *,
    published: str,
) -> Story:
    """Divide the beginning of a body into sentences; `linked` are its names, with the registry's."""
    # It loads what extraction has loaded when a text is read, and what other commands do without.
    from site_builder.editing.suggest.sentences.arms_meant import with_arms_meant  # noqa: PLC0415
    from site_builder.editing.suggest.sentences.more_names import with_more_names  # noqa: PLC0415
    from site_builder.editing.suggest.sentences.named_arms import with_named_arms  # noqa: PLC0415
    from site_builder.editing.suggest.sentences.worded_shares import scaled_numbers, worded_shares  # noqa: PLC0415

    here = body.beginning(MOST_WORDS)
    folded = prepare(text[: here[-1][1]], here)
    whole = (_whole(text, one) for one in linked)
    named = [(one.mention, directory.name(one)) for one in whole if _is_read(folded, one.mention)]
    atoms = _atoms(found, named, worded_shares(folded, here), scaled_numbers(folded, here))
    tokens = with_more_names(tuple(islice(_tokens(folded, body, atoms), MOST_TOKENS)), directory)
    sentences: list[Sentence] = []
    quoted = False
    for first, end in _sentences(folded, body, tokens):
        paragraph = body.paragraph((tokens[first].start, tokens[first].end))
        begins = not sentences or paragraph != sentences[-1].paragraph
        part = _marked(tokens[first:end], quoted=quoted and not begins, begins=begins)
        quoted = part[-1].quoted
        index = len(sentences)
        sentences.append(
            Sentence(index, paragraph if paragraph is not None else -1, part, _is_headline(part))
        )
    unread = (*_cut(body, tokens), *found.unread)
    return Story(
        text, body, with_arms_meant(with_named_arms(sentences)), directory, published, unread, found.undated
    )


def _cut(body: Body, tokens: Sequence[Token]) -> Iterator[str]:
    """Say how many words are read, where that is not all of them."""
    if len(body.words) > MOST_WORDS or len(tokens) == MOST_TOKENS:
        read = body.words_in((0, tokens[-1].end))[1] if tokens else 0
        if read < len(body.words):
            yield f"only the first {read:,} of {len(body.words):,} words are read"


def _whole(text: str, linked: Linked) -> Linked:
    """Give a name that damaged letters cut its whole length."""
    mention = linked.mention
    end = end_of_name(text, mention.start, mention.end)
    if end == mention.end:
        return linked
    return Linked(replace(mention, end=end, surface=text[mention.start : end], full=""))


def _is_read(folded: str, mention: Mention) -> bool:
    """Tell a name from one within what is no word, of which nothing is read: a long address."""
    return not folded[mention.start : mention.end].isspace()


_Atom = tuple[int, int, Entity | None, TimeExpression | None, Amount | None]


def _tokens(folded: str, body: Body, atoms: Iterable[_Atom]) -> Iterator[Token]:
    done = 0
    spans: list[_Atom] = []
    for start, end, who, time, amount in atoms:
        spans += ((m.start(), m.end(), None, None, None) for m in _WORD.finditer(folded, done, start))
        spans.append((start, end, who, time, amount))
        done = end
    last = islice(_WORD.finditer(folded, done), MOST_TOKENS)
    spans += ((m.start(), m.end(), None, None, None) for m in last)
    at = body.stretches[0][0]
    owning = False
    for start, end, who, time, amount in spans:
        word = folded[start:end]
        if who is None and word in {"s", "S"} and folded[start - 1 : start] == "'" and start - 1 == at:
            at = end  # the "'s" after a name
            continue
        owns = word.endswith(("'s", "'S"))
        rest = folded[end : end + 3]
        owning = (
            owns
            or (rest[:2] in ("'s", "'S") and not rest[2:3].isalnum())
            or (word.endswith("s") and rest[:2] == "' ")
        )
        core = end - 2 if owns else end
        yield Token(start, core, folded[start:core], folded[at:start], owning, who, time, amount)
        at = end


def _atoms(
    found: Extraction,
    named: Sequence[tuple[Mention, Entity | None]],
    shares: Iterable[Amount],
    numbers: Iterable[Span],
) -> list[_Atom]:
    """Names first, then times, amounts and long numbers; what overlaps the earlier ones is left out.

    The state in "5 million US dollars" is a part of the amount.
    """
    taken: list[tuple[int, int]] = []
    atoms: list[_Atom] = []
    sums = [(a.start, a.end) for a in found.amounts if a.kind == "money"]
    within = {m for m, _ in named if any(start <= m.start and m.end < end for start, end in sums)}
    wanted = (
        *((m.start, m.end, who, None, None) for m, who in named if who and m not in within),
        *((t.start, t.end, None, t, None) for t in found.times),
        *((a.start, a.end, None, None, a) for a in (*shares, *found.amounts)),
        *((start, end, None, None, None) for start, end in numbers),
    )
    for atom in wanted:
        start, end = atom[0], atom[1]
        i = bisect_left(taken, (start, end))
        free = (i == 0 or taken[i - 1][1] <= start) and (i == len(taken) or end <= taken[i][0])
        if free and start < end:
            taken.insert(i, (start, end))
            atoms.append(atom)
    return sorted(atoms, key=lambda atom: atom[0])[:MOST_TOKENS]


def _sentences(folded: str, body: Body, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    first = 0
    for i in range(1, len(tokens)):
        if i - first >= LONGEST_SENTENCE or _ends(folded, body, tokens[i - 1], tokens[i]):
            yield first, i
            first = i
    if first < len(tokens):
        yield first, len(tokens)


def _ends(folded: str, body: Body, last: Token, token: Token) -> bool:
    between = folded[last.end : token.start]
    if "\n" in between and body.paragraph((last.start, token.end)) is None:
        return True
    if not any(c in between for c in ".!?"):
        return False
    if folded[last.end : last.end + 1] == "." and (
        last.text in _ABBREVIATED or (len(last.text) == 1 and last.text != "I")
    ):
        return False
    return (not token.text[0].islower() and " " in between) or "\n" in between


def _marked(tokens: Sequence[Token], *, quoted: bool, begins: bool) -> tuple[Token, ...]:
    """Mark what stands in brackets and in quotation marks, of which some go on from the sentence before.

    A paragraph `begins` without any: a quotation that goes on has a mark there again, and the marks before
    its first line are of the paragraph before. Other line breaks are those of a text that is wrapped.
    """
    aside = False
    marked: list[Token] = []
    for read in tokens:
        token = read
        marks = token.gap.rpartition("\n")[2] if begins and not marked else token.gap
        for mark in marks:
            aside = True if mark in "([" else False if mark in ")]" else aside
            quoted = quoted != (mark == '"')
        if aside or quoted:
            token = Token(
                token.start,
                token.end,
                token.text,
                token.gap,
                token.owns,
                token.who,
                token.time,
                token.amount,
                aside,
                quoted,
            )
        marked.append(token)
    return tuple(marked)


def is_title(story: Story, s: Sentence) -> bool:
    """Tell whether a sentence is the title of an article: the first, by itself, without a full stop."""
    if s.index or len(story.sentences) < 2 or story.sentences[1].paragraph == s.paragraph:
        return False
    return not any(mark in story.sentences[1][0].gap for mark in ".!?")


def _is_headline(tokens: Sequence[Token]) -> bool:
    """Tell a title-cased line: of its words that are no names, only the smallest have no capital."""
    words = [
        token.text
        for token in tokens
        if not (token.who or token.time or token.amount) and token.text[0].isalpha()
    ]
    longer = [word for word in words if word.lower() not in _SMALL]
    return len(longer) >= 3 and all(word[0].isupper() for word in longer)
