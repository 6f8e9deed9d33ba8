"""The names that an annotated corpus of noun phrases holds, as exact spans to score against.

GUM marks noun phrases whose head is a proper noun: "New Zealand's Prime Minister John Key",
"the Irving Police Department", "Devocht, who had told ...". What is scored is the name in
them: articles, possessives and what follows the name are cut off; titles may be left out or in.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.scoring import Counts
from site_builder.extraction.titles import TITLES
from site_builder.extraction.vocabulary import COMMON, DEMONYMS, KNOWN, PARTICLES, TITLE_PARTS
from site_builder.model.extraction_results import Label, Mention
from site_builder.model.normal_form import Span

KINDS: Final[dict[str, Label]] = {"PERSON": "person", "ORG": "organisation", "LOC": "place", "GPE": "place"}

_TOKEN: Final = re.compile(r"[^\W_](?:[^\s,;:()\[\]\"“”/]*[^\W_])?\.?")
_JOINING: Final = lexicon.words("names in gold texts joined by") | PARTICLES
_BEFORE_NAMES: Final = TITLES | TITLE_PARTS | DEMONYMS | lexicon.words("states in capitals")
_ARTICLES: Final = lexicon.words("articles")
_NO_NAME: Final = DEMONYMS | COMMON | TITLES
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)+|Jr\.|Sr\.|Inc\.|Corp\.|Ltd\.")


@dataclass(frozen=True, slots=True)
class GoldName:
    """A name of the corpus: its kind, and the spans that count as right."""

    label: Label
    spans: tuple[Span, ...]
    acts: bool = False
    """A country or city that acts, as a government or team: GUM marks it as an organisation."""

    @property
    def span(self) -> Span:
        return self.spans[0]

    @property
    def right(self) -> frozenset[tuple[Label, Span]]:
        """What counts as right: kind and span."""
        labels: tuple[Label, ...] = (self.label, "place") if self.acts else (self.label,)
        return frozenset((label, span) for label in labels for span in self.spans)


def gold_names(text: str, entities: Iterable[Mapping[str, object]]) -> tuple[GoldName, ...]:
    """Read the names of one article, each once, those within others included."""
    found: dict[tuple[Label, Span], GoldName] = {}
    for entity in entities:
        label = KINDS.get(str(entity["type_norm"]))
        if label is None:
            continue
        name = _name(text, int(str(entity["start"])), int(str(entity["end"])), label)
        if name is not None:
            found.setdefault((label, name.span), name)
    return tuple(sorted(found.values(), key=lambda name: (name.span, name.label)))


def _name(text: str, start: int, end: int, label: Label) -> GoldName | None:
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]
    words = [text[a:b] for a, b in tokens]
    first = _after_article(words)
    if first is None:
        return None
    if label != "place":  # "Italy's la Repubblica": the name follows the last possessive
        spaced = [k for k in range(first, len(words)) if _is_joined(text, tokens, first, k)]
        first = max((k + 1 for k in spaced[:-1] if _is_possessive(words[k])), default=first)
    last = _last(text, tokens, first, label)
    if not any(c.isupper() for c in words[first]):
        return None
    whole = [_trim(text, tokens[first][0], tokens[last][1])]
    bare = first
    while bare <= last and words[bare] in _BEFORE_NAMES:
        bare += 1
    parts = words[first : last + 1]
    if label == "person":
        if bare > last or words[first].strip("'s’") in DEMONYMS | COMMON or _NO_NAME.issuperset(parts):
            return None
        if any(word in TITLES for word in words[first:bare]):
            whole.append(_trim(text, tokens[bare][0], tokens[last][1]))
    elif TITLES.issuperset(parts):
        return None
    if text[start:end].startswith(("the ", "The ")) and tokens[first][0] == start + 4:
        whole.append((start, whole[0][1]))
    acts = label == "organisation" and KNOWN.get(text[slice(*whole[0])]) == "place"
    return GoldName(label, tuple(whole), acts)


def _is_joined(text: str, tokens: list[Span], first: int, k: int) -> bool:
    """Tell whether only spaces stand between the words from `first` to `k`."""
    return all(not text[tokens[i - 1][1] : tokens[i][0]].strip() for i in range(first + 1, k + 1))


def _last(text: str, tokens: list[Span], first: int, label: Label) -> int:
    """Find the last word of the name that begins at `first`."""
    last = first
    for k in range(first + 1, len(tokens)):
        word = text[slice(*tokens[k])]
        ends = text[tokens[k - 1][1] : tokens[k][0]].strip() or _is_possessive(text[slice(*tokens[k - 1])])
        small = word in _JOINING
        if ends or (small and word not in PARTICLES and label == "person"):
            break
        if not (small or word[0].isdigit() or any(c.isupper() for c in word)):
            break
        if not small:
            last = k
    return last


def _after_article(words: list[str]) -> int | None:
    for k, word in enumerate(words):
        if word in _ARTICLES or not any(c.isupper() for c in word):
            continue
        return k
    return None


def _is_possessive(word: str) -> bool:
    return word.endswith(("'s", "’s"))


def _trim(text: str, start: int, end: int) -> Span:
    """Leave a possessive ending and a full stop outside."""
    word = text[start:end]
    if word.endswith(("'s", "’s")):
        end -= 2
    elif word.endswith(("'", "’")) or (word.endswith(".") and not _INITIALS.fullmatch(word.split()[-1])):
        end -= 1
    return start, end


def outermost(names: Iterable[GoldName]) -> tuple[GoldName, ...]:
    """Leave out the names within longer ones: "Irving" in "Irving Police Department"."""
    listed = list(names)
    return tuple(
        name
        for name in listed
        if not any(
            other is not name
            and other.span[0] <= name.span[0]
            and name.span[1] <= other.span[1]
            and other.span != name.span
            for other in listed
        )
    )


def score_names(mentions: Iterable[Mention], names: Iterable[GoldName]) -> Counts:
    """Count the mentions of scored kinds whose span and kind are right, and the names they meet."""
    scored = [m for m in mentions if m.label in KINDS.values()]
    listed = tuple(names)
    right = {one for name in listed for one in name.right}
    hits = {(m.label, (m.start, m.end)) for m in scored} & right
    outer = outermost(listed)
    met = sum(not name.right.isdisjoint(hits) for name in outer)
    return Counts(gold=len(outer), found=len(scored), right_gold=met, right_found=len(hits))
