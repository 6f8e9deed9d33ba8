"""Measures how well names are found in news that people annotated or judged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from site_builder.extraction.extract import extract
from site_builder.extraction.gold_standard import KINDS, score_names
from site_builder.extraction.scoring import Counts
from site_builder.linking.name_resolution import name_text
from site_builder.model.extraction_results import PUBLISHED_RANK, Mention
from site_builder.model.normal_form import Span
from site_builder.names.matching import NO_NAMES, NameIndex
from site_builder.proving.executors import Executor
from site_builder.reviewing.evaluation.corpora import HALVES
from site_builder.reviewing.evaluation.model_names import candidate_table, speed_table
from site_builder.reviewing.evaluation.named_articles import (
    CORPORA,
    WIKINEWS,
    NamedArticle,
    named,
)
from site_builder.reviewing.evaluation.rule_choice import choice_tables
from site_builder.reviewing.evaluation.tables import (
    BY_ANNOTATORS,
    BY_HAND,
    ResultTable,
    Section,
    Summary,
    share_of,
)

Found = Mapping[str, Sequence[Mention]]
"""What is found in each article, by its id."""

_NOTE: Final = """\
With an empty registry and without a model. *Published* names are those of ranks 1 to 3; candidates of \
ranks 4 and 5 are only proposed. Right means the same span and kind. Articles ("the") and titles before a \
name do not count; a country that is marked as an organisation, because it acts or plays, is right as a \
place. gum-news marks noun phrases whose head it tags as a proper noun, which leaves out names such as \
"musician Ann Hale", "the United States" or "the Civic Party"; meantime leaves out what is part of a longer \
phrase, and marks the European Union as a place. So there are two columns: what the annotators marked, and \
that with the names that a reader judged they had left out. What nobody judged counts as wrong. In wikinews \
nothing is marked, and only samples were judged: of the held-out half 250 names at random and five finds of \
each rule, of the other half twelve finds of each rule. Recall is that of marked names that are not inside \
another name. When the held-out halves were first measured, 97.4 % of 531 published names were right in \
gum-news, 97.9 % of 380 in meantime, and 98.8 % of the 250 in wikinews, gaps judged. What was seen while \
judging then led to a few general repairs (centres and conferences with acronyms, campuses, what only \
begins or ends a longer name, "-based", operators), so that these rows are no longer unseen text. The lists \
of known bodies were written from general knowledge, but knowing that meantime is about makers of aircraft, \
cars and computers and about stock markets: its recall is an upper bound."""


def names_in(text: str, body: Sequence[Span], names: NameIndex = NO_NAMES) -> tuple[Mention, ...]:
    """Find the names in a text with what a registry knows."""
    return tuple(linked.mention for linked in name_text(extract(text, body), names))


def names_of(text: str) -> tuple[Mention, ...]:
    """Find the names in a whole text that no registry knows."""
    return names_in(text, [(0, len(text))])


def name_section(articles: Sequence[NamedArticle], executor: Executor) -> Section:
    """Score the names, with an empty registry."""
    given = executor.map(names_of, [article.text for article in articles])
    found = {article.id: _scored(names) for article, names in zip(articles, given, strict=True)}
    rows = list(_published(articles, found))
    candidates, speed = candidate_table(articles, found), speed_table(articles)
    return Section(
        "Names",
        _NOTE,
        (
            ResultTable(
                "What is published",
                "",
                ("corpus", "half", "scored", "right, gaps judged", "right, as marked", "recall"),
                tuple(rows),
            ),
            *choice_tables(articles, found),
            candidates,
            speed,
        ),
        (*_summary(rows), *_of_candidates(candidates.rows), *_of_speed(speed.rows)),
    )


def _scored(names: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(mention for mention in names if mention.label in KINDS.values())


def _published(articles: Sequence[NamedArticle], found: Found) -> Iterator[tuple[str, ...]]:
    """Give a row for each corpus and half, the half held back first."""
    for half in reversed(HALVES):
        for corpus in CORPORA:
            some = [article for article in articles if (article.corpus, article.half) == (corpus, half)]
            counts, right = Counts(), 0
            for article in some:
                mine = [m for m in found[article.id] if m.rank <= PUBLISHED_RANK and article.counts(m)]
                counts += score_names(mine, article.names)
                right += len({named(m) for m in mine} & (article.right | article.more))
            marked = corpus != WIKINEWS
            yield (
                corpus,
                half,
                str(counts.found),
                share_of(right, counts.found),
                share_of(counts.right_found, counts.found) if marked else "",
                share_of(counts.right_gold, counts.gold) if marked else "",
            )


def _summary(rows: Sequence[tuple[str, ...]]) -> Iterator[Summary]:
    by = {(corpus, half): cells for corpus, half, *cells in rows}
    written_on, held_back = HALVES
    for corpus in CORPORA:
        there, here = by[corpus, held_back], by[corpus, written_on]
        what = f"published names, {corpus}"
        if corpus != WIKINEWS:
            yield Summary(what, "right, as marked", there[2], here[2], BY_ANNOTATORS)
            yield Summary(what, "recall", there[3], here[3], BY_ANNOTATORS)
        yield Summary(what, "right, gaps judged", there[1], here[1], BY_HAND)


def _of_candidates(rows: Sequence[tuple[str, ...]]) -> Iterator[Summary]:
    """Give the F of all that is proposed or published, by rules and by models."""
    by = {(corpus, way, half): cells[-1] for corpus, half, way, *cells in rows}
    written_on, held_back = HALVES
    for corpus, way in sorted({(corpus, way) for corpus, way, _ in by}):
        f = by[corpus, way, held_back], by[corpus, way, written_on]
        # Models were trained on neither half.
        here = f[1] if way == "rules" else f"({f[1]})"
        yield Summary(f"all candidates, {corpus}, {way}", "F", f[0], here, BY_ANNOTATORS)


def _of_speed(rows: Sequence[tuple[str, ...]]) -> Iterator[Summary]:
    for way, words in rows:
        yield Summary(f"speed, {way}", "words a CPU second", words, "", "the clock")
