"""A preview makes pages when they are asked for: the same bytes as when all are built, for less work."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from mkdocs.commands.build import build as run_mkdocs

from bench.invented_corpus import ready_corpus
from site_builder.build import Memory
from site_builder.output.template_code import code_in
from site_builder.publishing.preview_builds import PreviewBuilds
from site_builder.publishing.preview_mkdocs import configured
from site_builder.publishing.preview_site import SiteOnDemand
from site_builder.storage.store import FILE, RUNS_KEPT, opened
from site_builder.storage.work_folder import own_folder
from site_builder.translation.languages import ENGLISH
from tests.conftest import project_at
from tests.test_incremental import EDITS, OPTIONS, SEEDS, retouch
from tests.test_plugin import NAV
from tests.test_vocabulary import RIVER

URL, URL_OF_RIVER = "http://127.0.0.1:8000/toy/", "http://127.0.0.1:8000/river/"


class Preview:
    """A preview without its server."""

    def __init__(self, root: Path, folder: Path, *, private: bool = False, url: str = URL) -> None:
        folder.mkdir()
        self.root, self.private, self.url, self.said = root, private, url, list[str]()
        project = project_at(root)
        _, plugin = configured(project, folder / "site", (), private=private)
        plugin.on_startup(command="serve", dirty=False)
        site = SiteOnDemand(root, Memory())
        self.builds = PreviewBuilds(project, folder, (), private, url, self.said.append, site)
        self.builds.build()

    def follow(self) -> None:
        """Do what a change of files leads to."""
        self.builds.build()

    def text(self, path: str) -> str:
        """A file as somebody sees it who asks for it."""
        return (self.builds.file(path) or b"").decode()

    def whole(self, folder: Path) -> dict[str, bytes]:
        """All files as MkDocs writes them where it builds everything anew."""
        config, plugin = configured(project_at(self.root), folder, (), private=self.private)
        config.site_url = self.url
        plugin.on_startup(command="serve", dirty=False)
        plugin.handed_writer = None
        run_mkdocs(config, serve_url=self.url)
        written = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        return {**plugin.shown.site.on_demand, **written}


@pytest.fixture
def project(toy_project: Path) -> Path:
    """The toy project with a menu, some of it below others, and with the way to each page on it."""
    config = toy_project / "mkdocs.yml"
    features = "font: false\n  features: [navigation.tabs, navigation.path, navigation.footer]"
    more = "  - topics/kesh-crisis/index.md\n  - data/index.md\n"
    config.write_text(config.read_text().replace("font: false", features) + NAV + more)
    return toy_project


def differing(preview: Preview, whole: dict[str, bytes]) -> list[str]:
    return [path for path, data in whole.items() if preview.builds.file(path) != data]


def pages_of(whole: dict[str, bytes]) -> Iterator[str]:
    return (path for path in whole if path.endswith("index.html"))


@pytest.mark.parametrize("private", [False, True])
def test_all_files_are_those_of_a_whole_build(project: Path, tmp_path: Path, *, private: bool) -> None:
    preview = Preview(project, tmp_path / "preview", private=private)
    whole = preview.whole(tmp_path / "whole")
    assert len(list(pages_of(whole))) > 60
    assert differing(preview, whole) == []
    assert preview.builds.file("nowhere/index.html") is None
    assert preview.said[1:] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(max(1, SEEDS // 3)))
def test_after_edits_the_pages_are_those_of_a_whole_build(project: Path, tmp_path: Path, seed: int) -> None:
    """Of each state some pages are asked for before the next edit, and all in the end."""
    random = Random(seed)  # noqa: S311 - the same edits each time
    preview = Preview(project, tmp_path / "preview")
    paths = sorted(pages_of(preview.whole(tmp_path / "first")))
    for number, edit in enumerate(random.choices(EDITS, k=len(EDITS))):
        before = shutil.copytree(project, tmp_path / str(number))
        edit(random, project)
        preview.follow()
        if preview.builds.site.problems:  # it cannot be built: go on from where it could
            shutil.rmtree(project)
            shutil.copytree(before, project)
            preview.follow()
        for path in random.sample(paths, 10):
            preview.builds.file(path)
    assert differing(preview, preview.whole(tmp_path / "whole")) == []


def test_all_pages_turn_to_another_language(project: Path, tmp_path: Path) -> None:
    preview = Preview(project, tmp_path / "preview")
    english = preview.text("events/index.html")
    edit(project / "mkdocs.yml", "font: false", "font: false\n  language: de")
    preview.follow()
    assert "<h1>Ereignisse</h1>" in preview.text("events/index.html")
    assert differing(preview, preview.whole(tmp_path / "whole")) == []
    edit(project / "mkdocs.yml", "  language: de\n", "")
    preview.follow()
    assert preview.text("events/index.html") == english


def test_the_menu_follows_what_there_is(tmp_path: Path) -> None:
    """Where mkdocs.yml has no menu, an index comes with the first record, and goes with the last."""
    root = Path(shutil.copytree(RIVER, tmp_path / "river"))
    preview, held = Preview(root, tmp_path / "preview", url=URL_OF_RIVER), {}
    assert "/rulings/" in preview.text("about/index.html")
    for file in (root / "annotations" / "articles").glob("*.yml"):
        held[file] = file.read_text("utf-8")
        file.write_text(re.sub(r"^rulings:\n(?:[ -].*\n|\n)+", "", held[file], flags=re.MULTILINE), "utf-8")
    preview.follow()
    assert preview.builds.site.problems == ()
    assert preview.builds.file("rulings/index.html") is None
    assert "rulings/" not in preview.text("index.html") + preview.text("articles/index.html")
    assert differing(preview, preview.whole(tmp_path / "without")) == []
    for file, text in held.items():
        file.write_text(text, "utf-8")
    preview.follow()
    assert "rulings/" in preview.text("index.html")
    assert differing(preview, preview.whole(tmp_path / "with")) == []


TOPICS = "annotations/topics.yml"
BANNER = "These files have problems"


@pytest.fixture
def preview(project: Path, tmp_path: Path) -> Preview:
    return Preview(project, tmp_path / "preview")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_an_edit_costs_the_pages_that_are_asked_for(tmp_path: Path) -> None:
    """As many in a larger corpus; all others are served as they were, and MkDocs does not run."""
    made = []
    for number in (20, 40):
        project = ready_corpus(tmp_path / str(number), number)
        preview = Preview(project.root, tmp_path / f"preview-{number}")
        builds, articles = preview.builds, sorted((project.root / "articles").glob("*.md"))
        digests = [one for one in articles if "publish: digest" in one.read_text()]
        asked = [f"articles/{one.stem}/index.html" for one in digests[:3]]
        before = {path: builds.file(path) for path in asked}
        assert builds.pages is not None
        assert builds.pages.made == len(asked)
        memory = builds.site.memory
        units, rendered = memory.pages.made, memory.rendered.made
        digests[0].write_text(digests[0].read_text("utf-8").rstrip("\n") + " It is marked.\n", "utf-8")
        preview.follow()
        after = {path: builds.file(path) for path in asked}
        assert [path for path in asked if after[path] is not before[path]] == asked[:1]
        made.append(
            (memory.pages.made - units, memory.rendered.made - rendered, builds.pages.made, builds.runs)
        )
    assert made[0] == made[1] == (1, 1, 4, 1)


@pytest.mark.parametrize(
    ("path", "text", "runs"),
    [
        ("articles/estmark-review-2032-clash.md", "\nMore.\n", 0),
        ("docs/about.md", "\nMore.\n", 1),
        ("mkdocs.yml", "copyright: Nobody\n", 1),
        ("annotations/topics.yml", "another:\n  name: Another topic\n  description: One more.\n", 1),
    ],
)
def test_mkdocs_runs_again_where_what_it_reads_has_changed(
    preview: Preview, path: str, text: str, runs: int
) -> None:
    with (preview.root / path).open("a", encoding="utf-8") as file:
        file.write(text)
    preview.follow()
    assert preview.builds.site.problems == ()
    assert preview.builds.runs == 1 + runs


def test_the_last_good_pages_stay_with_the_problems_on_them(preview: Preview, tmp_path: Path) -> None:
    """Also those that nobody had asked for before; the pages of MkDocs are written anew when asked for."""
    asked = preview.text("actors/index.html")
    edit(preview.root / TOPICS, "name:", "nam:")
    preview.follow()
    for path in ("actors/index.html", "topics/kesh-crisis/index.html", "about/index.html", "404.html"):
        assert BANNER in preview.text(path), path
    assert f"{TOPICS}:2:3" in preview.text("actors/index.html")
    edit(preview.root / TOPICS, "nam:", "name:")
    preview.follow()
    assert preview.text("actors/index.html") == asked
    assert BANNER not in preview.text("about/index.html")
    assert differing(preview, preview.whole(tmp_path / "whole")) == []


def test_a_mistake_of_a_template_is_shown_where_it_is_used(preview: Preview) -> None:
    """On the page as it was before the mistake, or without its text where nobody has seen that; no other."""
    entry, first = "topics/kesh-crisis/index.html", preview.text("topics/kesh-crisis/index.html")
    retouch(Random(1), preview.root)  # noqa: S311 - the same each time
    template = preview.root / "templates" / "pages" / "entry.html"
    good = template.read_text("utf-8")
    template.write_text("<p>Before</p>{{ page.nothing }}", "utf-8")
    preview.follow()
    seen = preview.text(entry)
    assert BANNER in seen
    assert "templates/pages/entry.html:1:22" in seen
    assert seen.split("<article")[1].split("</article")[0] == first.split("<article")[1].split("</article")[0]
    unseen = preview.text("places/kesh/index.html")
    assert BANNER in unseen
    assert "Fix the problems above" in unseen
    assert BANNER not in preview.text("actors/index.html")
    template.write_text(good, "utf-8")
    preview.follow()
    assert BANNER not in preview.text(entry)
    assert "Fix the problems above" not in preview.text("places/kesh/index.html")


def test_only_the_template_that_changed_is_read_again(preview: Preview) -> None:
    path, code = "topics/kesh-crisis/index.html", code_in(ENGLISH)
    preview.text(path)
    made = code.made
    retouch(Random(1), preview.root)  # noqa: S311 - the same each time
    template = preview.root / "templates" / "pages" / "entry.html"
    edit(template, "{% block", "{# Ours. #}{% block")
    preview.follow()
    preview.text(path)
    assert code.made == made + 1
    template.write_text("<p>Ours</p>", "utf-8")
    preview.follow()
    assert "<p>Ours</p>" in preview.text(path)
    assert code.made == made + 2


def test_a_template_that_cannot_be_read_costs_no_page(preview: Preview) -> None:
    retouch(Random(1), preview.root)  # noqa: S311 - the same each time
    preview.follow()
    (preview.root / "templates" / "pages" / "entry.html").write_text("{% if %}", "utf-8")
    preview.follow()
    for path in ("actors/index.html", "topics/kesh-crisis/index.html", "about/index.html"):
        assert BANNER in preview.text(path), path
    assert preview.said[1:] != []
    assert not any("Traceback" in said for said in preview.said)


def test_where_a_hook_has_a_say_all_pages_are_built(preview: Preview, tmp_path: Path) -> None:
    (preview.root / "hook.py").write_text(
        "def on_page_content(html, **_):\n    return html + '<b>Hooked</b>'\n"
    )
    edit(preview.root / "mkdocs.yml", "plugins:", "hooks: [hook.py]\nplugins:")
    preview.follow()
    assert preview.builds.pages is None
    assert "<b>Hooked</b>" in preview.text("topics/kesh-crisis/index.html")
    edit(preview.root / "mkdocs.yml", "hooks: [hook.py]\n", "")
    preview.follow()
    assert "<b>Hooked</b>" not in preview.text("topics/kesh-crisis/index.html")
    assert differing(preview, preview.whole(tmp_path / "whole")) == []


@pytest.mark.slow
def test_parts_of_lists_are_pages_as_others(tmp_path: Path) -> None:
    """Also one that the menu names, and one that a page written by hand links to."""
    project = ready_corpus(tmp_path / "corpus", 150)
    with (project.root / "mkdocs.yml").open("a") as settings:
        settings.write("nav:\n  - index.md\n  - More on grain: figures/grain-share/2/index.md\n")
    (project.root / "docs" / "more.md").write_text("[Fewer](figures/border-troops/2/index.md)")
    preview = Preview(project.root, tmp_path / "preview")
    whole = preview.whole(tmp_path / "whole")
    assert b'href="../figures/border-troops/2/"' in whole["more/index.html"]
    parts = ["more/index.html", *(path for path in pages_of(whole) if path.count("/") > 2)]
    assert "figures/grain-share/2/index.html" in parts
    assert [path for path in parts if preview.builds.file(path) != whole[path]] == []


def test_pages_may_be_asked_for_by_many_at_once(preview: Preview, tmp_path: Path) -> None:
    """While the site is followed, too: each gets a whole page of one version or the other."""
    whole = preview.whole(tmp_path / "whole")
    paths = sorted(pages_of(whole))[:20]
    with ThreadPoolExecutor(4) as others:
        found = [others.submit(preview.builds.file, path) for path in paths * 2]
        preview.follow()
    assert [one.result() for one in found] == [whole[path] for path in paths * 2]


def test_what_is_kept_on_disk_outlives_many_edits(toy_project: Path) -> None:
    """A preview is one run: what it asks for only once in all of its edits is not old after sixteen."""
    article = toy_project / "articles" / "estmark-review-2032-clash.md"
    with opened(toy_project) as store:
        site = SiteOnDemand(toy_project, Memory().with_store(store))
        site.read(OPTIONS)
        before = kept_units(toy_project)
        for _ in range(RUNS_KEPT + 2):
            edit(article, "\n---\n", "\n---\nMore. ")
            site.read(OPTIONS)
    assert before
    assert kept_units(toy_project) >= before


def kept_units(root: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(own_folder(root) / FILE)) as connection:
        return set(connection.execute("SELECT stage, unit FROM kept"))
