"""The page for annotating is this machine's alone: no other site reads or writes through it."""

import http.client
import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.annotating import HOST, SENT, TOKEN, Asked

VISIT = "norland-post-2031-05-10-visit"
WRITE = {"do": "digest", "text": "Somebody else's words.", "was": ""}


@pytest.fixture
def page(toy_project: Path) -> Asked:
    return Asked(toy_project, VISIT)


def files_of(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example:8765"}, 403),
        ({"Host": "127.0.0.1:80"}, 403),
        ({"Host": ""}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:9999"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 400),
        ({"Sec-Fetch-Site": "same-site"}, 400),
        ({"X-Annotate": ""}, 400),
        ({"Content-Type": "text/plain"}, 400),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 400),
    ],
)
def test_another_site_writes_nothing(headers: dict[str, str], status: int, page: Asked) -> None:
    before = files_of(page.root)
    was = page.state["digest"]["text"]
    answer = page.post(f"api/articles/{VISIT}/do", {**WRITE, "was": was}, **headers)
    assert answer.status_code == status
    assert b"Haldane" not in answer.get_data()
    assert files_of(page.root) == before


@pytest.mark.parametrize("headers", [{"Host": "evil.example:8765"}, {"Origin": "http://evil.example"}])
def test_another_site_reads_nothing(headers: dict[str, str], page: Asked) -> None:
    for path in ("", f"articles/{VISIT}/", f"api/articles/{VISIT}", "api/articles", "page/annotate.css"):
        answer = page.get(path, **headers)
        assert answer.status_code == 403
        assert b"Haldane" not in answer.get_data()


@pytest.mark.parametrize("token", ["", "x", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "%00", "é"])
def test_without_the_token_there_is_nothing(token: str, page: Asked) -> None:
    for path in ("api/articles", "page/annotate.css", "", f"api/articles/{VISIT}/do"):
        answer = page.client.get(f"/{token}/{path}", headers={"Host": HOST})
        assert answer.status_code == 404
        sent = page.client.post(f"/{token}/{path}", data=json.dumps(WRITE), headers={"Host": HOST, **SENT})
        assert sent.status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "page/../application.py", "page/%2e%2e/application.py", "page/..%2fsession.py", "page/page.html",
        "page/%2Fetc%2Fpasswd", "api/articles/../../site.yml", "api/articles/%2e%2e%2f%2e%2e%2fsite", "../",
        "articles/%00/", "api/articles/nobody", "page/annotate.css%00.js", "site.yml", "articles/", "api/",
    ],
)  # fmt: skip
def test_nothing_but_the_page_and_its_articles_is_served(path: str, page: Asked) -> None:
    answer = page.get(path)
    assert answer.status_code in (404, 400)
    assert b"import" not in answer.get_data()


def test_only_the_page_may_be_shown_and_only_by_itself(page: Asked) -> None:
    for path in ("", f"articles/{VISIT}/", "registry/", "api/articles"):
        answer = page.get(path)
        assert answer.status_code == 200
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_do_nothing(method: str, page: Asked) -> None:
    before = files_of(page.root)
    address = f"/{TOKEN}/api/articles/{VISIT}/do"
    answer = page.client.open(address, method=method, data=json.dumps(WRITE), headers={"Host": HOST, **SENT})
    assert answer.status_code == 400
    assert files_of(page.root) == before


@pytest.mark.parametrize(
    "entry",
    [
        {"file": "../outside.yml", "id": "x", "fields": {"name": "X"}},
        {"file": "/etc/x.yml", "id": "x", "fields": {"name": "X"}},
        {"file": "annotations/actors/../../../x.yml", "id": "x", "fields": {"name": "X"}},
        {"file": "annotations/articles/other.yml", "id": "x", "fields": {"name": "X"}},
        {"file": "site.yml", "id": "x", "fields": {"name": "X"}},
        {"file": "annotations/topics.yml", "id": "x:\n  name: Y\nz", "fields": {"name": "X"}},
        {"file": "annotations/topics.yml", "id": "x", "fields": {"name: Y\nz": "X"}},
        {"file": "annotations/topics.yml", "id": "", "fields": {"name": "X"}},
        {"file": "annotations/topics.yml", "id": "x", "fields": ["name"]},
    ],
)
def test_an_entry_is_written_into_the_registry_or_nowhere(entry: dict[str, Any], page: Asked) -> None:
    before = files_of(page.root.parent)
    answer = page.do({"do": "add-entry", "entry": entry})
    assert not answer["ok"]
    assert answer["problems"]
    assert files_of(page.root.parent) == before


def test_a_link_out_of_the_project_is_not_followed(page: Asked, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yml"
    page.annotation.rename(outside)
    page.annotation.symlink_to(outside)
    before = outside.read_bytes()
    fields = {"actor": "ann-haldane", "role": "Guest", "quote": "Ann Haldane of Norland"}
    answer = page.do({"do": "add-record", "section": "people", "fields": fields})
    assert not answer["ok"]
    assert outside.read_bytes() == before


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = (
    "section",
    "index",
    "fields",
    "entries",
    "entry",
    "was",
    "text",
    "at",
    "proposal",
    "id",
    "spans",
    "do",
)
ACTIONS = (
    "add-record", "change-record", "delete-record", "accept", "refuse", "accept-entry", "add-entry", "digest",
    "yaml", "front-matter", "undo", "redo",
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(ACTIONS),
    st.dictionaries(st.sampled_from(KEYS), json_values | st.sampled_from(["people", "visits"]), max_size=6),
)
def test_whatever_is_sent_is_answered(page: Asked, do: str, sent: dict[str, Any]) -> None:
    for what in ("do", "try", "from-selection"):
        answer = page.post(f"api/articles/{VISIT}/{what}", {**sent, "do": do})
        assert answer.status_code in (200, 400, 404, 409)


# ------------------------------------------------------------------ the server


def test_it_listens_on_this_machine_alone_and_ends_cleanly(toy_project: Path) -> None:
    command = [sys.executable, "-m", "site_builder", "annotate", "--no-browser"]
    with subprocess.Popen(command, cwd=toy_project, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        found = re.match(r"Annotate at http://127\.0\.0\.1:(\d+)/([\w-]{32})/ \(stop it", said)
        assert found, said
        port, token = int(found[1]), found[2]
        listening = Path("/proc/net/tcp")
        if listening.exists():
            there = [row.split()[1] for row in listening.read_text().splitlines() if f":{port:04X} " in row]
            assert "0100007F" in {one.partition(":")[0] for one in there}
            assert "00000000" not in {one.partition(":")[0] for one in there}
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", f"/{token}/api/articles")
        answer = connection.getresponse()
        assert answer.status == 200
        assert json.loads(answer.read())["articles"]
        server.send_signal(signal.SIGTERM)
        rest = server.stdout.read()
    assert rest == "Ended. Nothing is lost: what was saved is in the files, and an open form comes back.\n"
    assert server.returncode == 0


def test_an_unknown_article_is_told_before_anything_is_served(toy_project: Path) -> None:
    command = [sys.executable, "-m", "site_builder", "annotate", "norland-post-2031-05-10-visi"]
    done = subprocess.run(command, cwd=toy_project, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "did you mean 'norland-post-2031-05-10-visit'?" in done.stderr
