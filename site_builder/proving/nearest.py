"""The passage of a text that is nearest to a quote it does not have, told by what differs.

Only a hint in an error message: nothing is ever proved by it. The work is bounded for any text:
candidates come from an index of words, and only a few short windows are compared.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from site_builder.model.normal_form import WORD, count_words
from site_builder.model.problems import did_you_mean, quoted

_POSITIONS = 300  # of one word that may vote
_WINDOWS = 5
_DIFFERENCES = 2
_SIDE_WORDS = 8  # of the text in one difference; two differences stay under a quote's limit
_VOCABULARY = 2000
_EDGE = ".,;:!?\"'()[]"

_Code = tuple[str, int, int, int, int]
"""An edit as difflib tells it: what is done, and from where to where in the quote and in the text."""


def nearest(text: str, quote: str) -> str:
    """Say what the text has where the quote (both in normal form) differs; empty if nothing is near."""
    wanted = _without_marks(quote.split())
    if len(wanted) == 1:
        return _nearest_word(text, wanted[0])
    tokens, places = _token_index(text)
    best: tuple[int, str] = (0, "")
    for start in _candidates(wanted, places):
        score, differences = _compare(
            wanted, quote.split(), tokens[max(0, start - 2) : start + len(wanted) + 2]
        )
        if score > best[0]:
            best = score, differences
    return best[1] if 2 * best[0] >= len(wanted) else ""


@lru_cache(maxsize=2)  # many quotes of one text fail together
def _token_index(text: str) -> tuple[Sequence[str], Mapping[str, Sequence[int]]]:
    tokens = text.split()
    places: dict[str, list[int]] = {}
    for position, token in enumerate(tokens):
        found = places.setdefault(_vote(token), [])
        if len(found) < _POSITIONS:
            found.append(position)
    return tokens, places


def _vote(token: str) -> str:
    return "".join(WORD.findall(token)).casefold()


def _without_marks(tokens: Sequence[str]) -> list[str]:
    return [token.strip(_EDGE) or token for token in tokens]


def _candidates(wanted: Sequence[str], places: Mapping[str, Sequence[int]]) -> list[int]:
    votes: Counter[int] = Counter()
    for i, token in enumerate(wanted):
        votes.update(position - i for position in places.get(_vote(token), ()))
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    return [start for start, _ in ranked[:_WINDOWS]]


def _compare(wanted: Sequence[str], raw: Sequence[str], window: Sequence[str]) -> tuple[int, str]:
    """Count the words in common, and tell the first differences."""
    has = _without_marks(window)
    codes = _trimmed(SequenceMatcher(None, wanted, has, autojunk=False).get_opcodes())
    score = sum(b - a for tag, a, b, _, _ in codes if tag == "equal")
    told = [
        f"the text has {_excerpt(there)} where the quote has {_excerpt(here)}"
        for here, there in _differences(codes, wanted, has)
    ]
    if not told:
        return score, _punctuation(codes, raw, window)
    rest = len(told) - _DIFFERENCES
    return score, "; ".join(told[:_DIFFERENCES]) + (f"; and {rest} more differences" if rest > 0 else "")


def _punctuation(codes: Sequence[_Code], raw: Sequence[str], window: Sequence[str]) -> str:
    """Tell the first word whose punctuation differs, where all words are equal."""
    for _, a, b, c, d in codes:
        for here, there in zip(raw[a:b], window[c:d], strict=True):
            if here != there:
                return f"the text has {_excerpt([there])} where the quote has {_excerpt([here])}"
    return ""


def _trimmed(codes: Sequence[_Code]) -> list[_Code]:
    """Leave out what the window has before and after the passage."""
    kept = [code for i, code in enumerate(codes) if code[0] != "insert" or 0 < i < len(codes) - 1]
    if kept and kept[0][0] == "replace":
        tag, a, b, c, d = kept[0]
        kept[0] = tag, a, b, max(c, d - (b - a)), d
    if len(kept) > 1 and kept[-1][0] == "replace":
        tag, a, b, c, d = kept[-1]
        kept[-1] = tag, a, b, c, min(d, c + (b - a))
    return kept


def _differences(
    codes: Sequence[_Code], wanted: Sequence[str], has: Sequence[str]
) -> list[tuple[Sequence[str], Sequence[str]]]:
    """Each difference with an equal neighbour, so that it can be found in the text."""
    pairs = []
    for i, (tag, a, b, c, d) in enumerate(codes):
        if tag == "equal":
            continue
        after = i + 1 < len(codes)
        before = i > 0 and (tag != "replace" or not after)
        low, high = int(before), int(after)
        pairs.append((wanted[a - low : b + high], has[c - low : d + high]))
    return pairs


def _excerpt(tokens: Sequence[str]) -> str:
    kept: list[str] = []
    for token in tokens:
        if count_words(" ".join([*kept, token])) > _SIDE_WORDS:
            kept.append("…")
            break
        kept.append(token)
    return quoted(" ".join(kept))


def _nearest_word(text: str, word: str) -> str:
    first = word[:1].casefold()
    known = {token for token in _without_marks(_token_index(text)[0]) if token[:1].casefold() == first}
    near = sorted(token for token in known if abs(len(token) - len(word)) <= 2)
    return did_you_mean(word, near[:_VOCABULARY], "")
