"""A project that `new` has begun and not finished: it is not worked with, and can be gone on with."""

from pathlib import Path

from site_builder.model.problems import Location, Problem

BEGUN = ".site-builder-new"
"""Lies in a project while it is being written."""


def unfinished(root: Path) -> tuple[Problem, ...]:
    """Tell of a project that was begun and is not whole."""
    if not (root / BEGUN).is_file():
        return ()
    fix = f"run `site-builder new {root.name}` again beside it: it goes on where it was stopped"
    found = "a project that `new` has not finished"
    return (Problem(Location(BEGUN), "unfinished-project", found, "a whole project", fix),)
