"""The files with which a new project is published on a host: their form, what they run, and a real server."""

import re
import shutil
import socket
import subprocess
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from email.message import Message
from pathlib import Path

import pytest
import yaml

from site_builder.editing.new_project import hosts, new
from tests import nginx
from tests.test_new import run
from tests.test_workflows import has_form

ROOT = Path(__file__).parents[1]
FILES = {
    "github": {".github/workflows/publish.yml"},
    "gitlab": {".gitlab-ci.yml"},
    "netlify": {"netlify.toml"},
    "cloudflare": {"wrangler.toml", "_headers"},
    "server": {"deploy/nginx.conf"},
    "container": {"Containerfile", ".dockerignore", "deploy/nginx.conf"},
}
NAMED_BY_CONTENT = ("/assets/links/", "/assets/javascripts/", "/assets/stylesheets/", "/pagefind/fragment/")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that is published everywhere."""
    folder = tmp_path_factory.mktemp("hosts") / "record"
    made, problems = new(folder, on=hosts())
    assert made is not None, problems
    return folder


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    done = run("--project", str(project), "build", "--jobs", "1")
    assert done.exit_code == 0, done.output
    return project / "site"


@pytest.mark.parametrize("host", hosts())
def test_each_host_has_its_files(host: str, tmp_path: Path) -> None:
    assert run("new", str(tmp_path / "plain"), "--licence", "CC-BY-4.0").exit_code == 0
    done = run("new", str(tmp_path / "there"), "--licence", "CC-BY-4.0", "--publish-on", host)
    assert done.exit_code == 0, done.output
    plain, there = (
        {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "plain", tmp_path / "there")
    )
    assert there - plain == (set() if host == "github" else FILES[host])
    assert there >= FILES[host]


def test_the_guide_tells_of_each_host() -> None:
    text = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")
    for host, files in FILES.items():
        row = next(line for line in text.splitlines() if line.startswith(f"| `{host}`"))
        assert {file for file in files if not file.endswith("ignore")} <= set(re.findall("`([^`]+)`", row))


def test_files_of_hosts_have_their_form(project: Path) -> None:
    assert has_form("gitlab-ci", project / ".gitlab-ci.yml").returncode == 0
    for name in ("netlify.toml", "wrangler.toml"):
        assert tomllib.loads((project / name).read_text(encoding="utf-8"))


def test_what_hosts_run_is_there(project: Path) -> None:
    netlify = tomllib.loads((project / "netlify.toml").read_text(encoding="utf-8"))["build"]
    gitlab = yaml.safe_load((project / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    commands = [netlify["command"], *gitlab["pages"]["script"], *gitlab["check"]["script"]]
    targets = {target for command in commands for target in re.findall(r"make (\w+)", command)}
    assert targets == {"public", "test"}
    makefile = (project / "Makefile").read_text(encoding="utf-8")
    assert [target for target in targets if f"\n{target}:" not in makefile] == []
    cloudflare = tomllib.loads((project / "wrangler.toml").read_text(encoding="utf-8"))
    folders = {
        netlify["publish"],
        cloudflare["pages_build_output_dir"],
        *gitlab["pages"]["artifacts"]["paths"],
    }
    assert folders == {"public"}


def test_the_folder_for_hosts_has_no_links(project: Path, site: Path) -> None:
    done = subprocess.run(
        ["make", "public", "SITE_BUILDER=true", "ACTIVE=true"],
        cwd=project, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    public = project / "public"
    assert not public.is_symlink()
    assert (public / "_headers").read_bytes() == (project / "_headers").read_bytes()
    assert (public / "index.html").read_bytes() == (site / "index.html").read_bytes()
    ignored = (project / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "/public" in ignored


def test_an_image_copies_what_is_there_and_no_captured_text(project: Path) -> None:
    text = (project / "Containerfile").read_text(encoding="utf-8")
    copied = [
        line.split()[1:-1] for line in text.splitlines() if line.startswith("COPY") and "--from" not in line
    ]
    missing = [name for names in copied for name in names if not (project / name).exists()]
    assert missing == []
    ignored = (project / ".dockerignore").read_text(encoding="utf-8").splitlines()  # podman reads it, too
    assert "articles/raw" in ignored


def test_names_that_are_kept_for_good_change_with_their_content(site: Path) -> None:
    for folder in NAMED_BY_CONTENT:
        files = [path for path in (site / folder.strip("/")).rglob("*") if path.is_file()]
        assert [path.name for path in files if not re.search(r"[0-9a-f]{7,}", path.name)] == []


# ------------------------------------------------------------------ a real server


def test_no_tool_is_asked_for_a_day_to_come(project: Path) -> None:
    cloudflare = tomllib.loads((project / "wrangler.toml").read_text(encoding="utf-8"))
    assert cloudflare["compatibility_date"] <= "2025-06-30"


@pytest.fixture(scope="module")
def address(project: Path, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site, served by nginx with our file, of which only the place and the port are changed."""
    if (found := nginx.find()) is None:
        pytest.skip("no nginx is installed, and none could be had")
    program, types = found
    folder = tmp_path_factory.mktemp("nginx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours = (project / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for old, fitted in (("listen 8080", f"listen 127.0.0.1:{port}"), ("/var/www/site", str(site))):
        assert ours.count(old) == 1
        ours = ours.replace(old, fitted)
    shutil.copy(types, folder / "mime.types")
    (folder / "server.conf").write_text(ours, encoding="utf-8")
    places = "".join(
        f"{kind}_temp_path {folder}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/errors; user root; events {{}}\n"
        f"http {{ access_log off; {places} include mime.types; include server.conf; }}\n",
        encoding="utf-8",
    )
    with subprocess.Popen(
        [program, "-p", folder, "-c", folder / "nginx.conf"], stderr=subprocess.PIPE
    ) as server:
        try:
            for _ in range(100):
                with socket.socket() as tried:
                    if tried.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def asked(address: str, path: str, **options: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(address + path, **options)  # type: ignore[arg-type]  # noqa: S310
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - this machine's own
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def policy(headers: Mapping[str, str] | Message) -> str | None:
    return headers.get("Content-Security-Policy")


def test_a_page_has_its_headers(address: str) -> None:
    status, headers, _ = asked(address, "/data/")
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cache-Control"] == "public, max-age=300"
    assert policy(headers) == "frame-ancestors 'none'"
    assert "/" not in headers["Server"]


def test_charts_may_be_framed(address: str, site: Path) -> None:
    chart = next((site / "embed").rglob("index.html")).parent.relative_to(site).as_posix()
    status, headers, _ = asked(address, f"/{chart}/")
    assert (status, policy(headers)) == (200, None)


def test_what_is_not_there_has_the_sites_own_page(address: str, site: Path) -> None:
    status, headers, body = asked(address, "/no/such/page/")
    assert (status, body) == (404, (site / "404.html").read_bytes())
    assert policy(headers) == "frame-ancestors 'none'"


def test_a_folder_is_not_listed_and_nothing_is_taken(address: str) -> None:
    assert asked(address, "/assets/")[0] == 403
    assert asked(address, "/data/", method="DELETE")[0] in {403, 405}


def test_a_page_without_its_slash_is_found_at_any_address(address: str) -> None:
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    with pytest.raises(urllib.error.HTTPError) as moved:
        urllib.request.build_opener(Stay).open(f"{address}/data")
    assert moved.value.headers["Location"] == "/data/"
    moved.value.close()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("data/corpus.json", "application/json; charset=utf-8"),
        ("data/places.geojson", "application/geo+json"),
        ("data/events.csv", "text/csv; charset=utf-8"),
        ("data/events.ics", "text/calendar; charset=utf-8"),
        ("data/corpus.sqlite", "application/vnd.sqlite3"),
        ("data/CITATION.cff", "application/yaml"),
        ("pagefind/wasm.en.pagefind", "application/octet-stream"),
        ("assets/site-builder.css", "text/css; charset=utf-8"),
    ],
)
def test_files_have_their_types(address: str, name: str, kind: str) -> None:
    status, headers, _ = asked(address, f"/{name}")
    assert (status, headers["Content-Type"]) == (200, kind)


def test_only_names_that_change_with_their_content_are_kept_for_good(address: str, site: Path) -> None:
    for path in site.rglob("*"):
        place = "/" + path.relative_to(site).as_posix()
        if path.is_file() and place.startswith(("/assets", "/pagefind")):
            kept = asked(address, place)[1]["Cache-Control"] == "public, max-age=31536000, immutable"
            named = re.search(r"[0-9a-f]{7,}", path.name) is not None
            assert kept <= named, place
            assert kept or not place.startswith(NAMED_BY_CONTENT), place


def test_choices_are_told() -> None:
    assert set(FILES) == set(hosts())
    done = run("new", "--help")
    assert all(host in done.output for host in hosts())
