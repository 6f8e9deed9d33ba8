"""Fetches one page from the web: two schemes, few redirects, public machines, bounded size and time."""

import functools
import http.client
import socket
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO
from urllib.parse import quote, urlsplit

from site_builder.editing.add.public_hosts import PrivateHostError, is_own, origin, resolve
from site_builder.editing.add.timeouts import TIMEOUTS, Deadline, Timeouts
from site_builder.model.problems import Checked, Problem
from site_builder.storage.files import location

SCHEMES = ("http", "https")
REDIRECTS = 5
_OTHER_KIND = "it redirects to an address that is not http:// or https://"
_CHUNK = 64 * 1024
_SAVE = "save the page in your browser, and add the file"
_OWN = (
    "if the machine is yours, type its address (http://localhost/... or one in figures); else leave it alone"
)
_RESERVED = "%:/?#[]@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """What an address answered: bytes, the type and encoding it names, and the address it ended at."""

    data: bytes
    media_type: str
    charset: str | None
    address: str


def fetch(address: str, limit: int, timeouts: Timeouts = TIMEOUTS) -> Checked[FetchedPage | None]:
    """Fetch an address of http or https, at most one byte more than the limit.

    Whatever it redirects to must be a public machine; what the person typed may be one of his own.
    The problem `fetch-failed` says why nothing came: no network, no such host, an error of the
    server, too many redirects, too slow; `private-address` where it leads into a private network.
    """
    with Deadline(timeouts) as deadline:
        try:
            fetched = _fetched(address, limit, deadline)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if deadline.is_over:
                return None, (_problem(address, f"no whole answer within {timeouts.whole:g} seconds"),)
            return None, (_failure(address, error, timeouts),)
    if isinstance(fetched, str):
        return None, (_problem(address, fetched),)
    if deadline.is_over:
        return None, (_problem(address, f"no whole answer within {timeouts.whole:g} seconds"),)
    return fetched, ()


def _fetched(address: str, limit: int, deadline: Deadline) -> FetchedPage | str:
    """Fetch a page, or say what is wrong with the answer."""
    request = quote(address, safe=_RESERVED)
    with _opener(address, deadline).open(request, timeout=deadline.timeouts.silence) as answer:
        if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
            return "a compressed answer, which was not asked for"
        return FetchedPage(
            _read(answer, limit),
            answer.headers.get_content_type() if "Content-Type" in answer.headers else "",
            answer.headers.get_content_charset(),
            answer.geturl(),
        )


def _read(answer: http.client.HTTPResponse, limit: int) -> bytes:
    """Read one byte further than the limit at most."""
    data = bytearray()
    while len(data) <= limit and (chunk := answer.read1(min(_CHUNK, limit + 1 - len(data)))):
        data += chunk
    return bytes(data)


# ------------------------------------------------------------------ connections


@dataclass(frozen=True, slots=True)
class _Connections:
    """Makes connections to addresses that were looked up and found to be allowed, and to no others.

    The name is asked for once, and the connection goes to that very answer: a second answer could
    be another.
    """

    deadline: Deadline
    own: tuple[str, str, int | None] | None

    def to(self, request: urllib.request.Request, pair: tuple[str, int]) -> socket.socket:
        """Connect to a host and port for a request; a proxy of the person's own may be anywhere."""
        host, port = pair
        own = _by_proxy(request) or (self.own is not None and origin(request.full_url) == self.own)
        found = self.deadline.look_up(functools.partial(resolve, host, port, own=own))
        return self.deadline.connect(found, port)

    def check(self, address: str) -> None:
        """Refuse a redirect to a private machine before anything is asked, also where a proxy would ask."""
        parts = urlsplit(address)
        if self.own is not None and origin(address) == self.own:
            return
        port = parts.port or (443 if parts.scheme == "https" else 80)
        try:
            self.deadline.look_up(functools.partial(resolve, parts.hostname or "", port))
        except PrivateHostError:
            raise
        except (OSError, UnicodeError):
            return  # the connection will say so, or a proxy knows the name


def _by_proxy(request: urllib.request.Request) -> bool:
    tunnel: str | None = getattr(request, "_tunnel_host", None)
    return request.has_proxy() or tunnel is not None


def _connected(
    kind: type[http.client.HTTPConnection], connections: _Connections, request: urllib.request.Request
) -> Callable[..., http.client.HTTPConnection]:
    """Give a maker of connections that go where `connections` lead, in place of the connection's own way."""

    def connection(host: str, **options: object) -> http.client.HTTPConnection:
        made = kind(host, **options)  # type: ignore[arg-type]
        made._create_connection = lambda pair, *_: connections.to(request, pair)  # type: ignore[attr-defined] # noqa: SLF001
        return made

    return connection


class _Http(urllib.request.HTTPHandler):
    def __init__(self, connections: _Connections) -> None:
        super().__init__()
        self.connections = connections

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_connected(http.client.HTTPConnection, self.connections, req), req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, connections: _Connections) -> None:
        super().__init__()
        self.connections = connections

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_connected(http.client.HTTPSConnection, self.connections, req), req)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows few redirects, and none to another scheme or into a private network."""

    max_redirections = REDIRECTS

    def __init__(self, connections: _Connections) -> None:
        self.connections = connections

    def redirect_request(  # noqa: PLR0917 - as the class above has it
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        fp.close()  # else the class above reads it to its end, however far that is
        if urlsplit(newurl).scheme not in SCHEMES:
            raise urllib.error.URLError(_OTHER_KIND)
        self.connections.check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(address: str, deadline: Deadline) -> urllib.request.OpenerDirector:
    """Give an opener for the two schemes; the default one reads files and FTP as well."""
    connections = _Connections(deadline, origin(address) if is_own(address) else None)
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        _Http(connections),
        _Https(connections),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Redirects(connections),
    ):
        opener.add_handler(handler)
    opener.addheaders = [
        ("User-Agent", "site-builder (captures one article at the request of a person)"),
        ("Accept", "text/html, application/xhtml+xml, text/plain;q=0.9"),
        ("Accept-Encoding", "identity"),
    ]
    return opener


# ------------------------------------------------------------------ why nothing came


def _failure(address: str, error: Exception, timeouts: Timeouts) -> Problem:
    """Say why nothing came."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, PrivateHostError):
        return Problem(location(address), "private-address", reason.said, "a page of the public web", _OWN)
    if isinstance(error, urllib.error.HTTPError):
        error.close()
        return _problem(address, _refused(error))
    if isinstance(error, urllib.error.URLError):
        return _problem(address, f"no answer: {_reason(error.reason, timeouts)}")
    return _problem(address, f"no usable answer: {_reason(error, timeouts)}")


def _refused(error: urllib.error.HTTPError) -> str:
    if error.code not in range(300, 400):
        return f"the answer {error.code} ({_reason(error.reason, TIMEOUTS)})"
    return f"no answer: {_OTHER_KIND}" if "not allowed" in error.reason else "endless redirects"


def _reason(error: BaseException | str, timeouts: Timeouts) -> str:
    if isinstance(error, TimeoutError):
        return f"nothing arrived for {timeouts.silence:g} seconds"
    said = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return " ".join(said.split())[:200] or type(error).__name__


def _problem(address: str, found: str) -> Problem:
    return Problem(location(address), "fetch-failed", found, "a page that can be read", _SAVE)
