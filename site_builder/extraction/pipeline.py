"""The spaCy pipeline of names: one component a rank, falling in authority.

What rules find stays in `user_data`, not in `ents` or `spans`: names overlap, and where each begins and
ends is kept as the rules have it.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Final

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from site_builder.extraction import gazetteer
from site_builder.extraction.acronyms import find_acronyms
from site_builder.extraction.bodies import find_bodies
from site_builder.extraction.candidates import find_candidates
from site_builder.extraction.equipment import find_equipment
from site_builder.extraction.known_names import in_gazetteer, is_on_sport
from site_builder.extraction.people import find_people
from site_builder.extraction.places import datelines, find_places
from site_builder.extraction.references import find_references
from site_builder.extraction.rule_names import RuleName
from site_builder.extraction.shapes import MOST_WORDS, CapitalRun, TextWords, find_runs, read_words
from site_builder.extraction.vocabulary import at_legal_forms, trimmed
from site_builder.model.extraction_results import Mention
from site_builder.names.overlaps import settle

_READ: Final = "site_builder"
"""Where a document keeps what is read from it."""
_PIECE: Final = re.compile(r"[^\W_]+")
_PIECES: Final = re.compile(r"([^\W_]+)")
_ASCII_PIECES: Final = re.compile("([A-Za-z0-9]+)")  # the same of plain text, and quicker


@dataclass(frozen=True, slots=True)
class ReadText:
    """A prepared text as read: words, runs of capitals, and what every rule finds, overlaps included."""

    words: TextWords
    runs: tuple[CapitalRun, ...]
    found: list[Mention]

    def add(self, found: Iterable[RuleName]) -> None:
        """Add what a component finds."""
        self.found.extend(name.mention(self.words, self.words.text) for name in found)


class WordTokenizer:
    """Makes a document that carries the words of a prepared text, in time linear in it.

    It has no tokens of its own: rules go by our words, and spaCy's tokenizer takes quadratic time for a run
    of brackets.
    """

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        words = read_words(text)
        runs = (trimmed(words, part) for run in find_runs(words) for part in at_legal_forms(words, run))
        named = tuple(run for run in runs if 0 < run.end - run.first <= MOST_WORDS)
        read = ReadText(words, named, [])
        return Doc(self._vocab, words=[], user_data={_READ: read})


@Language.component("site_builder_rules")
def rule_names(doc: Doc) -> Doc:
    """Rank 3: the rules of newspaper English."""
    read = _read(doc)
    for find in (find_bodies, find_places, find_people, find_equipment):
        read.add(find(read.words, read.runs))
    read.add(datelines(read.words))
    read.add(find_acronyms(read.words))
    return doc


@Language.factory("site_builder_gazetteer")
class Gazetteer:
    """Rank 4, or 3 in the company of a preposition: countries, cities, demonyms, everyday bodies."""

    def __init__(self, nlp: Language, name: str) -> None:
        del nlp
        self.name = name
        self._forms: dict[str, list[str]] = {}
        for form in gazetteer.entries():
            self._forms.setdefault(_PIECE.findall(form)[0], []).append(form)

    def __call__(self, doc: Doc) -> Doc:
        read = _read(doc)
        read.add(self._judged(read.words))
        return doc

    def _judged(self, words: TextWords) -> Iterator[RuleName]:
        """Judge the names that are whole words, of overlapping ones the longest."""
        done = 0
        sport = is_on_sport(words)
        for start, stop in sorted(self._places(words.text), key=lambda span: (span[0], -span[1])):
            if start < done:
                continue
            done = stop
            first, end = words.at(start), words.at(stop)
            if first < end and words.starts[first] == start and words.ends[end - 1] == stop:
                found = in_gazetteer(words, first, end, sport=sport)
                if found:
                    yield found

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        """Give the place of every form that stands in the text letter by letter, with no letter after it."""
        pieces = (_ASCII_PIECES if text.isascii() else _PIECES).split(text)
        ends = list(accumulate(map(len, pieces)))
        for i in range(1, len(pieces), 2):
            for form in self._forms.get(pieces[i], ()):
                start = ends[i - 1]
                stop = start + len(form)
                if text.startswith(form, start) and not (form[-1].isalnum() and _PIECE.match(text, stop)):
                    yield start, stop


@Language.component("site_builder_references")
def back_references(doc: Doc) -> Doc:
    """Rank 2: what refers back to the names of rank 3; those of the registry are linked later."""
    read = _read(doc)
    known = [mention for mention in settle(read.found) if mention.rank <= 3]
    read.add(find_references(read.words, known))
    return doc


@Language.component("site_builder_shapes")
def shapes_of_names(doc: Doc) -> Doc:
    """Rank 4: proposals from the shape of words."""
    read = _read(doc)
    read.add(find_candidates(read.words, read.runs))
    return doc


def _read(doc: Doc) -> ReadText:
    read: ReadText = doc.user_data[_READ]
    return read


@cache
def _pipeline() -> Language:
    """Make the pipeline; it keeps nothing between texts."""
    # `spacy.blank` would first make a tokenizer of English from all its exceptions: a third of a second.
    nlp = English(create_tokenizer=lambda nlp: WordTokenizer(nlp.vocab))
    nlp.max_length = sys.maxsize  # spaCy's bound is for models, which are not run here; a text has its own
    # Nothing here asks for attributes of words, and they take a third of the time; untyped in spaCy's stubs.
    nlp.vocab.lex_attr_getters.clear()  # type: ignore[attr-defined]
    for name in ("rules", "gazetteer", "references", "shapes"):
        nlp.add_pipe(f"site_builder_{name}")
    return nlp


def run_pipeline(prepared: str, *, rules: bool = True) -> ReadText:
    """Read a prepared text; without `rules`, which are those of English, nothing is found in it."""
    nlp = _pipeline()
    return _read(nlp(prepared, disable=() if rules else nlp.pipe_names))
