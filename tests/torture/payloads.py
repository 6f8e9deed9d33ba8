"""Payloads of others, in names, titles, words of ours and quotes, in a browser and with the policy off."""

import functools
import http.server
import json
import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog

from site_builder.model.problems import Problem
from site_builder.proving.proved_project import read_project
from site_builder.publishing.publish import publish
from tests.conftest import ROOT, project_at
from tests.torture import SEED, chance, for_a_while

PAYLOADS: list[str] = [
    payload
    for path in sorted((ROOT / "tests/cases/hostile").glob("*.json"))
    for payload in json.loads(path.read_text(encoding="utf-8"))
]
AT_ONCE = 30
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_SPRUNG = """
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => { window.sprung = name; };
"""


def entries(payloads: list[str], kind: str) -> str:
    """Registry entries that carry payloads in every field of words; JSON is YAML."""
    lines = []
    for number, payload in enumerate(payloads):
        entry = {"name": payload, "description": payload, **({"type": "person"} if kind == "actor" else {})}
        if kind == "actor":
            entry["aliases"] = [f"{payload} {number}"]  # type: ignore[assignment] # a list
        fields = "".join(f"  {key}: {json.dumps(value)}\n" for key, value in entry.items())
        lines.append(f"sprung-{kind}-{number}:\n{fields}")
    return "\n".join(lines)


def accepted(project: Path, payloads: list[str]) -> list[str]:
    """Those that `check` lets pass: put each into a registry of its own kind, and drop what is refused."""
    kept = list(payloads)
    topics, people = project / "annotations/topics.yml", project / "annotations/actors/people.yml"
    before = topics.read_text("utf-8"), people.read_text("utf-8")
    for _ in range(4):
        topics.write_text(f"{before[0]}\n{entries(kept, 'topic')}", "utf-8")
        people.write_text(f"{before[1]}\n{entries(kept, 'actor')}", "utf-8")
        problems = read_project(project_at(project))[1]
        if not problems:
            return kept
        kept = [
            payload for number, payload in enumerate(kept) if not told_of(number, problems, topics, people)
        ]
    topics.write_text(before[0], "utf-8")
    people.write_text(before[1], "utf-8")
    return []


def told_of(number: int, problems: Sequence[Problem], topics: Path, people: Path) -> bool:
    """Whether a problem stands in the lines of an entry."""
    for path, kind, length in ((topics, "topic", 3), (people, "actor", 5)):
        lines = path.read_text("utf-8").split("\n")
        first = lines.index(f"sprung-{kind}-{number}:") + 1
        for problem in problems:
            if path.name in problem.location.path and first <= problem.location.line < first + length + 1:
                return True
    return False


class Bare(http.server.SimpleHTTPRequestHandler):
    """Serves pages without their policy: the escaping alone must hold."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        data = _POLICY.sub(b"", data) if path.suffix == ".html" else data
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the class above has it
        pass


def served(folder: Path) -> Iterator[str]:
    handler = functools.partial(Bare, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.browser
def test_no_payload_runs(chromium: Browser, toy_project: Path) -> None:
    random = chance()
    waiting = random.sample(PAYLOADS, len(PAYLOADS))
    people, topics = (toy_project / f"annotations/{name}.yml" for name in ("actors/people", "topics"))
    before = people.read_bytes(), topics.read_bytes()
    page = chromium.new_page()
    page.add_init_script(_SPRUNG)
    dialogs: list[str] = []

    def heard(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", heard)
    tried = 0
    for _ in for_a_while():
        if not waiting:
            break
        people.write_bytes(before[0])
        topics.write_bytes(before[1])
        some = accepted(toy_project, [waiting.pop() for _ in range(min(AT_ONCE, len(waiting)))])
        release, problems = publish(project_at(toy_project), toy_project / "site")
        assert release is not None, problems
        for address in served(release.folder):
            paths = [f"topics/sprung-topic-{n}/" for n in range(len(some))]
            paths += [f"actors/sprung-actor-{n}/" for n in range(len(some))]
            for path in ("", "topics/", "actors/", "search/", *paths):
                page.goto(address + path)
                assert page.evaluate("window.sprung ?? ''") == "", (SEED, path, some)
                assert not dialogs, (SEED, path, some)
        tried += len(some)
    page.close()
    assert tried
