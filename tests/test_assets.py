"""What scripts say in another language: their own messages and no others, in the right plural form."""

import json
import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import pytest
from babel.messages.extract import extract
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files
from playwright.sync_api import Browser

from site_builder.model.vocabulary import Colour
from site_builder.publishing import assets
from site_builder.publishing.assets import compact, join_assets, leave_out_unused, script_messages
from site_builder.translation.languages import ENGLISH, Language

ASSETS = Path(__file__).parents[1] / "templates" / "theme" / "assets"
SCRIPTS = (*assets.SCRIPTS, *assets.ALONE)

GERMAN = Language(
    "de",
    {
        ("", "Copied"): ("Kopiert",),
        ("", "{n} row"): ("{n} Zeile", "{n} Zeilen"),
        ("", "{n} page for “{words}”"): ("{n} Seite zu „{words}“", "{n} Seiten zu „{words}“"),
        ("", "Articles"): ("Artikel",),
        ("vocabulary", "Copy"): ("Exemplar",),
    },
)
POLISH = Language(
    "pl",
    {("", "{n} row"): ("{n} wiersz", "{n} wiersze", "{n} wierszy")},
    lambda n: 0 if n == 1 else 1 if n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14} else 2,
)
JAPANESE = Language("ja", {("", "{n} row"): ("{n}行",)}, lambda _: 0)


def written(name: str) -> str:
    return (ASSETS / f"{name}.js").read_text("utf-8")


def given(language: Language, scripts: Iterable[str] | None = None) -> dict[str, Any]:
    """The messages that scripts are given."""
    (script,) = script_messages(language, map(written, SCRIPTS) if scripts is None else scripts)
    data = r'Object\.assign\(spoken, \{ code: "(.+?)", messages: new Map\((.+)\) \}\);\n'
    found = re.fullmatch(data, script)
    assert found
    assert found[1] == language.code
    return dict(json.loads(found[2]))


