"""Single steps of a build, each in a process: `python -m bench.steps STEP FOLDER...` prints CPU seconds."""

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

from bench.rivals import write_bodies
from site_builder.build import BuildOptions, Memory, pages_of, site_of
from site_builder.cli import main
from site_builder.corpus.loading import Project, find_project
from site_builder.model.problems import Problem
from site_builder.output.render import RenderedPage
from site_builder.proving.proved_project import read_project
from site_builder.publishing.search_feed import SearchFeed, write_index

OPTIONS = BuildOptions(site_name="bench", site_url="https://example.org/invented/")


def project_in(folder: Path) -> Project:
    """The project in a folder, which must have no problems."""
    project, problems = find_project(folder)
    if project is None or problems:
        raise ValueError(problems)
    return project


def rendered(folder: Path) -> tuple[RenderedPage, ...]:
    """The pages of a project before their theme."""
    project = project_in(folder)
    known, problems = read_project(project)
    if problems:
        raise ValueError(problems[:3])
    memory = Memory()
    pages, problems = pages_of(project, site_of(project, known, memory), OPTIONS, memory)
    if problems:
        raise ValueError(problems[:3])
    return pages


def index(site: Path) -> None:
    """Make the search index of a built site again, in place."""
    if problems := write_index(site.resolve()):
        raise ValueError(problems)


def nothing(folder: Path) -> None:
    """Only start: what the others cost before they do anything."""
    project_in(folder)


def build(folder: Path, told: Path) -> None:
    """Build as the command does, and write into a file how many MB this process needed, Pagefind's apart."""
    main(["--project", str(folder), "build"], standalone_mode=False)
    told.write_text(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024), encoding="ascii")


def again(folder: Path, told: Path) -> None:
    """Build as the command does, and write into a file how many seconds it waited for the search index."""
    took: list[float] = []
    write = SearchFeed.write

    def timed(*given: Any, **named: Any) -> tuple[Problem, ...]:
        begin = time.perf_counter()
        problems = write(*given, **named)
        took.append(time.perf_counter() - begin)
        return problems

    with mock.patch.object(SearchFeed, "write", timed):
        main(["--project", str(folder), "build"], standalone_mode=False)
    told.write_text(str(sum(took)), encoding="ascii")


def bodies(folder: Path, to: Path) -> None:
    """Write the bodies of a project's pages for other generators."""
    write_bodies(to, rendered(folder))


STEPS: dict[str, Callable[..., object]] = {
    "pages": rendered,
    "bodies": bodies,
    "index": index,
    "build": build,
    "again": again,
    "nothing": nothing,
}


def cpu() -> float:
    """CPU seconds of this process and of those it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    begin = cpu()
    STEPS[sys.argv[1]](*map(Path, sys.argv[2:]))
    print(f"{cpu() - begin:.4f}")
