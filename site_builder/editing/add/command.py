"""The command `add`: captures an article, says what it found, and writes the files of a new article."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from site_builder.corpus import loading as corpora
from site_builder.corpus.captured_texts import OPEN, RAW, texts_at_hand
from site_builder.corpus.loading import Project
from site_builder.corpus.placeholders import TO_FILL, gap_problem
from site_builder.corpus.source import Leaf, ParsedArticle, read_article
from site_builder.corpus.text_rights import known_texts
from site_builder.corpus.values import id_problem, leaf_problems
from site_builder.corpus.vocabulary.own_fields import annotation_class
from site_builder.editing.add.article_id import article_id
from site_builder.editing.add.capture import Capture, capture, name_of
from site_builder.editing.add.damaged_characters import DamageReport, find_damage
from site_builder.editing.add.description import AddOptions, Description, clean, describe
from site_builder.editing.add.duplicates import Duplicate, find_duplicate
from site_builder.editing.add.layout import Layout
from site_builder.editing.add.new_files import write_new_files
from site_builder.editing.add.outlets import Outlet, Outlets
from site_builder.editing.add.writing import TextFacts, annotation_head, article_file
from site_builder.editing.add.written_bounds import with_bounds
from site_builder.editing.suggest.command import without_open_figures, writable
from site_builder.editing.suggest.proposals.names import slug
from site_builder.editing.suggest.suggesting import Suggestions, suggest
from site_builder.editing.suggest.writing.entries import NewEntry
from site_builder.editing.suggest.writing.inserting import inserted
from site_builder.model.addresses import is_address
from site_builder.model.annotation import Annotation
from site_builder.model.corpus import Corpus
from site_builder.model.problems import Checked, Location, Problem, in_order, quoted
from site_builder.model.rights import opens
from site_builder.model.value_types import ArticleId
from site_builder.proving.body import find_body
from site_builder.storage.files import location

LONGEST_BODY = 60_000
"""Code points, about 10,000 words: beyond that, suggesting takes seconds, and the bounds are wrong."""
_MEDIA = "annotations/actors/media.yml"
_NO_OTHER = (
    "--republished was given, but no article here has this text or most of it; where another outlet had it "
    "first, write its id as `republished_from`"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A new article: its id, what was found, and its files by path, whether or not they were written.

    `gaps` are the places that `check` reports until they are filled; `entries` what the registry lacks.
    """

    article: ArticleId
    found: Description
    publisher: str
    republished_from: str
    layout: Layout
    bounded: bool
    duplicate: Duplicate | None
    damage: DamageReport
    suggestions: Suggestions | None
    entries: tuple[NewEntry, ...]
    gaps: tuple[Problem, ...]
    notes: tuple[str, ...]
    licence: str
    files: Mapping[str, bytes]


def add_article(
    project: Project, source: str, given: AddOptions, texts: Sequence[Path], standard_input: BinaryIO
) -> Checked[Added | None]:
    """Prepare the files of a new article from a capture; `place_article` writes them.

    None come, with the problem, where there is no article in the capture, or where its text is in
    the project already.
    """
    wrong = tuple(_option_problems(given))
    if wrong:
        return None, wrong
    captured, problems = capture(source, standard_input, whole=given.whole)
    if captured is None:
        return None, problems
    corpus, _ = corpora.load(project)
    layout, found = describe(captured, given, Outlets(corpus.registry))
    layout, bounds = with_bounds(layout)
    publisher = given.publisher or _publisher_id(found.outlet, corpus)
    sha256 = hashlib.sha256(captured.data).hexdigest()
    paragraphs = [captured.text[start:end] for start, end in layout.stretches]
    duplicate = find_duplicate(
        corpus, sha256, paragraphs, texts_at_hand(project, known_texts(corpus).values(), texts)[0]
    )
    refused = _refused(source, duplicate, corpus, publisher, given)
    if refused:
        return None, (refused,)
    republished_from = _republished_from(found, duplicate, corpus)
    name = article_id(
        publisher or "unknown",
        found.published.edtf,
        found.title.value if found.title else "",
        _taken_id(corpus),
    )
    facts = TextFacts(sha256, len(captured.text), bounds, given.rights)
    prepared = _PreparedArticle(ArticleId(name), captured, layout, found, publisher, republished_from, facts)
    added = _new_article_files(project, corpus, prepared, duplicate, propose=given.propose)
    if given.republished and duplicate is None:
        added = replace(added, notes=(*added.notes, _NO_OTHER))
    return added, ()