def joined(language: str) -> dict[str, str]:
    """The files that a site gets, by their paths."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "theme": {"name": "mkdocs", "language": language}})
    config.validate()
    config.plugins._current_plugin = "site-builder"  # as MkDocs sets it while it asks a plugin
    parts = [path for path in ASSETS.iterdir() if path.suffix in {".css", ".js"}]
    files = Files(
        [File.generated(config, f"assets/{path.name}", content=path.read_text("utf-8")) for path in parts]
    )
    join_assets(files, config)
    return {path: file.content_string for path, file in files.src_uris.items()}


@pytest.mark.parametrize("plugins", [[], ["search"]])
def test_what_no_page_asks_for_is_left_out(plugins: list[str], tmp_path: Path) -> None:
    config = MkDocsConfig()
    config.load_dict({
        "site_name": "x",
        "docs_dir": str(tmp_path),
        "theme": {"name": "material"},
        "plugins": plugins,
    })  # fmt: skip
    assert not config.validate()[0]
    (tmp_path / "own.js.map").touch()
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    leave_out_unused(files, config)
    left = {path for path in files.src_uris if path.endswith(".map") or "/workers/" in path or "lunr" in path}
    assert "own.js.map" in left
    assert bool(left - {"own.js.map"}) == bool(plugins)
    assert not any(path.endswith(".map") for path in left - {"own.js.map"})
    assert any("/bundle." in path for path in files.src_uris)


# ------------------------------------------------------------------ what there is to say


def test_every_message_of_a_script_is_found() -> None:
    """By what the catalogues are made with, and by what chooses from them."""
    for name in SCRIPTS:
        found = extract("javascript", BytesIO(written(name).encode()), {"gettext": None, "ngettext": (1, 2)})
        collected = {said if isinstance(said, str) else said[0] for _, said, _, _ in found}
        chosen = {json.loads(literal) for _, literal in assets._SAID.findall(written(name))}
        assert chosen == collected
        assert len(re.findall(r"\bn?gettext\(", written(name))) == len(assets._SAID.findall(written(name)))


def test_scripts_that_say_something_are_known() -> None:
    """None is forgotten where messages are chosen."""
    saying = {path.stem for path in ASSETS.glob("*.js") if "gettext(" in path.read_text("utf-8")}
    assert saying - {assets.MESSAGES} <= set(SCRIPTS)


# ------------------------------------------------------------------ what is given


def test_english_needs_nothing() -> None:
    assert [*script_messages(ENGLISH, map(written, SCRIPTS))] == []
    script = joined("en")[assets.SCRIPT]
    assert script == "\n".join(map(written, (assets.MESSAGES, *assets.SCRIPTS)))
    assert len(written(assets.MESSAGES)) < 900


def test_only_messages_of_scripts_are_given() -> None:
    assert given(GERMAN) == {
        "Copied": "Kopiert",
        "{n} row": {"one": "{n} Zeile", "other": "{n} Zeilen"},
        "{n} page for “{words}”": {"one": "{n} Seite zu „{words}“", "other": "{n} Seiten zu „{words}“"},
    }


def test_plural_forms_are_given_by_category() -> None:
    assert given(POLISH)["{n} row"] == {
        "one": "{n} wiersz",
        "few": "{n} wiersze",
        "many": "{n} wierszy",
        "other": "{n} wierszy",
    }


def test_a_language_without_plurals_has_one_form() -> None:
    assert given(JAPANESE)["{n} row"] == {"other": "{n}行"}


@pytest.mark.parametrize(
    "message", ['</script> "x" \\ {n}', "</SCRIPT><!--", "a\u2028b\u2029c", "`${x}`", "__proto__", "tab\tend"]
)
def test_any_message_stays_what_it_is(message: str) -> None:
    language = Language("de", {("", message): (message,)})
    script = f"gettext({json.dumps(message, ensure_ascii=False)})"
    assert given(language, [script]) == {message: message}


def test_a_message_on_a_line_of_its_own_is_found() -> None:
    script = 'ngettext(\n    "{n} row",\n    "{n} rows",\n    shown,\n)'
    assert given(GERMAN, [script]) == {"{n} row": {"one": "{n} Zeile", "other": "{n} Zeilen"}}


def test_messages_stand_before_what_says_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "site_language", lambda _: GERMAN)
    found = joined("de")
    (said,) = script_messages(GERMAN, map(written, SCRIPTS))
    parts = [written(assets.MESSAGES), said, *map(written, assets.SCRIPTS)]
    assert found[assets.SCRIPT] == "\n".join(parts)
    assert [found[f"assets/{name}.js"] for name in assets.ALONE] == [*map(written, assets.ALONE)]
    assert {path for path in found if path.endswith(".js")} == {
        assets.SCRIPT, "assets/search.js", "assets/names.js", "assets/pages.js", "assets/answers.js",
        "assets/ask.js", "assets/ask-worker.js", "assets/cite.js",
        "assets/place.js", "assets/quote-finding.js",
        "assets/network.js", "assets/folding.js", "assets/marks.js", "assets/take.js",
    }  # fmt: skip
    assert "assets/messages.js" not in found


# ------------------------------------------------------------------ how it is said

SAY = """() => [
    gettext("Copied"),
    gettext("{a} and {b}", { a: "{b}", b: 1234 }),
    gettext("In: {sections}"),
    ...[1, 2, 5, 22, 1234].map((n) => ngettext("{n} row", "{n} rows", n)),
    ngettext("{n} page for “{words}”", "{n} pages for “{words}”", 1, { words: "$& {n}" }),
]"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "said"),
    [
        (ENGLISH, [
            "Copied", "{b} and 1234", "In: {sections}",
            "1 row", "2 rows", "5 rows", "22 rows", "1234 rows", "1 page for “$& {n}”",
        ]),
        (GERMAN, [
            "Kopiert", "{b} and 1.234", "In: {sections}",
            "1 Zeile", "2 Zeilen", "5 Zeilen", "22 Zeilen", "1.234 Zeilen", "1 Seite zu „$& {n}“",
        ]),
        (POLISH, [
            "Copied", "{b} and 1234", "In: {sections}",
            "1 wiersz", "2 wiersze", "5 wierszy", "22 wiersze", "1234 wiersze", "1 page for “$& {n}”",
        ]),
        (JAPANESE, [
            "Copied", "{b} and 1,234", "In: {sections}",
            "1行", "2行", "5行", "22行", "1,234行", "1 page for “$& {n}”",
        ]),
    ],
    ids=["en", "de", "pl", "ja"],
)  # fmt: skip
def test_messages_are_said(chromium: Browser, language: Language, said: list[str]) -> None:
    page = chromium.new_page()
    for script in (written(assets.MESSAGES), *script_messages(language, map(written, SCRIPTS))):
        page.add_script_tag(content=script)
    assert page.evaluate(SAY) == said
    page.close()


# ------------------------------------------------------------------ styles


@pytest.mark.parametrize(
    ("style", "smaller"),
    [
        ("a {\n  color: red; /* why */\n}\n/* so */\nb { }", "a {\ncolor: red;\n}\nb { }"),
        ("""a::after { content: "  /* x */ \\" /*"; }""", """a::after { content: "  /* x */ \\" /*"; }"""),
        ("a /* ' */ b  c { } /* open", "a b c { }"),
        ("@import url('a  b.css');", "@import url('a  b.css');"),
    ],
)
def test_what_a_style_says_stays(style: str, smaller: str) -> None:
    assert compact(style) == smaller


PLACES = (("templates", ".html"), ("templates", ".js"), ("site_builder", ".py"))
"""Where classes are given, and in files of which kind."""


def test_every_class_of_the_styles_is_given_to_something() -> None:
    """Also one that is put together: `r-badge--{{ row.colour }}`. Colours of types follow `r-` alone."""
    root = ASSETS.parents[2]
    given_in = "\n".join(
        path.read_text("utf-8")
        for folder, kind in PLACES
        for path in sorted((root / folder).rglob(f"*{kind}"))
    )
    named = {
        name
        for style in assets.STYLES
        for name in re.findall(r"\.((?:r|from)-[\w-]+)", (ASSETS / f"{style}.css").read_text("utf-8"))
    }
    whole = set(re.findall(r"[\w-]+", given_in))
    begun = {begin for begin in re.findall(r"([\w-]+-)\$?\{", given_in) if begin != "r-"}
    begun |= set(re.findall(r"([\w-]+__)\$?\{", given_in))
    colours = {f"r-{colour}" for colour in get_args(Colour)}
    assert len(named) > 200
    assert {name for name in named - whole - colours if not name.startswith(tuple(begun))} == set()
