"""What pages of the web hold beside their articles: archives' addresses, old encodings, doubled letters."""

import io
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.editing.add.archives import OriginalAddress, original_address
from site_builder.editing.add.command import add_article
from site_builder.editing.add.decoding import decode_page, decode_text
from site_builder.editing.add.description import AddOptions, Description
from site_builder.editing.mojibake import undoubled
from tests.conftest import TOY, project_at

CASES = Path(__file__).parent / "cases" / "add"
ADDRESSES = yaml.load((CASES / "addresses.yml").read_text("utf-8"), yaml.CSafeLoader)
SCRIPTS = yaml.load((CASES / "encodings.yml").read_text("utf-8"), yaml.CSafeLoader)


@pytest.mark.parametrize("case", ADDRESSES, ids=lambda case: str(case["address"]))
def test_an_address_is_taken_out_of_what_keeps_it(case: dict[str, Any]) -> None:
    address = case["address"]
    archived = address if case.get("archived") else ""
    assert original_address(address) == OriginalAddress(case.get("original", address), archived)


# ------------------------------------------------------------------ encodings


def page(words: str, encoding: str) -> bytes:
    return f'<html><body class="x"><p>{words}</p><a href="/n">News</a></body></html>'.encode(encoding)


@pytest.mark.parametrize("encoding", SCRIPTS)
def test_a_page_that_does_not_say_what_it_is_in_is_read_as_what_makes_words(encoding: str) -> None:
    words = SCRIPTS[encoding]
    found, problems = decode_page(page(words, encoding), None, "x.html")
    assert found is not None, problems
    assert words in found[0]
    assert "the page does not say what it is in; read as " in found[1][0]


@pytest.mark.parametrize("encoding", SCRIPTS)
@pytest.mark.parametrize("as_server", [True, False])
def test_a_right_declaration_is_no_matter_to_speak_of(encoding: str, as_server: bool) -> None:
    declared = page(SCRIPTS[encoding], encoding).replace(
        b"<body", b"<meta charset=" + encoding.encode() + b"><body"
    )
    data = page(SCRIPTS[encoding], encoding) if as_server else declared
    found, problems = decode_page(data, encoding if as_server else None, "x.html")
    assert found is not None, problems
    assert SCRIPTS[encoding] in found[0]
    assert found[1] == ()


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "windows-1255", "shift_jis"])
def test_what_servers_say_of_everything_is_not_believed_against_the_words(encoding: str) -> None:
    found, _ = decode_page(page(SCRIPTS[encoding], encoding), "iso-8859-1", "x.html")
    assert found is not None
    assert SCRIPTS[encoding] in found[0]
    assert found[1] == (
        f"the page declares iso-8859-1 and is not in it; read as {encoding.replace('_', '-')}",
    )


def test_utf_8_with_a_cut_character_is_still_utf_8() -> None:
    words = "Café naïve José “quoted” élan"
    found, _ = decode_page(f"<p>{words}".encode() + b"\xe2\x80", "utf-8", "x.html")
    assert found is not None
    assert words in found[0]
    assert found[1] == ("1 character of the page cannot be read as the UTF-8 that it is in",)


def test_bytes_that_make_no_words_are_refused() -> None:
    noise = bytes((n * 73 + 41) % 128 + 128 for n in range(600))
    found, problems = decode_page(b"<p>" + noise, None, "x.html")
    assert found is None
    assert str(problems[0]) == (
        "x.html: unknown-encoding: found a page that is no UTF-8, declares no encoding, and makes words in "
        "none of the usual encodings, expected a page that can be read\n"
        "    fix: save the page from your browser as UTF-8, or copy the article's text into a file, and add "
        "that"
    )


def test_a_text_in_an_old_encoding_is_refused_with_its_name() -> None:
    _, (problem,) = decode_text(SCRIPTS["windows-1251"].encode("windows-1251"), "x.txt")
    assert problem.fix.endswith("iconv -f WINDOWS-1251 -t UTF-8 FILE > NEW")


# ------------------------------------------------------------------ letters encoded twice


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("JosÃ© MuÃ±oz", "José Muñoz"),
        ("Ã‰lise", "Élise"),
        ("ErdoÄŸan", "Erdoğan"),
        ("Æ\x8fliyev", "Əliyev"),
        ("Iâ€™m", "I’m"),
        ("ÃƒÂ©lan", "élan"),
        ("Ð˜Ð²Ð°Ð½Ð¾Ð²", "Иванов"),
        ("РњРёРЅРёСЃС‚СЂ", "Министр"),
        ("áƒ¡áƒ\x90áƒ¥", "საქ"),
        ("“CAFÉ”", "“CAFÉ”"),
        ("PÅ”", "PÅ”"),
        ("CAFFÈ”", "CAFFÈ”"),
        ("NÃO", "NÃO"),
        ("Министр", "Министр"),
        ("Île naïve", "Île naïve"),
    ],
)
def test_letters_encoded_twice_are_undone_and_others_left(printed: str, meant: str) -> None:
    assert undoubled(printed) == meant