def place_article(project: Project, added: Added) -> tuple[Problem, ...]:
    """Write the files of a new article, all or none."""
    return write_new_files(project.root, added.files)


def _option_problems(given: AddOptions) -> Sequence[Problem]:
    if given.url and not is_address(given.url):
        fix = "give the whole address, such as https://gazette.example/a-story"
        return (Problem(Location("--url"), "bad-url", quoted(given.url), "a web address", fix),)
    problem = id_problem(given.publisher, Location("--publisher")) if given.publisher else None
    rights = leaf_problems([Leaf("Rights", given.rights, Location("--rights"), "rights")])
    return (*((problem,) if problem else ()), *rights)


def _taken_id(corpus: Corpus) -> frozenset[str]:
    """Every id that something has, or that an article had."""
    former = (name for article in corpus.articles.values() for name in article.formerly)
    return frozenset((*corpus.registry.entries, *corpus.articles, *former))


# ------------------------------------------------------------------ outlets and earlier texts


def _publisher_id(outlet: Outlet | None, corpus: Corpus) -> str:
    """Give the id of the publisher; for one that the registry lacks, the id that is proposed."""
    if outlet is None:
        return ""
    if outlet.actor:
        return outlet.actor
    name = slug(outlet.name.removeprefix("The ").removeprefix("the "))
    return f"{name[:74]}-media" if name in corpus.registry.entries else name


def _refused(
    source: str, duplicate: Duplicate | None, corpus: Corpus, publisher: str, given: AddOptions
) -> Problem | None:
    """Refuse a text that is there already; one that another outlet carries only where nobody said so."""
    if duplicate is None:
        return None
    known = corpus.articles[duplicate.article]
    where = location(name_of(source))
    found = f"the text of {duplicate.article} ({duplicate.how})"
    if duplicate.identical:
        fix = f"edit articles/{duplicate.article}.md; one text cannot be two articles"
        return Problem(where, "same-text", found, "a new text", fix)
    if publisher and publisher == known.publisher:
        fix = (
            f"edit articles/{duplicate.article}.md; to replace its capture by this one, write the sha256 and "
            "the length of the new text there, and run `site-builder extract`"
        )
        return Problem(where, "same-text", found, "a new text, or another outlet's", fix)
    if given.republished:
        return None
    nearly = "" if duplicate.is_same else "much of "
    found = f"{nearly}the text of {duplicate.article}, published by {known.publisher} ({duplicate.how})"
    fix = (
        "if another outlet carried it, add it with --republished, which writes `republished_from`; "
        f"else edit articles/{duplicate.article}.md"
    )
    return Problem(where, "near-text", found, "a new text", fix)


def _republished_from(found: Description, duplicate: Duplicate | None, corpus: Corpus) -> str:
    """Give the outlet that had the text first: as credited, or as two printed dates tell; else a gap."""
    if found.first and found.first.actor:
        return found.first.actor
    if duplicate is None:
        return ""
    known = corpus.articles[duplicate.article]
    dates = known.published, found.published.edtf
    printed = known.published_basis == found.published.basis == "printed"
    if printed and all(map(_DAY.fullmatch, dates)) and dates[0] < dates[1]:
        return known.republished_from or known.publisher
    return TO_FILL


# ------------------------------------------------------------------ the files


@dataclass(frozen=True, slots=True)
class _PreparedArticle:
    article: ArticleId
    captured: Capture
    layout: Layout
    found: Description
    publisher: str
    republished_from: str
    text: TextFacts

    @property
    def path(self) -> str:
        return f"articles/{self.article}.md"

    @property
    def folder(self) -> str:
        """Where the text lies: with what is published only where its rights allow that."""
        return OPEN if opens(self.text.rights) else RAW

    def read(self) -> Checked[ParsedArticle | None]:
        """Write the article's file, and read it as `check` will."""
        return read_article(self.file(), self.path)

    def file(self) -> bytes:
        return article_file(self.found, self.publisher, self.republished_from, self.text).encode()


