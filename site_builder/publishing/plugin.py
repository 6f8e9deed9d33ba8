"""MkDocs plugin: hands ready pages over to MkDocs. The hooks decide nothing, the functions below do."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from site_builder.build import BuildOptions, Built, Memory, build
from site_builder.corpus.loading import find_project
from site_builder.model.problems import Checked, Problem, fatal
from site_builder.output.exports.feeds import ATOM
from site_builder.output.render import picture_metas
from site_builder.output.template_messages import messages_in
from site_builder.pages import ON_DATA
from site_builder.pages.ask import PATH as ASK
from site_builder.pages.search import SEARCH
from site_builder.publishing.assets import add_theme, join_assets, leave_out_unused, name_assets
from site_builder.publishing.browser_sqlite import add_browser_sqlite, is_there
from site_builder.publishing.configuration import (
    live_site_problem,
    settings_problems,
    settle_language,
    site_language,
)
from site_builder.publishing.hand_tables import with_places
from site_builder.publishing.imprint_line import tell_imprint
from site_builder.publishing.kept_shells import KeptShells, around_pages
from site_builder.publishing.link_picture_files import write_pictures
from site_builder.publishing.menu import menu, paths_in
from site_builder.publishing.mkdocs_pages import (
    FilesOnDemand,
    GeneratedFile,
    RenderedMkDocsPage,
    add_page_files,
    listed_files,
    metas_as_html,
    place_under_tabs,
    rendered_pages,
)
from site_builder.publishing.other_files import (
    add_other_files,
    other_paths,
    paths_of_mkdocs,
    write_other_files,
)
from site_builder.publishing.page_dates import date_pages
from site_builder.publishing.preview_cache import PreviewCache, stamp_of
from site_builder.publishing.problem_banner import (
    ShownSite,
    banner_of,
    log_problems,
    site_or_last_good,
    site_or_stop,
)
from site_builder.publishing.reproducible_gzip import gzipped
from site_builder.publishing.security_policy import with_policy
from site_builder.publishing.site_files import SiteFiles
from site_builder.publishing.site_writer import SiteWriter
from site_builder.publishing.themed_pages import Shells, Theme, ThemedPage, own_files, templated, themed
from site_builder.publishing.who_takes_part import AFTER, BEFORE, others_take_part
from site_builder.storage.progress import counted
from site_builder.translation.messages import speaking

if TYPE_CHECKING:
    from jinja2 import Environment

WATCHED = ("articles", "annotations", "templates", "site.yml")
RUN_WEBASSEMBLY = frozenset({SEARCH, ASK})
"""Pages by path: Pagefind searches by it, and SQLite answers questions."""


class NoOptions(Config):  # type: ignore[no-untyped-call] # a method of MkDocs' own
    """The plugin has none: what there is to set stands in site.yml."""


class SiteBuilderPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call] # a method of MkDocs' own
    """`plugins: [site-builder]`, without options.

    Before a build, `publish` and `preview` hand a site over that is built already, with what writes it (used
    once); `theme` and `files` are what pages that are made `on_demand` later are made with. MkDocs' own
    commands do without all this.

    Our pages and files are written here, and MkDocs only knows of them; where another plugin or hook has a
    say in pages, MkDocs builds them all.
    """

    handed: Built | None = None
    handed_shown: ShownSite | None = None
    theme: Theme
    files: Files
    environment: "Environment | None" = None
    handed_writer: SiteWriter | None = None
    writer: SiteWriter
    shells: Shells
    nav: Navigation
    listed: list[File]
    alone: bool
    texts: tuple[Path, ...] = ()
    private = False
    data_on_demand = False
    previewing = False
    last_good: Built | None = None
    shown: ShownSite
    page_cache: PreviewCache | None = None
    memory: Memory | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        # MkDocs keeps one plugin for all rebuilds of a preview; this is where it begins.
        self.previewing = command == "serve"
        self.last_good, self.page_cache = None, PreviewCache() if self.previewing else None
        self.memory = Memory() if self.previewing else None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        stop_on_bad_settings(config)
        add_theme(config)
        name_assets(config)
        project, _ = find_project(project_folder(config))
        if project is not None:
            with speaking(site_language(config)):
                tell_imprint(config, project.settings)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        self.writer = self.handed_writer or SiteWriter(SiteFiles(Path(config.site_dir)))
        self.handed_writer = None
        # Here MkDocs has not emptied its output folder yet: problems must not cost the old site.
        if self.handed is not None:
            self.handed_shown, self.handed = ShownSite(self.handed), None
        if self.handed_shown is not None:
            self.shown, self.handed_shown, self.page_cache = self.handed_shown, None, None
            self.shells = Shells()
            return
        stop_on_live_site(config)
        asked = options_for(config, self.texts, preview=self.previewing, private=self.private)
        options = replace(asked, data_on_demand=self.data_on_demand)
        built, problems = build_for(config, options, self.memory)
        log_problems(problems)
        self.shown = (
            site_or_last_good(built, problems, self.last_good, config)
            if self.previewing
            else site_or_stop(built, problems)
        )
        self.last_good = built or self.last_good
        if self.page_cache is not None:
            self.page_cache.start(stamp_of(config, self.shown.site, self.shown.problems))
        self.shells = self.page_cache.shells if self.page_cache is not None else Shells()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        if config.nav is None:
            by_hand = pages_of_mkdocs(files, previewing=self.previewing)
            with speaking(site_language(config)):
                config.nav = menu(self.shown.site.indexes, by_hand)
        leave_out_unused(files, config)
        join_assets(files, config)
        add_browser_sqlite(files, config, project_folder(config))
        self.alone = not others_take_part(config, BEFORE | AFTER)
        self.writer.files.linking = not others_take_part(config, BEFORE)
        add_page_files(files, self.shown.site.pages, config, alone=self.alone)
        if not self.alone:  # others may ask for any page next
            show_sizes(files, self.shown.site, config)
        others = other_paths(files, self.shown.site)
        self.writer.asked |= others
        if self.alone:
            self.writer.files.theirs = paths_of_mkdocs(files, config)
            others |= self.shown.site.on_demand.keys()
            return FilesOnDemand(files, config, others, self.shown.on_demand)
        add_other_files(files, self.shown.site, config)
        on_demand = self.shown.on_demand
        return FilesOnDemand(files, config, frozenset(), on_demand) if on_demand else files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        place_under_tabs(nav, files)
        self.nav = nav
        return nav

    def on_env(self, env: "Environment", *, config: MkDocsConfig, files: Files) -> "Environment":
        if self.page_cache is not None:
            env = self.page_cache.environment = self.page_cache.environment or env
        env, self.environment = self.environment or env, None
        told = facts_for_theme(self.shown, config)
        env.globals.update({**told, **messages_in(site_language(config))})
        date_pages(files, None if self.previewing else project_folder(config))
        self.listed = listed_files(files, pages_of_mkdocs(files, previewing=self.previewing))
        self.theme, self.files = Theme(config, self.nav, env, self.listed, self.finished), files
        if self.writer.store.keeps:
            around = around_pages(self.theme.stamp, config, self.nav, self.listed, told)
            self.shells = Shells(kept=KeptShells(self.writer.store, around))
        if self.shown.on_demand is None:
            self.write_pages(files)
        # The search index is made beside this, of the pages.
        if self.alone:
            write_other_files(self.shown.site, self.writer)
        write_pictures(self.shown.site, self.writer)
        return env

    def write_pages(self, files: Files) -> None:
        """Write all pages that MkDocs does not."""
        ours = [page for page in rendered_pages(files) if isinstance(page.file, GeneratedFile)]
        for page in counted(self._themed(ours, files), "pages written and checked", len(ours)):
            self.writer.page(page)

    def _themed(self, ours: Sequence[RenderedMkDocsPage], files: Files) -> Iterator[ThemedPage]:
        """Put the theme around our pages; those on the data come last, which may still be made."""
        on_data = [page for page in ours if page.rendered.path in ON_DATA]
        others = [page for page in ours if page.rendered.path not in ON_DATA]
        yield from themed(others, self.theme, self.shells, own_files(files), self.writer.take)
        show_sizes(files, self.shown.site, self.theme.config)
        yield from templated(on_data, self.theme, self.shells)

    def finished(self, output: str, page: Page) -> str:
        """Give a page its policy; not in a preview, whose inline script for reloading differs each time."""
        if self.previewing:
            return output
        return with_policy(output, page.content or "", wasm=page.url in RUN_WEBASSEMBLY)

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        if self.page_cache is not None and isinstance(page, RenderedMkDocsPage):
            self.page_cache.reuse(page)
        return page

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if isinstance(page, RenderedMkDocsPage):
            return html
        with speaking(site_language(config)):
            return with_places(html)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        if isinstance(page, RenderedMkDocsPage):
            self.writer.keep_text(page.rendered.path, page.content or "")
            if self.page_cache is not None:
                self.page_cache.store(page, output)
        return self.finished(output, page)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        context["pages"] = self.listed
        return context

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        context["pages"] = self.listed
        return context

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        html = template_name.endswith(".html") and not self.previewing
        return with_policy(output_content) if html else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        pack_sitemap(Path(config.site_dir))

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        watch(server, config)
        return server


class LateProblemsError(MkDocsException):
    """What was wrong only when a site was being written; MkDocs passes it on as it is."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def show_sizes(files: Files, site: Built, config: MkDocsConfig) -> None:
    """Let the pages on the data tell how large they are, those of the menu, too, which MkDocs has read."""
    pages, problems = site.on_data()
    if problems:
        raise LateProblemsError(problems)
    known = {page.path: page for page in pages}
    for page in rendered_pages(files):
        if page.rendered.path in known:
            page.show(known[page.rendered.path])
            if page.content is not None:
                page.render(config, files)


