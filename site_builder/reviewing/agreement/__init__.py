"""The command `compare`: how far two annotators of the same articles agree, and where they do not."""

from pathlib import Path

from site_builder.model.problems import Checked
from site_builder.reviewing.agreement.comparing import agreement_of
from site_builder.reviewing.agreement.data import as_json
from site_builder.reviewing.agreement.measures import Agreement
from site_builder.reviewing.agreement.report import as_markdown
from site_builder.reviewing.agreement.versions import Asked, commits_of, versions

__all__ = ["Agreement", "Asked", "agreement", "as_json", "as_markdown"]


def agreement(base: Asked, other: Asked, texts: tuple[Path, ...] = ()) -> Checked[Agreement | None]:
    """Compare two versions; none where git knows no such commit."""
    asked = (base, other)
    commits, problems = commits_of(asked)
    if problems:
        return None, problems
    with versions(asked, commits, texts) as (one, two):
        return agreement_of(one, two), ()
