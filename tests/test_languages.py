"""A site in another language: nothing of ours stays English, catalogues are whole, nothing is mixed up."""

import gc
import json
import re
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from scripts.messages import TEMPLATE, collected, files
from site_builder.build import BuildOptions, Built, build
from site_builder.output.formats.all_formats import FORMATS
from site_builder.storage.store import NOTHING, Store, opened
from site_builder.translation.languages import CATALOGUES, ENGLISH, Language, language_for, languages
from site_builder.translation.messages import gettext, ngettext, pieces, speaking
from tests.conftest import TOY, copy_of_toy, project_at

ROOT = Path(__file__).parents[1]
RIVER = Path(__file__).parent / "river"
TRANSLATED = tuple(path for path in sorted(CATALOGUES.glob("*.po")))
HOLE = re.compile(r"\{/?[a-z_]+\}")
WORD = re.compile(r"[^\W\d_]+")
QUOTATION = {"opening quotation mark", "closing quotation mark"}

# ------------------------------------------------------------------ nothing stays English

SAID = re.compile("⟦[^⟦⟧]*⟧")
SHOWN = ("title", "aria-label", "data-label", "placeholder", "alt", "data-title", "data-description")
CHOSEN = {
    "type", "kind", "status", "mode", "basis", "sense", "event", "published_basis", "language", "rights",
    "publish", "id", "show", "colour", "outline", "former",
}  # fmt: skip
"""Keys of the annotations whose values are choices, which pages tell in words of ours."""
SAME_IN_ALL = {
    "csv", "json", "bibtex", "csl", "ris", "sha", "sic", "edtf", "https", "example", "xlsx",
    "kb", "mb", "b", "python", "r", "javascript", "jq",
    *(word for form in FORMATS.values() for word in re.findall(r"\w+", form.opened.lower())),
    *(form.title.lower() for form in FORMATS.values()),
}  # fmt: skip
"""Formats and tools, units, and what addresses have."""
CARDS = {"article", "registry", "none"}
"""What a card rests on, which scripts read."""
RULES = {"date", "unit"}
"""Names of rules of extraction, which are ids."""
UNREAD = {"script", "style", "pre", "code"}
HASH = re.compile(r"\b[0-9a-f]{16}\b")


def bracketed(message: str) -> str:
    """A message as another language might have it: its words in brackets, holes and code bare."""
    parts = message.split("`")
    return "`".join(part if place % 2 else with_bare_holes(part) for place, part in enumerate(parts))


def with_bare_holes(words: str) -> str:
    return "".join(
        f"{{{piece}}}" if place % 2 else f"⟦{piece}⟧" if piece else ""
        for place, piece in enumerate(pieces(words))
    )


def other_language() -> Language:
    """A language in which all that is said is known by its brackets; numbers and months are Austrian."""
    messages = {}
    for message in collected():
        forms = tuple(map(str, message.id if isinstance(message.id, tuple) else (message.id,)))
        if message.id and message.context not in QUOTATION:
            messages[message.context or "", forms[0]] = tuple(map(bracketed, forms))
    return Language("de-AT", messages)


def words_of(value: object, key: str = "") -> Iterator[str]:
    """What people wrote in a file, but for what they chose among our words."""
    match value:
        case dict():
            for name, inner in value.items():
                yield str(name) if "-" in str(name) else ""
                yield from words_of(inner, str(name))
        case list():
            for inner in value:
                yield from words_of(inner, key)
        case _:
            yield str(value) if key not in CHOSEN else ""


def words_of_people(root: Path) -> set[str]:
    """All words in a project's files that people wrote."""
    said = [path.read_text("utf-8") for path in root.glob("texts/*")]
    for path in (*root.rglob("annotations/**/*.yml"), root / "site.yml"):
        if path.is_file():
            said += words_of(yaml.safe_load(path.read_text("utf-8")))
    for path in root.glob("articles/*.md"):
        _, front, digest = path.read_text("utf-8").split("---", 2)
        said += [*words_of(yaml.safe_load(front)), digest]
    return {word.casefold() for text in said for word in WORD.findall(text)}


