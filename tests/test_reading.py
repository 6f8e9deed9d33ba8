"""The reading view: what is marked in a text or digest, what stands beside it, which texts are shown."""

import gzip
import json
import re
import shutil
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.build import BuildOptions, build
from site_builder.corpus.text_rights import NO_TEXTS, shown_texts
from site_builder.linking.article_links import Name
from site_builder.linking.link import link
from site_builder.linking.record_ids import path_of_packet, record_anchor
from site_builder.linking.site import Site
from site_builder.model.normal_form import WORD
from site_builder.model.value_types import ArticleId, Rights
from site_builder.output.exports.data_files import export
from site_builder.output.render import RenderCache, render
from site_builder.pages import Page
from site_builder.pages.annotation_gaps import AnnotationGap
from site_builder.pages.articles import ArticlePage, ReadingView, article_page
from site_builder.pages.evidence import EvidenceView
from site_builder.pages.evidence_strip import WIDTH, evidence_strip
from site_builder.pages.notes import rows
from site_builder.pages.outline import outline_sources
from site_builder.pages.page_foot import Imprint
from site_builder.pages.reading import (
    MarkedText,
    Paragraph,
    QuotedWords,
    by_paragraph,
    cut_at_edges,
    paragraphs,
)
from site_builder.proving.extracting import FoundInDigests, in_digests
from site_builder.proving.proved_project import extract_missing
from tests.conftest import TOY, Held, keep_open_texts, project_at, read_at
from tests.test_no_leak import LIMIT, files_below, leaks, runs_of, runs_of_texts

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates" / "pages"

REVIEW = ArticleId("estmark-review-2032-clash")
"""The one article of the toy whose text may be published."""
POST = ArticleId("norland-post-2031-05-10-visit")
HERALD = ArticleId("sudria-herald-2031-06-missiles")
YEAR = ArticleId("estmark-review-2032-02-07-year")


