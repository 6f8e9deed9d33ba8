"""Strings of other languages and directions are set apart wherever a page shows them."""

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest

from site_builder.build import BuildOptions, Built, build
from site_builder.corpus.loading import load
from site_builder.output.bidi_isolation import FIRST, LAST, isolated, isolated_line
from site_builder.pages.foreign_strings import RTL, ForeignStrings
from site_builder.publishing.mkdocs_pages import table_of_contents
from site_builder.reviewing.diff.markdown import said
from tests.conftest import TOY, project_at
from tests.worlds import rename_world

NAMES = {
    "Ann Haldane": "نرگس حاتمی",
    "Haldane": "حاتمی",
    "Nell Orme": "نیلوفر عرب",
    "Rui Castel": "דוד קסטל",
    "Castel": "קסטל",
    "Lance Works": "Երևանի Գործարան",
    "Kesh": "თბილისი",
    "Estmark Review": "بررسی استمارک",
}
RIGHT = re.compile(f"[{RTL}]")
LANGUAGES = {"hy": re.compile("[Ա-և]{3,}"), "ka": re.compile("[ა-ჰ]{3,}")}
SHOWN = ("title", "aria-label", "alt", "placeholder", "label")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = Path(shutil.copytree(TOY, tmp_path_factory.mktemp("tongues") / "toy"))
    rename_world(root, NAMES, language="fa")
    found, problems = build(project_at(root), BuildOptions(site_url="https://example.org/toy/"))
    assert found is not None, problems
    return found


