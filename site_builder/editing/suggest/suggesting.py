"""All proposals for an article: what is found in its text, less what is annotated, each with its quotes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_builder.corpus.checks.printed_dates import is_printed
from site_builder.corpus.project import Settings
from site_builder.corpus.vocabulary.own_fields import annotation_class
from site_builder.editing.suggest.deal_proposals import deal_proposal
from site_builder.editing.suggest.deals import find_deals
from site_builder.editing.suggest.entries import NewEntry, new_entries
from site_builder.editing.suggest.event_ids import EventIds
from site_builder.editing.suggest.existing import ExistingRecords
from site_builder.editing.suggest.figures import find_figures
from site_builder.editing.suggest.names import Directory
from site_builder.editing.suggest.other_events import find_other_events
from site_builder.editing.suggest.patterns import Family
from site_builder.editing.suggest.people import find_organisations, find_people
from site_builder.editing.suggest.proposals import MOST, Proposal, Span, Value
from site_builder.editing.suggest.quote_limits import within_limits
from site_builder.editing.suggest.quoting import quoted
from site_builder.editing.suggest.reader import read
from site_builder.editing.suggest.sentences import MOST_WORDS, Story, read_story
from site_builder.editing.suggest.statements import find_dates, find_statements
from site_builder.editing.suggest.trigger_proposals import find_triggered, without_same
from site_builder.editing.suggest.triggers import Triggers
from site_builder.editing.suggest.visits import find_visits
from site_builder.extraction.extract import extract
from site_builder.extraction.statistical import Model
from site_builder.linking.name_resolution import name_text, paragraphs_of
from site_builder.model.annotation import Section, in_files
from site_builder.model.article import Article
from site_builder.model.corpus import Corpus
from site_builder.model.extraction_results import has_rules
from site_builder.model.problems import Checked, Problem
from site_builder.model.value_types import ArticleId
from site_builder.names.matching import NameIndex, compile_names
from site_builder.proving.body import Body, find_body
from site_builder.proving.extracting import long_text

__all__ = ["Proposal", "Suggestions", "suggest"]

DEFAULT = Settings()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is proposed for an article: records, and entries that the registry lacks for them.

    `left_out` counts the proposals whose quotes would show too much of a text that is reserved;
    `unread` says what of a text without end was not looked at.
    """

    article: ArticleId
    proposals: tuple[Proposal, ...]
    entries: tuple[NewEntry, ...]
    left_out: int = 0
    unread: tuple[str, ...] = ()


def suggest(
    corpus: Corpus,
    article_id: ArticleId,
    text: str,
    settings: Settings = DEFAULT,
    names: NameIndex | None = None,
) -> Checked[Suggestions | None]:
    """Propose records for an article of which the captured text is at hand.

    None come where the body is not found in the text. `settings` name a statistical model, and say how
    much of a text may be quoted; `names` are the registry's, compiled before.
    """
    article = corpus.articles[article_id]
    if article.text is None:
        return None, ()
    body, problems = find_body(text, article.text)
    if body is None:
        return None, problems
    if not has_rules(article.language):
        return Suggestions(article_id, (), ()), (*problems, _other_language(article))
    directory = Directory(corpus.registry, names or compile_names(corpus.registry))
    story = story_of(article, text, body, directory, Model(settings.model) if settings.model else None)
    kind = annotation_class(corpus.registry)
    known = ExistingRecords(corpus.annotations.get(article_id, kind()), body, directory)
    triggered = find_triggered(story, Triggers(corpus.registry, kind.SECTIONS))
    proposals, full = _proposals(story, known, EventIds(corpus, directory), triggered)
    kept = within_limits(body, known.quoted, proposals, settings.limits) if article.reserved else proposals
    left_out = len(proposals) - len(kept)
    unread = (*story.unread, *map(_unread, full))
    told = (long_text(article, said) for said in unread)
    found = Suggestions(article_id, kept, new_entries(story, kept), left_out, unread)
    return found, (*problems, *told)


def story_of(
    article: Article, text: str, body: Body, directory: Directory, model: Model | None = None
) -> Story:
    """Read the sentences of an article's beginning, with all that is named in them."""
    here = body.beginning(MOST_WORDS)
    found = extract(text, here, article.published, language=article.language, model=model)
    end = here[-1][1]
    whole = paragraphs_of(text, ((first, min(last, end)) for first, last in body.paragraphs if first < end))
    linked = name_text(found, directory.names, whole)
    return read_story(text, body, found, linked, directory, published=article.published)


def _other_language(article: Article) -> Problem:
    return Problem(
        article.at.of("language"),
        "other-language",
        f"a text of the language {article.language}",
        "English, the only language whose sentences can be read here",
        "annotate by hand; names that the registry has are found in the text all the same",
        "warning",
    )


def _unread(section: str) -> str:
    return f"no more than {MOST} possible {section.replace('_', ' ')} are looked at"


_SECTIONS: Mapping[Family, Section] = {
    "visits": "visits", "meetings": "visits", "deals": "arms_deals", "events": "events",
    "statements": "statements",
}  # fmt: skip


def _proposals(
    story: Story, known: ExistingRecords, frames: EventIds, triggered: tuple[Proposal, ...]
) -> tuple[tuple[Proposal, ...], tuple[Section, ...]]:
    """Propose records; say of which sections there were more than are looked at."""
    readings = read(story)
    found = (
        *find_people(story),
        *find_organisations(story),
        *find_visits(story, readings["visits"], readings["meetings"]),
        *map(deal_proposal, find_deals(readings["deals"])),
        *without_same(find_other_events(readings["events"]), triggered),
        *triggered,
        *find_figures(story),
        *find_statements(readings["statements"]),
    )
    kept = tuple(_new_proposals(story, known, frames, found))
    carried: tuple[Span, ...] = (*known.quoted, *(span for proposal in kept for span in proposal.anchors))
    dates = find_dates(story, carried)
    full = {_SECTIONS[family] for family, met in readings.items() if len(met) >= MOST}
    full |= {section for section, count in _counts((*found, *dates)).items() if count > MOST}
    proposals = (*kept, *_new_proposals(story, known, frames, dates))
    return proposals, tuple(section for section in in_files(sorted(full)) if section in full)


def _counts(found: Iterable[Proposal]) -> Counter[Section]:
    return Counter(proposal.section for proposal in found)


def _new_proposals(
    story: Story, known: ExistingRecords, frames: EventIds, found: Iterable[Proposal]
) -> Iterable[Proposal]:
    """Prove the quotes, leave out what is there, and name the events of the rest."""
    counts: Counter[str] = Counter()
    for proposal in found:
        counts[proposal.section] += 1
        if counts[proposal.section] > MOST:
            continue
        with_quotes = quoted(story.text, story.body, proposal)
        if with_quotes is not None and not known.holds(with_quotes):
            named = frames.named(_with_reason(with_quotes))
            if not known.holds(named):
                yield named


def _with_reason(proposal: Proposal) -> Proposal:
    """Say how a date is known that the quotes do not print."""
    fields = proposal.fields
    date = str(fields.get("date", ""))
    if not date or proposal.section == "dates" or "date_why" in fields or is_printed(date, proposal.quotes):
        return proposal
    more: dict[str, Value] = {}
    for key, value in fields.items():
        more[key] = value
        if key == "date":
            more["date_why"] = "the nearest date in the sentence"
    return proposal.with_fields(more)
