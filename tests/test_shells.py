"""Pages put into shells of the theme: the same bytes as the theme's own, and not less checked."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.build import Built
from site_builder.corpus.captured_texts import PrivateText
from site_builder.output.render import Body, Heading, RenderedPage
from site_builder.publishing.configuration import load_configuration
from site_builder.publishing.html_tags import tokens
from site_builder.publishing.leak_check import Leak, LeakSearch, index_of
from site_builder.publishing.link_check import check_site
from site_builder.publishing.link_survey import LinkSurvey
from site_builder.publishing.plugin import plugin_of
from site_builder.publishing.publish import hand_over
from site_builder.publishing.search_feed import SearchFeed
from site_builder.publishing.shells import CONTENT, Shell, Slot, as_it_is
from site_builder.publishing.site_checks import PageFacts, SiteChecks
from site_builder.publishing.site_files import SiteFiles
from site_builder.publishing.site_writer import CheckingWriter
from site_builder.publishing.themed_pages import EVERY, Shells, ThemedPage
from site_builder.publishing.words_of_files import readings, readings_of_markup, words_of
from tests.conftest import project_at
from tests.test_leaks import RUN
from tests.test_no_leak import CASES as LEAKS
from tests.test_plugin import HOSTILE, NAV, page, site

LINKS = yaml.load(
    (Path(__file__).parent / "cases" / "links.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
HOOK = "def on_page_content(html, page, config, files):\n    return html\n"
"""Changes nothing, but has a say: MkDocs then builds all pages."""


def written(project: Path, built: Built, name: str) -> tuple[dict[str, bytes], Shells]:
    """Let MkDocs and us write a site, and give its files and the shells that were made."""
    config = load_configuration(project_at(project), project.parent / name)
    hand_over(config, built)
    folder = Path(config.site_dir)
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return files, plugin_of(config).shells


def actors(number: int, **more: object) -> Built:
    toc = (Heading(2, "one", "One & all"), Heading(3, "two", HOSTILE))
    body = '<h2 id="one">x</h2><h3 id="two">y</h3>'
    return site(
        *(
            page(f"actors/a{n}/", f"{n} {HOSTILE}", body, toc=toc, parent="actors/", section="actors", **more)
            for n in range(number)
        )
    )


@pytest.fixture
def project(toy_project: Path) -> Path:
    config = toy_project / "mkdocs.yml"
    tabs = "font: false\n  features: [navigation.tabs, content.action.edit, navigation.path]"
    config.write_text(config.read_text().replace("font: false", tabs) + NAV)
    return toy_project


def with_hook(project: Path, code: str = HOOK) -> None:
    (project / "hook.py").write_text(code)
    with (project / "mkdocs.yml").open("a") as settings:
        settings.write("hooks: [hook.py]\n")


def override(project: Path, block: str, text: str) -> None:
    """Have the project's own theme print something more."""
    (project / "theme").mkdir()
    parent = (Path(__file__).parents[1] / "templates/theme/main.html").read_text()
    (project / "theme" / "main.html").write_text(
        parent.replace(
            "{% block " + block + " %}", "{% block " + block + " %}{% if page %}" + text + "{% endif %}", 1
        )
    )
    config = project / "mkdocs.yml"
    config.write_text(config.read_text().replace("name: material", "name: material\n  custom_dir: theme"))


def test_the_bytes_are_those_of_mkdocs(project: Path) -> None:
    kinds = [
        page("events/e/", "E", section="events", edit="https://example.org/e?a=1&b=2"),
        page("events/f/", "F\u00a0 & G", section="events", edit="https://example.org/f"),
        page(
            "events/g/", "\u0641\u0627", section="events", edit="https://example.org/f", changed="2031-05-01"
        ),
        page("actors/a1/below/", "Below", parent="actors/a1/", section="actors", wide=True),
        page("actors/a2/below/", "Below", parent="actors/a2/", section="actors", wide=True),
        RenderedPage(path="topics/a/", title="A", description="", body=Body.of("<p>no title</p>")),
        RenderedPage(path="topics/b/", title="B", description="", body=Body.of("<p>no title</p>")),
        RenderedPage(path="topics/c/", title="C", description="c", body=Body.of("<p>no title</p>")),
    ]
    built = Built((*actors(9).pages, *kinds), {"data/x.json": b"{}"})
    ours, shells = written(project, built, "ours")
    assert shells.rendered < len(built.pages)
    with_hook(project)
    theirs, unused = written(project, built, "theirs")
    assert unused.rendered == 0
    assert ours.keys() == theirs.keys()
    assert [path for path in ours if ours[path] != theirs[path]] == []


def test_few_pages_are_rendered_however_many_there_are(project: Path) -> None:
    """The first of its kind, two for its shell, and every hundredth."""
    for number in (200, 400):
        _, shells = written(project, actors(number), str(number))
        one_by_one = 1  # the search
        assert shells.rendered <= one_by_one + 3 + (number + one_by_one) // EVERY


