"""Small corpora for cases: a few actors and events, and articles of which a case gives what matters."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from site_builder.corpus.loading import Project, Settings, load
from site_builder.linking.link import link
from site_builder.linking.site import Site
from site_builder.model.problems import Problem

ACTORS = {
    **{name: {"name": name.title(), "type": "media"} for name in ("herald", "post", "review")},
    **{name: {"name": name.title(), "type": "person"} for name in ("ann", "bob")},
    **{name: {"name": name.title(), "type": "state"} for name in ("norland", "estmark")},
}
EVENTS = {
    "clash": {"type": "conflict", "title": "Clash"},
    "trip": {"type": "visit", "title": "Trip"},
    "deal": {"type": "arms-deal", "title": "Deal"},
}
MEASURES = {"tanks": {"name": "Tanks", "sentence": "tanks of {subject}", "unit": "tanks"}}
FILLED: Mapping[str, Mapping[str, Any]] = {
    "people": {"actor": "bob", "role": "Guard"},
    "visits": {"visitors": ["bob"], "says": "Somebody came."},
    "arms_deals": {"kind": "sale", "says": "Somebody sells."},
    "events": {"says": "It happened."},
    "statements": {"says": "Somebody says so."},
    "figures": {"measure": "tanks", "subject": "norland"},
}
"""What records have that a case leaves out."""


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file: text, lists and mappings, nothing guessed."""
    path = Path(__file__).with_name("cases") / name
    found: list[dict[str, Any]] = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506
    return found


def checked(root: Path, case: Mapping[str, Any]) -> tuple[Site, tuple[Problem, ...]]:
    """The site of a case's articles and events, and the problems of its files."""
    write(root, "annotations/actors/all.yml", ACTORS)
    write(root, "annotations/events/undated.yml", case.get("events", EVENTS))
    write(root, "annotations/measures.yml", MEASURES)
    for number, (name, article) in enumerate(case["articles"].items()):
        front = {
            "title": name, "publisher": "herald", "published": f"2031-01-{number + 1:02}",
            "published_basis": "printed", "language": "en", "rights": "CC0-1.0",
            **{key: value for key, value in article.items() if key not in FILLED},
        }  # fmt: skip
        (root / "articles").mkdir(exist_ok=True)
        (root / f"articles/{name}.md").write_text(f"---\n{json.dumps(front)}\n---\n\nA digest.\n")
        records = {
            section: [{**filled, "quote": "so they say", **record} for record in article[section]]
            for section, filled in FILLED.items()
            if section in article
        }
        write(root, f"annotations/articles/{name}.yml", records)
    corpus, problems = load(Project(root, Settings()))
    return link(corpus, {}), problems


def small_site(root: Path, case: Mapping[str, Any]) -> Site:
    """The site of a case, whose files must have no errors."""
    site, problems = checked(root, case)
    assert [problem for problem in problems if problem.severity == "error"] == []
    return site


def write(root: Path, path: str, value: object) -> None:
    """Write a file of YAML: JSON is YAML, too."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
