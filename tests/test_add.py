"""Adding articles: what is found in invented captures, what is written, what is refused."""

import hashlib
import io
import json
import re
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.cli import main
from site_builder.corpus.loading import find_project, load
from site_builder.corpus.placeholders import TO_FILL
from site_builder.corpus.source import read_article
from site_builder.corpus.values import id_problem
from site_builder.editing.add.article_id import article_id
from site_builder.editing.add.command import add_article
from site_builder.editing.add.description import AddOptions, Description, clean
from site_builder.editing.add.found_values import FoundValue
from site_builder.editing.add.publication import Publication
from site_builder.editing.add.writing import TextFacts, article_file
from site_builder.editing.suggest.proposals.names import slug
from site_builder.model.problems import Location
from site_builder.model.value_types import ArticleId
from site_builder.proving.body import find_body
from tests.conftest import TEXTS, TOY, project_at, with_texts

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases" / "add"
LISTED = yaml.load((CASES / "cases.yml").read_text("utf-8"), yaml.CSafeLoader)


def shown(case: Mapping[str, Any]) -> str:
    return " ".join([case["file"], *case.get("options", ())])


def run(project: Path, *arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["--project", str(project), *arguments], input=stdin)


def added(project: Path) -> Path:
    """The article's file that was added to the toy project."""
    (path,) = {path.name for path in (project / "articles").glob("*.md")} - {
        path.name for path in (TOY / "articles").glob("*.md")
    }
    return project / "articles" / path


def front_matter(path: Path) -> dict[str, Any]:
    loaded = yaml.load(path.read_text("utf-8").split("---\n")[1], yaml.CBaseLoader)  # noqa: S506 - all is text
    assert isinstance(loaded, dict)
    return loaded


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def body_of(project: Path, path: Path) -> str:
    """The article's body as `check` reads it."""
    found, _ = find_project(project)
    assert found is not None
    article = load(found)[0].articles[ArticleId(path.stem)]
    assert article.text is not None
    folder = "texts" if article.publishes_text else "articles/raw"
    text = (project / folder / f"{path.stem}.txt").read_bytes().decode()
    assert len(text) == article.text.chars
    body, problems = find_body(text, article.text)
    assert body is not None, problems
    return "\n".join(text[start:end] for start, end in body.stretches)


# ------------------------------------------------------------------ what is found


@pytest.mark.parametrize("case", LISTED, ids=shown)
def test_case(toy_project: Path, case: Mapping[str, Any]) -> None:
    done = run(toy_project, "add", str(CASES / case["file"]), *case.get("options", ()))
    assert done.exit_code == 0, done.output
    path = added(toy_project)
    found = front_matter(path)
    for key, value in case["writes"].items():
        assert found.get(key) == (TO_FILL if value == "GAP" else value), key
    said = " ".join(done.stdout.split())
    for words in case.get("says", ()):
        assert " ".join(words.split()) in said
    assert not [words for words in case.get("silent", ()) if words in said]
    proposed = (toy_project / f"annotations/articles/{path.stem}.yml").read_text("utf-8")
    assert not [words for words in case.get("proposes", ()) if words not in proposed]
    body = body_of(toy_project, path)
    assert " ".join(body.split()).startswith(case.get("body", [""])[0])
    assert " ".join(body.split()).endswith(case.get("body", ["", ""])[1])
    assert all(words in body for words in case.get("within", ()))
    assert not [words for words in case.get("without", ()) if words in body]


@pytest.mark.parametrize("case", LISTED, ids=shown)
def test_check_names_every_gap_and_nothing_else_in_the_article(
    toy_project: Path, case: Mapping[str, Any]
) -> None:
    run(toy_project, "add", str(CASES / case["file"]), *case.get("options", ()))
    path = added(toy_project)
    problems = json.loads(run(toy_project, "check", "--format", "json").stdout)
    here = [problem for problem in problems if problem["location"]["path"] == f"articles/{path.name}"]
    gaps = [n for n, line in enumerate(path.read_text("utf-8").split("\n"), 1) if TO_FILL in line]
    assert [problem["location"]["line"] for problem in here if problem["rule"] == "gap"] == gaps
    assert all(problem["fix"] for problem in here)
    assert {problem["rule"] for problem in here} <= {"gap", "unknown-actor"}  # an outlet only proposed