class Seen(HTMLParser):
    """A page as a browser reads it: whether tags nest, its ids, and what each character is in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[tuple[str, dict[str, str]]] = []
        self.ids: Counter[str] = Counter()
        self.paragraphs: dict[str, list[tuple[str, frozenset[str], str, str]]] = {}
        self.numbers: dict[str, str] = {}
        self.feed(html)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids[given["id"]] += 1
        if tag == "a":
            assert "a" not in [above for above, _ in self.stack], "a link in a link"
        if tag not in {"br", "input"}:
            self.stack.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag, "tags cross"

    def handle_data(self, data: str) -> None:
        inside = [given for _, given in self.stack]
        paragraph = next((g["id"] for g in inside if g.get("class", "").startswith("r-paragraph")), None)
        tags = {tag for tag, _ in self.stack}
        if paragraph is None or "abbr" in tags or inside[-1].get("class") == "r-permalink":
            return
        if "sup" in tags:
            self.numbers[paragraph] = self.numbers.get(paragraph, "") + data
            return
        quotes = frozenset(name for given in inside for name in given.get("data-quotes", "").split())
        to = next((g["href"] for g in inside if "r-name" in g.get("class", "")), "")
        why = next((g["title"] for g in inside if g.get("class") == "r-open-place"), "")
        self.paragraphs.setdefault(paragraph, []).extend((char, quotes, to, why) for char in data)

    def text(self, paragraph: str) -> str:
        """A paragraph without our own marks; one space of ours stands before the permalink."""
        return "".join(char for char, *_ in self.paragraphs[paragraph]).removesuffix(" ")


def site_of(root: Path, *, private: bool = False) -> Site:
    """The site of a project with its texts at hand, as `build` links it."""
    known = extract_missing(project_at(root), read_at(root))
    shown = shown_texts(known.corpus, known.texts, private=private)
    return link(known.corpus, known.layers, in_digests(known.corpus, FoundInDigests()), shown)


@pytest.fixture(scope="module")
def published() -> Site:
    return site_of(TOY)


@pytest.fixture(scope="module")
def private() -> Site:
    return site_of(TOY, private=True)


def html_of(site: Site, article: ArticleId) -> str:
    ((page,), _) = render(TEMPLATES, [Page("article", article_page(site, article))], Imprint())
    return page.html


# ------------------------------------------------------------------ cutting


MARKS = st.lists(
    st.builds(
        lambda start, length, number: QuotedWords(start, start + length, number, f"q-{number}"),
        st.integers(-5, 45),
        st.integers(0, 30),
        st.integers(1, 6),
    ),
    max_size=8,
)


@given(st.integers(0, 40), MARKS)
def test_runs_cover_all_and_are_wholly_in_a_mark_or_not_at_all(length: int, marks: list[QuotedWords]) -> None:
    runs = list(cut_at_edges(length, marks))
    assert [at for start, end, _ in runs for at in range(start, end)] == list(range(length))
    for start, end, covering in runs:
        assert start < end
        assert list(covering) == [m for m in marks if m.start <= start and end <= m.end and m.start < m.end]
        assert not any(
            start < edge < end for mark in marks if mark.start < mark.end for edge in (mark.start, mark.end)
        )


@given(MARKS, st.lists(st.integers(1, 9), max_size=12))
def test_what_crosses_an_end_lies_in_every_paragraph_that_it_touches(
    marks: list[QuotedWords], gaps: list[int]
) -> None:
    edges = [sum(gaps[:n]) for n in range(1, len(gaps) + 1)]
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    found = by_paragraph(spans, marks)
    for position, (start, end) in enumerate(spans):
        assert found[position] == [m for m in marks if m.start < end and start < m.end]


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))
SOURCES = st.builds(
    MarkedText,
    text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40),
    quoted=st.lists(SPANS, max_size=5).map(
        lambda spans: tuple(
            QuotedWords(*span, number, f"q-{number:08x}") for number, span in enumerate(spans, 1)
        )
    ),
    names=st.lists(SPANS, max_size=4).map(lambda spans: tuple(Name(*span, "sudria") for span in spans)),
    open=st.lists(SPANS, max_size=2).map(lambda spans: tuple(AnnotationGap(*span, "why?") for span in spans)),
)
KEPT = RenderCache()


@pytest.fixture(scope="module")
def bare_page(published: Site) -> ArticlePage:
    """A page of nothing but what there is to read."""
    return replace(article_page(published, REVIEW), facts=(), strip=None, events=(), evidence=())


@given(sources=st.lists(SOURCES, min_size=1, max_size=3))
def test_any_overlap_is_valid_html_that_keeps_every_character(
    published: Site, bare_page: ArticlePage, sources: list[MarkedText]
) -> None:
    shown = tuple(rows(paragraphs(published, REVIEW, sources), {}))
    page = replace(bare_page, reading=replace(bare_page.reading, rows=shown))
    seen = Seen(render(TEMPLATES, [Page("article", page)], Imprint(), KEPT)[0][0].html)
    assert max(seen.ids.values()) == 1
    for number, source in enumerate(sources, start=1):
        assert seen.text(f"p-{number}") == source.text
        for at, (_, quotes, to, why) in enumerate(seen.paragraphs[f"p-{number}"][: len(source.text)]):
            assert quotes == {q.anchor for q in source.quoted if q.start <= at < q.end}
            assert bool(to) == any(name.start <= at < name.end for name in source.names)
            assert bool(why) == any(place.start <= at < place.end for place in source.open)
        marked = {q.anchor for q in source.quoted if q.start < len(source.text)}
        assert marked <= set(seen.ids)


# ------------------------------------------------------------------ which texts are shown


def test_only_a_text_whose_rights_allow_it_is_shown(published: Site, private: Site) -> None:
    assert set(published.shown.texts) == {REVIEW}
    assert set(private.shown.texts) == {REVIEW, POST, HERALD, YEAR}
    assert "Crates were unloaded in the night" not in html_of(published, HERALD)
    assert "Crates were unloaded in the night" in html_of(private, HERALD)
    assert "No soldier of ours was there" in html_of(published, REVIEW)


def test_a_text_with_reserved_rights_never_reaches_the_site() -> None:
    """Even where `check` were passed by: the door itself asks for the rights."""
    known = read_at(TOY)
    articles = {
        name: replace(article, publish="text", rights=Rights("All rights reserved"))
        for name, article in known.corpus.articles.items()
    }
    spoilt = replace(known.corpus, articles=articles)
    assert shown_texts(spoilt, known.texts, private=False) == NO_TEXTS


def test_without_the_text_the_digest_is_read(toy_project: Path) -> None:
    file = toy_project / "articles" / f"{REVIEW}.md"
    file.write_text(file.read_text().replace("publish: text", "publish: digest"))
    shutil.rmtree(toy_project / "texts")
    page = html_of(site_of(toy_project), REVIEW)
    assert "No soldier of ours was there" not in page
    assert "A magazine of the third country lets its envoy speak" in page


def test_a_private_text_says_so_and_shows_what_is_open(published: Site, private: Site) -> None:
    banner = "The text of this article is not published"
    assert banner in html_of(private, HERALD)
    assert banner not in html_of(private, REVIEW)
    assert banner not in html_of(published, REVIEW)
    assert opened(private, HERALD) == [
        ("Castel", "A name that the registry does not have (person)"),
        ("Haldane", "A name that the registry does not have (person)"),
    ]
    assert opened(private, POST) == [
        ("May 10, 2031", "A time in no record, read as 10 May 2031"),
        ("2030", "A time in no record, read as 2030"),
    ]
    assert opened(published, REVIEW) == []


def opened(site: Site, article: ArticleId) -> list[tuple[str, str]]:
    """The words that a page marks as open, and why."""
    chars = [char for runs in Seen(html_of(site, article)).paragraphs.values() for char in runs]
    groups = groupby(chars, key=lambda char: char[3])
    return [("".join(char for char, *_ in group), why) for why, group in groups if why]


def test_a_text_has_its_language(private: Site) -> None:
    assert '<p class="r-paragraph" id="p-2" lang="en"' in html_of(private, POST)


def test_the_toy_build_publishes_one_text(toy_project: Path) -> None:
    other = toy_project / "other"
    other.mkdir()
    for name in ("herald.txt", "post.txt"):
        shutil.copy(TOY / "texts" / name, other)
    built, _ = build(project_at(toy_project), BuildOptions())
    assert built is not None
    private = runs_of_texts(other.iterdir())
    written = [page.html for page in built.pages] + [
        data.decode("utf-8", "replace") for data in built.files.values()
    ]
    assert not any(run in private for text in written for run in runs_of(re.sub("<[^<>]*>", "", text)))


# ------------------------------------------------------------------ anchors, notes, evidence


@pytest.mark.parametrize("article", [REVIEW, POST, HERALD])
@pytest.mark.parametrize("which", ["published", "private"])
def test_every_quote_and_note_has_one_anchor(
    article: ArticleId, which: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(which)
    seen = Seen(html_of(site, article))
    assert max(seen.ids.values()) == 1
    keys = site.by_article[article]
    assert {quote.anchor for key in keys for quote in site.evidence[key].quotes} <= set(seen.ids)
    assert {f"n-{number}" for number in range(1, len(keys) + 1)} <= set(seen.ids)


def test_every_record_has_its_place_and_leads_to_its_packet(any_site: Site) -> None:
    shown = 0
    for article, keys in any_site.by_article.items():
        html = html_of(any_site, article)
        seen = Seen(html)
        assert max(seen.ids.values()) == 1
        for key in keys:
            anchor, packet = record_anchor(any_site, key), path_of_packet(any_site, key)
            assert html.count(f'id="{anchor}"') == html.count(f'href="#{anchor}"') == 1
            assert html.count(f'href="../../{packet}"') == 1
            shown += 1
    assert shown == len(any_site.evidence)


def test_a_text_is_shown_as_captured_with_its_overlaps(published: Site) -> None:
    """The toy's review has quotes that cross each other, and one that begins within a name."""
    captured = (TOY / "texts" / "review.txt").read_text(encoding="utf-8")
    seen = Seen(html_of(published, REVIEW))
    layer = published.layers[REVIEW]
    for number, (start, end) in enumerate(layer.paragraphs, start=1):
        assert seen.text(f"p-{number}") == captured[start:end]
    chars = [char for runs in seen.paragraphs.values() for char in runs]
    assert max(len(quotes) for _, quotes, _, _ in chars) >= 2
    text = "".join(char for char, *_ in chars)
    at = text.index("Lena Voss")
    assert {quotes for _, quotes, _, _ in chars[at : at + 5]} == {frozenset()}
    assert all(quotes and to for _, quotes, to, _ in chars[at + 5 : at + 9])


