"""The preview's own web server: files of a site as they are asked for; pages wait for the next build.

It answers GET for one site under one path, to this machine alone (`preview_access`). A script in a page
that is looked at asks for the number of the next build, gets the answer when there is one, and loads the
page again.
"""

import mimetypes
import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from socket import AF_INET6
from socketserver import TCPServer, ThreadingMixIn
from threading import Condition
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from site_builder.publishing.preview_access import for_us_only

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

NEXT = "next-build"
"""Path, under that of the site, at which a page waits."""
HTML = "text/html; charset=utf-8"
PATIENCE = 20.0
"""Seconds after which a page that waits is told that nothing is new."""
_SCRIPT = """
<script>(() => {
  const mine = "%d", ask = "%s";
  let waiting;
  const wait = () => {
    waiting = new AbortController();
    fetch(ask + "?after=" + mine, {signal: waiting.signal}).then(answer => answer.text()).then(
      now => now === mine ? wait() : location.reload(),
      error => error.name === "AbortError" || setTimeout(wait, 1000));
  };
  document.addEventListener("visibilitychange", () => document.hidden ? waiting?.abort() : wait());
  document.hidden || wait();
})()</script>
"""

Source = Callable[[str], bytes | None]
"""Gives the file at a path of the site; None where there is none."""


@dataclass
class BuildNumber:
    """The number of the last build, for which pages wait."""

    number: int = 0
    changed: Condition = field(default_factory=Condition)

    def raise_(self) -> None:
        """Tell everybody who waits that there is another build."""
        with self.changed:
            self.number += 1
            self.changed.notify_all()

    def after(self, number: int) -> int:
        """Wait, for a while, for another build than one, and give the number of the last."""
        with self.changed:
            self.changed.wait_for(lambda: self.number != number, PATIENCE)
            return self.number


@dataclass
class PreviewApplication:
    """Answers requests (WSGI) for a site that stands under a path such as `/site/`."""

    source: Source
    mount: str
    builds: BuildNumber

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return _answer(start_response, "405 Method Not Allowed", b"Only GET is answered.\n")
        if not path.startswith(self.mount):
            return _moved(start_response, self.mount)
        if path == f"{self.mount}{NEXT}":
            asked = parse_qs(environ.get("QUERY_STRING", "")).get("after", ["0"])[0]
            number = self.builds.after(int(asked) if asked.isdecimal() else 0)
            return _answer(start_response, "200 OK", str(number).encode())
        return self._file(path.removeprefix(self.mount), start_response)

    def _file(self, path: str, start_response: "StartResponse") -> Iterable[bytes]:
        number = self.builds.number  # before the file is made: it may be newer, never older
        name = f"{path}index.html" if path.endswith("/") or not path else path
        if posixpath.normpath(name) != name or name.startswith("../"):
            return self._missing(start_response, number)
        data = self.source(name)
        if data is not None:
            return self._found(start_response, name, data, number)
        if self.source(f"{path}/index.html") is not None:
            return _moved(start_response, f"{self.mount}{path}/")
        return self._missing(start_response, number)

    def _missing(self, start_response: "StartResponse", number: int) -> Iterable[bytes]:
        page = self.source("404.html") or b"There is nothing here.\n"
        return _answer(
            start_response, "404 Not Found", self._waiting(page, number), "text/html; charset=utf-8"
        )

    def _found(self, start_response: "StartResponse", name: str, data: bytes, number: int) -> Iterable[bytes]:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if kind == "text/html":
            data = self._waiting(data, number)
        charset = (
            "; charset=utf-8" if kind.startswith("text/") or kind.endswith(("javascript", "json")) else ""
        )
        return _answer(start_response, "200 OK", data, f"{kind}{charset}")

    def _waiting(self, page: bytes, number: int) -> bytes:
        """Give a page the script that waits for the next build."""
        script = (_SCRIPT % (number, f"{self.mount}{NEXT}")).encode()
        body, end, rest = page.rpartition(b"</body>")
        return body + script + end + rest if end else page + script


def _answer(
    start_response: "StartResponse", status: str, body: bytes, kind: str = "text/plain; charset=utf-8"
) -> Iterable[bytes]:
    headers = [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
    start_response(status, headers)
    return [body]


def _moved(start_response: "StartResponse", to: str) -> Iterable[bytes]:
    start_response("302 Found", [("Location", quote(to)), ("Content-Length", "0")])
    return []


class _Handler(WSGIRequestHandler):
    """Says nothing of the requests."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that it has there
        pass


class PreviewServer(ThreadingMixIn, WSGIServer):
    """Listens, and answers each request in a thread of its own; pages that wait hold nobody up."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, host: str, port: int, application: PreviewApplication) -> None:
        if ":" in host:
            self.address_family = AF_INET6
        super().__init__((host, port), _Handler)
        self.set_app(for_us_only(application, host, port))

    def server_bind(self) -> None:
        """Bind, without asking the network for a name as the class above does: that can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])
        self.setup_environ()
