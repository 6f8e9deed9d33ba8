"""The problems that a preview shows on top of its pages, and the site they are shown on.

`templates/theme/main.html` writes the banner; MkDocs' own log has the same problems.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from site_builder.build import Built
from site_builder.model.problems import Problem, by_cause, more, summary
from site_builder.output.render import Body, RenderedPage
from site_builder.publishing.menu import nav_titles

log = logging.getLogger("mkdocs.plugins.site_builder")


@dataclass(frozen=True, slots=True)
class ShownSite:
    """What MkDocs gets: a site, and the problems to show on its pages.

    Where pages are made `on_demand`, it only has to know them, by their paths and, in its menu, titles; this
    gives one that is not among those of the site, if there is one at a path.
    """

    site: Built
    problems: tuple[Problem, ...] = ()
    on_demand: Callable[[str], RenderedPage | None] | None = None


def banner_of(problems: Iterable[Problem]) -> list[tuple[Problem, str]]:
    """What the banner shows: each problem that follows from no other, and how many follow from it."""
    causes = by_cause(problems)
    return [(problem, more(following)) for problem, following in causes.items()]


def log_problems(problems: Iterable[Problem]) -> None:
    """Show problems where MkDocs shows its own."""
    for problem, following in by_cause(problems).items():
        level = logging.WARNING if problem.severity == "warning" else logging.ERROR
        log.log(level, "%s", "\n    ".join(filter(None, (str(problem), more(following)))))


def site_or_stop(built: Built | None, problems: tuple[Problem, ...]) -> ShownSite:
    """Show a site; without one, stop MkDocs."""
    if built is None:
        raise PluginError(f"{summary(problems)}; nothing was built")
    return ShownSite(built)


def site_or_last_good(
    built: Built | None, problems: tuple[Problem, ...], last: Built | None, config: MkDocsConfig
) -> ShownSite:
    """Show a preview: the site, else the last good one with the problems on it, else only the problems."""
    if built is not None:
        return ShownSite(built)
    return ShownSite(last or only_problems(config), problems)


def only_problems(config: MkDocsConfig) -> Built:
    """Make a site of nearly empty pages under the usual tabs, for the problems to stand on."""
    docs = Path(config.docs_dir)
    uris = sorted({"index.md", *(uri for uri in nav_titles(config.nav) if uri.endswith("index.md"))})
    text = "<h1>There is nothing to show yet</h1><p>Fix the problems above, and this page reloads.</p>"
    return Built(
        pages=tuple(
            RenderedPage(
                path=uri.removesuffix("index.md"), title="Problems", description="", body=Body.of(text)
            )
            for uri in uris
            if not (docs / uri).exists()
        ),
        files={},
    )
