"""The spaCy pipeline of names: one component a rank, each a registered factory, falling in authority."""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from site_builder.extraction import gazetteer
from site_builder.extraction.bodies import find_bodies
from site_builder.extraction.candidates import find_candidates
from site_builder.extraction.equipment import find_equipment
from site_builder.extraction.people import find_people
from site_builder.extraction.places import datelines, find_places, in_gazetteer
from site_builder.extraction.references import find_references
from site_builder.extraction.rule_names import RuleName
from site_builder.extraction.shapes import MOST_WORDS, CapitalRun, TextWords, find_runs, read_words
from site_builder.extraction.vocabulary import trimmed
from site_builder.model.extraction_results import Mention
from site_builder.names.overlaps import settle

FOUND: Final = "site_builder.found"
_WORDS: Final = "site_builder.words"
_RUNS: Final = "site_builder.runs"
_STARTS: Final = "site_builder.linking.home_states"
_KEY: Final = "\n"
_PIECE: Final = re.compile(r"[^\W_]+")
_FORM: Final = 200  # code points; no name is longer


class WordTokenizer:
    """Makes a document of the runs of letters and digits of a prepared text, in time linear in it.

    Forms are looked up by these and then compared letter by letter, so nothing else is needed;
    spaCy's own tokenizer takes quadratic time for a run of brackets.
    """

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab

    def __call__(self, text: str) -> Doc:
        found = [(match[0], match.start()) for match in _PIECE.finditer(text)]
        doc = Doc(self._vocab, words=[piece for piece, _ in found])
        words = read_words(text)
        runs = (trimmed(words, run) for run in find_runs(words))
        doc.user_data = {
            FOUND: [],
            _WORDS: words,
            _RUNS: tuple(run for run in runs if 0 < run.end - run.first <= MOST_WORDS),
            _STARTS: [start for _, start in found],
        }
        return doc


class ExactForms:
    """Exact forms of names, looked up in a text all at once; of overlapping ones the longest."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._matcher = PhraseMatcher(nlp.vocab)
        self._forms: dict[str, list[tuple[int, str]]] = {}

    def add(self, form: str) -> None:
        pieces = [(match[0], match.start()) for match in _PIECE.finditer(form)]
        if not pieces or len(form) > _FORM:
            return
        key = _KEY.join(piece for piece, _ in pieces)
        if key not in self._forms:
            self._matcher.add("form", [Doc(self._nlp.vocab, words=[piece for piece, _ in pieces])])
        self._forms.setdefault(key, []).append((pieces[0][1], form))

    def find(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """Give the place of every form in the text, longer ones first where they begin together."""
        text, starts = _words(doc).text, doc.user_data[_STARTS]
        found: set[tuple[int, int]] = set()
        for _, first, end in self._matcher(doc):
            for offset, form in self._forms[_KEY.join(token.text for token in doc[first:end])]:
                start = starts[first] - offset
                if start >= 0 and text.startswith(form, start):
                    found.add((start, start + len(form)))
        done = 0
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            if start >= done:
                yield start, end
                done = end


class RuleNames:
    """Rank 3: the rules of newspaper English."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name, self.vocab = name, nlp.vocab

    def __call__(self, doc: Doc) -> Doc:
        words, runs = _words(doc), _runs(doc)
        _add(doc, words, find_bodies(words, runs))
        _add(doc, words, find_places(words, runs))
        _add(doc, words, datelines(words))
        _add(doc, words, find_people(words, runs))
        _add(doc, words, find_equipment(words, runs))
        return doc


class Gazetteer:
    """Rank 4, or 3 in the company of a preposition: countries, cities, demonyms, everyday bodies."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self._forms = ExactForms(nlp)
        for form in gazetteer.entries():
            self._forms.add(form)

    def __call__(self, doc: Doc) -> Doc:
        words = _words(doc)
        _add(doc, words, self._judged(doc, words))
        return doc

    def _judged(self, doc: Doc, words: TextWords) -> Iterator[RuleName]:
        for start, stop in self._forms.find(doc):
            first, end = words.at(start), words.at(stop)
            if first < end and words.starts[first] == start and words.ends[end - 1] == stop:
                found = in_gazetteer(words, first, end)
                if found:
                    yield found


class BackReferences:
    """Rank 2: what refers back to the names of rank 3; those of the registry are linked later."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name, self.vocab = name, nlp.vocab

    def __call__(self, doc: Doc) -> Doc:
        words = _words(doc)
        known = [mention for mention in settle(doc.user_data[FOUND]) if mention.rank <= 3]
        _add(doc, words, find_references(words, known))
        return doc


class Shapes:
    """Rank 4: proposals from the shape of words."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name, self.vocab = name, nlp.vocab

    def __call__(self, doc: Doc) -> Doc:
        words, runs = _words(doc), _runs(doc)
        _add(doc, words, find_candidates(words, runs))
        return doc


def _words(doc: Doc) -> TextWords:
    words: TextWords = doc.user_data[_WORDS]
    return words


def _runs(doc: Doc) -> tuple[CapitalRun, ...]:
    runs: tuple[CapitalRun, ...] = doc.user_data[_RUNS]
    return runs


def _add(doc: Doc, words: TextWords, found: Iterable[RuleName]) -> None:
    doc.user_data[FOUND] += [name.mention(words, words.text) for name in found]


_FACTORIES: Final = {
    "site_builder_rules": RuleNames,
    "site_builder_gazetteer": Gazetteer,
    "site_builder_references": BackReferences,
    "site_builder_shapes": Shapes,
}
for _name, _class in _FACTORIES.items():
    Language.factory(_name, func=_class)


@dataclass(frozen=True, slots=True)
class ReadText:
    """A prepared text as read: words, runs of capitals, and what every rule finds, overlaps included."""

    words: TextWords
    runs: tuple[CapitalRun, ...]
    found: tuple[Mention, ...]


@cache
def _pipeline() -> Language:
    """Make the pipeline; it keeps nothing between texts."""
    nlp = spacy.blank("en")
    nlp.max_length = sys.maxsize  # spaCy's bound is for models, which are not run here; a text has its own
    # Nothing here asks for attributes of words, and they take a third of the time; untyped in spaCy's stubs.
    nlp.vocab.lex_attr_getters.clear()  # type: ignore[attr-defined]
    nlp.tokenizer = WordTokenizer(nlp)
    for factory in _FACTORIES:
        nlp.add_pipe(factory)
    return nlp


def run_pipeline(prepared: str, *, rules: bool = True) -> ReadText:
    """Read a prepared text; without `rules`, which are those of English, nothing is found in it."""
    nlp = _pipeline()
    doc = nlp.make_doc(prepared)
    for _, component in nlp.pipeline if rules else ():
        doc = component(doc)
    return ReadText(_words(doc), _runs(doc), tuple(doc.user_data[FOUND]))
