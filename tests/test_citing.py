"""Citations: four forms of the same work, read back by what reads them, and what each page says of itself."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import rispy
import yaml
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import NameParts, SeparateCoAuthors, SplitNameParts
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st

from site_builder.linking.site import Site
from site_builder.model.article import Author, DividedName, WholeName
from site_builder.model.value_types import Line
from site_builder.names.author_names import AuthorName, author_name
from site_builder.output.bibliography import BIBTEX, CSL, RIS, bibliography
from site_builder.pages.citing import Work, cited
from site_builder.pages.components import Link
from site_builder.pages.heads import Head
from site_builder.pages.page_foot import Imprint, foot_of

OF_CASES = Path(__file__).parent / "cases"
CASES = yaml.load((OF_CASES / "citing.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
NAMES = yaml.load((OF_CASES / "author_names.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def author_of(written: Any) -> Author:
    """An author as a case has it: text, or a mapping as in an article's file."""
    if isinstance(written, dict):
        return WholeName(**written) if "literal" in written else DividedName(**written)
    return Line(written)


def work_of(case: dict[str, Any]) -> Work:
    names = tuple(author_name(author_of(author)) for author in case["work"].get("authors", ()))
    return Work(**{**case["work"], "authors": names})


@pytest.mark.parametrize("case", NAMES, ids=lambda case: str(case["name"]))
def test_a_name_is_divided_only_where_that_is_safe(case: dict[str, Any]) -> None:
    whole = case.get("whole", False)
    expected = AuthorName(
        case.get("printed", case["name"]),
        "" if whole else case["family"],
        "" if whole else case["given"],
    )
    assert author_name(author_of(case["name"]), case.get("language", "en")) == expected


@given(st.text())
def test_a_divided_name_has_all_words_of_the_printed_one(name: str) -> None:
    made = author_name(Line(name))
    assert made.printed.split() == name.split()
    if made.family:
        assert f"{made.given} {made.family}" == made.printed


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_work_is_cited(case: dict[str, Any]) -> None:
    citation = cited(work_of(case))
    assert citation.plain == case["plain"]
    assert citation.bibtex == case["bibtex"]
    assert citation.ris == case["ris"]
    assert json.loads(citation.csl) == json.loads(case["csl"])


def entries_of(bibtex: str) -> Library:
    """What a program that knows BibTeX makes of it, with names in their parts."""
    library = parse_string(bibtex, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    assert library.failed_blocks == []
    return library


def flat(name: NameParts) -> str:
    """A name of BibTeX, its family before its given name, without braces."""
    family, given_name = " ".join((*name.von, *name.last)), " ".join(name.first)
    written = ", ".join(filter(None, (family, given_name)))
    return re.sub(r"\\text\w+\{\}|[{}\\]", "", written)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_reads_bibtex_and_ris_finds_one_work_with_its_authors(case: dict[str, Any]) -> None:
    work = work_of(case)
    citation = cited(work)
    names = [", ".join(filter(None, (name.family, name.given))) or name.printed for name in work.authors]
    (entry,) = entries_of(citation.bibtex).entries
    read = entry.fields_dict["author"].value if work.authors else []
    assert [flat(name) for name in read] == [re.sub(r"[{}]", "", name) for name in names]
    assert entry.key == work.key
    (reference,) = rispy.loads(citation.ris)
    assert reference.get("authors", []) == names
    assert reference["title"] == " ".join(work.title.split())
    assert reference["id"] == work.key


def printed_list(items: Sequence[dict[str, Any]]) -> list[str]:
    """A bibliography as a style prints it."""
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    made = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    made.register(Citation([CitationItem(item["id"]) for item in items]))
    return [str(entry) for entry in made.bibliography()]


def test_a_style_prints_names_by_the_family() -> None:
    case = next(case for case in CASES if case["name"].startswith("an article whose date"))
    assert printed_list(json.loads(cited(work_of(case)).csl)) == [
        "Haldane, A. and Berg, T. (probably May 2031) “Who sold the radar?”, Norland Post, probably May 2031."
    ]


TEXTS = st.text(st.sampled_from(' \n\r\u2028{}\\%@,="aé火')) | st.text()


@given(TEXTS, TEXTS, TEXTS, st.lists(TEXTS, max_size=3))
def test_nothing_in_a_work_begins_an_entry_or_a_field(
    title: str, url: str, note: str, authors: list[str]
) -> None:
    names = tuple(AuthorName(name, name, name[:1]) for name in authors)
    citation = cited(Work(key="k", title=title, container=note, url=url, note=note, authors=names))
    depths = Counter(citation.bibtex)
    assert depths["{"] == depths["}"]  # as BibTeX counts them
    lines = citation.ris.splitlines()
    assert lines == citation.ris.split("\n")[:-1]
    assert {line[:6].rstrip() for line in lines} <= {
        f"{tag}  -" for tag in ["TY", "ID", "AU", "TI", "T2", "UR", "N1", "ER"]
    }
    assert Counter(line[:2] for line in lines)["ER"] == 1


def test_the_articles_of_a_site_are_one_bibliography(any_site: Site) -> None:
    files = bibliography(any_site)
    assert files == bibliography(any_site)
    ids = sorted(any_site.corpus.articles)
    assert [entry.key for entry in entries_of(files[BIBTEX].decode()).entries] == ids
    assert [reference["id"] for reference in rispy.loads(files[RIS].decode())] == ids
    items = json.loads(files[CSL])
    assert [item["id"] for item in items] == ids
    assert len(printed_list(items)) == len(ids)
    assert set(re.findall(rb"\r?\n", files[RIS])) == {b"\r\n"}
    for name, article in any_site.corpus.articles.items():
        assert files[BIBTEX].decode().count(f"{{{name},\n") == 1
        assert " ".join(article.title.split()) in files[RIS].decode()


def head(path: str) -> Head:
    return Head(path, "Lena Voss", "Person", (), "actors", (Link("Actors", "actors/"),), "Who she is")


def test_a_page_says_where_it_stands_and_when_it_changed() -> None:
    imprint = Imprint(
        name="The Toy Record",
        site="https://example.org/toy/",
        corrections="mailto:a@example.org?subject={title}&body={page}",
        changed={"actors/lena-voss/": "2031-06-02"},
    )
    foot = foot_of(head("actors/lena-voss/"), {"@type": "Person", "name": "Lena Voss"}, imprint)
    assert foot.permalink == "https://example.org/toy/actors/lena-voss/"
    assert foot.data == "data/actors/lena-voss.json"
    assert foot.changed == "2 June 2031"
    assert foot.correct == (
        "mailto:a@example.org?subject=Lena%20Voss&body=https%3A%2F%2Fexample.org%2Ftoy%2Factors%2Flena-voss%2F"
    )
    assert foot.linked["@type"] == "ProfilePage"
    assert foot.linked["@id"] == foot.permalink
    assert foot.linked["dateModified"] == "2031-06-02"
    steps = [step["item"]["@id"] for step in foot.linked["breadcrumb"]["itemListElement"]]
    assert steps == [f"https://example.org/toy/{path}" for path in ("", "actors/", "actors/lena-voss/")]


def test_what_is_not_known_is_left_out() -> None:
    foot = foot_of(head("actors/"), None, Imprint(name="R"))
    assert (foot.permalink, foot.changed, foot.data) == ("", "", "data/corpus.json")
    assert foot.correct == ""
    assert set(foot.linked) == {
        "@context", "@type", "@id", "name", "description", "isPartOf", "breadcrumb", "encoding",
    }  # fmt: skip