def _new_article_files(
    project: Project,
    corpus: Corpus,
    prepared: _PreparedArticle,
    duplicate: Duplicate | None,
    *,
    propose: bool,
) -> Added:
    prepared, bounded = _bounded(prepared)
    parsed, problems = prepared.read()
    if parsed is None:
        raise AssertionError(problems)  # what we write is what we read
    suggestions = _suggestions(project, corpus, prepared, parsed) if propose else None
    entries = _entries(prepared, suggestions)
    files = {
        prepared.path: prepared.file(),
        f"annotations/articles/{prepared.article}.yml": _annotation(
            prepared, suggestions, entries, annotation_class(corpus.registry)
        ),
        f"{prepared.folder}/{prepared.article}.txt": prepared.captured.data,
    }
    if prepared.captured.page is not None:
        files[f"{RAW}/{prepared.article}.html"] = prepared.captured.page
    if not (project.root / RAW).exists() and any(path.startswith(f"{RAW}/") for path in files):
        files[f"{RAW}/.gitignore"] = b"# Captured texts are private.\n*\n"
    words = "\n".join(prepared.captured.text[start:end] for start, end in prepared.layout.stretches)
    return Added(
        article=prepared.article,
        found=prepared.found,
        publisher=prepared.publisher,
        republished_from=prepared.republished_from,
        layout=prepared.layout,
        bounded=bounded,
        duplicate=duplicate,
        damage=find_damage(words, corpus.registry),
        suggestions=suggestions,
        entries=entries,
        gaps=_placeholder_keys(parsed, problems),
        notes=prepared.captured.notes,
        licence=licence.value if (licence := prepared.captured.stated.licence) else "",
        files=files,
    )


def _bounded(prepared: _PreparedArticle) -> tuple[_PreparedArticle, bool]:
    """Keep the bounds only where they give back the very stretches that were found."""
    if prepared.text.bounds is None:
        return prepared, False
    parsed, _ = prepared.read()
    info = parsed.article.value.text if parsed else None
    body = find_body(prepared.captured.text, info)[0] if info else None
    text = prepared.captured.text
    if body is not None and _word_ends(text, body.stretches) == _word_ends(text, prepared.layout.stretches):
        return prepared, True
    return replace(prepared, text=replace(prepared.text, bounds=None)), False


def _word_ends(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Give where the first words of some stretches begin, and the last ones end."""
    (a, b), (c, d) = spans[0], spans[-1]
    return b - len(text[a:b].lstrip()), c + len(text[c:d].rstrip())


def _span_ends(spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return spans[0][0], spans[-1][1]


def _suggestions(
    project: Project, corpus: Corpus, prepared: _PreparedArticle, parsed: ParsedArticle
) -> Suggestions | None:
    """Suggest records as `suggest` does; those whose words no file may hold are left out.

    None come for a body that is far longer than an article.
    """
    first, last = _span_ends(prepared.layout.stretches)
    if last - first > LONGEST_BODY:
        return None
    articles = {**corpus.articles, prepared.article: parsed.article.value}
    found, _ = suggest(
        replace(corpus, articles=articles), prepared.article, prepared.captured.text, project.settings
    )
    kind = annotation_class(corpus.registry)
    return writable(without_open_figures(found), kind) if found else None


def _entries(prepared: _PreparedArticle, suggestions: Suggestions | None) -> tuple[NewEntry, ...]:
    proposed = suggestions.entries if suggestions else ()
    outlet = prepared.found.outlet
    if outlet is None or outlet.actor or not prepared.publisher:
        return proposed
    new = NewEntry(_MEDIA, prepared.publisher, (("name", clean(outlet.name)), ("type", "media")))
    return (new, *(entry for entry in proposed if entry.id != new.id))


def _annotation(
    prepared: _PreparedArticle,
    suggestions: Suggestions | None,
    entries: tuple[NewEntry, ...],
    kind: type[Annotation],
) -> bytes:
    unread = suggestions.unread if suggestions else ()
    head = annotation_head(prepared.article, entries, unread).encode()
    if suggestions is None or not suggestions.proposals:
        return head
    path = f"annotations/articles/{prepared.article}.yml"
    new, problems = inserted(head, path, suggestions.proposals, kind)
    if new is None:
        raise AssertionError(problems)  # what we write is what we read
    return new


def _placeholder_keys(parsed: ParsedArticle, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Give the gaps of the article's file, in its order, as `check` reports them."""
    from_values = leaf_problems(parsed.article.leaves)
    article = parsed.article.value
    language = (gap_problem("language", article.at.of("language")),) if article.language == TO_FILL else ()
    return tuple(p for p in in_order((*problems, *from_values, *language)) if p.rule == "gap")