def facts_for_theme(shown: ShownSite, config: MkDocsConfig) -> dict[str, object]:
    """What the theme's templates may say of the site, besides messages."""
    return {
        "site_problems": banner_of(shown.problems),
        "site_feeds": ATOM in shown.site.files,
        "site_picture": metas_as_html(picture_metas(shown.site.picture, config.site_url)),
    }


def plugin_of(config: MkDocsConfig) -> SiteBuilderPlugin:
    """Our plugin, which mkdocs.yml must list."""
    plugin = config.plugins.get("site-builder")
    if not isinstance(plugin, SiteBuilderPlugin):
        raise ConfigurationError("mkdocs.yml does not list the plugin: write 'plugins: [site-builder]'")
    return plugin


def pages_of_mkdocs(files: Files, *, previewing: bool) -> Sequence[File]:
    """The files of pages that MkDocs builds."""
    inclusion = InclusionLevel.is_in_serve if previewing else InclusionLevel.is_included
    return files.documentation_pages(inclusion=inclusion)


# ------------------------------------------------------------------ what to show


def project_folder(config: MkDocsConfig) -> Path:
    """Folder of mkdocs.yml."""
    return Path(config.config_file_path).parent


def options_for(
    config: MkDocsConfig,
    texts: tuple[Path, ...],
    *,
    strict: bool = False,
    preview: bool = False,
    private: bool = False,
) -> BuildOptions:
    """What mkdocs.yml and the command line say about a build."""
    return BuildOptions(
        site_name=config.site_name,
        description=config.site_description or "",
        site_url=config.site_url or None,
        repo_url=config.repo_url or None,
        edit_uri=config.edit_uri or None,
        texts=texts,
        folders=tuple(map(Path, filter(None, (config.docs_dir, config.theme.custom_dir)))),
        strict=strict,
        preview=preview,
        private=private,
        listed=frozenset(paths_in(config.nav)),
        language=site_language(config),
        asks=is_there(project_folder(config)),
    )


