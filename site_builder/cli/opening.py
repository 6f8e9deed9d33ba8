"""How a command finds the project that it works on."""

import sys
from pathlib import Path

from site_builder.cli.printing import PROBLEMS, WRONG_USE, say, show
from site_builder.corpus.project import Project, find_project
from site_builder.editing.unfinished import unfinished
from site_builder.model.problems import fatal
from site_builder.storage.transaction import finish


def project_in(folder: Path) -> Project:
    """Find the project; without a good one, say so and end: as wrong use where there is none at all."""
    project, problems = find_project(folder)
    if project is None or fatal(problems, strict=False):
        show(problems, to_stderr=True)
        sys.exit(WRONG_USE if any(problem.rule == "no-project" for problem in problems) else PROBLEMS)
    finished, problems = finish(project.root)
    problems += unfinished(project.root)
    show(problems, to_stderr=True)
    if problems:
        sys.exit(PROBLEMS)
    if not finished:
        return project
    say(finished, err=True)
    return project_in(folder)