class Pages(HTMLParser):
    """Collects what would turn its line around, and what is in a known language without saying so."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.loose: list[str] = []
        self.apart = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("input", "br", "hr", "img", "wbr", "col"):
            self.open.append((tag, dict(attrs)))
        for name, value in attrs:
            if name in SHOWN and RIGHT.search(value or ""):
                self.characters(f"{tag} {name}", value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self.open]
        if "script" in tags:
            return
        given = [attrs for _, attrs in self.open]
        if RIGHT.search(data):
            if "bdi" in tags or any("dir" in attrs for attrs in given):
                self.apart += 1
            else:
                self.characters(" ".join(tags[-3:]), data)
        plain = {"title", "option"} & set(tags)
        for language, letters in LANGUAGES.items():
            # A title or quote has its article's language, whatever names stand in it.
            said = any({"lang", "dir"} & attrs.keys() for attrs in given)
            if letters.search(data) and not plain and not said:
                self.loose.append(f"{language} {tags[-3:]}: {data}")

    def characters(self, where: str, words: str) -> None:
        """Note letters that run to the left and stand outside a pair of isolating characters."""
        outside = re.sub(f"{FIRST}[^{LAST}]*{LAST}", "", words)
        self.apart += 1
        self.loose += [f"{where}: {words}"] if RIGHT.search(outside) else []


def test_every_foreign_string_of_every_page_is_set_apart(built: Built) -> None:
    read = {page.path: Pages(page.html) for page in built.pages}
    assert {path: page.loose for path, page in read.items() if page.loose} == {}
    assert sum(page.apart for page in read.values()) > 300
    for part in ("actors/", "articles/", "events/", "visits/", "timeline/", "network/", "map/"):
        assert read[part].apart > 0, part


def test_titles_and_quotes_say_their_articles_language(built: Built) -> None:
    pages = {page.path: page.html for page in built.pages}
    title = "حاتمی Visits Sudria and Speaks of Missiles"
    assert f'<bdi lang="fa">{title}</bdi>' in pages["articles/"]
    assert '“<bdi lang="fa">' in pages["actors/ann-haldane/"]
    assert "<bdi>نرگس حاتمی</bdi>" in pages["actors/"]
    # A title of ours is English, whatever name it begins with.
    assert "<bdi>حاتمی</bdi> visits Sudria" in pages["events/"]


def test_what_the_theme_prints_is_set_apart_as_well(built: Built) -> None:
    (page,) = (page for page in built.pages if page.path == "actors/ann-haldane/")
    assert isolated_line(page.title) == f"{FIRST}نرگس حاتمی{LAST}"
    titles = [link.title for link in table_of_contents(page.toc)]
    assert all(FIRST in title for title in titles if RIGHT.search(title))


def test_pages_without_foreign_letters_stay_byte_for_byte() -> None:
    html = "<p>“Café”, naïve – Erdoğan’s 5 € …</p>"
    assert isolated(html, ForeignStrings()) == html


def test_the_report_on_a_change_is_set_apart_with_characters() -> None:
    assert said("{} is new", "نرگس حاتمی (۲)") == f"`{FIRST}نرگس حاتمی (۲){LAST}` is new"


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>by حسن روحانی, 10 May</p>", "<p>by <bdi>حسن روحانی</bdi>, 10 May</p>"),
        ('<p lang="fa" dir="auto">تهران <a>و</a></p>', '<p lang="fa" dir="auto">تهران <a>و</a></p>'),
        ("<p>“דוד (3)!”</p>", '<p>“<bdi lang="he">דוד (3)!</bdi>”</p>'),
        ('<a title="دوستی, 3">x</a>', f'<a title="{FIRST}دوستی, 3{LAST}">x</a>'),
        ("<option>تهران</option>", f"<option>{FIRST}تهران{LAST}</option>"),
        ('<svg><text x="1">تهران</text></svg>', f'<svg><text x="1">{FIRST}تهران{LAST}</text></svg>'),
        ("<svg><text>Երևան</text></svg>", '<svg><text><tspan lang="hy">Երևան</tspan></text></svg>'),
        ("<p>&lt;تهران&gt; 3</p>", "<p><bdi>&lt;تهران&gt; 3</bdi></p>"),
        ('<script type="application/ld+json">"تهران"</script>', None),
        ("<p>α and Ω</p>", None),
        ("<bdi>تهران</bdi>", None),
    ],
)
def test_each_place_has_its_way(html: str, shown: str | None) -> None:
    assert isolated(html, ForeignStrings()) == (shown or html)


def test_a_string_in_the_pages_own_letters_is_marked_where_it_is_whole() -> None:
    known = ForeignStrings({"Die": (("Die Küste ruft", "de"),), "Nein": (("Nein", "de"),)}, latin=True)
    html = "<p>“Die Küste ruft”</p><p>He said: Die Küste ruft.</p><p>Nein</p><p>Nein danke</p>"
    assert isolated(html, known) == (
        '<p>“<bdi lang="de">Die Küste ruft</bdi>”</p><p>He said: <bdi lang="de">Die Küste ruft</bdi>.</p>'
        '<p><bdi lang="de">Nein</bdi></p><p>Nein danke</p>'
    )


# ------------------------------------------------------------------ names in several languages


def with_names(tmp_path: Path, names: str) -> Path:
    """The toy project, where Ann Haldane has names in other languages."""
    root = Path(shutil.copytree(TOY, tmp_path / "toy"))
    file = root / "annotations/actors/people.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("aliases: [Anne Haldane]", f"names: {names}", 1), "utf-8")
    return root


def test_names_in_other_languages_are_shown_with_their_language(tmp_path: Path) -> None:
    root = with_names(tmp_path, "{az: Ən Holdeyn, ru: [Энн Холдейн, Анна Холдейн], is: Anna}")
    found, problems = build(project_at(root), BuildOptions(site_url="https://example.org/toy/"))
    assert found is not None, problems
    page = next(page.html for page in found.pages if page.path == "actors/ann-haldane/")
    for language, name in (("az", "Ən Holdeyn"), ("ru", "Энн Холдейн"), ("ru", "Анна Холдейн")):
        assert f'lang="{language}">{name}<' in page
    assert "(Azerbaijani)" in page
    assert "(Icelandic)" in page
    assert "Энн Холдейн" in page.partition("data-pagefind")[2]
    data = json.loads(found.files["data/corpus.json"])
    actor = next(one for one in data["actors"] if one["id"] == "ann-haldane")
    assert {"language": "az", "name": "Ən Holdeyn"} in actor["names"]
    jsonschema.Draft202012Validator(json.loads(found.files["data/corpus.schema.json"])).validate(data)


@pytest.mark.parametrize("names", ["{azeri: X}", "{az: {x: y}}", "[az]"])
def test_a_language_has_its_code(tmp_path: Path, names: str) -> None:
    _, problems = load(project_at(with_names(tmp_path, names)))
    assert {problem.location.path for problem in problems if problem.severity == "error"} == {
        "annotations/actors/people.yml"
    }