def noted(reading: ReadingView | None) -> dict[int, EvidenceView]:
    """The records of the notes beside what there is to read, by number."""
    assert reading is not None
    found = [note.record for row in reading.rows for p in row.paragraphs for note in p.notes]
    assert len({record.number for record in found}) == len(found)
    return {record.number: record for record in found}


def test_notes_are_the_same_beside_a_text_and_beside_its_outline(published: Site, private: Site) -> None:
    outline, text = article_page(published, POST), article_page(private, POST)
    assert noted(outline.reading) == {}  # the digest has its numbers lead to the outline
    assert noted(outline.outline) == noted(text.reading)
    assert sorted(noted(text.reading)) == list(range(1, len(published.by_article[POST]) + 1))
    assert text.outline is None
    assert text.evidence == outline.evidence == ()
    numbers = {n for row in outline.reading.rows for p in row.paragraphs for n in numbers_of(p.paragraph)}
    assert numbers
    assert numbers <= set(noted(outline.outline))


def numbers_of(paragraph: Paragraph) -> set[int]:
    return {int(number.text) for part in paragraph.stretches for number in part.numbers}


def test_a_quote_leads_to_its_place_in_the_outline(published: Site) -> None:
    """Each quote of a private text stands in the paragraph that the layer gives, and nowhere twice."""
    for article in (POST, HERALD):
        html = html_of(published, article)
        layer = published.layers[article]
        pieces = re.split(r'id="p-(\d+)"', html)
        assert [int(n) for n in pieces[1::2]] == list(range(1, len(layer.paragraphs) + 1))
        places = dict(zip(pieces[1::2], pieces[2::2], strict=True))
        for key in published.by_article[article]:
            for quote in published.evidence[key].quotes:
                starts = [start for start, _ in layer.paragraphs]
                assert quote.start is not None
                number = bisect_right(starts, quote.start)
                assert f'id="{quote.anchor}"' in places[str(number)]
        assert f"Paragraph {len(layer.paragraphs)} of {len(layer.paragraphs)}" in html


