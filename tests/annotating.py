"""The page for annotating, asked as its scripts ask it; without a server, by WSGI."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Page
from werkzeug.test import Client, TestResponse

from site_builder.annotating.application import Application
from site_builder.annotating.serving import server_of
from site_builder.annotating.session import Session
from site_builder.annotating.workspace import Workspace
from site_builder.publishing.preview_access import for_us_only
from tests.conftest import project_at

TOKEN = "a-token-that-nobody-can-guess"  # noqa: S105 - a test's own
HOST = "127.0.0.1:8765"
SENT = {"X-Annotate": "1", "Content-Type": "application/json"}


@dataclass
class Asked:
    """A page of a project, and what it asks for an article."""

    root: Path
    article: str = ""
    texts: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        self.session = session = Session(Workspace(project_at(self.root), self.texts))
        given = self.root / ".cache" / "given"
        given.mkdir(parents=True, exist_ok=True)
        self.client = Client(for_us_only(Application(session, TOKEN, given), "127.0.0.1", 8765))

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(f"/{TOKEN}/{path}", headers={"Host": HOST, **headers})

    def post(self, path: str, sent: Any, **headers: str) -> TestResponse:
        body = json.dumps(sent)
        return self.client.post(f"/{TOKEN}/{path}", data=body, headers={"Host": HOST, **SENT, **headers})

    @property
    def state(self) -> dict[str, Any]:
        return self.told(self.get(f"api/articles/{self.article}"))

    def do(self, action: dict[str, Any]) -> dict[str, Any]:
        return self.told(self.post(f"api/articles/{self.article}/do", action))

    def ask(self, what: str, sent: dict[str, Any]) -> dict[str, Any]:
        return self.told(self.post(f"api/articles/{self.article}/{what}", sent))

    @staticmethod
    def told(response: TestResponse) -> dict[str, Any]:
        assert response.status_code in (200, 409), response.status
        value: dict[str, Any] = json.loads(response.get_data())
        return value

    @property
    def annotation(self) -> Path:
        return self.root / f"annotations/articles/{self.article}.yml"


@contextmanager
def served(root: Path, base: str = "") -> Iterator[str]:
    """The address of the page of a project while it is served."""
    session = Session(Workspace(project_at(root)), base)
    given = root / ".cache" / "given"
    given.mkdir(parents=True, exist_ok=True)
    server = server_of(Application(session, TOKEN, given), 0)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}/{TOKEN}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def span_of(state: dict[str, Any], words: str) -> list[int]:
    """Where words stand in the text of a state."""
    for paragraph in state["text"]["paragraphs"]:
        if (at := paragraph["text"].find(words)) >= 0:
            return [paragraph["start"] + at, paragraph["start"] + at + len(words)]
    raise AssertionError(words)


def select(page: Page, words: str, *, to: str = "") -> None:
    """Drag over words with the mouse, from the first letter to the last of `to`."""
    ends = page.evaluate(
        """([words, to]) => {
          for (const p of document.querySelectorAll(".text p")) {
            const at = p.textContent.indexOf(words);
            if (at < 0) continue;
            const end = to ? p.textContent.indexOf(to, at) + to.length : at + words.length;
            const place = (offset) => {
              const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
              let node = walker.nextNode(), left = offset;
              while (node && left > node.length) { left -= node.length; node = walker.nextNode(); }
              return [node, left];
            };
            p.scrollIntoView({block: "center"});
            return [at, end].map((offset, last) => {
              const range = document.createRange();
              const [node, left] = place(last ? offset - 1 : offset);
              range.setStart(node, Math.min(left, node.length - 1));
              range.setEnd(node, Math.min(left + 1, node.length));
              const box = range.getBoundingClientRect();
              return {x: last ? box.right - 1 : box.left + 1, y: box.top + box.height / 2};
            });
          }
        }""",
        [words, to],
    )
    assert ends, words
    page.mouse.move(**ends[0])
    page.mouse.down()
    page.mouse.move(**ends[1], steps=4)
    page.mouse.up()