def test_the_capture_is_kept_byte_for_byte(toy_project: Path) -> None:
    data = b"\xef\xbb\xbf" + (CASES / "damaged.txt").read_bytes().replace(b"\n", b"\r\n")
    done = run(toy_project, "add", "-", stdin=data)
    assert done.exit_code == 0, done.output
    path = added(toy_project)
    assert (toy_project / f"articles/raw/{path.stem}.txt").read_bytes() == data
    assert front_matter(path)["text"]["sha256"] == hashlib.sha256(data).hexdigest()


def test_the_page_is_kept_beside_its_text(toy_project: Path) -> None:
    run(toy_project, "add", str(CASES / "gazette.html"))
    stem = added(toy_project).stem
    raw = toy_project / "articles/raw"
    assert (raw / f"{stem}.html").read_bytes() == (CASES / "gazette.html").read_bytes()
    assert "<" not in (raw / f"{stem}.txt").read_text("utf-8")
    assert "*" in (raw / ".gitignore").read_text("utf-8").split()


def test_a_text_whose_rights_allow_it_is_put_where_it_is_published(toy_project: Path) -> None:
    done = run(toy_project, "add", str(CASES / "gazette.html"), "--rights", "CC-BY-SA-4.0")
    assert done.exit_code == 0, done.output
    name = added(toy_project).stem
    assert f"texts/{name}.txt (published)" in done.stdout
    assert f"articles/raw/{name}.html (private: git ignores it)" in done.stdout
    assert (toy_project / f"texts/{name}.txt").is_file()
    assert not (toy_project / f"articles/raw/{name}.txt").exists()
    assert "digest" not in front_matter(added(toy_project)).values()
    rules = {problem["rule"] for problem in json.loads(run(toy_project, "check", "--format", "json").stdout)}
    assert not rules & {"text-not-committed", "missing-digest", "digest-length", "publish-reserved"}


@pytest.mark.parametrize(
    ("rights", "folder"),
    [
        ("all-rights-reserved", "articles/raw"),
        ("CC-BY-NC-4.0", "articles/raw"),
        ("CC0-1.0", "texts"),
        ("permission: The Sall Gazette, 2031-05-12", "texts"),
    ],
)
def test_where_a_text_is_put(rights: str, folder: str, toy_project: Path) -> None:
    assert run(toy_project, "add", str(CASES / "no-year.txt"), "--rights", rights).exit_code == 0
    assert front_matter(added(toy_project))["rights"] == rights
    assert (toy_project / folder / f"{added(toy_project).stem}.txt").is_file()


def test_rights_that_are_none_are_refused(toy_project: Path) -> None:
    before = snapshot(toy_project)
    done = run(toy_project, "add", str(CASES / "no-year.txt"), "--rights", "CC BY")
    assert done.exit_code == 1
    assert done.stderr.startswith(
        "--rights: bad-rights: found 'CC BY', expected one of all-rights-reserved, "
    )
    assert "did you mean 'CC-BY-4.0'?" in done.stderr
    assert snapshot(toy_project) == before


def test_a_dry_run_prints_the_files_and_writes_nothing(toy_project: Path) -> None:
    before = snapshot(toy_project)
    done = run(toy_project, "add", str(CASES / "menus.txt"), "--dry-run")
    assert done.exit_code == 0
    assert "publisher: norland-post" in done.stdout
    assert "suggested by site-builder" in done.stdout
    assert "Nothing was written" in done.stdout
    assert snapshot(toy_project) == before