@pytest.mark.parametrize("article", [POST, HERALD])
def test_an_outline_has_the_words_of_the_text_in_their_order(article: ArticleId, private: Site) -> None:
    """And counts what is not shown; what it reckons at the edges is near to what there is."""
    found = [private.evidence[key] for key in private.by_article[article]]
    text = private.shown.texts[article]
    layer = private.layers[article]
    for (start, end), source in zip(layer.paragraphs, outline_sources(layer, found), strict=True):
        told = WORD.findall(text[start:end])
        parts = re.split(r"(\[….*?\])", source.text)
        after = iter(parts[2::2])
        reach = 0  # words of the paragraph that are accounted for
        for quoted, gap in zip(parts[::2], [*parts[1::2], ""], strict=True):
            words = WORD.findall(quoted)
            assert told[reach : reach + len(words)] == words
            reach += len(words)
            following = WORD.findall(next(after, ""))
            left = left_out(told[reach:], following)
            counted = re.search(r"\d+", gap)
            number = int(counted[0]) if counted else 0
            assert abs(left - number) <= (4 + number // 8 if "about" in gap else 0), (gap, left)
            reach += left
        assert reach == len(told)


def left_out(told: Sequence[str], following: Sequence[str]) -> int:
    """How many words stand before some, or before the end where there are none."""
    places = (n for n in range(len(told)) if told[n : n + len(following)] == following)
    return next(places) if following else len(told)


def test_quotes_that_cross_are_shown_once_and_marked_each(private: Site) -> None:
    """The toy's review has some; the same would be done for it, were its text private."""
    found = [private.evidence[key] for key in private.by_article[REVIEW]]
    sources = list(outline_sources(private.layers[REVIEW], found))
    crossed = sources[1]
    assert "Voss, the ambassador of Estmark to Sudria" in crossed.text
    assert crossed.text.count("ambassador") == 1
    marked = {crossed.text[quote.start : quote.end] for quote in crossed.quoted}
    assert {"Voss, the ambassador of Estmark", "the ambassador of Estmark to Sudria"} <= marked
    assert "The contract for the missiles was a rumour, Voss added" in crossed.text


def test_without_a_layer_the_digest_and_a_list_carry_the_anchors(published: Site) -> None:
    page = article_page(replace(published, layers={}), POST)
    assert (page.outline, page.strip) == (None, None)
    anchors = {quote.id for record in page.evidence for quote in record.quotes}
    assert anchors - {""}


def test_a_note_stands_at_the_paragraph_that_quotes_it_first(private: Site) -> None:
    layer = private.layers[POST]
    keys = private.by_article[POST]
    for row in article_page(private, POST).reading.rows:
        for paragraph in row.paragraphs:
            start, end = layer.paragraphs[paragraph.paragraph.number - 1]
            for note in paragraph.notes:
                assert start <= private.evidence[keys[note.record.number - 1]].start < end


def test_misprints_in_quotes_are_marked_so(published: Site) -> None:
    assert 'Rui Cas?el</a><abbr class="r-sic"' in html_of(published, REVIEW)


# ------------------------------------------------------------------ strip and cards


def test_the_strip_is_the_same_without_the_text(toy_project: Path, published: Site) -> None:
    with_text = evidence_strip(
        published, POST, [published.evidence[key] for key in published.by_article[POST]]
    )
    keep_open_texts(toy_project)
    bare = site_of(toy_project)
    assert evidence_strip(bare, POST, [bare.evidence[key] for key in bare.by_article[POST]]) == with_text


def test_marks_of_the_strip_do_not_overlap_and_name_every_record(private: Site) -> None:
    for article, keys in private.by_article.items():
        found = evidence_strip(private, article, [private.evidence[key] for key in keys])
        assert found is not None
        for lane in (found.evidence, *found.names):
            edges = [edge for mark in lane.marks for edge in (mark.x, mark.x + mark.width)]
            assert edges == sorted(edges)
            assert 0 <= edges[0] < edges[-1] <= WIDTH
        numbers = {int(n) for mark in found.evidence.marks for n in re.findall(r"\d+", mark.title)}
        assert numbers == set(range(1, len(keys) + 1))
        assert [lane.label.text for lane in found.names] == sorted(
            (lane.label.text for lane in found.names),
            key=lambda name: (
                -next(int(lane.times.split()[0]) for lane in found.names if lane.label.text == name)
            ),
        )


def cards_of(site: Site) -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = json.loads(dict(export(site))["data/cards.json"])
    return found


def test_every_page_of_a_name_has_its_card(toy_project: Path, published: Site) -> None:
    built, _ = build(project_at(toy_project), BuildOptions())
    assert built is not None
    pages = {page.path for page in built.pages}
    named = {path for path in pages if re.fullmatch(r"(actors|events|places|equipment)/[^/]+/", path)}
    assert set(cards_of(published)) == named
    assert cards_of(published)["actors/ann-haldane/"] == {
        "name": "Ann Haldane",
        "kind": "Person",
        "line": "Former Minister of Defence of Norland (2032?)",
        "basis": "article",
        "counts": "1 event · 4 articles",
    }


# ------------------------------------------------------------------ with the shipped texts at hand


@pytest.mark.slow
def test_a_build_with_private_texts_at_hand_publishes_none(held: Held, built_with_texts: Path) -> None:
    private = runs_of_texts(held.private)
    assert private
    assert leaks(files_below(built_with_texts.resolve()), private) == []
    cards = (built_with_texts / "data" / "cards.json").read_bytes()
    assert len(gzip.compress(cards)) < 20_000


def test_a_private_preview_shows_them(held: Held, tmp_path: Path) -> None:
    built, problems = build(project_at(held.root), BuildOptions(texts=(held.folder,), private=True))
    assert problems == ()
    assert built is not None
    private = runs_of_texts(held.private)
    for page in built.pages:
        path = tmp_path / "page.html"
        path.write_text(re.sub(r"<sup.*?</sup>", "", page.html), encoding="utf-8")
        is_article = page.path in {f"articles/{name}/" for name in held.articles}
        assert bool(leaks([path], private)) == is_article, (page.path, LIMIT)
