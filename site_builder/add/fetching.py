"""Fetches one page from the web: two schemes, few redirects, bounded size and time."""

import http.client
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import IO
from urllib.parse import quote, urlsplit

from site_builder.files import location
from site_builder.problems import Checked, Problem

SCHEMES = ("http", "https")
SOCKET_SECONDS = 20
WHOLE_SECONDS = 60
REDIRECTS = 5
_OTHER_KIND = "it redirects to an address that is not http:// or https://"
_CHUNK = 64 * 1024
_SAVE = "save the page in your browser, and add the file"
_RESERVED = "%:/?#[]@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: bytes, the type and encoding it names, and the address it ended at."""

    data: bytes
    media_type: str
    charset: str | None
    address: str


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows few redirects, and none to another scheme."""

    max_redirections = REDIRECTS

    def redirect_request(  # noqa: PLR0917 - as the class above has it
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme not in SCHEMES:
            raise urllib.error.URLError(_OTHER_KIND)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    """Give an opener for the two schemes; the default one reads files and FTP as well."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        _Redirects,
    ):
        opener.add_handler(handler())
    opener.addheaders = [
        ("User-Agent", "site-builder (captures one article at the request of a person)"),
        ("Accept", "text/html, application/xhtml+xml, text/plain;q=0.9"),
        ("Accept-Encoding", "identity"),
    ]
    return opener


def fetch(address: str, limit: int) -> Checked[Fetched | None]:
    """Fetch an address of http or https, at most one byte more than the limit.

    The problem `fetch-failed` says why nothing came: no network, no such host, an error of the
    server, too many redirects, too slow.
    """
    until = time.monotonic() + WHOLE_SECONDS
    try:
        with _opener().open(quote(address, safe=_RESERVED), timeout=SOCKET_SECONDS) as answer:
            if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
                return None, (_problem(address, "a compressed answer, which was not asked for"),)
            data = _read(answer, limit, until)
            return Fetched(
                data,
                answer.headers.get_content_type() if "Content-Type" in answer.headers else "",
                answer.headers.get_content_charset(),
                answer.geturl(),
            ), ()
    except urllib.error.HTTPError as error:
        error.close()
        return None, (_problem(address, _refused(error)),)
    except urllib.error.URLError as error:
        return None, (_problem(address, f"no answer: {_reason(error.reason)}"),)
    except TimeoutError:
        return None, (_problem(address, f"no whole answer within {WHOLE_SECONDS} seconds"),)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return None, (_problem(address, f"no usable answer: {_reason(error)}"),)


def _refused(error: urllib.error.HTTPError) -> str:
    if error.code not in range(300, 400):
        return f"the answer {error.code} ({_reason(error.reason)})"
    return f"no answer: {_OTHER_KIND}" if "not allowed" in error.reason else "endless redirects"


def _read(answer: http.client.HTTPResponse, limit: int, until: float) -> bytes:
    data = bytearray()
    while len(data) <= limit and (chunk := answer.read1(_CHUNK)):
        data += chunk
        if time.monotonic() > until:
            raise TimeoutError
    return bytes(data[: limit + 1])


def _reason(error: BaseException | str) -> str:
    if isinstance(error, TimeoutError):
        return f"nothing arrived for {SOCKET_SECONDS} seconds"
    said = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return " ".join(said.split())[:200] or type(error).__name__


def _problem(address: str, found: str) -> Problem:
    return Problem(location(address), "fetch-failed", found, "a page that can be read", _SAVE)
