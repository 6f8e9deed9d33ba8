"""Who may read a preview: whoever asks for it by an address of this machine.

A page of somebody else's can have its own name lead to 127.0.0.1, and would then read the preview as if
it were its own site (DNS rebinding). Such a request says that name as its host, so only names and
addresses that the preview itself has are answered, and requests of other sites' scripts are not.
"""

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from _typeshed import OptExcInfo

LOCAL = ("localhost", "127.0.0.1", "[::1]")
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^:\[\]/@]+)(?::(?P<port>\d{1,5}))?", re.IGNORECASE | re.ASCII)
_OWN = ("Cross-Origin-Resource-Policy", "same-origin")


def address(host: str) -> str:
    """A host as an address has it: IPv6 in brackets.

    >>> address("::1"), address("127.0.0.1")
    ('[::1]', '127.0.0.1')
    """
    return f"[{host}]" if ":" in host else host


def is_own_address(requested: str, host: str, port: int) -> bool:
    """Whether the host that a request names is a preview's that listens at a host and port.

    >>> is_own_address("localhost:8000", "127.0.0.1", 8000)
    True
    >>> is_own_address("evil.example:8000", "127.0.0.1", 8000)
    False
    """
    parts = _HOST.fullmatch(requested)
    if parts is None or int(parts["port"] or 80) != port:
        return False
    name = parts["name"].lower()
    if name in LOCAL or name == address(host).lower():
        return True
    # One that listens at every address has all of them, and this machine's name; a foreign name none.
    return _is_address(host, unspecified=True) and (_is_address(name) or name == socket.gethostname().lower())


def _is_address(name: str, *, unspecified: bool = False) -> bool:
    try:
        found = ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return found.is_unspecified or not unspecified


def for_us_only(app: "WSGIApplication", host: str, port: int) -> "WSGIApplication":
    """Let an application answer only what is asked of this machine, by no other site."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        requested, origin = environ.get("HTTP_HOST", ""), environ.get("HTTP_ORIGIN")
        if is_own_address(requested, host, port) and origin in {None, f"http://{requested}"}:
            return app(environ, _closed(start_response))
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8"), _OWN])
        return [f"This preview is only for http://{address(host)}:{port}/ and localhost.\n".encode()]

    return answer


def _closed(start_response: "StartResponse") -> "StartResponse":
    """Let no other site show what is answered."""

    def started(
        status: str, headers: list[tuple[str, str]], error: "OptExcInfo | None" = None
    ) -> Callable[[bytes], object]:
        return start_response(status, [*headers, _OWN], error)

    return started
