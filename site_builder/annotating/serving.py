"""The server of the page: on this machine alone, at an address that nobody can guess."""

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from site_builder.annotating.application import Application
from site_builder.annotating.changes import FOLDER
from site_builder.annotating.session import Session
from site_builder.annotating.workspace import Workspace
from site_builder.corpus.file_kinds import FOLDERS
from site_builder.corpus.loading import Project
from site_builder.publishing.ending import ended_cleanly
from site_builder.publishing.file_watching import FileWatch
from site_builder.publishing.preview_access import for_us_only
from site_builder.storage.store import opened
from site_builder.storage.work_folder import private_folder

HOST = "127.0.0.1"


class _Silent(WSGIRequestHandler):
    """Says nothing of the requests."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - the name that it has there
        pass


def annotate(
    project: Project,
    *,
    article: str,
    review: str,
    port: int,
    texts: Sequence[Path],
    say: Callable[[str], None],
    show: Callable[[str], object],
) -> None:
    """Serve the page until interrupted; `say` is told where it is, and `show` gets the address to open it.

    It opens with an `article`, with a `review` of all that has changed since a commit, or with all articles.
    """
    with (
        ended_cleanly() as asked,
        private_folder(project.root, f"{FOLDER}-given") as folder,
        opened(project.root) as store,
    ):
        token = secrets.token_urlsafe(24)
        session = Session(Workspace(project, tuple(texts), store), review)
        server = server_of(Application(session, token, folder), port)
        page = "review/" if review else f"articles/{article}/" if article else ""
        address = f"http://{HOST}:{server.port}/{token}/{page}"
        Thread(target=server.serve_forever, daemon=True).start()
        say(f"Annotate at {address} (stop it with Ctrl+C)")
        show(address)
        watch = FileWatch([project.root / folder for folder in FOLDERS])
        watch.start()
        try:
            for _ in watch.bursts(asked):
                session.looked.raise_()
        finally:
            watch.stop()
            server.shutdown()
            server.server_close()
    say("Ended. Nothing is lost: what was saved is in the files, and an open form comes back.")


def server_of(application: Application, port: int) -> BaseWSGIServer:
    """The server of an application: it listens on this machine alone; port 0 is any that is free."""
    server = make_server(HOST, port, application, threaded=True, request_handler=_Silent)
    server.daemon_threads = True  # type: ignore[attr-defined]
    server.app = for_us_only(application, HOST, server.port)
    return server
