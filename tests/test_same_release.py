"""A build of what was built before makes nothing; of anything else it is a build."""

from pathlib import Path

import pytest

from site_builder.editing.new_project import new
from site_builder.publishing.configuration import load_configuration
from site_builder.publishing.publish import Release, standing
from site_builder.publishing.same_release import Asked, folders_read
from site_builder.storage.store import opened
from tests.conftest import ROOT, project_at
from tests.test_published_again import files_of, published

EDITED = (
    "docs/about.md", "docs/assets/more.txt", "docs/.hidden", "mkdocs.yml", "site.yml", "texts/more.txt",
    "texts/herald.txt", "annotations/topics.yml", "articles/sudria-herald-2031-06-missiles.md",
    "annotations/articles/sudria-herald-2031-06-missiles.yml", "templates/pages/more.html",
)  # fmt: skip


def test_what_this_project_and_new_ones_are_set_to_has_no_say(tmp_path: Path) -> None:
    made, _ = new(tmp_path / "record")
    assert made
    for root in (ROOT, tmp_path / "record"):
        config = load_configuration(project_at(root), root / "site")
        assert folders_read(config), "a build of what was built before would make all of it again"


def test_how_the_data_are_cited_counts(toy_project: Path) -> None:
    published(toy_project)
    said = "cff-version: 1.2.0\nmessage: Cite it.\ntype: dataset\nauthors: [{name: The editors}]\n"
    (toy_project / "CITATION.cff").write_text(f"{said}title: A record\n", "utf-8")
    assert not stands(toy_project)
    published(toy_project)
    assert stands(toy_project)
    (toy_project / "CITATION.cff").write_text(f"{said}title: Another\n", "utf-8")
    assert not stands(toy_project)


def stands(root: Path, *, strict: bool = False, to: str = "site") -> bool:
    """Whether the live release is what a build would make."""
    with opened(root) as store:
        return standing(Asked(project_at(root), root / to, (), strict), store) is not None


def test_the_live_release_stands_until_something_differs(
    toy_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, problems = published(toy_project)
    files = files_of(toy_project)
    again, told = published(toy_project)
    assert first is not None
    assert again == Release(first.site, first.folder, first.name, first.pages, changed=False)
    assert (files_of(toy_project), told) == (files, problems)
    for path in EDITED:
        differs_with(toy_project, path)
    assert not stands(toy_project, strict=True)
    assert not stands(toy_project, to="other")
    with monkeypatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000001")
        assert not stands(toy_project)
    with monkeypatch.context() as patch:
        patch.setenv("SITE_BUILDER_TEXTS", str(toy_project / "docs"))
        assert not stands(toy_project)
    assert stands(toy_project)


def differs_with(root: Path, path: str) -> None:
    """Edit or add a file, see that it counts, and undo it."""
    file = root / path
    before = file.read_bytes() if file.exists() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes((before or b"") + b"\n# more\n")
    assert not stands(root), path
    if before is None:
        file.unlink()
    else:
        file.write_bytes(before)
    assert stands(root), path


def test_a_release_that_somebody_has_touched_does_not_stand(toy_project: Path) -> None:
    """A file of it that is another, or one more: the next build makes all of it right."""
    first, _ = published(toy_project)
    assert first is not None
    more = first.folder / "more.html"
    more.write_text("more", "utf-8")
    assert not stands(toy_project)
    more.unlink()
    assert stands(toy_project)
    program = first.folder / "pagefind" / "pagefind.js"
    whole = program.read_bytes()
    program.write_bytes(b"changed")
    again, _ = published(toy_project)
    assert again is not None
    assert (again.folder / "pagefind" / "pagefind.js").read_bytes() == whole
    assert stands(toy_project)


@pytest.mark.parametrize(
    ("more", "counts"),
    [
        ("", True),
        ("markdown_extensions: [md_in_html]", True),
        ("markdown_extensions: [codehilite]", False),
        ("hooks: [hook.py]", False),
        ("site_author: !ENV [AUTHOR, a]", False),
    ],
)
def test_no_release_stands_where_others_have_a_say(toy_project: Path, more: str, counts: bool) -> None:
    (toy_project / "hook.py").write_text("def on_page_content(html, **_):\n    return html\n", "utf-8")
    with (toy_project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"\n{more}\n")
    config = load_configuration(project_at(toy_project), toy_project / "site")
    assert bool(folders_read(config)) == counts
