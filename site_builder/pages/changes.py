"""The page of changes: what was corrected, removed, renamed and added, day by day, the newest first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from site_builder.linking.site import Site
from site_builder.model.changes import NOT_YET, NOTE, ThingKind, Told, ToldChange, ToldLog
from site_builder.model.value_types import ArticleId
from site_builder.pages import counts
from site_builder.pages.changed_things import SEVERAL, kind_name, page_of, page_on
from site_builder.pages.components import Link, article_link, date_words, plain_text, separated
from site_builder.pages.heads import Head, page_head
from site_builder.pages.misprints import with_sic
from site_builder.pages.parts import BOUNDS, Bounds, Division, PartPage, Rest, in_year, long_list, part_pages
from site_builder.pages.sentences import linked
from site_builder.pages.told_words import Side, key_of_name, told_words, words_at, words_of_last
from site_builder.pages.values_in_words import Words, excerpts, in_words
from site_builder.translation.messages import N_, gettext, ngettext

PATH: Final = "changes/"
NAMED: Final = 8
"""How many things that were added together are named."""
FIELDS: Final = 12
"""How many fields of a correction are shown."""
_HASH: Final = 8
_SIDES: Final[tuple[Side, Side]] = ("before", "after")

BADGES: Final[dict[Told, tuple[str, str]]] = {
    "corrected": (N_("Correction"), "orange"),
    "edited": (N_("Edit"), "grey"),
    "removed": (N_("Removal"), "red"),
    "renamed": (N_("New address"), "teal"),
    "added": (N_("Addition"), "green"),
}
"""What is told, in the order in which it is told of a commit: what it is called, and its colour."""
LONGEST: Final = 400
"""Characters that are shown of a value."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field that was corrected: what it said, and what it says since then; either may be empty."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Something that changed: in a sentence, with the fields of a correction.

    `heading` is the day, where it is the first that is told of this; `day` is the same in ISO 8601. `commit`
    is the hash of its commit, shortened, `why` the subject of this, `reason` what it says to readers, and
    `unexplained` that nothing says why.
    """

    id: str
    heading: str
    day: str
    doing: Told
    badge: str
    colour: str
    said: tuple[Link, ...]
    fields: tuple[FieldRow, ...]
    more: str
    commit: str
    why: str
    reason: str
    unexplained: str = ""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What changed, the newest first; `notes` say what is not told."""

    head: Head
    rows: tuple[ChangeRow, ...]
    rest: Rest | None
    notes: tuple[str, ...]


CHANGED: Division[ChangeRow] = Division(
    base=PATH,
    rows=lambda n: ngettext("{n} change", "{n} changes", n),
    by=N_("by year"),
    whole="all",
    group=lambda row: in_year(row.day),
    weight=lambda row: 12 + 2 * len(row.said) + 5 * len(row.fields),
)


def changes_pages(site: Site, bounds: Bounds = BOUNDS) -> Iterator[tuple[str, ChangesPage | PartPage[Any]]]:
    """The page with its newest changes, and its parts."""
    log = site.changes.get("")
    if log is None:
        said = gettext("This site was built without the history of its data, so it tells no changes.")
        yield "changes", ChangesPage(page_head(PATH, said), (), None, ())
        return
    rows = tuple(_with_headings(Telling.of(site).rows(log)))
    listed = long_list(rows, CHANGED, bounds)
    head = page_head(PATH, _answer(log, rows))
    yield "changes", ChangesPage(head, listed.rows, listed.rest, tuple(_notes(log)))
    yield from part_pages("part_changes", head, listed)


def _answer(log: ToldLog, rows: Sequence[ChangeRow]) -> str:
    found = Counter(row.doing for row in rows)
    phrases = [
        ngettext("{n} correction", "{n} corrections", found["corrected"]) if found["corrected"] else "",
        ngettext(
            "{n} edit before the site had readers", "{n} edits before the site had readers", found["edited"]
        )
        if found["edited"]
        else "",
        ngettext("{n} removal", "{n} removals", found["removed"]) if found["removed"] else "",
        ngettext("{n} new address", "{n} new addresses", found["renamed"]) if found["renamed"] else "",
        ngettext("{n} entry on what was added", "{n} entries on what was added", found["added"])
        if found["added"]
        else "",
    ]
    first = log.changes[0].commit.day if log.changes else log.until.day
    told = counts.listed(filter(None, phrases)) or gettext("nothing")
    return gettext(
        "What changed in the data of this site since {day}, the newest first: {what}.",
        day=date_words(first),
        what=told,
    )


def _notes(log: ToldLog) -> Iterator[str]:
    """Say what is not told."""
    if log.base:
        day = date_words(log.base.day)
        yield gettext("The history told here begins on {day}; what changed before is not told.", day=day)
    if log.published == NOT_YET:
        yield gettext(
            "The site has had no readers yet: what is changed is no correction, as nobody saw anything else."
        )
    elif log.published:
        day = date_words(log.published)
        yield gettext(
            "The site has had readers since {day}: what was changed before is no correction, as nobody saw "
            "anything else.",
            day=day,
        )
    if log.unread:
        yield ngettext(
            "{n} version of a file cannot be read: what it changed is told with the next that can.",
            "{n} versions of files cannot be read: what they changed is told with the next that can.",
            len(log.unread),
        )