def test_the_console_names_each_step_with_its_line(toy_project: Path) -> None:
    done = run(toy_project, "add", str(CASES / "gazette.html"))
    path = added(toy_project)
    lines = path.read_text("utf-8").splitlines()
    digest = next(n for n, line in enumerate(lines, 1) if line.startswith(TO_FILL))
    assert f"1. Fill the gaps in articles/{path.name}:" in done.stdout
    assert f"line {digest}: a digest of 150 to 400 words" in done.stdout
    annotation = (toy_project / f"annotations/articles/{path.stem}.yml").read_text("utf-8").splitlines()
    mark = next(n for n, line in enumerate(annotation, 1) if "suggested by site-builder" in line)
    assert f"line {mark}: " in done.stdout
    assert re.search(r"3\. Run `site-builder check`.*\n +4\. Run `site-builder extract`", done.stdout)


# ------------------------------------------------------------------ the whole way

DIGEST = " ".join(
    ["A new yard on the coast is to build boats, and two heads of state came to see it begin."] * 9
)


def fill(project: Path, path: Path) -> None:
    """Do by hand what `add` asks for: fill the gaps, move the proposed entries into the registry.

    Dates of which no record tells are left out: with them so short a text would be quoted too much.
    """
    text = path.read_text("utf-8")
    path.write_text(re.sub(rf"{TO_FILL}: .*", DIGEST, text), "utf-8")
    annotation = project / f"annotations/articles/{path.stem}.yml"
    lines = annotation.read_text("utf-8").splitlines()
    file: Path | None = None
    kept = []
    for line in lines:
        named = re.match(r"# ---- (\S+)", line)
        if named:
            file = project / named[1]
            file.parent.mkdir(exist_ok=True)
        elif file and re.match(r"# (?!perhaps)\s*[\w-]+:", line):
            with file.open("a", encoding="utf-8") as out:
                out.write(line.removeprefix("# ") + "\n")
        elif not line.startswith("#") and "suggested by site-builder" not in line:
            kept.append(line)
    annotation.write_text("\n".join(kept).partition("\ndates:")[0] + "\n", "utf-8")


def test_after_filling_the_gaps_check_passes_and_extract_proves(toy_project: Path) -> None:
    assert run(toy_project, "add", str(CASES / "gazette.html")).exit_code == 0
    path = added(toy_project)
    fill(toy_project, path)
    done = run(toy_project, "check")
    assert done.exit_code == 0, done.output
    assert run(toy_project, "extract").exit_code == 0
    assert (toy_project / f"annotations/extracted/{path.stem}.json").exists()
    done = run(toy_project, "check", "--strict")
    assert (done.exit_code, done.output) == (0, "no problems\n")
    assert run(toy_project, "suggest", path.stem).exit_code == 0


# ------------------------------------------------------------------ texts that are there already

POST = (TOY / "texts/post.txt").read_text("utf-8")
HERALD = POST.replace("NORLAND POST | Home | World | Weather", "Sudria Herald").replace(
    "Nell Orme, May 10, 2031", "Lena Voss, May 12, 2031"
)
POSTS = "norland-post-2031-05-10-visit"


@pytest.mark.parametrize(
    ("middle", "noted", "commented"),
    [
        (
            "It was on that day that Ada Lund visited Norland. " * 250,
            "suggestions: no more than 200 possible visits are looked",
            True,
        ),
        ("caf\u00c3\u00a9 " * 300, "damaged words: 300, of which the first 200 were looked at", False),
        (
            "It rained again in the town.\n\n" * 20_000,
            "body: the text has 20,000 lines or more; where the article begins",
            False,
        ),
    ],
    ids=["visits", "damage", "lines"],
)
def test_what_is_not_looked_at_is_told(
    toy_project: Path, middle: str, noted: str, *, commented: bool
) -> None:
    text = f"Ferries stay in port\n\nIt began so, they say, in the town. {middle}\n\nAnd so it ended there.\n"
    (toy_project / "long.txt").write_text(text, "utf-8")
    done = run(toy_project, "add", str(toy_project / "long.txt"), "--publisher", "norland-post")
    assert noted in " ".join(done.stdout.split())
    (written,) = (toy_project / "annotations/articles").glob("norland-post-*-ferries-*.yml")
    comment = "# Not all of the text was looked at: no more than 200 possible visits are looked at.\n"
    assert (comment in written.read_text("utf-8")) is commented


