"""Pages, coverage and problems: what else differs between two states."""

from collections import Counter
from collections.abc import Collection

from site_builder.linking.redirects import moves
from site_builder.linking.site import Site
from site_builder.model.problems import Problem, by_cause, more
from site_builder.model.value_types import ArticleId
from site_builder.output.render import RenderedPage
from site_builder.pages.rows import split_records
from site_builder.proving.quoted_share import quoted_share
from site_builder.reviewing.diff.compared_state import Side
from site_builder.reviewing.diff.markdown import ListItem, Markdown, Section, counted, said
from site_builder.reviewing.diff.wording import NamesOfBoth


def pages_section(base: Side, head: Side) -> Section:
    """Pages by address: created, changed, removed, and moved where an old address leads on."""
    old, new = base.pages, head.pages
    leads = {move.old: move.new for move in moves(head.corpus)}
    known = {move.old for move in moves(base.corpus)}
    groups = {
        "created": [(path, "") for path in new if path not in old],
        "changed": [(path, "") for path in new if path in old and _seen(new[path]) != _seen(old[path])],
        "removed": [(path, "") for path in old if path not in new and path not in leads],
        "redirected": [(path, leads[path]) for path in leads if path not in known],
    }
    items = [
        ListItem(_page(what, path, to, new.get(to or path) or old.get(path)))
        for what, found in groups.items()
        for path, to in sorted(found)
    ]
    counts = [f"{len(found):,} {what}" for what, found in groups.items() if found]
    return Section("Pages", tuple(items), Markdown(f"Pages: {', '.join(counts)}" if counts else ""))


def _seen(page: RenderedPage) -> tuple[str, str, str]:
    """What a reader gets to see of a page: not the place where its file is edited."""
    return page.title, page.description, page.html


def _page(what: str, path: str, to: str, page: RenderedPage | None) -> Markdown:
    title = page.title if page else ""
    if to:
        return said("redirected: {} → {}, {}", path, to, title)
    return said(f"{what}: {{}}, {{}}", path or "the first page", title)


# ------------------------------------------------------------------ coverage


def coverage_section(base: Side, head: Side, told: NamesOfBoth) -> Section:
    """Numbers before and after, and the share of each text that its quotes show."""
    if base.site is None or head.site is None:
        return Section("Coverage", ())
    before, after = _numbers(base.site), _numbers(head.site)
    renames = {name for both in told.renames.items() for name in both}
    same = {name for name in head.read if name not in renames and head.read_the_same(base, name)}
    items = [
        ListItem(Markdown(f"{what}: {before[what]:,} → {after[what]:,}"))
        for what in after
        if before[what] != after[what]
    ]
    shares = {told.renames.get(name, name): share for name, share in _shares(base.site, same).items()}
    for name, share in _shares(head.site, same).items():
        if f"{shares.get(name, 0):.1%}" != f"{share:.1%}":
            earlier = f"{shares[name]:.1%}" if name in shares else "none"
            items.append(
                ListItem(
                    said(f"Share of the text quoted, {{}}: {earlier} → {share:.1%}", told.head.names[name])
                )
            )
    return Section("Coverage", tuple(items))


def _numbers(site: Site) -> dict[str, int]:
    quotes = [quote for found in site.evidence.values() for quote in found.quotes]
    claims, others = split_records(site.evidence)
    return {
        "Articles": len(site.corpus.articles),
        "Statements about the world": claims,
        "Roles, descriptions and date readings": others,
        "Quotes": len(quotes),
        "Quotes found": sum(quote.verified for quote in quotes),
        "Quotes not yet found": sum(not quote.verified for quote in quotes),
        "Mentions linked": sum(sum(found.values()) for found in site.naming.counts.values()),
        "Names that no entry has": sum(len(found) for found in site.naming.unlinked.values()),
    }


def _shares(site: Site, left_out: Collection[str]) -> dict[ArticleId, float]:
    return {
        article: quoted_share(
            site.layers[article],
            (q.key for key in site.by_article[article] for q in site.evidence[key].quotes),
        )
        for article in site.layers
        if article not in left_out
    }


# ------------------------------------------------------------------ problems


def problems_section(base: Side, head: Side) -> Section:
    """Give the problems of the new state that the old one did not have, wherever their line is now.

    The errors of a state that makes no site are listed apart.
    """
    known = Counter(_sign(problem) for problem in base.problems)
    listed = () if head.site else head.errors
    new = []
    for problem in (problem for problem in head.problems if problem not in listed):
        known[_sign(problem)] -= 1
        if known[_sign(problem)] < 0:
            new.append(problem)
    causes = by_cause(new)
    line = Markdown(f"**New problems in the files: {counted(len(causes), 'problem')}**" if new else "")
    items = tuple(problem_item(problem, more(following)) for problem, following in causes.items())
    return Section("New problems in the files", items, line, unfolded=True)


def _sign(problem: Problem) -> tuple[str, ...]:
    return problem.location.path, problem.rule, problem.found, problem.severity


def problem_item(problem: Problem, besides: str = "") -> ListItem:
    """A problem with its place and fix, and what is to be said besides."""
    text = said(
        "{}: {}, found {}, expected {}", str(problem.location), problem.rule, problem.found, problem.expected
    )
    below = (said("fix: {}", problem.fix),) if problem.fix else ()
    return ListItem(text, (*below, said("{}", besides)) if besides else below)