def words_of_cldr(language: Language) -> set[str]:
    """What CLDR knows in a language: months, joints of lists, and the names of languages and countries."""
    months = (name for style in language.months.values() for name in style)
    names = (*language.locale.territories.values(), *language.locale.languages.values())
    joints = (*language.joints("and"), *language.joints("or"))
    return {word.casefold() for text in (*months, *names, *joints) for word in WORD.findall(text)}


class Shown(HTMLParser):
    """Gathers the texts and attributes of a page that readers see or hear.

    The words of pictures, whose lines are texts of their own, are one text.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.drawn: list[str] = []
        self.around: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if ("class", "Z3988") not in attrs:  # hidden, and for programs
            self.found += [value or "" for name, value in attrs if name in SHOWN]
        if tag in UNREAD or tag == "text":
            self.around.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.around and self.around[-1] == tag:
            self.around.pop()

    def handle_data(self, data: str) -> None:
        if not self.around:
            self.found.append(data)
        elif self.around[-1] == "text":
            self.drawn.append(data)


def shown(page: str) -> list[str]:
    """Texts of a page that readers see or hear."""
    parser = Shown()
    parser.feed(page)
    parser.close()
    return [text for text in (*parser.found, " ".join(parser.drawn)) if text.strip()]


def unsaid(text: str, known: set[str]) -> str:
    """What of a text neither a message says nor people wrote."""
    rest = " ".join(SAID.sub(" ", HASH.sub(" ", text)).replace("⟦", " ").replace("⟧", " ").split())
    return rest if any(word.casefold() not in known for word in WORD.findall(rest)) else ""


@pytest.mark.parametrize("root", [TOY, RIVER], ids=["toy", "river"])
def test_all_that_pages_show_is_a_message_or_what_people_wrote(root: Path) -> None:
    language = other_language()
    options = BuildOptions(site_name=project_at(root).settings.title or "", language=language)
    built, _ = build(project_at(root), options, store=NOTHING)
    assert built is not None
    known = words_of_people(root) | words_of_cldr(language) | SAME_IN_ALL | RULES
    found = {}
    for page in built.pages:
        texts = (page.title, page.description, *shown(page.html))
        if left := [rest for text in texts if (rest := unsaid(text, known))]:
            found[page.path] = left
    assert found == {}
    cards = json.loads(built.files["data/cards.json"])
    lines = {path: [str(line) for line in card.values()] for path, card in cards.items()}
    assert {path: line for path, line in lines.items() if unsaid(" ".join(line), known | CARDS)} == {}


def test_what_stays_english_would_be_found() -> None:
    known = {"ada", "lund"}
    assert unsaid("⟦Named as ⟧Ada Lund⟦ by ⟧", known) == ""
    assert unsaid("⟦Named as ⟧a minister Ada Lund", known) == "a minister Ada Lund"
    page = '<p title="a">b <b>c</b> d</p><pre>x</pre><svg><text>e</text><text>f</text></svg>'
    assert shown(page) == ["a", "b ", "c", " d", "e f"]


# ------------------------------------------------------------------ catalogues


def forms_of(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A message in English, and translated."""
    english = message.id if isinstance(message.id, tuple) else (message.id,)
    translated = message.string if isinstance(message.string, tuple) else (message.string or "",)
    return tuple(map(str, english)), tuple(map(str, translated))


def test_catalogues_hold_what_is_said_now() -> None:
    stale = [path.name for path, data in files().items() if path.read_bytes() != data]
    assert stale == [], "`make messages` brings them up"


@pytest.mark.parametrize("path", TRANSLATED, ids=lambda path: path.stem)
def test_a_catalogue_is_whole(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.stem)
    wrong = {}
    for message in catalogue:
        english, translated = forms_of(message)
        if message.id and (message.fuzzy or not all(translated) or wrong_holes(english, translated)):
            wrong[english] = translated
    assert wrong == {}


