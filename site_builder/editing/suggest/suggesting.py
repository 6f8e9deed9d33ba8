"""All proposals for an article: what is found in its text, less what is annotated, each with its quotes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from site_builder.corpus.checks.printed_dates import is_printed
from site_builder.corpus.project import Settings
from site_builder.corpus.vocabulary.own_fields import annotation_class
from site_builder.editing.suggest.deals.arms_deals import find_deals
from site_builder.editing.suggest.deals.deal_proposals import deal_proposal
from site_builder.editing.suggest.events.other_events import find_other_events
from site_builder.editing.suggest.events.statements import find_dates, find_statements
from site_builder.editing.suggest.events.trigger_proposals import (
    find_triggered,
    without_same,
    without_triggered,
)
from site_builder.editing.suggest.events.triggers import Triggers
from site_builder.editing.suggest.figures.amounts import find_figures
from site_builder.editing.suggest.figures.figures_left import find_figures_left
from site_builder.editing.suggest.figures.open_currencies import with_open_currencies
from site_builder.editing.suggest.frames.in_languages import has_frames, home_states_in, read_in
from site_builder.editing.suggest.frames.leading import find_dated, find_lead
from site_builder.editing.suggest.frames.meetings_in_passing import find_meetings_in_passing
from site_builder.editing.suggest.frames.ranking import rank_told
from site_builder.editing.suggest.frames.reader import read, read_title
from site_builder.editing.suggest.frames.unread_languages import unread_language
from site_builder.editing.suggest.patterns import DEALS, Family
from site_builder.editing.suggest.people.homes import home_states
from site_builder.editing.suggest.people.people_and_bodies import find_organisations, find_people
from site_builder.editing.suggest.proposals.dating import without_later
from site_builder.editing.suggest.proposals.event_ids import EventIds
from site_builder.editing.suggest.proposals.existing import ExistingRecords
from site_builder.editing.suggest.proposals.folding import without_repeated
from site_builder.editing.suggest.proposals.names import Directory
from site_builder.editing.suggest.proposals.proposal import MOST, Proposal, Span, Value
from site_builder.editing.suggest.proposals.quote_limits import within_limits
from site_builder.editing.suggest.proposals.quoting import quoted
from site_builder.editing.suggest.sentences.story import MOST_WORDS, Story, read_story
from site_builder.editing.suggest.visits.told_again import without_told_again
from site_builder.editing.suggest.visits.visits_and_meetings import find_visits
from site_builder.editing.suggest.writing.entries import NewEntry, new_entries
from site_builder.extraction.extract import extract
from site_builder.extraction.languages.language import Language, language_of
from site_builder.extraction.statistical import Model
from site_builder.linking.name_resolution import name_text, paragraphs_of
from site_builder.model.annotation import Section, in_files
from site_builder.model.article import Article
from site_builder.model.corpus import Corpus
from site_builder.model.extraction_results import UndatedTime, has_rules
from site_builder.model.problems import Checked
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
    `unread` says what of a text without end was not looked at; `undated` is what speaks of time without
    dating anything, so that nothing is proposed of it.
    """

    article: ArticleId
    proposals: tuple[Proposal, ...]
    entries: tuple[NewEntry, ...]
    left_out: int = 0
    unread: tuple[str, ...] = ()
    undated: tuple[UndatedTime, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What is found in an article's text, whatever its annotation holds: proposals with their quotes.

    `full` are the sections of which there is more than is looked at.
    """

    story: Story
    proposals: tuple[Proposal, ...]
    full: frozenset[Section]


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
    found, problems = find(corpus, article_id, text, settings, names)
    if found is None:
        other = any(problem.rule == "other-language" for problem in problems)
        return Suggestions(article_id, (), ()) if other else None, problems
    suggestions = left_to_propose(corpus, article_id, found, settings)
    told = (long_text(article, said) for said in suggestions.unread)
    return suggestions, (*problems, *told)


def find(
    corpus: Corpus,
    article_id: ArticleId,
    text: str,
    settings: Settings = DEFAULT,
    names: NameIndex | None = None,
) -> Checked[Findings | None]:
    """Find all that may be proposed in an article's text; nothing, with the reason, if it cannot be read."""
    article = corpus.articles[article_id]
    if article.text is None:
        return None, ()
    body, problems = find_body(text, article.text)
    if body is None:
        return None, problems
    language = None if has_rules(article.language) else language_of(article.language)
    if not (has_rules(article.language) or (language and has_frames(language))):
        return None, (*problems, unread_language(article))
    directory = Directory(corpus.registry, names or compile_names(corpus.registry))
    story = story_of(article, text, body, directory, Model(settings.model) if settings.model else None)
    return findings_by_frames(story, language) if language else findings_in(story), problems


def left_to_propose(
    corpus: Corpus, article_id: ArticleId, found: Findings, settings: Settings = DEFAULT
) -> Suggestions:
    """Say what of all that was found an article's annotation does not hold, and has not refused."""
    story, article = found.story, corpus.articles[article_id]
    kind = annotation_class(corpus.registry)
    known = ExistingRecords(corpus.annotations.get(article_id, kind()), story.body, story.directory)
    proposals, full = _proposals(found, known, EventIds(corpus, story.directory))
    limits = settings.limits
    kept = within_limits(story.body, known.quoted, proposals, limits) if article.reserved else proposals
    unread = (*story.unread, *map(_unread, full))
    entries, left_out = new_entries(story, kept), len(proposals) - len(kept)
    return Suggestions(article_id, kept, entries, left_out, unread, story.undated)


def story_of(
    article: Article, text: str, body: Body, directory: Directory, model: Model | None = None
) -> Story:
    """Read the sentences of an article's beginning, with all that is named in them."""
    here = body.beginning(MOST_WORDS)
    found = extract(text, here, article.published, language=article.language, model=model)
    end = here[-1][1]
    whole = paragraphs_of(text, ((first, min(last, end)) for first, last in body.paragraphs if first < end))
    linked = name_text(found, directory.names, whole)
    return with_open_currencies(read_story(text, body, found, linked, directory, published=article.published))


def _unread(section: str) -> str:
    return f"no more than {MOST} possible {section.replace('_', ' ')} are looked at"


_SECTIONS: Mapping[Family, Section] = {
    "visits": "visits", "meetings": "visits", "deals": "arms_deals", "open_deals": "arms_deals",
    "loose_deals": "arms_deals",
    "events": "events", "statements": "statements",
}  # fmt: skip


def findings_in(story: Story) -> Findings:
    """Find all that may be proposed, with quotes that are proved; no more of a section than is looked at."""
    registry = story.directory.registry
    triggers = Triggers(registry, annotation_class(registry).SECTIONS)
    triggered = find_triggered(story, triggers)
    readings = read(story)
    deals = tuple(
        map(
            deal_proposal,
            find_deals(story, chain.from_iterable(readings[family] for family in sorted(DEALS))),
        )
    )
    typed = without_triggered(story, triggers, find_other_events(readings["events"], triggers))
    others = without_same(typed, triggered)
    visits = find_visits(story, readings["visits"], readings["meetings"])
    sure, new = without_told_again(story, (*visits, *deals), without_same(others, (*deals, *visits)))
    told = (*sure, *new)
    sure, new = without_repeated(story.text, sure, new, home_states(story))
    visits, deals = (
        tuple(one for one in sure if (one.section == "arms_deals") is arms) for arms in (False, True)
    )
    events = (*new, *triggered)
    titled = find_other_events(filter(None, (read_title(story),)), triggers)
    lead = find_lead(story, (*told, *triggered), readings["events"], next(iter(titled), None))
    events = (*lead, *events)
    events = (*events, *find_meetings_in_passing(story, (*told, *events)))
    events = (*events, *find_dated(story, (*told, *events)))
    used = tuple(span for proposal in (*deals, *events) for span in _counted(proposal))
    found = (
        *find_people(story),
        *find_organisations(story),
        *visits,
        *deals,
        *events,
        *find_figures(story, used),
        *find_statements(readings["statements"]),
    )
    found = (*found, *find_figures_left(story, found))
    full = {_SECTIONS[family] for family, met in readings.items() if len(met) >= MOST}
    full |= {section for section, count in Counter(one.section for one in found).items() if count > MOST}
    return Findings(story, tuple(_with_quotes(story, found)), frozenset(full))


def findings_by_frames(story: Story, language: Language) -> Findings:
    """Find the visits and meetings that a text of another language than English tells of."""
    readings = read_in(story, language)
    homes = home_states_in(story, language)
    found = find_visits(story, readings["visits"], readings["meetings"], homes)
    full = {_SECTIONS[family] for family, met in readings.items() if len(met) >= MOST}
    return Findings(story, tuple(_with_quotes(story, found)), frozenset(full))


def _counted(proposal: Proposal) -> tuple[Span, ...]:
    """Give the stretches of a proposal that has a number: the number is among them."""
    has = any(isinstance(value, int | Mapping) for value in proposal.fields.values())
    return proposal.anchors if has else ()


def _with_quotes(story: Story, found: Iterable[Proposal]) -> Iterator[Proposal]:
    """Prove the quotes; leave out what has none, and what is too much."""
    counts: Counter[Section] = Counter()
    for proposal in found:
        counts[proposal.section] += 1
        if counts[proposal.section] <= MOST:
            with_quotes = quoted(story.text, story.body, proposal)
            if with_quotes is not None:
                yield replace(with_quotes, rank=rank_told(story, with_quotes))


def _proposals(
    found: Findings, known: ExistingRecords, frames: EventIds
) -> tuple[tuple[Proposal, ...], tuple[Section, ...]]:
    """Propose records; say of which sections there were more than are looked at."""
    kept = tuple(_new_proposals(known, frames, found.proposals, found.story.published))
    carried: tuple[Span, ...] = (*known.quoted, *(span for proposal in kept for span in proposal.anchors))
    dates = find_dates(found.story, carried)
    full = found.full | ({"dates"} if len(dates) > MOST else set())
    proposals = (
        *kept,
        *_new_proposals(known, frames, _with_quotes(found.story, dates), found.story.published),
    )
    return proposals, tuple(section for section in in_files(sorted(full)) if section in full)


def _new_proposals(
    known: ExistingRecords, frames: EventIds, found: Iterable[Proposal], published: str
) -> Iterator[Proposal]:
    """Leave out what is there, and name the events of the rest."""
    for proposal in found:
        if not known.holds(proposal):
            named = frames.named(_with_reason(without_later(proposal, published)))
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