@given(
    st.text(st.characters(min_codepoint=0xC0, max_codepoint=0x17F, categories=["L"]), min_size=3, max_size=9)
)
def test_whatever_letters_of_europe_were_encoded_twice_come_back(word: str) -> None:
    bare = undoubled(word)
    doubled = b"".join(c.encode() for c in word).decode("latin-1")
    assert undoubled(doubled) in (word, bare, undoubled(bare))


# ------------------------------------------------------------------ how much is taken in


@pytest.mark.parametrize(
    "data",
    [
        b"<html>" + b"<p>x</p>" * 1_040_000,
        b"<html><p>" + b"She came home, and it was late in the evening. " * 150_000,
        b"<html>" + b"<script>" * 90_000 + b"<p>x" * 9_000,
        b"<html><!--" + b"<!--" * 90_000,
    ],
    ids=["tags", "words", "scripts without an end", "comments without an end"],
)
def test_a_page_is_refused_before_anything_is_built_of_it(data: bytes) -> None:
    tracemalloc.start()
    try:
        one, problems = add_article(project_at(TOY), "-", AddOptions(), (), io.BytesIO(data))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert one is None
    assert problems[0].rule in ("page-form", "text-too-large", "no-article")
    assert peak < 8 * len(data) + 16_000_000


# ------------------------------------------------------------------ who and when

DATES = yaml.load((CASES / "dates.yml").read_text("utf-8"), yaml.CSafeLoader)
AUTHORS = yaml.load((CASES / "authors.yml").read_text("utf-8"), yaml.CSafeLoader)
PAGE = """<!doctype html><html lang="en"><head><title>Tide comes in at Kesh</title>{head}</head><body>{above}
<article><h1>Tide comes in at Kesh</h1>{below}
<p>The tide came in at Kesh in the night, and with it a chair, two crates of lemons and a door that nobody in
the town had missed.</p>
<p>The harbour master put the door against his wall, where it may be asked for by whoever can say which way it
opens and where to.</p>
<p>The lemons went to the school, and the chair is still on the quay, with its face to the sea, as if it
waited for somebody.</p>
{after}</article></body></html>"""


def described(case: dict[str, Any]) -> tuple[dict[str, Any], Description]:
    """The front matter that is written of an invented page, and what was found."""
    page = PAGE.format(**{part: case.get(part, "") for part in ("head", "above", "below", "after")})
    one, problems = add_article(project_at(TOY), "-", AddOptions(), (), io.BytesIO(page.encode()))
    assert one is not None, problems
    (file,) = (
        data.decode()
        for path, data in one.files.items()
        if path.startswith("articles/") and path.endswith(".md")
    )
    loaded = yaml.load(file.split("---\n")[1], yaml.CBaseLoader)  # noqa: S506 - all is text
    return loaded, one.found


@pytest.mark.parametrize("case", DATES, ids=lambda case: str(case["name"]))
def test_when_a_page_appeared(case: dict[str, Any]) -> None:
    written, found = described(case)
    assert found.published.edtf == case["date"]
    if case["date"]:
        assert written["published"] == case["date"]
        assert written["published_basis"] == case["basis"]
    if "why" in case:
        assert written["published_why"] == case["why"]
    if "notes" in case:
        assert found.hints["published"] == case["notes"]
    elif case.get("basis") == "printed":
        assert "published" not in found.hints


@pytest.mark.parametrize("case", AUTHORS, ids=lambda case: str(case["name"]))
def test_who_wrote_a_page(case: dict[str, Any]) -> None:
    written, found = described(case)
    assert written.get("authors") == case["authors"]
    assert (found.first.name if found.first else None) == case.get("first")


# ------------------------------------------------------------------ the article

BODIES = yaml.load((CASES / "bodies.yml").read_text("utf-8"), yaml.CSafeLoader)


@pytest.mark.parametrize("case", BODIES, ids=lambda case: str(case["name"]))
def test_what_of_a_page_is_its_article(case: dict[str, Any]) -> None:
    page = f"<!doctype html><html><head><title></title></head><body>{case['page']}</body></html>"
    one, problems = add_article(project_at(TOY), "-", AddOptions(), (), io.BytesIO(page.encode()))
    assert one is not None, problems
    blocks = [one.layout.words(block) for block in one.layout.inside]
    for words in case["within"]:
        assert any(block.startswith(words) for block in blocks), words
    for words in case.get("without", ()):
        assert not any(block.startswith(words) for block in blocks), words
    assert one.bounded