def wrong_holes(english: tuple[str, ...], translated: tuple[str, ...]) -> bool:
    """Whether a form has other holes than the English form for one thing, or that for several."""
    allowed = [Counter(HOLE.findall(form)) for form in english]
    ends = {(form[:1].isspace(), form[-1:].isspace()) for form in english}
    return any(
        Counter(HOLE.findall(form)) not in allowed or (form[:1].isspace(), form[-1:].isspace()) not in ends
        for form in translated
    )


def test_english_messages_have_no_tags_and_no_quotation_marks_of_html() -> None:
    said = (form for message in collected() for form in forms_of(message)[0])
    odd = [form for form in said if re.search('[<>"&]', form)]
    assert odd == []


def test_there_is_english_and_one_language_more() -> None:
    assert languages() == ("en", *(path.stem for path in TRANSLATED))
    assert len(languages()) > 1
    assert TEMPLATE.exists()


@pytest.mark.parametrize(
    ("code", "found"),
    [("en", "en"), ("de", "de"), ("de-AT", "de"), ("DE", "de"), ("de_CH", "de"), ("tlh", None)],
)
def test_a_language_is_found_by_its_code(code: str, found: str | None) -> None:
    language = language_for(code)
    assert (language and language.code) == found


def test_outside_a_site_all_is_english() -> None:
    german = language_for("de")
    assert german is not None
    with speaking(german):
        assert ngettext("{n} article", "{n} articles", 1234) == "1.234 Artikel"
    assert ngettext("{n} article", "{n} articles", 1234) == "1,234 articles"
    with speaking(Language("de", {("", "a {x}"): ("{x} z",)})):
        assert gettext("a {x}", x="{y}") == "{y} z"
        assert gettext("b {x}", x=1234) == "b 1.234"


# ------------------------------------------------------------------ nothing is mixed up


def built_in(root: Path, language: Language, store: Store) -> Built:
    """A project's site in a language, with what a store keeps."""
    built, problems = build(project_at(root), BuildOptions(language=language), store=store)
    assert problems == ()
    assert built is not None
    return built


def pages_of(built: Built) -> Mapping[str, str]:
    """All that a build gives, as text."""
    files = {
        path: data.decode("utf-8", "replace")
        for path, data in built.files.items()
        if path.startswith("data/")
    }
    return {page.path: f"{page.title} {page.description} {page.html}" for page in built.pages} | files


@pytest.fixture
def no_forks() -> Iterator[None]:
    """A thread, beside which no process is forked."""
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    yield
    done.set()
    other.join()


@pytest.mark.usefixtures("no_forks")
def test_what_is_thrown_away_half_made_changes_no_language(tmp_path: Path) -> None:
    """Without forks, files are made when they are asked for, and maybe never all."""
    german = language_for("de")
    assert german is not None
    with opened(copy_of_toy(tmp_path / "toy")) as store:
        built, problems = build(project_at(tmp_path / "toy"), BuildOptions(jobs=2), store=store)
        assert built is not None
        pages, more = built.on_data()
        with speaking(german):
            del built
            gc.collect()
            assert gettext("Articles") == "Artikel"
    assert [page.path for page in pages] == ["data/", "data/ask/"]
    assert (*problems, *more) == ()


def test_a_site_turns_to_another_language_and_back(tmp_path: Path) -> None:
    root, german = copy_of_toy(tmp_path / "toy"), language_for("de")
    assert german is not None
    clean = {language: pages_of(built_in(root, language, NOTHING)) for language in (ENGLISH, german)}
    assert clean[ENGLISH] != clean[german]
    for language in (ENGLISH, german, german, ENGLISH):
        with opened(root) as store:
            made = pages_of(built_in(root, language, store))
        assert made == clean[language]
