"""The command `diff`: what a change does to the site, in sentences, as Markdown."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from site_builder.build import Memory
from site_builder.corpus.loading import Project
from site_builder.model.problems import Checked, by_cause
from site_builder.model.problems import more as more_that_follow
from site_builder.pages.values_in_words import words_of
from site_builder.reviewing.diff.compared_state import AS_THEY_ARE, Side, sides
from site_builder.reviewing.diff.differing_pages import with_pages
from site_builder.reviewing.diff.entries import GROUPS, entries_section, renames_between
from site_builder.reviewing.diff.events import disagreements_section, merged_lines
from site_builder.reviewing.diff.markdown import Markdown, Section, counted, document, said
from site_builder.reviewing.diff.pages_and_problems import (
    coverage_section,
    pages_section,
    problem_item,
    problems_section,
)
from site_builder.reviewing.diff.proofs import Proofs
from site_builder.reviewing.diff.publication import publication_section
from site_builder.reviewing.diff.records import records_section
from site_builder.reviewing.diff.wording import NamesOfBoth
from site_builder.storage.history import commit_of
from site_builder.storage.store import opened

__all__ = ["COMMENT", "ChangeReport", "compare", "diff"]

COMMENT = 65_536
"""Characters that a comment on GitHub may have; the report's bytes are kept below it."""

NOTHING = "Nothing that a reader of the site would notice."


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """A report as Markdown, and whether both states make a site."""

    markdown: str
    complete: bool


def diff(
    project: Project, base: str, head: str | None = None, *, texts: tuple[Path, ...] = (), most: int = COMMENT
) -> Checked[ChangeReport | None]:
    """Compare two commits of the project, or a commit with the working tree where `head` is left out.

    The report has at most `most` bytes. It is none where git knows no such commit.
    """
    commits: list[str | None] = []
    for revision in (base, head):
        commit, problems = commit_of(project.root, revision) if revision is not None else (None, ())
        if problems:
            return None, problems
        commits.append(commit)
    with opened(project.root) as store:
        memory = Memory().with_store(store)
        states = zip((base, head or AS_THEY_ARE), commits, strict=True)
        with sides(project, states, texts, memory) as (old, new):
            return compare(*with_pages(project, old, new, memory), most), ()


def compare(base: Side, head: Side, most: int = COMMENT) -> ChangeReport:
    """Report everything in which two states differ."""
    sections = list(_sections(base, head))
    lead = [*_unbuilt(base), *_unbuilt(head)]
    if not any(section.items for section in sections):
        lead.append(Markdown(NOTHING))
    title = said("What changes on the site from {} to {}", base.name, head.name)
    return ChangeReport(
        document(title, lead, sections, most), base.site is not None and head.site is not None
    )


def _unbuilt(side: Side) -> Iterator[Markdown]:
    if side.site is None:
        errors = counted(len(by_cause(side.errors)), "error")
        form = (
            f"**{{}} cannot be built: {errors}, listed below.** "
            "Files are compared as far as they can be read."
        )
        yield said(form, side.name)


def _sections(base: Side, head: Side) -> Iterator[Section]:
    renames = renames_between(base.corpus, head.corpus)
    told = NamesOfBoth(words_of(base.corpus), words_of(head.corpus), renames)
    proofs = Proofs(base, head, {new: old for old, new in renames.items()})
    yield publication_section(base, head, renames)
    records, quotes = records_section(base, head, told, proofs)
    more = merged_lines(base.site, head.site, told) if base.site and head.site else {}
    for side in (base, head):
        causes = by_cause(side.errors if side.site is None else ())
        items = tuple(problem_item(problem, more_that_follow(below)) for problem, below in causes.items())
        yield Section(f"Errors in {'the new' if side is head else 'the old'} state", items, unfolded=True)
    yield proofs.claims()
    if base.site and head.site:
        yield disagreements_section(base.site, head.site, told)
    yield problems_section(base, head)
    for group in GROUPS[:2]:
        yield entries_section(base, head, told, group, more if group == "events" else {})
    yield records
    yield Section("Quotes", (), quotes)
    for group in GROUPS[2:]:
        yield entries_section(base, head, told, group, {})
    if base.site and head.site:
        yield pages_section(base, head)
    yield coverage_section(base, head, told)
