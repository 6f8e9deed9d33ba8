"""Fetching pages from sites on this machine that lead elsewhere, trickle, or never end."""

import ipaddress
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import main
from site_builder.editing.add.fetching import fetch
from site_builder.editing.add.public_hosts import is_own, is_public
from site_builder.editing.add.timeouts import Timeouts

LIMIT = 64 * 1024
SHORT = Timeouts(silence=5, whole=0.6)
PUBLIC = ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"]
PRIVATE = [
    "127.0.0.1", "127.8.9.1", "0.0.0.0",  # noqa: S104 - nothing is bound
    "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd12::1",
    "ff02::1", "fec0::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::1",
    "64:ff9b::7f00:1", "2001:0:53aa:64c::80ff:fffe",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_public_internet(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_lead_to_a_machine_of_somebodys_own(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("http://localhost/a", True),
        ("http://press.localhost:8000/a", True),
        ("http://127.0.0.1:8000/a", True),
        ("http://[::1]/a", True),
        ("http://192.168.1.7/a", True),
        ("http://93.184.216.34/a", False),
        ("http://2130706433/a", False),
        ("http://gazette.example/a", False),
    ],
)
def test_a_typed_address_is_ones_own_where_it_says_so_plainly(address: str, own: bool) -> None:
    assert is_own(address) is own


# ------------------------------------------------------------------ sites on this machine


class _Site(BaseHTTPRequestHandler):
    """Leads where `Location` says, trickles, or never ends; counts what it was asked."""

    asked: list[str]
    sent: list[int]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        kind, _, rest = self.path.removeprefix("/").partition("/")
        with suppress(OSError):
            _ANSWERS[kind](self, rest)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the class above has it
        pass


def _page(site: _Site, _: str) -> None:
    site.send_response(200)
    site.send_header("Content-Type", "text/html")
    site.end_headers()
    site.wfile.write(b"<p>hello")


def _to(site: _Site, where: str) -> None:
    site.send_response(302)
    site.send_header("Location", where.replace("PORT", str(_port(site))))
    site.end_headers()


def _port(site: _Site) -> int:
    return int(site.connection.getsockname()[1])


def _head(site: _Site, _: str) -> None:
    site.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(200):
        site.wfile.write(f"X-{n}: y\r\n".encode())
        time.sleep(0.1)


def _line(site: _Site, _: str) -> None:
    for _n in range(200):
        site.wfile.write(b"H")
        time.sleep(0.1)


def _body(site: _Site, _: str) -> None:
    _page(site, _)
    for _n in range(200):
        site.wfile.write(b"x")
        time.sleep(0.1)


def _endless(site: _Site, _: str) -> None:
    _page(site, _)
    while True:
        site.sent[0] += site.wfile.write(b"x" * 65_536)


def _endless_redirect(site: _Site, _: str) -> None:
    _to(site, "/page")
    while True:
        site.sent[0] += site.wfile.write(b"x" * 65_536)


_ANSWERS: dict[str, Callable[[_Site, str], None]] = {
    "page": _page, "to": _to, "head": _head, "line": _line, "body": _body, "endless": _endless,
    "endless-redirect": _endless_redirect,
}  # fmt: skip


@contextmanager
def site() -> Iterator[tuple[str, list[str], list[int]]]:
    """A site, what it was asked so far, and how many bytes it sent without an end."""
    handler = type("Handler", (_Site,), {"asked": [], "sent": [0]})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", handler.asked, handler.sent  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        thread.join()
        server.socket.close()


ELSEWHERE = [
    "http://127.0.0.1:1/x",
    "http://127.0.0.2:PORT/page",
    "http://localhost:PORT/page",
    "http://2130706433:PORT/page",
    "http://0x7f.1:PORT/page",
    "http://[::1]:PORT/page",
    "http://[::ffff:127.0.0.1]:PORT/page",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://224.0.0.1/",
    "http://0.0.0.0:PORT/page",
]


@pytest.mark.parametrize("where", ELSEWHERE)
def test_a_redirect_into_a_private_network_is_refused_unasked(where: str) -> None:
    with site() as (address, asked, _):
        fetched, problems = fetch(f"{address}/to/{where}", LIMIT)
    assert fetched is None
    assert problems[0].rule == "private-address"
    assert problems[0].expected == "a page of the public web"
    assert len(asked) == 1


def test_every_step_of_a_way_is_looked_at() -> None:
    with site() as (address, asked, _):
        fetched, problems = fetch(f"{address}/to//to//to/http://[::ffff:7f00:1]:PORT/page", LIMIT)
    assert fetched is None
    assert problems[0].rule == "private-address"
    assert len(asked) == 3


def test_on_ones_own_machine_a_redirect_may_stay_where_it_is() -> None:
    with site() as (address, asked, _):
        fetched, problems = fetch(f"{address}/to//page", LIMIT)
    assert fetched is not None, problems
    assert fetched.data == b"<p>hello"
    assert len(asked) == 2


def test_a_name_that_stands_for_this_machine_is_refused() -> None:
    with site() as (address, asked, _):
        port = address.rpartition(":")[2]
        fetched, problems = fetch(f"http://2130706433:{port}/page", LIMIT)
    assert fetched is None
    assert str(problems[0]) == (
        f"http://2130706433:{port}/page: private-address: found it leads to 2130706433, which is 127.0.0.1: "
        "a machine of a private network, or this one, expected a page of the public web\n"
        "    fix: if the machine is yours, type its address (http://localhost/... or one in figures); else "
        "leave it alone"
    )
    assert asked == []


def test_a_name_is_asked_for_once_and_the_connection_goes_to_that_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name server that gives a public address first and 127.0.0.1 then gets no second question."""
    questions: list[str] = []
    reached: list[object] = []

    def rebinding(host: str, port: int, **_: object) -> Sequence[object]:
        questions.append(host)
        ip = "93.184.216.34" if len(questions) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    def unreachable(pair: object, **_: object) -> socket.socket:
        reached.append(pair)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket, "create_connection", unreachable)
    fetch("http://rebinding.example/a", LIMIT)
    assert questions == ["rebinding.example"]
    assert reached == [("93.184.216.34", 80)]


# ------------------------------------------------------------------ time and size


@pytest.mark.parametrize("kind", ["head", "line", "body"])
def test_what_trickles_ends_with_the_time_for_the_whole(kind: str) -> None:
    with site() as (address, _, _):
        began = time.monotonic()
        fetched, problems = fetch(f"{address}/{kind}", LIMIT, SHORT)
        took = time.monotonic() - began
    assert fetched is None
    assert problems[0].found == "no whole answer within 0.6 seconds"
    assert took < 5


def test_a_site_that_says_nothing_ends_with_the_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        began = time.monotonic()
        fetched, problems = fetch(f"http://127.0.0.1:{port}/", LIMIT, SHORT)
        encrypted, problems_too = fetch(f"https://127.0.0.1:{port}/", LIMIT, SHORT)
        took = time.monotonic() - began
    assert (fetched, encrypted) == (None, None)
    assert {p.found for p in (*problems, *problems_too)} == {"no whole answer within 0.6 seconds"}
    assert took < 5


def test_no_more_is_read_than_is_needed_to_refuse() -> None:
    with site() as (address, _, sent):
        fetched, _ = fetch(f"{address}/endless", LIMIT)
    assert fetched is not None
    assert len(fetched.data) == LIMIT + 1
    assert sent[0] < 16_000_000  # what lies in the buffers of the connection


def test_what_a_redirect_holds_is_not_read() -> None:
    with site() as (address, _, sent):
        fetched, _ = fetch(f"{address}/endless-redirect", LIMIT, Timeouts(5, 5))
    assert fetched is not None
    assert fetched.data == b"<p>hello"
    assert sent[0] < 16_000_000


# ------------------------------------------------------------------ what is no file


def add(project: Path, source: str) -> str:
    done = CliRunner().invoke(main, ["--project", str(project), "add", source])
    assert done.exit_code == 1, done.output
    return done.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused_and_not_waited_for(toy_project: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "story.txt")
    assert f"{tmp_path}/story.txt: not-a-file: found a pipe, expected a file" in add(
        toy_project, str(tmp_path / "story.txt")
    )


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_a_device_is_refused_and_not_read(toy_project: Path) -> None:
    assert add(toy_project, "/dev/zero") == (
        "/dev/zero: not-a-file: found a device, expected a file\n"
        "    fix: give the path of a file, an address, or - for standard input\n"
    )


def test_a_packed_file_is_refused_unopened(toy_project: Path, tmp_path: Path) -> None:
    (tmp_path / "story.html.gz").write_bytes(b"\x1f\x8b" + b"\0" * 100)
    assert "not-a-text: found a packed file, expected a text or a page" in add(
        toy_project, str(tmp_path / "story.html.gz")
    )
