"""What stands out in who repeats whom, in sentences put together from records.

1. Of how many records articles name the source, and of how many they do not: the answer of the page.
2. What the most articles say though none names a source, the first two.
3. What the most articles say that all have from one source.
4. Who takes the most from whom.
5. Whose words are in the most articles, if in several; the unnamed of one body may be many people.

None says that one has something from another unless a record says so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from site_builder.linking.site import RecordKey, Site, distinct
from site_builder.linking.ways import Voice, told, voice_of
from site_builder.pages import counts
from site_builder.pages.briefs import Sentence, sentence
from site_builder.pages.components import Link
from site_builder.pages.evidence import origin_link
from site_builder.pages.flow_lists import ClaimRow, SourceRow, TakeRow
from site_builder.translation.messages import gettext

MOST_SILENT = 2
"""So many claims without a named source have a sentence."""


def answer(site: Site) -> str:
    """How many records articles have from somebody, named or not, and how many they tell themselves."""
    keys = tuple(told(site))
    voices: Counter[Voice] = Counter(voice_of(site.evidence[key]) for key in keys)
    return gettext(
        "{records} in {articles}: {named} from somebody whom the article names, {unnamed} from somebody "
        "without a name, {own} in the article's own voice.",
        records=counts.records(len(keys)),
        articles=counts.articles(len({key.article for key in keys})),
        named=voices["named"],
        unnamed=voices["unnamed"],
        own=voices["own"],
    )


def sentences(
    site: Site, claims: Sequence[ClaimRow], takes: Sequence[TakeRow], sources: Sequence[SourceRow]
) -> tuple[Sentence, ...]:
    """What stands out, of rows that come with the most first."""
    named = [source for source in sources if not source.unnamed]
    return (
        *_silent(site, claims),
        *_of_one(site, claims),
        *(_take(take) for take in takes[:1]),
        *(_source(source) for source in named[:1] if source.articles > 1),
    )


def _silent(site: Site, claims: Iterable[ClaimRow]) -> Iterator[Sentence]:
    """Claims of several outlets none of which names a source."""
    silent = (row for row in claims if _voices(site, row.claim.records) == {"own"})
    of_several = (row for row in silent if _origins(site, row) > 1)
    for row in islice(of_several, MOST_SILENT):
        form, articles = gettext("{what}: {articles}, {origins}."), counts.articles(row.articles)
        said = sentence(form, what=row.what, articles=articles, origins=row.origins)
        yield _of_claim(row, said)


def _of_one(site: Site, claims: Iterable[ClaimRow]) -> Iterator[Sentence]:
    """The first claim that all articles have from one whom they name."""
    for row in claims:
        if _origins(site, row) == 1 and _voices(site, row.claim.records) == {"named"}:
            who = origin_link(site, site.evidence[row.claim.records[0]].origin)
            form = gettext("{what}: {articles}, all of them from {who}.")
            said = sentence(form, what=row.what, articles=counts.articles(row.articles), who=who)
            yield _of_claim(row, said)
            return


def _of_claim(row: ClaimRow, said: tuple[Link, ...]) -> Sentence:
    return Sentence(said, (row.claim.event,) if row.claim.event else (), row.claim.records)


def _voices(site: Site, keys: Iterable[RecordKey]) -> set[Voice]:
    return {voice_of(site.evidence[key]) for key in keys}


def _origins(site: Site, row: ClaimRow) -> int:
    return len(distinct(site.evidence[key].origin for key in row.claim.records))


def _take(row: TakeRow) -> Sentence:
    form = gettext("{taker} has {records} in {articles} from {giver}.")
    said = sentence(
        form,
        taker=row.taker,
        giver=row.giver,
        records=counts.records(row.records),
        articles=counts.articles(row.articles),
    )
    return Sentence(said, (), row.keys)


def _source(row: SourceRow) -> Sentence:
    form = gettext("{records} in {articles} come from {who}.")
    records, articles = counts.records(row.records), counts.articles(row.articles)
    return Sentence(sentence(form, records=records, articles=articles, who=row.who), (), row.keys)