def build_for(
    config: MkDocsConfig, options: BuildOptions, memory: Memory | None = None
) -> Checked[Built | None]:
    """Build the project that mkdocs.yml stands in; None where problems forbid it."""
    project, problems = find_project(project_folder(config))
    if project is None:
        return None, problems
    built, more = build(project, options, memory)
    problems += more
    return (None if fatal(problems, strict=False) else built), problems


def stop_on_bad_settings(config: MkDocsConfig) -> None:
    """Stop MkDocs where mkdocs.yml says what no site can be built with; tell of what is only odd."""
    project, _ = find_project(project_folder(config))
    problems = settings_problems(config, project) if project else ()
    if fatal(problems, strict=False):
        raise PluginError("\n".join(map(str, problems)))
    log_problems(problems)
    settle_language(config)


def stop_on_live_site(config: MkDocsConfig) -> None:
    """Stop MkDocs, which empties its folder first, where that is the live site."""
    if (problem := live_site_problem(config)) is not None:
        raise PluginError(str(problem))


# ------------------------------------------------------------------ sitemap and watching


def pack_sitemap(site: Path) -> None:
    """Write the packed sitemap anew: MkDocs' has a head that differs from one Python to the next."""
    sitemap = site / "sitemap.xml"
    if sitemap.is_file():
        sitemap.with_name("sitemap.xml.gz").write_bytes(gzipped(sitemap.read_bytes()))


def watch(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Rebuild the preview when what people write changes."""
    for name in WATCHED:
        if (path := project_folder(config) / name).exists():
            server.watch(str(path))
