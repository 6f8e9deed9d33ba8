"""Licences: of code, of data and of texts, and that each is told where it must be."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from site_builder.cli import main
from site_builder.editing.new_project import new
from site_builder.linking.site import Site
from site_builder.model.article import Bounds
from site_builder.model.rights import DATA_LICENCES, LICENCES, RIGHTS, licence_at, likely, opens
from site_builder.model.value_types import ArticleId, Rights
from site_builder.output.exports.data_files import CORPUS
from site_builder.pages.articles import article_page
from site_builder.pages.components import plain_text
from site_builder.pages.json_ld import json_ld
from site_builder.pages.page_subjects import Subject
from site_builder.publishing.publish import publish
from tests.conftest import TOY, project_at, read_at
from tests.test_reading import site_of

ROOT = Path(__file__).parents[1]
CASES = yaml.load((ROOT / "tests" / "cases" / "terms.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
REVIEW = ArticleId("estmark-review-2032-clash")
LINE = (
    'Records, digests and data: <a href="{}" rel="license">{}</a>. '
    "Quoted words belong to the articles' authors."
)


# ------------------------------------------------------------------ the lists


def test_only_open_rights_publish_a_text() -> None:
    closed = {rights for rights in RIGHTS if not opens(rights)}
    assert closed == {"all-rights-reserved"} | {name for name in LICENCES if re.search("NC|ND", name)}
    assert not any(
        map(opens, ("", "open", "MIT", "cc-by-4.0", "permission: ", "permission: x", "All rights reserved"))
    )


@pytest.mark.parametrize("licence", LICENCES.values(), ids=lambda licence: str(licence.id))
def test_each_licence_is_known_by_its_address_and_its_name(licence: Any) -> None:
    assert licence_at(licence.url.replace("https://", "http://").rstrip("/")) == licence
    assert likely(licence.id.lower(), RIGHTS) == licence.id


# ------------------------------------------------------------------ texts


def with_rights(site: Site, case: dict[str, Any]) -> Site:
    """The site with other rights to the text that it publishes."""
    known = site.corpus.articles[REVIEW]
    text = known.text
    assert text is not None
    if "skip" in case:
        text = replace(text, skip=(Bounds(from_=case["skip"]["from"], to=case["skip"]["to"]),))
    changed = replace(known, rights=Rights(case["rights"]), text=text)
    object.__setattr__(changed, "at", known.at)
    return replace(site, corpus=replace(site.corpus, articles={**site.corpus.articles, REVIEW: changed}))


@pytest.fixture(scope="module")
def published() -> Site:
    return site_of(TOY)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rights"])
def test_terms_stand_under_a_published_text(case: dict[str, Any], published: Site) -> None:
    page = article_page(with_rights(published, case), REVIEW)
    said = plain_text(page.reading.terms)
    assert said.startswith("“Clash at Kesh ")
    assert "by Ivo <b>Dern</b>, {{ 7*7 }}, Estmark Review, probably 2032. " in said
    assert said.endswith(f" {case['says']}")
    assert [link.to for link in page.reading.terms if link.rel] == (
        [case["leads"]] if "leads" in case else []
    )
    (fact,) = (fact for fact in page.facts if fact.label == "Rights")
    assert plain_text(fact.values) == case["fact"]


def test_no_terms_stand_under_a_digest(published: Site) -> None:
    for article in published.corpus.articles:
        page = article_page(published, article)
        assert bool(page.reading.terms) == (article == REVIEW)


def test_programs_are_told_the_licence_of_a_text(published: Site) -> None:
    told = {
        case["rights"]: json_ld(with_rights(published, case), Subject("articles", REVIEW)) for case in CASES
    }
    assert told["CC-BY-4.0"]["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["public-domain"]["license"] == "https://creativecommons.org/publicdomain/mark/1.0/"
    assert "license" not in told["permission: Estmark Review, 2032-05-01"]


# ------------------------------------------------------------------ data


@pytest.mark.parametrize("licence", ["CC-BY-4.0", "CC0-1.0", "all-rights-reserved", None])
def test_the_licence_of_data_is_told_on_every_page_and_in_the_data(
    licence: str | None, toy_project: Path
) -> None:
    (toy_project / "site.yml").write_text(f"licence: {licence}\n" if licence else "")
    release, problems = publish(project_at(toy_project), toy_project / "site")
    assert problems == ()
    assert release is not None
    known = DATA_LICENCES.get(licence or "")
    shown = LINE.format(known.url, known.name) if known else 'rel="license"'
    for path in release.site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        if "md-footer" in html:
            assert (shown in html) == (known is not None), path
    data = json.loads((release.site / CORPUS).read_text())
    actor = json.loads((release.site / "data/actors/ann-haldane.json").read_text())
    told = {"id": known.id, "name": known.name, "url": known.url} if known else None
    assert data["licence"] == actor["licence"] == told
    page = (release.site / "data/index.html").read_text()
    assert ('<h2 id="licence">' in page) == (known is not None)
    linked = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    assert linked.get("license") == (known.url if known else None)


def test_what_the_project_says_in_its_footer_stays(toy_project: Path) -> None:
    settings = toy_project / "mkdocs.yml"
    settings.write_text(f"{settings.read_text()}\ncopyright: The Toy Company\n")
    release, _ = publish(project_at(toy_project), toy_project / "site")
    assert release is not None
    assert "The Toy Company<br>Responsible: " in (release.site / "about/index.html").read_text()


# ------------------------------------------------------------------ code, and a new project


def test_the_shipped_project_and_a_new_one_have_their_licences(tmp_path: Path) -> None:
    _, problems = new(tmp_path / "record")
    assert problems == ()
    for root in (ROOT, tmp_path / "record"):
        assert (root / "LICENSE").read_text().startswith("MIT License\n")
        assert "CC-BY-4.0" in (root / "LICENSE-DATA.md").read_text()
        assert project_at(root).settings.licence == "CC-BY-4.0"


def test_new_takes_the_licence_of_data(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["new", str(tmp_path / "record"), "--licence", "CC0-1.0"])
    assert done.exit_code == 0
    assert project_at(tmp_path / "record").settings.licence == "CC0-1.0"
    assert read_at(tmp_path / "record").corpus.articles
    done = CliRunner().invoke(main, ["new", str(tmp_path / "other"), "--licence", "free"])
    assert done.exit_code == 2
    assert not (tmp_path / "other").exists()


def test_new_asks_where_somebody_can_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.cli.new.has_reader", lambda: True)
    done = CliRunner().invoke(main, ["new", str(tmp_path / "a")], input="CC-BY-SA-4.0\n")
    assert "Licence of its records, digests and data [CC-BY-4.0]: " in done.output
    assert project_at(tmp_path / "a").settings.licence == "CC-BY-SA-4.0"
    CliRunner().invoke(main, ["new", str(tmp_path / "b")], input="\n")
    assert project_at(tmp_path / "b").settings.licence == "CC-BY-4.0"


def test_what_comes_from_others_is_named() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for source in ("Natural Earth", "CLDR", "Pagefind", "Material for MkDocs", "tests/cases/hostile"):
        assert source in notice