@pytest.mark.parametrize(
    ("printed", "shows"),
    [
        ("<b>{{ page.title | upper }}</b>", "<b>TITLE {n}</b>"),
        ("<b>{{ page.meta.description | replace('Title', 'Name') }}</b>", "<b>Name {n}</b>"),
        ("<b>{{ page.content | length }}</b>", "<b>{length}</b>"),
        ("<b>{{ page.title | e }}</b>", "<b>Title {n}</b>"),
        ("<b>{{ page.url }}</b>", "<b>actors/a{n}/</b>"),
        ("<script>var n = '{{ page.title }}'</script>", "<script>var n = 'Title {n}'</script>"),
    ],
)
def test_whatever_a_theme_prints_comes_out(project: Path, printed: str, shows: str) -> None:
    override(project, "announce", printed)
    pages = [page(f"actors/a{n}/", f"Title {n}", "x" * n, parent="actors/") for n in range(20)]
    files, _ = written(project, site(*pages), "out")
    for n, one in enumerate(pages):
        text = files[f"actors/a{n}/index.html"].decode()
        assert shows.format(n=n, length=len(one.html)) in text


def test_a_shell_that_turns_out_wrong_is_not_used(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Only the hundredth page is printed otherwise: what was written before is written anew, too."""
    override(project, "announce", "{% if page.title == 'Title 98' %}<b>ninety-eight</b>{% endif %}")
    caplog.set_level("INFO", "mkdocs")
    pages = [page(f"actors/a{n}/", f"Title {n}", parent="actors/") for n in range(120)]
    files, shells = written(project, site(*pages), "out")
    assert b"<b>ninety-eight</b>" in files["actors/a98/index.html"]
    assert [path for path, data in files.items() if b"ninety" in data] == ["actors/a98/index.html"]
    assert "in a way of its own: all pages are rendered one by one" in caplog.text
    assert shells.rendered > 120


def test_no_plugin_or_hook_is_passed_by(project: Path) -> None:
    with_hook(project, "def on_post_page(output, page, config):\n    return output + '<!-- seen -->'\n")
    files, _ = written(project, actors(30), "out")
    assert all(files[f"actors/a{n}/index.html"].endswith(b"<!-- seen -->") for n in range(30))


def test_a_page_above_another_of_the_menu_has_links_of_its_own(project: Path) -> None:
    """From `actors/a3/` the way to a page below it is another one than from `actors/a4/`."""
    (project / "docs/actors/a3").mkdir(parents=True)
    (project / "docs/actors/a3/notes.md").write_text("# Notes\n")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text().replace("  - About", "  - Notes: actors/a3/notes.md\n  - About"))
    files, _ = written(project, actors(9), "out")
    assert b'href="notes/"' in files["actors/a3/index.html"]
    assert b'href="../a3/notes/"' in files["actors/a4/index.html"]


# ------------------------------------------------------------------ nothing is checked less


def surveyed(files: Mapping[str, str]) -> LinkSurvey:
    """Read pages by their parts where that is possible, else whole."""
    survey = LinkSurvey("https://example.org/toy/")
    for name, content in sorted(files.items()):
        if name.endswith((".html", ".svg")):
            part = survey.survey_of_content(name, content) if name != "404.html" else None
            survey.add(part[0] if part else survey.survey_of(name, tokens(content)))
        elif name.endswith(".css"):
            survey.read_style(name, content)
    return survey


@pytest.mark.parametrize("case", LINKS, ids=lambda case: case["name"])
def test_what_is_wrong_is_suspected(case: Mapping[str, dict[str, str]]) -> None:
    sound = surveyed(case["files"]).is_sound(set(case["files"]))
    assert sound == (not case["found"])


PIECES = (
    "<", ">", "</", "/>", "<!--", "-->", '"', "'", "=", " ", "\0", "text", "&amp;", "<p>", "</p>", "<br/>",
    "<a ", '<a href="', '<a href="#x">', "<a href='#y'>", "<a href=#x>", '<p id="x">', "<p id=x>",
    '<i id="y" class="z">', '<a href="../b/#x">', '<a href="../c/">', '<a href="https://example.net/">',
    '<img src="//x">', '<p onclick="x">', '<p style="x">', "<script>", "</script>", "<style>",
    '<script type="application/json">', "<iframe>", '<p title="<script>">', "<svg/>", '<P ID="x">',
    '<a href="%23x">', '<a href="#%78">', '<a href="?q">', '<a href="./#x">', '<a name="x">',
    "<p title='a\"b\"' id=\"x\">", '<a href="../b/" href="javascript:x">',
)  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), max_size=9).map("".join),
    st.sampled_from(["a/index.html", "b/index.html"]),
)
def test_what_the_survey_passes_the_check_passes(
    tmp_path_factory: pytest.TempPathFactory, content: str, name: str
) -> None:
    """And the other way round, on pages in pieces of any kind."""
    files = {"b/index.html": '<p id="x">', "404.html": "<script>theme()</script>"} | {name: content}
    root = tmp_path_factory.mktemp("site")
    for path, text in files.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    found = check_site(root, "https://example.org/toy/")
    assert surveyed(files).is_sound(set(files)) == (found == ())


@given(*[st.lists(st.sampled_from(PIECES), max_size=9).map("".join)] * 2)
def test_what_is_found_in_a_page_depends_on_nothing_but_the_page(first: str, content: str) -> None:
    """So that it can be kept, as plain values, for a page that is as it was."""
    used, name = surveyed({"b/index.html": first}), "a/index.html"
    alone = LinkSurvey("https://example.org/toy/")
    assert used.survey_of(name, tokens(content)) == alone.survey_of(name, tokens(content))
    again = [survey.survey_of_content(name, content) for survey in (used, alone)]
    assert again[0] == again[1]
    facts = PageFacts(used.survey_of(name, tokens(content)), Leak("a text"), "0f")
    assert PageFacts.from_json(json.loads(json.dumps(facts.as_json()))) == facts


HIDDEN = [case for case in (*LEAKS["files"], *LEAKS["unseen"]) if case["name"].endswith(".html")]


@pytest.mark.parametrize(
    "content",
    [
        *(case["content"] for case in HIDDEN),
        '<p>one <b>two</b>three</p><script type="application/json">{"a": "four\\u0027s \\u003cb"}</script>',
        f'<p title="{RUN}">x</p><a data-x="{RUN}" href="../b/">da<b></b>wn</a><td>1</td><td>2</td>',
    ],
)
def test_the_words_of_a_part_are_those_of_the_whole(content: str) -> None:
    part = LinkSurvey(None).survey_of_content("a/index.html", content)
    if part is not None:
        whole = [words_of(b"".join(reading)) for reading in readings("x.html", content.encode())]
        parts = [words_of(reading) for reading in readings_of_markup(part[1])]
        assert parts == (whole if len(whole) == 2 else [*whole, []])


@pytest.mark.parametrize(
    "around",
    [
        "<!doctype html><html><head><title>x</title></head><body>{}</body></html>",
        "<p>x</p>{}<script>y()</script>",
        "{}",
    ],
)
@pytest.mark.parametrize("case", HIDDEN, ids=lambda case: str(case["name"]))
def test_a_leak_is_found_wherever_it_stands_on_a_whole_page(case: Mapping[str, str], around: str) -> None:
    """Whether the page can be taken apart or not; after others, by which its tags are known."""
    index = index_of([PrivateText("text.txt", 0, "", case.get("text", LEAKS["text"]).encode())])
    checks = SiteChecks(LinkSurvey(None), LeakSearch(index))
    for name, content in (("a/index.html", "<p>x</p>"), ("b/index.html", case["content"])):
        checks.file(name, around.replace("{}", content).encode())
    assert len(checks.leak_problems()) == bool(case["leaks"])


def checking(folder: Path) -> CheckingWriter:
    index = index_of([PrivateText("text.txt", 0, "", LEAKS["text"].encode())])
    checks = SiteChecks(LinkSurvey(None), LeakSearch(index))
    return CheckingWriter(SiteFiles(folder), checks, SearchFeed(folder))


@pytest.mark.parametrize("at", [1, 13, 25])
@pytest.mark.parametrize("before", [True, False])
def test_a_run_over_the_border_of_a_shell_is_found(tmp_path: Path, at: int, before: bool) -> None:
    """As long a text as you like is between, which is the same on all pages."""
    words = RUN.split()
    fixed, own = (words[:at], words[at:]) if before else (words[at:], words[:at])
    ends = (
        f"<main>{'w ' * 90}{' '.join(fixed) * before}",
        f"{' '.join(fixed) * (not before)} {'w ' * 90}</main>",
    )
    shell = Shell((ends[0] + " <p>", Slot(CONTENT, as_it_is), "</p> " + ends[1]))
    writer = checking(tmp_path)
    for content in ("else", " ".join(own)):
        html = shell.filled({CONTENT: content})
        writer.page(ThemedPage("x/index.html", html, content, shell, {CONTENT: content}))
        assert len(writer.checks.leak_problems()) == (content != "else")
    assert writer.checks.parts == 2


@given(
    st.lists(st.sampled_from((*PIECES, "da", "wn", "<b>", "</b>", "<i/>", "\\u0041", "’", "Ž")), max_size=12)
)
def test_the_words_of_any_part_are_those_of_the_whole(pieces: list[str]) -> None:
    content = "".join(pieces)
    part = LinkSurvey(None).survey_of_content("a/index.html", content)
    if part is not None and "<" in content:
        assert words_of(b"".join(next(readings("x.html", content.encode())))) == words_of(
            next(readings_of_markup(part[1]))
        )
