"""Which rules may publish: what each gets right by corpus, and the choice with each corpus held out."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from site_builder.extraction.gold_standard import outermost
from site_builder.extraction.scoring import Counts
from site_builder.model.extraction_results import PROPOSING, PUBLISHED_RANK, Label, Mention
from site_builder.reviewing.evaluation.named_articles import CORPORA, WIKINEWS, NamedArticle, named
from site_builder.reviewing.evaluation.tables import ResultTable, percent, share_of

Rule = tuple[str, Label]
"""A rule and the kind of name that it finds."""

WANTED: Final = 0.95
"""Share of a rule's finds that must be right for it to publish."""
ENOUGH: Final = 5
"""Finds from which a rule is judged by itself; rarer ones are judged together."""

_BY_RULE: Final = f"""\
Right of scored finds, gaps judged, both halves; in wikinews what was judged. A rule publishes if \
{WANTED:.0%} of its finds are right over all corpora; rules with fewer than {ENOUGH} finds are judged \
together. Others propose."""
_HELD_OUT: Final = """\
The choice made anew without one corpus, on what the two others say, and what the rules so chosen publish \
in the one held out. The rules themselves were written on halves of all three."""


def choice_tables(
    articles: Sequence[NamedArticle], found: Mapping[str, Sequence[Mention]]
) -> Iterator[ResultTable]:
    """Say what each rule gets right, and how the choice of rules carries over."""
    counts = {corpus: _by_rule([a for a in articles if a.corpus == corpus], found) for corpus in CORPORA}
    rules = sorted({rule for of in counts.values() for rule in of})
    rows = [(rule, [counts[corpus].get(rule, Counts()) for corpus in CORPORA]) for rule in rules]
    yield ResultTable(
        "What each rule gets right",
        _BY_RULE,
        ("rule", "kind", *CORPORA, "all", "published"),
        tuple(
            (
                *rule,
                *(f"{c.right_found} of {c.found}" if c.found else "" for c in of),
                percent(sum(of, Counts()).precision),
                "no" if rule in PROPOSING else "yes",
            )
            for rule, of in rows
        ),
    )
    yield ResultTable(
        "The choice of rules, each corpus held out in turn",
        _HELD_OUT,
        ("held out", "rules chosen", "of", "published", "right, gaps judged", "recall, as marked"),
        tuple(_held_out(corpus, counts, articles, found) for corpus in CORPORA),
    )


def _by_rule(articles: Sequence[NamedArticle], found: Mapping[str, Sequence[Mention]]) -> dict[Rule, Counts]:
    """Count the finds of rules that publish or might, and those that are right."""
    counts: dict[Rule, Counts] = {}
    for article in articles:
        right = article.right | article.more
        for mention in found[article.id]:
            rule = mention.rule.partition(":")[0], mention.label
            if article.counts(mention) and (mention.rank <= PUBLISHED_RANK or rule in PROPOSING):
                one = Counts(found=1, right_found=int(named(mention) in right))
                counts[rule] = counts.get(rule, Counts()) + one
    return counts


def chosen(counts: Sequence[Mapping[Rule, Counts]]) -> frozenset[Rule]:
    """Choose the rules that may publish by what they get right on some corpora."""
    rules = {rule for of in counts for rule in of}
    totals = {rule: sum((of.get(rule, Counts()) for of in counts), Counts()) for rule in rules}
    rare = {rule for rule, total in totals.items() if total.found < ENOUGH}
    together = sum((totals[rule] for rule in rare), Counts())
    sure = {rule for rule in rules - rare if totals[rule].precision >= WANTED}
    return frozenset(sure | rare if together.precision >= WANTED else sure)


def _held_out(
    corpus: str,
    counts: Mapping[str, Mapping[Rule, Counts]],
    articles: Sequence[NamedArticle],
    found: Mapping[str, Sequence[Mention]],
) -> tuple[str, ...]:
    others = [counts[other] for other in CORPORA if other != corpus]
    rules = chosen(others)
    total = sum((of for rule, of in counts[corpus].items() if rule in rules), Counts())
    mine = [article for article in articles if article.corpus == corpus]
    return (
        corpus,
        str(len(rules)),
        str(len({rule for of in others for rule in of})),
        str(total.found),
        percent(total.precision),
        _recall(mine, found, rules) if corpus != WIKINEWS else "",
    )


def _recall(
    articles: Sequence[NamedArticle], found: Mapping[str, Sequence[Mention]], rules: AbstractSet[Rule]
) -> str:
    marked = met = 0
    for article in articles:
        hits = {named(m) for m in found[article.id] if (m.rule.partition(":")[0], m.label) in rules}
        outer = outermost(article.names)
        marked += len(outer)
        met += sum(not name.right.isdisjoint(hits) for name in outer)
    return share_of(met, marked)