def test_the_same_file_is_refused(toy_project: Path) -> None:
    before = snapshot(toy_project)
    for arguments in (
        ["add", str(TOY / "texts/post.txt")],
        ["add", str(TOY / "texts/post.txt"), "--republished"],
    ):
        done = run(toy_project, *arguments)
        assert done.exit_code == 1
        assert "same-text" in done.stderr
        assert f"articles/{POSTS}.md" in done.stderr
    assert snapshot(toy_project) == before


def test_a_new_capture_by_the_same_outlet_is_refused(toy_project: Path) -> None:
    done = run(toy_project, "add", "-", "--republished", stdin=(POST + "\nNorland Post © 2031\n").encode())
    assert done.exit_code == 1
    assert "same-text" in done.stderr
    assert "the sha256 and the length" in done.stderr


def test_a_text_that_another_outlet_carried_needs_a_word(toy_project: Path) -> None:
    done = run(toy_project, "add", "-", stdin=HERALD.encode())
    assert done.exit_code == 1
    assert f"near-text: found the text of {POSTS}, published by norland-post" in done.stderr
    assert "--republished" in done.stderr
    done = run(toy_project, "add", "-", "--republished", stdin=HERALD.encode())
    assert done.exit_code == 0, done.output
    # Both print their dates, and the Post's is the earlier one.
    assert front_matter(added(toy_project))["republished_from"] == "norland-post"


def test_who_was_first_stays_a_gap_where_nothing_tells(toy_project: Path) -> None:
    undated = HERALD.replace("By Lena Voss, May 12, 2031", "By Lena Voss")
    done = run(toy_project, "add", "-", "--republished", stdin=undated.encode())
    assert done.exit_code == 0, done.output
    assert front_matter(added(toy_project))["republished_from"] == TO_FILL
    assert "republished_from: neither a credit nor two printed dates" in done.stdout


def test_without_the_text_the_quotes_of_its_annotation_tell(toy_project: Path) -> None:
    shutil.rmtree(toy_project / "texts")
    done = run(toy_project, "add", "-", stdin=HERALD.encode())
    assert done.exit_code == 1
    assert re.search(rf"near-text: found .*{POSTS}.*\D\d+ of its \d+ longer quotes stand there", done.stderr)


def test_a_table_is_added_whole(toy_project: Path) -> None:
    table = b"Register of ships, 3 March 2031\n\nShip | Port | Crew\nTern | Kesh | 12\nGull | Norland | 7\n"
    refused = run(toy_project, "add", "-", stdin=table)
    assert (refused.exit_code, "--whole" in refused.stderr) == (1, True)
    assert run(toy_project, "add", "-", "--whole", stdin=b" \n").exit_code == 1
    done = run(toy_project, "add", "-", "--whole", "--publisher", "norland-post", stdin=table)
    assert done.exit_code == 0
    matter = front_matter(added(toy_project))
    assert matter["title"] == "Register of ships, 3 March 2031"
    assert matter["text"]["body"] == {"from": "Register of ships, 3 March", "to": "Gull | Norland | 7"}


KINDS_OF_BODIES = {
    "Boeing": "company",
    "Lance Industries": "company",
    "shipping company Gorm Group": "company",
    "Quarry Tribune": "media",
    "Army of Sudria": "armed-force",
    "Brin Air Force": "armed-force",
    "Ministry of Harbours": "government-body",
    "Quarry Institute": "organisation",
}


