"""Whatever stands in a page, it does not end the command, and what is written of it holds."""

import io
import json
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.editing.add.author_names import each_once, person, stated_names
from site_builder.editing.add.command import Added, add_article
from site_builder.editing.add.description import AddOptions
from site_builder.editing.add.found_values import FoundValue, StatedDate
from site_builder.editing.add.layout import Layout, lay_out
from site_builder.editing.add.markup_parts import role_of
from site_builder.editing.add.publication_dates import dates_in
from site_builder.editing.add.stated_dates import read_date
from site_builder.editing.add.written_bounds import with_bounds
from site_builder.model.problems import Problem
from site_builder.proving.body import find_body
from tests.conftest import TOY, project_at
from tests.test_quotes import text_info

PROSE = "She came home, and it was late in the evening when the ferry left the port of Kesh. "
VALUES = st.sampled_from([
    "2031-11-18", "2031-11-18T23:59:60Z", "2031-13-45", "0000-00-00T00:00:00", "9999-12-31T23:59:59-12:00",
    "1e9", "1999999999999", "20311118", "18/11/2031", "32 Juli 2031", "Nov 31 2031", "", " ", "null", "true",
    "By", "By ", "By By", "von", "@", "a@b.c", "203.0.113.4", "Ada Quill", "ADA QUILL, AP", "Quill, Ada",
    "&amp;&#0;", "\u0130\u202e", "ſ ẞ", "²⁰³¹", "٢٠٣١", "x" * 400, "| - |", "Reuters",
])  # fmt: skip
SCHEMA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | VALUES.map(str),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "@type",
                    "@graph",
                    "@id",
                    "author",
                    "name",
                    "datePublished",
                    "headline",
                    "publisher",
                    "hasPart",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
NAMES = st.sampled_from([
    "comments", "related", "widget", "byline", "caption", "share", "tweet", "text", "", "author-name",
    "newsletter Related",
])  # fmt: skip
TAGS = st.sampled_from(
    ["div", "p", "aside", "figcaption", "blockquote", "time", "td", "li", "form", "footer", "a"]
)
BLOCKS = st.tuples(TAGS, NAMES, VALUES | st.just(PROSE) | st.just(PROSE * 2))
METAS = st.tuples(
    st.sampled_from(
        ["author", "article:published_time", "date", "og:title", "og:site_name", "og:url", "pubdate"]
    ),
    VALUES,
)


def add(page: str) -> tuple[Added | None, tuple[Problem, ...]]:
    return add_article(project_at(TOY), "-", AddOptions(), (), io.BytesIO(page.encode()))


def as_page(metas: list[tuple[str, str]], schema: object, blocks: list[tuple[str, str, str]]) -> str:
    quoted = [(name, value.replace('"', "&quot;")) for name, value in metas]
    head = "".join(f'<meta name="{name}" content="{value}">' for name, value in quoted)
    described = json.dumps(schema)
    body = "".join(
        f'<{tag} class="{name}" datetime="{words[:30]}">{words}</{tag}>' for tag, name, words in blocks
    )
    return (
        f'<html><head>{head}<script type="application/ld+json">{described}</script></head>'
        f"<body><h1>Tide at Kesh</h1>{body}<p>{PROSE}</p></body></html>"
    )


@given(st.lists(METAS, max_size=5), SCHEMA, st.lists(BLOCKS, max_size=8))
@settings(max_examples=80)
def test_no_page_ends_the_command(
    metas: list[tuple[str, str]], schema: object, blocks: list[tuple[str, str, str]]
) -> None:
    one, problems = add(as_page(metas, schema, blocks))
    assert one or problems
    if one:
        people = [person(author.value) for author in one.found.authors]
        assert len(set(people)) == len(people)


SENTENCES = st.lists(
    st.sampled_from(
        ["Advertisement", "The same again and again.", PROSE, "A", "b c", "\u200d", "x" * 600, "Ω — (1.5)"]
    ),
    min_size=1,
    max_size=12,
)


@given(SENTENCES, st.data())
def test_written_bounds_are_found_again_just_there(sentences: list[str], data: st.DataObject) -> None:
    text = "\n\n".join(sentences) + "\n"
    plain = lay_out(text)
    chosen = (
        data.draw(st.sets(st.sampled_from(range(len(plain.blocks))), min_size=1)) if plain.blocks else set()
    )
    spans = tuple((plain.blocks[i].start, plain.blocks[i].end) for i in sorted(chosen))
    if not spans:
        return
    layout, bounds = with_bounds(Layout(text, plain.blocks, spans))
    if bounds is None:
        return
    body, skips = ({"from": one.first, "to": one.last} for one in (bounds.body,)), bounds.skips
    info = text_info(text, body=next(body), skip=[{"from": one.first, "to": one.last} for one in skips])
    found, problems = find_body(text, info)
    assert found is not None, problems
    there, here = (
        ["".join(filter(str.isalnum, text[start:end])) for start, end in spans]
        for spans in (found.stretches, layout.stretches)
    )
    assert list(filter(None, there)) == list(filter(None, here))


@given(st.text(max_size=60) | VALUES)
def test_any_words_may_be_given_as_an_author_or_a_date(said: str) -> None:
    names = stated_names(said)
    assert len(each_once(names)) <= len(names)
    read = read_date(StatedDate(FoundValue(said, "", printed=False), 1))
    assert read is None or read.days
    assert all(date.start < date.end for date in dates_in(said))


@given(st.text(max_size=300))
def test_any_name_of_an_element_is_taken(names: str) -> None:
    assert role_of("div", names) == role_of("div", names)


def test_a_page_of_parts_in_parts_takes_no_long_time() -> None:
    deep = '<div class="comments">' * 200 + f"<p>{PROSE}</p>" + "</div>" * 200
    wide = "".join(f'<div class="related byline"><p>{PROSE}{i}</p></div>' for i in range(3_000))
    begin = time.process_time()
    one, problems = add(f"<html><body><h1>Tide at Kesh</h1><p>{PROSE * 3}</p>{deep}{wide}</body></html>")
    assert one or problems
    assert time.process_time() - begin < 20
