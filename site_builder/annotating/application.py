"""The page's own web application: to this machine, this page and whoever knows the token alone.

Every address begins with a random token, which no other site can know. Requests that name another host or
come from another origin are refused before anything is looked at (`preview_access`), and so is everything
that would change something without the page's own header, which no form and no link of another site sends.
"""

import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from markupsafe import escape
from werkzeug.exceptions import BadRequest, HTTPException, NotFound
from werkzeug.wrappers import Request, Response

from site_builder.annotating.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

PAGE: Final = files("site_builder.annotating") / "page"
MOST_SENT: Final = 12_000_000
"""Bytes of a request: a saved page with its pictures, in base64."""
_ASSET: Final = re.compile(r"[a-z][a-z0-9-]{0,40}\.(js|css)", re.ASCII)
_KINDS: Final = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}
_ARTICLE: Final = re.compile(r"(?:api/)?articles/([^/]+)(?:/([a-z-]*))?", re.ASCII)
_NAME: Final = re.compile(r"[\w][\w.-]*")
"""An article's id, or a name of a file that was meant to have one."""
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
}

Asked = Mapping[str, Any]


@dataclass
class Application:
    """Answers requests (WSGI) for a session; `folder` is for files that a page gives."""

    session: Session
    token: str
    folder: Path

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
        """Answer one request."""
        request = Request(environ)
        request.max_content_length = MOST_SENT
        try:
            response = self._answer(request)
        except HTTPException as error:
            response = Response(f"{error.code} {error.name}\n", error.code, mimetype="text/plain")
        for name, value in _HEADERS.items():
            response.headers[name] = value
        return response(environ, start_response)

    def _answer(self, request: Request) -> Response:
        token, _, path = request.path.removeprefix("/").partition("/")
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            raise NotFound
        if request.method in ("GET", "HEAD"):
            return self._get(path, request)
        if request.method != "POST":
            raise BadRequest
        return self._post(path, _sent(request))

    # -------------------------------------------------------------- looking

    def _get(self, path: str, request: Request) -> Response:
        if path.startswith("page/"):
            return _asset(path.removeprefix("page/"))
        if path in ("", "registry/", "review/"):
            return self._page(path.strip("/") or "home")
        if path.startswith("api/"):
            return self._data(path, request)
        found = _ARTICLE.fullmatch(path.rstrip("/"))
        if found and not found[2] and _NAME.fullmatch(found[1]) and self.session.has(found[1]):
            return self._page("article", found[1])
        raise NotFound

    def _data(self, path: str, request: Request) -> Response:
        session = self.session
        if path == "api/changed":
            return _json({"version": session.version_after(request.args.get("after", ""))})
        with session.space.lock:
            answers: Mapping[str, Callable[[], Any]] = {
                "api/articles": session.articles,
                "api/registry": session.registry,
                "api/registry-view": session.registry_view,
                "api/review": lambda: session.review(self.folder / "base"),
            }
            if path in answers:
                return _json(answers[path]())
            found = _ARTICLE.fullmatch(path)
            return _json(session.state(found[1]) if found and not found[2] else None)

    def _page(self, kind: str, article: str = "") -> Response:
        """The one page, which its scripts fill."""
        said = {"base": f"/{self.token}/", "page": kind, "article": article}
        html = (PAGE / "page.html").read_text(encoding="utf-8")
        for name, value in said.items():
            html = html.replace("{{ " + name + " }}", str(escape(value)))
        return Response(html, mimetype="text/html")

    # -------------------------------------------------------------- changing

    def _post(self, path: str, sent: Asked) -> Response:
        session = self.session
        if path == "api/add":  # it may wait for another site; only what it writes is one change
            return _json(session.add(sent, self.folder))
        with session.space.lock:
            answers: Mapping[str, Callable[[], Any]] = {
                "api/new-entry": lambda: session.new_entry(sent),
                "api/event": lambda: session.event(sent),
                "api/merge": lambda: session.merge(sent),
                "api/extract": session.extract,
            }
            if path in answers:
                return _json(answers[path]())
            found = _ARTICLE.fullmatch(path)
            if not found or not path.startswith("api/"):
                raise NotFound
            return self._of_article(found[1], found[2] or "", sent)

    def _of_article(self, article: str, what: str, sent: Asked) -> Response:
        session = self.session
        answers: Mapping[str, Callable[[], Any]] = {
            "from-selection": lambda: session.from_selection(article, sent),
            "try": lambda: session.try_(article, sent),
            "do": lambda: session.do(article, sent),
            "draft": lambda: session.keep(article, sent.get("draft")),
        }
        if what not in answers:
            raise NotFound
        answer = answers[what]()
        conflict = isinstance(answer, Mapping) and bool(answer.get("conflict"))
        return _json(answer, 409 if conflict else 200)


def _sent(request: Request) -> Asked:
    """What the page sends: JSON, with the header that only its own scripts can send."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if request.headers.get("X-Annotate") != "1" or site not in ("same-origin", "none"):
        raise BadRequest
    if request.mimetype != "application/json":
        raise BadRequest
    try:
        sent = json.loads(request.get_data())
        json.dumps(sent, ensure_ascii=False).encode()  # no halves of characters
    except (ValueError, RecursionError):
        raise BadRequest from None
    if not isinstance(sent, dict):
        raise BadRequest
    return sent


def _json(value: Any, status: int = 200) -> Response:
    if value is None:
        raise NotFound
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(text.encode("utf-8", "replace"), status, mimetype="application/json")


def _asset(name: str) -> Response:
    if not _ASSET.fullmatch(name) or not (PAGE / name).is_file():
        raise NotFound
    return Response((PAGE / name).read_bytes(), content_type=_KINDS[name.rpartition(".")[2]])