@pytest.mark.parametrize("said", KINDS_OF_BODIES)
def test_a_new_body_is_of_the_kind_that_its_name_or_the_text_tells(toy_project: Path, said: str) -> None:
    told = f"It was the {said} that asked. The {said} signed a memorandum in Kesh on 3 March 2031."
    text = f"Many sign at last\n\nSo it was told in Kesh. {told}\n".encode()
    done = run(toy_project, "add", "-", "--publisher", "norland-post", "--dry-run", stdin=text)
    (found,) = re.findall(r"# +name: (.+)\n +# +type: (.+)\n", done.stdout)
    assert said.endswith(found[0])
    assert found[1] == KINDS_OF_BODIES[said]


def test_republished_without_an_article_that_has_the_text_says_so(toy_project: Path) -> None:
    done = run(toy_project, "add", str(CASES / "menus.txt"), "--republished")
    assert done.exit_code == 0, done.output
    assert "no article here has this text" in " ".join(done.stdout.split())
    assert "no article here" not in run(toy_project, "add", str(CASES / "gazette.html")).stdout


def test_another_article_on_the_same_event_is_no_twin(toy_project: Path) -> None:
    assert run(toy_project, "add", str(CASES / "no-year.txt")).exit_code == 0


# ------------------------------------------------------------------ what is refused

