"""The theme around pages of a preview, one at a time, with what MkDocs made of theme and menu before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files

from site_builder.model.problems import Problem
from site_builder.output.render import Body, RenderedPage
from site_builder.pages.taking import taken_at
from site_builder.publishing.mkdocs_pages import (
    GeneratedFile,
    RenderedMkDocsPage,
    rendered_pages,
    tabs_of,
)
from site_builder.publishing.page_dates import UNDATED
from site_builder.publishing.preview_site import SiteOnDemand, bare
from site_builder.publishing.problem_banner import banner_of, log_problems
from site_builder.publishing.themed_pages import Theme

Above = Callable[[str], RenderedPage | None]
"""Gives a page as those below it know it."""


@dataclass(frozen=True, slots=True, eq=False)
class ThemeOnDemand:
    """A theme, the pages of ours that stand in its menu, and its tabs."""

    theme: Theme
    menu: Mapping[str, RenderedMkDocsPage]
    tabs: Mapping[str, StructureItem]

    @classmethod
    def of(cls, theme: Theme, files: Files) -> "ThemeOnDemand":
        """Take over what MkDocs has made."""
        listed = set(map(id, theme.nav.pages))
        menu = {page.rendered.path: page for page in rendered_pages(files) if id(page) in listed}
        return cls(theme, menu, tabs_of(theme.nav))

    def html(self, page: RenderedMkDocsPage, problems: tuple[Problem, ...]) -> bytes:
        """Put the theme around a page, with problems on top."""
        self.theme.environment.globals["site_problems"] = banner_of(problems)
        return self.theme.render(page).encode("utf-8", "xmlcharrefreplace")  # as MkDocs does

    def page(self, rendered: RenderedPage, above: Above) -> RenderedMkDocsPage:
        """A page where it stands: in the menu, or below another one."""
        if (known := self.menu.get(rendered.path)) is not None:
            known.show(rendered)
            return known
        page = RenderedMkDocsPage(
            rendered, None, GeneratedFile.of(rendered.path, self.theme.config), self.theme.config
        )
        parent = self._above(rendered, above)
        page.parent = parent if parent is not None else self.tabs.get(rendered.section)  # type: ignore[assignment]
        page.update_date = UNDATED
        return page

    def _above(self, rendered: RenderedPage, above: Above) -> RenderedMkDocsPage | None:
        if rendered.parent is None:
            return None
        if (listed := self.menu.get(rendered.parent)) is not None:
            return listed
        known = above(rendered.parent)
        return self.page(known, above) if known is not None else None


@dataclass
class PagesOnDemand:
    """Pages as they are served: made when they are asked for, and kept until they would be others.

    `made` counts the pages that the theme was put around.
    """

    site: SiteOnDemand
    theme: ThemeOnDemand
    made: int = 0
    _kept: dict[str, tuple[object, bytes]] = field(default_factory=dict)
    _good: dict[str, RenderedPage] = field(default_factory=dict)

    def page(self, path: str) -> bytes | None:
        """The page at a path of the site; None where there is none."""
        rendered, problems = self._rendered(path)
        if rendered is None:
            return None
        page = self.theme.page(rendered, self.site.above)
        around = tuple((item.title, getattr(item, "url", None)) for item in page.ancestors)
        key = rendered, problems, around, self.theme
        known = self._kept.get(path)
        if known is None or known[0] != key:
            self.made += 1
            known = self._kept[path] = key, self.theme.html(page, problems)
        return known[1]

    def file(self, path: str) -> bytes | None:
        """A file that is made with a page; None where there is none."""
        made, version = self.site.pages_at(taken_at(path)), self.site.version
        if version is None:
            return None
        pages, _ = version.rendering.pages(made)
        return next((one.data for page in pages for one in page.files if one.path == path), None)

    def _rendered(self, path: str) -> tuple[RenderedPage | None, tuple[Problem, ...]]:
        """A page with the problems to show on it; one that a template has a mistake for as it was before."""
        page, version = self.site.page(path), self.site.version
        if page is None or version is None:
            return None, ()
        rendered, problems = version.rendering.page(page)
        if rendered is not None:
            self._good[path] = rendered
            return rendered, self.site.problems
        log_problems(problems)
        return self._good.get(path) or _without_text(bare(page.view.head)), (*self.site.problems, *problems)


def _without_text(page: RenderedPage) -> RenderedPage:
    text = f"<h1>{escape(page.title)}</h1><p>Fix the problems above, and this page reloads.</p>"
    return RenderedPage(
        path=page.path,
        title=page.title,
        description=page.description,
        body=Body.of(text),
        parent=page.parent,
        section=page.section,
    )