def _with_headings(rows: Iterable[ChangeRow]) -> Iterator[ChangeRow]:
    day = ""
    for row in rows:
        yield row if row.day == day else replace(row, heading=date_words(row.day))
        day = row.day


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells changes on a site."""

    site: Site
    words: Words
    renamed: Mapping[str, str]
    """Today's ids of articles by older ones."""

    @classmethod
    def of(cls, site: Site) -> "Telling":
        """What tells the changes of a site."""
        articles = site.corpus.articles.items()
        renamed: dict[str, str] = {old: name for name, article in articles for old in article.formerly}
        return cls(site, told_words(site), renamed)

    def rows(self, log: ToldLog) -> Iterator[ChangeRow]:
        """All that is told, commit by commit, the newest first."""
        for _, group in groupby(reversed(log.changes), key=lambda one: one.commit.hash):
            step = [*group][::-1]
            commit = step[0].commit
            named = commit.hash[:_HASH]
            for number, (doing, said, fields, reason) in enumerate(self._of_commit(step), start=1):
                more = counts.and_more(len(fields) - FIELDS) if len(fields) > FIELDS else ""
                yield ChangeRow(
                    id=f"c-{named}-{number}",
                    heading="",
                    day=commit.day,
                    doing=doing,
                    badge=gettext(BADGES[doing][0]),
                    colour=BADGES[doing][1],
                    said=said,
                    fields=fields[:FIELDS],
                    more=more,
                    commit=named,
                    why=commit.why,
                    reason=reason,
                    unexplained=unexplained(step[0], doing, reason or commit.why),
                )

    def _of_commit(
        self, step: Sequence[ToldChange]
    ) -> Iterator[tuple[Told, tuple[Link, ...], tuple[FieldRow, ...], str]]:
        of: dict[Told, list[ToldChange]] = {doing: [] for doing in BADGES}
        for one in step:
            of[one.told].append(one)
        for one in (*of["corrected"], *of["edited"]):
            yield one.told, self.corrected(one), tuple(self.fields(one)), one.reason
        for said in self._removed(of["removed"]):
            yield "removed", said, (), step[0].commit.reason("removed")
        for one in of["renamed"]:
            if one.change.was and one.change.kind != "record":
                yield "renamed", self._renamed(one), (), ""
        for said in self._added(of["added"]):
            yield "added", said, (), ""

    def sentence(self, one: ToldChange) -> tuple[Link, ...]:
        """Say what became of one thing that was there before."""
        if one.change.doing == "removed":
            return self._removal(one, 0)
        return self._renamed(one) if one.change.doing == "renamed" else self.corrected(one)

    def corrected(self, one: ToldChange) -> tuple[Link, ...]:
        """Say what was corrected, or edited before anybody saw it."""
        kind, what = self._kind(one), self._what(one)
        if article := self._article(one):
            said = (
                gettext("{kind} edited, in {article}: {what}")
                if one.unseen
                else gettext("{kind} corrected, in {article}: {what}")
            )
            return linked(said, kind=kind, article=article, what=what)
        said = gettext("{kind} edited: {what}") if one.unseen else gettext("{kind} corrected: {what}")
        return linked(said, kind=kind, what=what)

    def _renamed(self, one: ToldChange) -> tuple[Link, ...]:
        kind, what, (old, new) = self._kind(one), self._what(one), (one.change.was, one.change.id)
        if page := page_of(one.change.kind, new):
            said = gettext("{kind} at another address: {what} was at {old}, and is at {new} since then")
            return linked(said, kind=kind, what=what, old=page_of(one.change.kind, old), new=page)
        said = gettext("{kind} with another id: {what} was {old}, and is {new} since then")
        return linked(said, kind=kind, what=what, old=old, new=new)

    def _removed(self, gone: Sequence[ToldChange]) -> Iterator[tuple[Link, ...]]:
        """Each thing by itself, but for the records of an article that went with it."""
        articles = {one.change.id for one in gone if one.change.kind == "article"}
        records = Counter(one.change.article for one in gone if one.change.kind == "record")
        for one in gone:
            if one.change.kind == "record" and one.change.article in articles:
                continue
            yield self._removal(one, records[one.change.id])

    def _removal(self, one: ToldChange, records: int) -> tuple[Link, ...]:
        if one.change.kind == "withheld":
            return (Link(gettext("Something was removed that is not named here")),)
        kind, what = self._kind(one), self._what(one)
        if one.change.kind == "article" and records:
            said = gettext("{kind} removed, with {records}: {what}")
            return linked(said, kind=kind, what=what, records=counts.records(records))
        if one.replaced_by:
            said = gettext("{kind} removed: {what} ({other} stands in its place)")
            return linked(said, kind=kind, what=what, other=self.in_its_place(one))
        if article := self._article(one):
            said = gettext("{kind} removed, in {article}: {what}")
            return linked(said, kind=kind, article=article, what=what)
        return linked(gettext("{kind} removed: {what}"), kind=kind, what=what)

    def in_its_place(self, one: ToldChange) -> Link:
        """What stands in the place of something removed, by its name."""
        kind, by = one.change.kind, one.replaced_by
        return Link(self.words.names.get(key_of_name(kind, by), by), page_on(self.site, kind, by))

    def _added(self, new: Sequence[ToldChange]) -> Iterator[tuple[Link, ...]]:
        """Articles with the number of their records, then records by their articles, then entries by kind."""
        records: dict[str, list[ToldChange]] = {}
        entries: dict[ThingKind, list[ToldChange]] = {}
        for one in new:
            if one.change.kind == "record":
                records.setdefault(one.change.article, []).append(one)
            elif one.change.kind == "article":
                records.setdefault(one.change.id, [])
            else:
                entries.setdefault(one.change.kind, []).append(one)
        articles = {one.change.id: one for one in new if one.change.kind == "article"}
        for name, held in records.items():
            if name in articles:
                what, number = self._what(articles[name]), counts.records(len(held))
                yield linked(gettext("Article added, with {records}: {what}"), records=number, what=what)
            else:
                said = gettext("{records} added to {article}: {what}")
                number, article = counts.records(len(held)), self._article(held[0])
                yield linked(said, records=number, article=article, what=self._several(held))
        for kind, held in entries.items():
            said, title = gettext("{kind} added: {what}"), gettext(SEVERAL[kind])
            yield linked(said, kind=title, what=self._several(held))

    # ---------------------------------------------------------------- words

    def title_of(self, one: ToldChange) -> str:
        """What a page is called on which something was corrected: that of a record's article."""
        return plain_text(self._article(one)) or one.line

    def _several(self, held: Sequence[ToldChange]) -> tuple[Link, ...]:
        named = separated(self._what(one) for one in held[:NAMED])
        rest = len(held) - NAMED
        return (*named, Link(f" {counts.and_more(rest)}")) if rest > 0 else named

    def _what(self, one: ToldChange) -> tuple[Link, ...]:
        """A thing by what it is, with a link to where it stands."""
        line = with_sic(self.site, one.line)
        return (Link(line or gettext("words that are not told"), one.address),)

    def _kind(self, one: ToldChange) -> str:
        kind, section = one.change.kind, one.change.section
        if kind == "record" and section not in self.site.corpus.registry.sections:
            return self._name_then(one, "section", section)
        return kind_name(self.site, kind, section)

    def _name_then(self, one: ToldChange, kind: ThingKind, name: str) -> str:
        """What something was called that a change names and that is gone."""
        return words_of_last(self.words, self.site, one).names.get(key_of_name(kind, name), name)

    def article_of(self, one: ToldChange) -> str:
        """The id of the article of a record, as it is today if that stands."""
        name = (one.now or one.change.id).partition("/")[0]
        return self.renamed.get(name, name)

    def _article(self, one: ToldChange) -> tuple[Link, ...]:
        """The article of a record; empty for other things."""
        if one.change.kind != "record":
            return ()
        name = ArticleId(self.article_of(one))
        if name in self.site.corpus.articles:
            return (article_link(self.site, name),)
        return (Link(self._name_then(one, "article", one.change.article)),)

    def fields(self, one: ToldChange) -> Iterator[FieldRow]:
        """Say field by field what was, and what is since then."""
        section = one.change.section
        words, now = (words_at(self.words, self.site, one, side) for side in _SIDES)
        for field in one.change.fields:
            if field.field == NOTE:
                continue  # the reason says it
            # Only time expressions have a quote that a section describes.
            is_quote = field.field == "quote" and section != "dates"
            label = gettext("Quote") if is_quote else words.label(field.field)
            if field.field == "digest":
                gone, here = gettext("(earlier words are not told)"), gettext("(see the article)")
                yield FieldRow(label, gone, here)
            else:
                before, after = _said(words, field.field, field.before), _said(now, field.field, field.after)
                said = (with_sic(self.site, _cut(text)) for text in excerpts(before, after))
                yield FieldRow(label, *said)


def unexplained(one: ToldChange, doing: Told, why: str) -> str:
    """Say of what readers saw that nothing tells why it is gone; else nothing."""
    is_due = doing in {"corrected", "removed"} and not (why or one.unseen)
    return gettext("No reason was given.") if is_due else ""


def _said(words: Words, field: str, value: Any) -> str:
    """A value in words, or why it is not told."""
    if isinstance(value, list) and None in value:
        gone = gettext("(a quote that does not stand here any more)")
        return "; ".join(gone if one is None else in_words(words, field, one) for one in value)
    return in_words(words, field, value)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
