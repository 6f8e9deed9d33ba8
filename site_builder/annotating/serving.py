"""The server of the page: on this machine alone, at an address that nobody can guess."""

import re
import secrets
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
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
from site_builder.storage.files import read_file, write_file
from site_builder.storage.store import opened
from site_builder.storage.work_folder import OWN, own_folder, private_folder

HOST = "127.0.0.1"
PORT = f"{FOLDER}/port"


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
        server = _server(Application(session, token, folder), port, _port_before(project.root))
        _keep_port(project.root, server.port)
        page = "review/" if review else f"articles/{article}/" if article else ""
        address = f"http://{HOST}:{server.port}/{token}/{page}"
        Thread(target=server.serve_forever, daemon=True).start()
        say(f"Annotate at {address} (stop it with Ctrl+C)")
        show(_leading_to(address, folder))
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


def _port_before(root: Path) -> int:
    """The port of the last run: a browser keeps by it what a page could not send any more."""
    data, _ = read_file(root, f"{OWN}/{PORT}", 20)
    return int(data) if data and re.fullmatch(rb"\d{4,5}", data) and int(data) < 65536 else 0


def _keep_port(root: Path, port: int) -> None:
    with suppress(OSError):
        write_file(own_folder(root, FOLDER) / PORT.rpartition("/")[2], str(port).encode())


def _require_free(port: int) -> None:
    """Raise OSError where a port is taken: the server itself would end the process."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind((HOST, port))


def _server(application: Application, port: int, before: int) -> BaseWSGIServer:
    """The server at a port, else at that of the last run, else at any that is free."""
    if before and not port:
        with suppress(OSError):
            _require_free(before)
            return server_of(application, before)
    _require_free(port)
    return server_of(application, port)


def _leading_to(address: str, folder: Path) -> str:
    """A page that leads to an address: programs that are started show to all what they are given."""
    file = folder / "open.html"
    meta = f'<meta http-equiv="refresh" content="0; url={address}">'
    html = f'<!doctype html>{meta}<a href="{address}">Annotate</a>\n'
    file.touch(mode=0o600)
    file.write_text(html, encoding="utf-8")
    return file.as_uri()


def server_of(application: Application, port: int) -> BaseWSGIServer:
    """The server of an application: it listens on this machine alone; port 0 is any that is free."""
    server = make_server(HOST, port, application, threaded=True, request_handler=_Silent)
    server.daemon_threads = True  # type: ignore[attr-defined]
    server.app = for_us_only(application, HOST, server.port)
    return server
