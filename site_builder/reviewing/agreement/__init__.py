"""The command `compare`: how far two annotators of the same articles agree, and where they do not."""

from collections.abc import Collection
from pathlib import Path

from site_builder.model.problems import Checked, Location, Problem, did_you_mean, quoted
from site_builder.reviewing.agreement.comparing import agreement_of
from site_builder.reviewing.agreement.data import as_json
from site_builder.reviewing.agreement.measures import Agreement
from site_builder.reviewing.agreement.report import as_markdown
from site_builder.reviewing.agreement.versions import Asked, commits_of, versions

__all__ = ["Agreement", "Asked", "agreement", "as_json", "as_markdown"]


def agreement(
    base: Asked, other: Asked, texts: tuple[Path, ...] = (), only: Collection[str] = ()
) -> Checked[Agreement | None]:
    """Compare two versions, `only` these articles if any are named; none where there is no such thing."""
    asked = (base, other)
    commits, problems = commits_of(asked)
    if problems:
        return None, problems
    with versions(asked, commits, texts) as (one, two):
        known = {name for version in (one, two) for name in version.corpus.articles}
        if problems := tuple(_unknown(name, known) for name in only if name not in known):
            return None, problems
        return agreement_of(one, two, only), ()


def _unknown(name: str, known: Collection[str]) -> Problem:
    fix = did_you_mean(name, known, "see `articles/` for the articles that there are")
    return Problem(Location("."), "unknown-article", quoted(name), "the id of an article", fix)
