"""Preview: serve the site while its files are edited, and reload the browser after each change."""

import gc
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from site_builder.build import Memory
from site_builder.corpus.loading import Project
from site_builder.publishing.ending import ended_cleanly
from site_builder.publishing.file_watching import FileWatch
from site_builder.publishing.plugin import WATCHED
from site_builder.publishing.preview_access import address
from site_builder.publishing.preview_builds import PreviewBuilds
from site_builder.publishing.preview_mkdocs import configured
from site_builder.publishing.preview_server import PreviewServer
from site_builder.publishing.preview_site import SiteOnDemand
from site_builder.storage.store import opened
from site_builder.storage.work_folder import private_folder

FOLDER = "preview"
"""Where the builds are, in the project's own folder: a private one holds captured texts."""


def preview(
    project: Project,
    *,
    host: str,
    port: int,
    texts: tuple[Path, ...],
    private: bool = False,
    polling: bool = False,
    say: Callable[[str], None],
) -> None:
    """Serve a preview until interrupted; `say` is told where it is and how each build went.

    A `private` one shows every text at hand to whoever reaches the address. With `polling`, files are looked
    at for changes, where the system's notifications do not come.
    """
    with (
        ended_cleanly() as asked,
        private_folder(project.root, FOLDER) as folder,
        opened(project.root) as store,
    ):
        config, plugin = configured(project, folder, texts, private=private)
        plugin.on_startup(command="serve", dirty=False)
        mount = urlsplit(config.site_url or "").path.strip("/")
        url = f"http://{address(host)}:{port}/" + (f"{mount}/" if mount else "")
        site = SiteOnDemand(project.root, Memory().with_store(store))
        builds = PreviewBuilds(project, folder, texts, private, url, say, site)
        builds.build()
        # Most of what there is now stays: to look through it for garbage takes as long as to follow an edit.
        gc.collect()
        gc.freeze()
        serve(builds, config, PreviewServer(host, port, builds.application), asked, polling=polling)
        say("Ended.")


def serve(
    builds: PreviewBuilds, config: MkDocsConfig, server: PreviewServer, asked: Event, *, polling: bool
) -> None:
    """Serve what is built, and build again when files change, until interrupted or `asked` to end."""
    watched = [config.docs_dir, config.config_file_path, *WATCHED]
    watch = FileWatch([builds.project.root / str(path) for path in watched], polling=polling)
    watch.start()
    Thread(target=server.serve_forever, daemon=True).start()
    builds.say(f"Preview at {builds.url} (stop it with Ctrl+C)")
    if builds.private:
        builds.say("It shows private texts to everyone who can reach this address.")
    if watch.polling and not polling:
        builds.say("The system watches no more files for us: changes are looked for, which takes longer.")
    try:
        for _ in watch.bursts(asked):
            builds.build()
    finally:
        watch.stop()
        server.shutdown()
        server.server_close()