PROSE = "She came home, and it was late in the evening when the ferry left the port of Kesh.\n\n"
REFUSED = {
    "nothing": (b"", "no-article"),
    "only spaces": (b" \n\t\n", "no-article"),
    "only a menu": (b"Home\nNews\nSport\nWeather\n" * 9, "no-article"),
    "a page without a text": (b"<html><body><script>evil()</script></body></html>", "no-article"),
    "a page of menus": (b"<html><ul>" + b"<li><a href=/>News</a>" * 99, "no-article"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", "not-a-text"),
    "a document": (b"PK\x03\x04word/document.xml", "not-a-text"),
    "a NUL": (PROSE.encode() + b"\0", "not-a-text"),
    "Latin-1": (("Café. " + PROSE).encode("latin-1"), "not-utf-8"),
    "UTF-16": (PROSE.encode("utf-16"), "not-utf-8"),
    "a large text": (PROSE.encode() * 30_000, "text-too-large"),
    "a large page": (b"<html>" + b"<p>x</p>" * 1_100_000, "text-too-large"),
    "25,000 nested divs": (b"<html>" + b"<div>" * 25_000 + PROSE.encode(), "page-form"),
    "28,000 attributes": (b"<p " + b" ".join(b"a%d=b" % n for n in range(28_000)) + b">x</p>", "page-form"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_no_article_is_refused(toy_project: Path, name: str) -> None:
    data, rule = REFUSED[name]
    before = snapshot(toy_project)
    done = run(toy_project, "add", "-", stdin=data)
    assert done.exit_code == 1
    assert re.match(rf"\(standard input\): {rule}: found .*\n +fix: ", done.stderr)
    assert snapshot(toy_project) == before


@pytest.mark.parametrize(
    ("arguments", "rule"),
    [
        (["nowhere.txt"], "unreadable-file"),
        (["."], "unreadable-file"),
        (["file:///etc/passwd"], "bad-address"),
        (["ftp://gazette.example/a"], "bad-address"),
        (["javascript:alert(1)"], "bad-address"),
        (["https://me:secret@gazette.example/"], "bad-address"),
        (["https://nowhere.invalid/story"], "fetch-failed"),
        (["https://[::1/story"], "fetch-failed"),
        (["http://a b/"], "fetch-failed"),
        (["x.txt", "--url", "javascript:alert(1)"], "bad-url"),
        (["x.txt", "--publisher", "../../etc"], "bad-id"),
    ],
)
def test_wrong_sources_are_one_readable_problem(toy_project: Path, arguments: list[str], rule: str) -> None:
    done = run(toy_project, "add", *arguments)
    assert done.exit_code == 1
    assert done.stderr.count(": found ") == 1
    assert f": {rule}: " in done.stderr
    assert "secret" not in done.stderr


def test_add_without_a_source_is_wrong_use(toy_project: Path) -> None:
    assert run(toy_project, "add").exit_code == 2


# ------------------------------------------------------------------ nothing is overwritten


def planned(project: Path) -> dict[str, bytes]:
    """The files that adding a case would write."""
    one, problems = add_article(project_at(project), str(CASES / "menus.txt"), AddOptions(), (), io.BytesIO())
    assert one is not None, problems
    return dict(one.files)


@pytest.mark.parametrize("index", range(4))
def test_where_one_file_is_there_none_is_written(toy_project: Path, index: int) -> None:
    path = [*list(planned(toy_project))[:3], "articles/raw"][index]
    target = toy_project / path
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(b"mine")
    before = snapshot(toy_project)
    done = run(toy_project, "add", str(CASES / "menus.txt"))
    assert done.exit_code == 1
    assert f"{path}: {'not-a-folder' if path.endswith('raw') else 'file-exists'}" in done.stderr
    assert snapshot(toy_project) == before


@pytest.mark.parametrize("folder", ["articles", "articles/raw", "annotations/articles"])
def test_nothing_is_written_through_a_link(toy_project: Path, tmp_path: Path, folder: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    if (toy_project / folder).exists():
        shutil.move(toy_project / folder, elsewhere)
    else:
        elsewhere.mkdir()
    (toy_project / folder).symlink_to(elsewhere)
    before = snapshot(elsewhere)
    done = run(toy_project, "add", str(CASES / "menus.txt"))
    assert done.exit_code == 1
    assert "symlink" in done.stderr
    assert snapshot(elsewhere) == before


def test_a_dangling_link_at_the_place_of_a_file_is_not_followed(toy_project: Path, tmp_path: Path) -> None:
    name = next(path for path in planned(toy_project) if path.startswith("annotations/"))
    (toy_project / name).symlink_to(tmp_path / "outside.yml")
    assert run(toy_project, "add", str(CASES / "menus.txt")).exit_code == 1
    assert not (tmp_path / "outside.yml").exists()


# ------------------------------------------------------------------ from the web


class _Site(BaseHTTPRequestHandler):
    """A site on this machine, with everything that a site may do wrong."""

    def do_GET(self) -> None:
        page = (CASES / "gazette.html").read_bytes()
        answers: dict[str, tuple[int, dict[str, str], bytes]] = {
            "/story": (200, {"Content-Type": "text/html; charset=utf-8"}, page),
            "/latin": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, page),
            "/text": (200, {"Content-Type": "text/plain"}, (CASES / "menus.txt").read_bytes()),
            "/moved": (302, {"Location": "/story"}, b""),
            "/loop": (302, {"Location": "/loop"}, b""),
            "/file": (302, {"Location": "file:///etc/passwd"}, b""),
            "/ftp": (302, {"Location": "ftp://gazette.example/a"}, b""),
            "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-"),
            "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"\x1f\x8b"),
            "/large": (200, {"Content-Type": "text/html"}, b"<p>x</p>" * 1_200_000),
            "/broken": (500, {}, b"sorry"),
        }
        status, headers, data = answers.get(self.path, (404, {}, b"no"))
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()
        with suppress(OSError):  # what is too large is not read to its end
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the class above has it
        pass


@contextmanager
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("path", ["/story", "/moved", "/latin"])
def test_a_page_is_fetched(toy_project: Path, path: str) -> None:
    with site() as address:
        done = run(toy_project, "add", address + path)
    assert done.exit_code == 0, done.output
    found = front_matter(added(toy_project))
    assert found["title"] == "Norland minister opens yard in Kesh"
    # The canonical link leads to another host, perhaps another outlet's: the address is where the page was.
    assert found["url"] == address + ("/latin" if path == "/latin" else "/story")
    assert "perhaps that outlet had it first" in " ".join(done.stdout.split())
    assert ("is declared as iso-8859-1, but is UTF-8" in done.stdout) == (path == "/latin")


def test_a_plain_text_is_fetched(toy_project: Path) -> None:
    with site() as address:
        done = run(toy_project, "add", f"{address}/text")
    assert done.exit_code == 0, done.output
    assert front_matter(added(toy_project))["url"] == f"{address}/text"


@pytest.mark.parametrize(
    ("path", "rule", "words"),
    [
        ("/loop", "fetch-failed", "endless redirects"),
        ("/file", "fetch-failed", "redirects to an address that is not http"),
        ("/ftp", "fetch-failed", "redirects to an address that is not http"),
        ("/none", "fetch-failed", "the answer 404"),
        ("/broken", "fetch-failed", "the answer 500"),
        ("/packed", "fetch-failed", "compressed"),
        ("/pdf", "not-a-text", "application/pdf"),
        ("/large", "text-too-large", "8 MB"),
    ],
)
def test_what_a_site_does_wrong_is_told(toy_project: Path, path: str, rule: str, words: str) -> None:
    with site() as address:
        done = run(toy_project, "add", address + path)
    assert done.exit_code == 1
    assert f": {rule}: found " in done.stderr
    assert words in done.stderr


# ------------------------------------------------------------------ whatever it says

AWKWARD = st.text(max_size=80) | st.text(
    alphabet="'\":{}[]&*#?|->!%@`,\\\n\t -—éğ\u202e\u2028\0/.", max_size=40
)


def written(title: str, author: str, url: str, why: str, hint: str) -> bytes:
    """An article's file with anything in its values."""
    found = Description(
        title=FoundValue(title, ""),
        authors=(FoundValue(author, ""),),
        outlet=None,
        first=None,
        published=Publication("2031?", "external", why, ""),
        url=FoundValue(url, "") if url else None,
        archived=None,
        language=FoundValue("en", ""),
        hints={"published": hint},
    )
    return article_file(found, "norland-post", "", TextFacts("0" * 64, 5, None)).encode(
        "utf-8", "surrogatepass"
    )


@given(AWKWARD, AWKWARD, AWKWARD, AWKWARD)
@settings(max_examples=300)
def test_whatever_is_written_reads_back(title: str, author: str, why: str, hint: str) -> None:
    title, author = clean(title) or "x", clean(author) or "y"
    parsed, problems = read_article(written(title, author, "", why, hint), "articles/x.md")
    assert parsed is not None, problems
    article = parsed.article.value
    assert (article.title, article.authors) == (title, (author,))
    assert article.published_why == (clean(why) or TO_FILL)


@given(AWKWARD, AWKWARD)
def test_an_id_is_an_id(title: str, publisher: str) -> None:
    name = article_id(slug(publisher) or "unknown", "2031-05-04", title, ())
    assert id_problem(name, Location("x")) is None
    other = article_id(slug(publisher) or "unknown", "2031-05-04", title, (name.upper(),))
    assert other != name
    assert id_problem(other, Location("x")) is None


PIECES = st.sampled_from(
    [
        PROSE,
        "Title of a story here\n\n",
        "By Ada Quill, May 4, 2031\n",
        "Related:\n",
        "• Sport\n",
        "© 2031 X Y\n",
        "---\n",
        "\u202e",
        "\x07",
        "\ufeff",
        "\ufffd",
        "a" * 300,
        "\r\n",
        "<b>&amp;</b>",
        "../../etc/passwd\n",
        "via the Sudria Wire\n",
        "ErdoÄŸan ",
        "https://a.example/b\n",
        "{{ 7*7 }}",
        "'\"",
        "Ann Haldane visited Sudria. ",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=14).map("".join), st.booleans())
@settings(max_examples=40)
def test_any_capture_is_refused_or_reads_back(text: str, as_page: bool) -> None:
    data = f"<!DOCTYPE html><title>{text[:40]}</title><body><p>{text}".encode() if as_page else text.encode()
    one, problems = add_article(project_at(TOY), "-", AddOptions(), (), io.BytesIO(data))
    if one is None:
        assert problems
        return
    for path, content in one.files.items():
        assert re.fullmatch(r"[a-z0-9.-]+", Path(path).name)
        if path.endswith(".md"):
            parsed, problems = read_article(content, path)
            assert parsed is not None, problems
            assert {problem.rule for problem in problems} <= {"gap"}


# ------------------------------------------------------------------ the captured articles


def shipped_names() -> list[str]:
    return sorted(path.stem for path in (ROOT / "articles").glob("*.md"))


@pytest.fixture
def without(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Path, Path]:
    """The shipped project without one article, and that article's captured text."""
    name = request.param
    for folder in ("articles", "annotations"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("raw"))
    shutil.copy(ROOT / "site.yml", tmp_path)
    sha256 = front_matter(ROOT / f"articles/{name}.md")["text"]["sha256"]
    for path in (
        f"articles/{name}.md",
        f"annotations/articles/{name}.yml",
        f"annotations/extracted/{name}.json",
    ):
        (tmp_path / path).unlink()
    texts = [p for p in TEXTS.glob("*.txt") if hashlib.sha256(p.read_bytes()).hexdigest() == sha256]
    return tmp_path, texts[0]


@with_texts
@pytest.mark.parametrize(("without", "name"), [(n, n) for n in shipped_names()], indirect=["without"])
def test_captured_articles_come_out_as_they_were_annotated(without: tuple[Path, Path], name: str) -> None:
    project, text = without
    committed = front_matter(ROOT / f"articles/{name}.md")
    done = run(project, "add", str(text))
    assert done.exit_code == 0, done.output
    (path,) = set((project / "articles").glob("*.md")) - {
        project / f"articles/{n}.md" for n in shipped_names()
    }
    found = front_matter(path)
    assert found["title"] == committed["title"]
    assert found.get("authors", []) == committed.get("authors", [])
    assert found.get("republished_from") == committed.get("republished_from")
    printed = committed.get("publisher_basis", "printed") == "printed"
    assert found["publisher"] == (committed["publisher"] if printed else TO_FILL)
    printed = committed["published_basis"] == "printed"
    assert found["published"] == (committed["published"] if printed else TO_FILL)
    assert "url" not in found
    ours, theirs = (_extent(text, front) for front in (found, committed))
    assert abs(ours[0] - theirs[0]) <= 1
    assert abs(ours[1] - theirs[1]) <= 1


def _extent(path: Path, front: Mapping[str, Any]) -> tuple[int, int]:
    """First and last line of words of a body, counted in lines with words."""
    text = " \n".join(line for line in path.read_text("utf-8").splitlines() if line.strip())
    flat = text.replace("’", "'").replace("“", '"').replace("”", '"')
    spaced = re.sub(r"\s", " ", flat)
    first = re.search(_pattern(front["text"]["body"]["from"]), spaced)
    last = re.search(_pattern(front["text"]["body"]["to"]), spaced)
    assert first is not None
    assert last is not None
    return flat.count("\n", 0, first.start()), flat.count("\n", 0, last.end())


def _pattern(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def test_a_person_holds_rights_and_is_no_outlet(toy_project: Path) -> None:
    text = (CASES / "credited.txt").read_text("utf-8").replace("Sudria Herald\n\n", "")
    text = text.replace("© 2031 Sudria Herald", "© 2031 Ann Haldane. All rights reserved.")
    assert run(toy_project, "add", "-", stdin=text.encode()).exit_code == 0
    assert front_matter(added(toy_project))["publisher"] != "ann-haldane"
    problems = json.loads(run(toy_project, "check", "--format", "json").stdout)
    assert "wrong-actor" not in {problem["rule"] for problem in problems}
