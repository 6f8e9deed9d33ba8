"""The agreement of two versions as Markdown: our own words, and everything from the data as code."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from site_builder.model.problems import by_cause
from site_builder.model.problems import more as more_that_follow
from site_builder.reviewing.agreement.measures import (
    Agreement,
    ArticleAgreement,
    Counts,
    Difference,
    SectionAgreement,
    Told,
)
from site_builder.reviewing.diff.markdown import ListItem, Markdown, code, counted, said, together
from site_builder.reviewing.diff.pages_and_problems import problem_item

MEASURES = (
    "*On records*: F1, twice the matched records divided by those of both. *On values*: the share of the "
    "fields of matched records that say the same; fields that both leave empty, and an annotator's own "
    "words, do not count. *Alpha*: Krippendorff's, for choices of matched records: 1 where all are equal, 0 "
    "where as many are as by chance; none where both chose one and the same throughout."
)
UNTOUCHED = "as where only one has worked on an article; `--article ID` compares only those that you name."
NONE = "–"
_NEARLY = Fraction(99, 100)


def as_markdown(found: Agreement) -> str:
    """Write the report."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Agreement) -> Iterator[str]:
    yield said("## Agreement between {} and {}", found.base, found.other)
    yield from _errors(found)
    yield ""
    yield f"{counted(len(found.articles), 'article')} that both annotate."
    if untouched := sum(article.untouched for article in found.articles):
        yield f"Word for word the same in both: {untouched:,}, {UNTOUCHED}"
    yield from _alone(found)
    if found.sections:
        yield from _table(_records(found))
        if choices := list(_choices(found.sections)):
            yield from _table(choices)
        yield from ("", MEASURES)
    differing = [article for article in found.articles if article.differences]
    if differing:
        yield from ("", "### Where they differ")
        yield from ("", said("Values of {} stand left of ≠, those of {} right.", found.base, found.other))
    for article in differing:
        yield from _article(found, article)


def _errors(found: Agreement) -> Iterator[str]:
    for name, key in ((found.base, "base"), (found.other, "other")):
        causes = by_cause(found.errors.get(key, ()))
        if not causes:
            continue
        errors = counted(len(causes), "error")
        yield ""
        yield said(f"**{{}} has {errors}.** Files are compared as far as they can be read.", name)
        yield ""
        for problem, below in causes.items():
            yield from _points([problem_item(problem, more_that_follow(below))])


def _alone(found: Agreement) -> Iterator[str]:
    """Name the articles that are not compared."""
    for name, articles in ((found.base, found.only_base), (found.other, found.only_other)):
        if articles:
            number = counted(len(articles), "article")
            listed = together(said("{}", article) for article in articles)
            yield ""
            yield said(f"Not compared: {number} that {{}} alone annotates, {listed}", name)


# ------------------------------------------------------------------ tables


def _records(found: Agreement) -> Iterator[tuple[str, ...]]:
    yield "Section", code(found.base), code(found.other), "Matched", "On records", "On values"
    for section in found.sections:
        yield code(section.name), *_counts(section.counts)
    yield "All", *_counts(found.total)


def _counts(counts: Counts) -> Iterator[str]:
    yield from (f"{number:,}" for number in (counts.base, counts.other, counts.matched))
    yield share(counts.on_records)
    values = f" ({counts.equal:,} of {counts.filled:,})" if counts.filled else ""
    yield share(counts.on_values) + values


def _choices(sections: Iterable[SectionAgreement]) -> Iterator[tuple[str, ...]]:
    rows = [
        (
            code(section.name),
            code(choice.label),
            f"{len(choice.pairs):,}",
            f"{choice.equal:,}",
            share(choice.alpha),
        )
        for section in sections
        for choice in section.choices
    ]
    if rows:
        yield "Section", "Choice", "Matched", "Equal", "Alpha"
    yield from rows


def share(number: Fraction | None) -> str:
    """Write a measure with two digits, and a dash where there is none; less than all is never 1.

    >>> share(Fraction(2, 3)), share(Fraction(999, 1000)), share(None)
    ('0.67', '0.99', '–')
    """
    return NONE if number is None else f"{float(number if number == 1 else min(number, _NEARLY)):.2f}"


def _table(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    first, *rest = rows
    yield from ("", _row(first), "|" + "---|" * len(first), *map(_row, rest))


def _row(cells: Iterable[str]) -> str:
    """Write a row; a bar within a cell ends it, but for one right after a single backslash."""
    return "| " + " | ".join(cell.replace("\\|", "\\ |").replace("|", "\\|") for cell in cells) + " |"


# ------------------------------------------------------------------ differences


def _article(found: Agreement, article: ArticleAgreement) -> Iterator[str]:
    counts = article.counts
    agreed = f"on records {share(counts.on_records)}, on values {share(counts.on_values)}"
    yield from ("", said("#### {}", article.title), "", f"Agreement {agreed}.", "")
    yield from _points(_item(found, one) for one in article.differences)


def _points(items: Iterable[ListItem]) -> Iterator[str]:
    for item in items:
        yield f"- {item.text}"
        yield from (f"  - {line}" for line in item.below)


def _item(found: Agreement, one: Difference) -> ListItem:
    name, kind = found.base if one.base else found.other, one.name
    if one.base and one.other:
        fields = (said("{}: {} ≠ {}", field.label, field.base, field.other) for field in one.fields)
        quotes = _quotes((found.base, one.base), (found.other, one.other))
        return ListItem(said("{} differs: {}", kind, one.other.subject), (*fields, *quotes))
    alone = one.base or one.other
    if alone is None:
        return ListItem(said("{}", kind))
    form = "{} only in {}, where {} has {}: {}" if one.elsewhere else "{} only in {}: {}"
    there = (found.other if one.base else found.base, one.elsewhere) if one.elsewhere else ()
    return ListItem(said(form, kind, name, *there, alone.subject), tuple(_quotes((name, alone))))


def _quotes(*records: tuple[str, Told]) -> Iterator[Markdown]:
    """Say where records of versions are written, and what they quote: once where it is the same."""
    places: dict[tuple[str, ...], list[Markdown]] = {}
    for name, record in records:
        place = said("{}, {}", name, f"{record.path}:{record.line}")
        places.setdefault(record.quotes, []).append(place)
    for quotes, found in places.items():
        words = together(said("{}", quote) for quote in quotes)
        yield together((together(found, " and "), words), ": ")
