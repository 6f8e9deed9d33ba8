"""What a site may tell of its past: no more words of private texts than its quotes of today show.

Of a thing that is gone only its line is told: who removed it may have had to. Of one that stands, values are
told as they were, but a quote that does not stand in its article any more, and words that were taken from
one, are null, and so is the digest as it was.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from site_builder.changes.earlier_names import with_earlier_names
from site_builder.changes.lines import line_of
from site_builder.linking.record_ids import record_id
from site_builder.linking.site import RecordKey, Site
from site_builder.model.changes import FieldChange, ToldChange, ToldLog
from site_builder.model.normal_form import normal
from site_builder.model.value_types import ArticleId
from site_builder.pages.changed_things import page_on
from site_builder.pages.evidence import proof_link
from site_builder.pages.told_words import told_words, words_of_last
from site_builder.pages.values_in_words import Words

WORDED: Final = frozenset({"wording", "surface"})
"""Keys within fields under which words of a text stand."""
QUOTES: Final = frozenset({"quote"})
DIGEST: Final = "digest"


def published(log: ToldLog, site: Site, *, reasons: bool) -> ToldLog:
    """Prepare a log for everybody: with lines and addresses by a site, without what may not be told.

    Subjects of commits are told only if `reasons` are wanted.
    """
    telling = _Telling.of(site, log)
    log = with_earlier_names(log, telling.words.names)
    changes = tuple(map(telling.told, log.changes))
    if not reasons:
        changes = tuple(replace(one, commit=replace(one.commit, why="")) for one in changes)
    return replace(log, changes=changes)


def records_told(site: Site, log: ToldLog) -> Mapping[str, RecordKey]:
    """The records, by their ids, of all articles of which a log tells something that stands."""
    of_articles = (one for one in log.changes if one.change.kind in {"article", "record"})
    articles = {ArticleId(one.now.partition("/")[0]) for one in of_articles}
    return {
        record_id(site, key): key for article in sorted(articles) for key in site.by_article.get(article, ())
    }


@dataclass(frozen=True, slots=True)
class _Telling:
    """A site, the records of which a log tells, by their ids, and the quotes of their articles."""

    site: Site
    words: Words
    records: Mapping[str, RecordKey]
    quotes: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, site: Site, log: ToldLog) -> "_Telling":
        """What is to be known of a site for a log."""
        keys, quotes = records_told(site, log), defaultdict[str, set[str]](set)
        for key in keys.values():
            quotes[key.article].update(normal(quote.words) for quote in site.evidence[key].quotes)
        return cls(
            site,
            told_words(site),
            keys,
            {article: frozenset(found) for article, found in quotes.items()},
        )

    def told(self, one: ToldChange) -> ToldChange:
        """A change as everybody may see it."""
        article = one.now.partition("/")[0] if one.change.kind == "record" else ""
        quotes = self.quotes.get(article, frozenset())
        change = one.change
        subject = (change.subject[0], _shown(change.subject[0], change.subject[1], quotes))
        fields = tuple(self._field(one, field, quotes) for field in change.fields) if one.now else ()
        change = replace(change, subject=subject, fields=fields)
        line = line_of(change, words_of_last(self.words, self.site, one))
        return replace(one, change=change, line=line, address=self._address(one))

    def _field(self, one: ToldChange, field: FieldChange, quotes: frozenset[str]) -> FieldChange:
        if field.field == DIGEST and one.change.kind == "article":
            return FieldChange(DIGEST, None, field.after if self._is_digest(one.now, field.after) else None)
        before, after = (_shown(field.field, value, quotes) for value in (field.before, field.after))
        return FieldChange(field.field, before, after)

    def _is_digest(self, article: str, text: Any) -> bool:
        digest = self.site.corpus.digests.get(ArticleId(article))
        return digest is not None and "\n\n".join(digest.paragraphs) == text

    def _address(self, one: ToldChange) -> str:
        """Where a thing stands on this site."""
        if one.change.kind == "record":
            key = self.records.get(one.now)
            return proof_link(self.site, key).to if key else ""
        return page_on(self.site, one.change.kind, one.now)


def _shown(key: str, value: Any, quotes: frozenset[str]) -> Any:
    """A value with null for words of the text that no quote of today shows."""
    if isinstance(value, list):
        return [_shown(key, item, quotes) for item in value]
    if isinstance(value, dict):
        return {name: _shown(name, item, quotes) for name, item in value.items()}
    if not isinstance(value, str):
        return value
    if key in QUOTES:
        return value if normal(value) in quotes else None
    if key in WORDED:
        words = normal(value)
        return value if any(words in quote for quote in quotes) else None
    return value
