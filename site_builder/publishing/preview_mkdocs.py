"""How a preview lets MkDocs work: what it is handed, and when it has to run again."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build as run_mkdocs
from mkdocs.config.defaults import MkDocsConfig

from site_builder.build import Built
from site_builder.corpus.loading import Project
from site_builder.output.render import NO_BODY, RenderedPage
from site_builder.publishing.browser_sqlite import stamp
from site_builder.publishing.configuration import configuration_files, load_configuration
from site_builder.publishing.menu import paths_in
from site_builder.publishing.plugin import SiteBuilderPlugin, plugin_of
from site_builder.publishing.preview_cache import files_of
from site_builder.publishing.preview_site import SiteOnDemand, Version
from site_builder.publishing.problem_banner import ShownSite
from site_builder.publishing.site_files import SiteFiles
from site_builder.publishing.site_writer import SiteWriter


def configured(
    project: Project, folder: Path, texts: tuple[Path, ...], *, private: bool
) -> tuple[MkDocsConfig, SiteBuilderPlugin]:
    """Read mkdocs.yml for a preview in a folder, and tell the plugin what to show."""
    config = load_configuration(project, folder)
    plugin = plugin_of(config)
    plugin.texts, plugin.private, plugin.data_on_demand = texts, private, True
    return config, plugin


def run_with(
    config: MkDocsConfig, plugin: SiteBuilderPlugin, handed: ShownSite | None, new: Path, former: Path | None
) -> None:
    """Let MkDocs write a site that it is handed, or else builds, into a new folder."""
    plugin.handed_shown = handed
    plugin.handed_writer = SiteWriter(SiteFiles(new, former))
    run_mkdocs(config, serve_url=config.site_url)


Menu = Mapping[str, RenderedPage]


def menu_of(site: SiteOnDemand, config: MkDocsConfig) -> Menu:
    """The pages of ours that are in the menu, by path; parts of lists may be among them."""
    version = site.version
    paths = version.indexes if config.nav is None and version else paths_in(config.nav)
    found = ((path, site.above(path)) for path in paths)
    return {path: page for path, page in found if page is not None}


def known_pages(version: Version, menu: Menu) -> Built:
    """The pages of a site as MkDocs has to know them: by paths, and those of its menu by their titles."""
    paths = dict.fromkeys((*version.units, *menu))
    pages = tuple(menu.get(path) or _at(path) for path in paths)
    return Built(pages, version.redirects, on_demand=version.data, indexes=tuple(version.indexes.values()))


def _at(path: str) -> RenderedPage:
    return RenderedPage(path=path, title="", description="", body=NO_BODY)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What MkDocs makes its pages from, and a `theme` and a menu for ours."""

    theme: object
    docs: object
    site: object

    @classmethod
    def of(cls, config: MkDocsConfig, version: Version, menu: Menu) -> "Stamp":
        """Look at it."""
        settings, own = tuple(configuration_files(Path(config.config_file_path))), config.theme.custom_dir
        licence = version.project.settings.granted
        return cls(
            (settings, tuple(files_of(own)) if own else (), tuple(stamp(version.project.root))),
            tuple(files_of(config.docs_dir)),
            (licence, menu, tuple(version.units), version.redirects, tuple(version.data)),
        )
