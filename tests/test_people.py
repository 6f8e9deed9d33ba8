"""The page of a person, as that person reads it: own words first, who names them what, how to ask."""

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from site_builder.linking.site import Site
from site_builder.model.value_types import ActorId
from site_builder.output.render import RenderCache, render
from site_builder.pages.actors import ActorPage, actor_page
from site_builder.pages.components import plain_text
from site_builder.pages.evidence import EvidenceView, evidence_view
from site_builder.pages.page_foot import Imprint
from site_builder.pages.page_units import Page
from site_builder.pages.requests import letters, requests, requests_page
from tests.small import cases, small_site

KEPT = RenderCache()
"""Templates are made into code once."""
TEMPLATES = Path(__file__).parents[1] / "templates" / "pages"
MAIL = "mailto:toy@example.org?subject={title}&body={body}"
ISSUE = "https://github.com/estmark/record/issues/new?title={title}&body={body}"
EVENTS = {
    "clash": {"type": "conflict", "title": "Clash"},
    "trip2": {"type": "meeting", "title": "Meeting"},
}


def said(views: tuple[EvidenceView, ...]) -> list[str]:
    return [plain_text(view.says) for view in views]


@pytest.mark.parametrize("case", cases("people.yml"), ids=lambda case: case["name"])
def test_nothing_is_said_of_a_person_in_our_voice(case: dict[str, Any], tmp_path: Path) -> None:
    page = actor_page(small_site(tmp_path, {"events": EVENTS, **case}), ActorId("ann"))
    shown = {"words": page.words, "told": page.source_of, "named": page.roles, "about": page.about}
    assert {name: said(views) for name, views in shown.items()} == {name: case[name] for name in shown}


@pytest.mark.parametrize("case", cases("quotations.yml"), ids=lambda case: case["name"])
def test_quotes_that_only_name_who_says_so_come_after_the_words(case: dict[str, Any], tmp_path: Path) -> None:
    statement = {key: case[key] for key in ("by", "via", "quote") if key in case}
    site = small_site(tmp_path, {"articles": {"a": {"statements": [statement]}}})
    ((key, evidence),) = site.evidence.items()
    shown = [
        (f"[{words}]" if quote.only_names else words, quote.to)
        for quote in evidence_view(site, key).quotes
        if (words := "".join(piece.text for piece in quote.pieces))
    ]
    assert [words for words, _ in shown] == case["shown"]
    anchors = {quote.words: quote.anchor for quote in evidence.quotes}
    assert all(to == f"articles/a/#{anchors[words.strip('[]')]}" for words, to in shown)


def test_who_says_so_does_not_read_as_speech(tmp_path: Path) -> None:
    statement = {"by": "ann", "quote": ["Minister Ann", "deal is not new"]}
    site = small_site(tmp_path, {"articles": {"a": {"statements": [statement]}}})
    html = rendered(actor_page(site, ActorId("ann")), MAIL)
    speech = re.findall(r"<blockquote.*?</blockquote>", html)
    assert [re.sub("<[^>]*>", "", one) for one in speech] == ["“deal is not new”"]
    assert (
        html.index("“deal is not new”") < html.index("Who says so: <a href=") < html.index("“Minister Ann”")
    )


def test_a_body_keeps_its_records_together(toy_site: Site) -> None:
    page = actor_page(toy_site, ActorId("lance-works"))
    assert not page.is_person
    assert page.words == ()
    assert page.source_of


def rendered(page: ActorPage, to: str, site: str | None = "https://example.org/toy/") -> str:
    ((made,), problems) = render(
        TEMPLATES, [Page("actor", page)], Imprint(name="R", site=site, letters=to), KEPT
    )
    assert problems == ()
    return made.html


def test_own_words_stand_before_all_that_is_said_of_somebody(toy_site: Site) -> None:
    html = rendered(actor_page(toy_site, ActorId("lena-voss")), MAIL)
    anchors = re.findall(r'<h2 id="([a-z]+)"', html)
    assert anchors[:2] == ["words", "facts"]
    assert html.index('id="words"') < html.index("r-facts")
    assert html.index("What Lena Voss says, as reported") < html.index("Named by", html.index("<h2"))
    assert "told" not in anchors
    assert f'<a href="#{anchors[0]}">6 records</a>' in html


# ------------------------------------------------------------------ letters


@pytest.mark.parametrize("case", cases("letters.yml"), ids=lambda case: case["name"])
def test_letters_go_where_somebody_reads_them(case: dict[str, Any]) -> None:
    assert letters(case.get("contact"), case.get("corrections"), case.get("repository")) == case["letters"]


@pytest.mark.parametrize(("pattern", "subject"), [(MAIL, "subject"), (ISSUE, "title")])
def test_a_letter_has_the_page_and_lines_to_fill(toy_site: Site, pattern: str, subject: str) -> None:
    html = rendered(actor_page(toy_site, ActorId("lena-voss")), pattern)
    links = [unescape(link) for link in re.findall(r'href="([^"]*(?:mailto:|/issues/new)[^"]*)"', html)]
    assert [parse_qs(urlsplit(link).query)[subject][0] for link in links] == [
        "Correction: Lena Voss", "Reply: Lena Voss", "Removal: Lena Voss",
    ]  # fmt: skip
    for link in links:
        first, *lines = unquote(parse_qs(urlsplit(link).query)["body"][0]).split("\r\n\r\n")
        assert first == "Page: https://example.org/toy/actors/lena-voss/"
        assert len([line for line in lines if line.endswith(":")]) == 3
    assert ("a public issue" in html) == (pattern == ISSUE)


def test_without_a_contact_it_is_said_where_one_would_stand(toy_site: Site) -> None:
    html = rendered(actor_page(toy_site, ActorId("lena-voss")), "")
    assert "Are you written about here?" in html
    assert requests("", "x", "y").letters == ()
    ((page,), _) = render(TEMPLATES, [Page("requests", requests_page())], Imprint(), KEPT)
    assert "How to reach those who are responsible stands at the foot of each page" in page.html
    assert "have not said by when they answer" in page.html


def test_the_maintainers_say_by_when_they_answer() -> None:
    imprint = Imprint(letters=MAIL, answers="We answer within <two> weeks.")
    ((page,), _) = render(TEMPLATES, [Page("requests", requests_page())], imprint, KEPT)
    assert "<p>We answer within &lt;two&gt; weeks." in page.html
    assert page.html.count("mailto:toy@example.org?subject=") == 3


def test_only_people_are_asked_whether_they_are_written_about(toy_site: Site) -> None:
    assert "Are you written about here?" not in rendered(actor_page(toy_site, ActorId("sudria")), MAIL)


@pytest.mark.parametrize(
    "title", ['"><script>', "a&body=b", "Ann\r\nBcc: all@example.org", "50% {body} {page}"]
)
def test_a_title_stays_within_its_letter(title: str) -> None:
    for way in requests(MAIL, "actors/x/", title).letters:
        asked = parse_qs(urlsplit(way.to).query, strict_parsing=True)
        assert set(asked) == {"subject", "body"}
        assert asked["subject"][0].endswith(title.strip())
        assert re.fullmatch(r"mailto:toy@example\.org\?[A-Za-z0-9%._~=&-]+", way.to)
