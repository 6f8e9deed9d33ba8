"""The site as a tree of plain pages, from which Zensical, Hugo or Eleventy publish it.

It is made of a whole site, built and checked as for publishing, and holds nothing that the site does not.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

from site_builder.corpus.loading import Project
from site_builder.model.problems import Checked, Location, Problem
from site_builder.publishing.assets import THEMES
from site_builder.publishing.configuration import load_configuration, within_sources
from site_builder.publishing.menu import shown
from site_builder.publishing.mkdocs_pages import RenderedMkDocsPage, metas_of
from site_builder.publishing.plugin import SiteBuilderPlugin, plugin_of
from site_builder.publishing.publish import build_into, cannot_write
from site_builder.publishing.same_release import Asked
from site_builder.publishing.site_files import files_below
from site_builder.storage.files import write_half
from site_builder.storage.store import opened
from site_builder.translation.languages import ENGLISH, language_for
from site_builder.translation.messages import gettext, speaking

MANIFEST = ".site-builder-tree.json"
"""Hashes of what was written, so that nothing is replaced that somebody else has written or changed."""
CONTENT = "content"
OWN_SETTINGS = Path(__file__).parent / "tree_files"
"""Settings and layouts of the three programs: theirs who edit them, from then on."""
OF_THE_SITE = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz"})
"""Files that each program makes for itself."""
_SCRIPT = re.compile(r"(<script\b.*?</script>)", re.DOTALL | re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t\r]*(?=\n)")


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree that was written: how many of its files are pages."""

    folder: Path
    pages: int


def write_tree(
    project: Project,
    to: Path,
    *,
    texts: tuple[Path, ...] = (),
    strict: bool = False,
    jobs: int = 1,
    scheduler: str = "",
) -> Checked[Tree | None]:
    """Build and check the project's site, and write it as a tree; with problems nothing is written.

    Each file is put in place whole; a tree whose writing was killed is written on by the next call. Raises a
    `ClusterError` where the cluster of a `scheduler` cannot be used.
    """
    if problem := within_sources(to / CONTENT, project.root):
        return None, (problem,)
    try:
        before = written_before(to)
        if before is None:
            return None, (_in_the_way(to, "a folder or file that this command did not make"),)
        with TemporaryDirectory(prefix="site-builder-") as place, opened(project.root) as store:
            site = Path(place) / "site"
            site.mkdir()
            made, problems = build_into(Asked(project, to, texts, strict, jobs, scheduler), site, (), store)
            if made is None:
                return None, problems
            config = load_configuration(project, site)
            files = tree_files(plugin_of(config), site)
            if (changed := _changed(to, before, files)) is not None:
                return None, (_in_the_way(to / changed, "a file that somebody has written or changed"),)
            pages = _put(to, before, files)
        return Tree(to, pages), problems
    except OSError as error:
        return None, (cannot_write(to, error),)


def written_before(to: Path) -> Mapping[str, str] | None:
    """Hashes of what an earlier tree there is made of; none where the folder is somebody else's."""
    if (to / MANIFEST).is_file():
        try:
            known = json.loads((to / MANIFEST).read_bytes())
        except ValueError:
            return None
        is_ours = isinstance(known, dict) and all(map(_is_below, known))
        return known if is_ours else None
    empty = not to.exists() or (to.is_dir() and not any(to.iterdir()))
    return {} if empty else None


def tree_files(plugin: SiteBuilderPlugin, site: Path) -> dict[str, bytes]:
    """All files of a tree by path, of a site that was just written."""
    config, files = plugin.theme.config, {}
    pages = {file.dest_uri: file.page for file in plugin.files if file.page is not None}
    for page in pages.values():
        files[source_of(page.url)] = page_source(page, config).encode()
    theirs = [Path(folder) for folder in config.theme.dirs if Path(folder) not in THEMES]
    theirs = [folder for folder in theirs if str(folder) != config.theme.custom_dir]
    for path, _ in files_below(site):
        of_theme = any((folder / path).is_file() for folder in theirs)
        # Material's styles and scripts have hashes in their names where they are copied, too.
        if path not in pages and path not in OF_THE_SITE and not of_theme:
            files[f"{CONTENT}/{path}"] = (site / path).read_bytes()
    menu = list(entries(plugin.nav.items))
    files["data/navigation.json"] = _json(menu, indent=1).encode() + b"\n"
    files["data/site.json"] = _json(_of_site(config), indent=1).encode() + b"\n"
    for path, _ in files_below(OWN_SETTINGS):
        files[path.replace("eleventy.config.txt", "eleventy.config.js")] = (OWN_SETTINGS / path).read_bytes()
    files["zensical.toml"] = zensical_settings(config, menu).encode()
    files["hugo.toml"] = hugo_settings(config, (OWN_SETTINGS / "hugo.toml").read_text("utf-8")).encode()
    return files


def source_of(url: str) -> str:
    """Where the page with an address stands in a tree: `actors/` is made of `content/actors/README.md`.

    Zensical takes that for the folder's own page, from which links lead as on the site; Hugo, unlike
    `index.md`, for a page beside which there are others.
    """
    return f"{CONTENT}/{url.lstrip('./')}README.md"


def page_source(page: Page, config: MkDocsConfig) -> str:
    """A page with its front matter. JSON is YAML, too, in which strings stay strings."""
    ours = page.rendered if isinstance(page, RenderedMkDocsPage) else None
    described = str(page.meta.get("description") or config.site_description or "")
    told: dict[str, object] = {
        # Escaped, as all three print them.
        "title": shown(ours.title) if ours else page.title,
        "description": shown(ours.description if ours else described),
        "url": f"/{page.url.lstrip('./')}",
        "lang": config.theme["language"],
        "section": ours.section if ours else "about",
        "hide": ["toc"],
        "head": metas_of(ours) if ours else "",
    }
    front = "".join(f"{key}: {_json(value)}\n" for key, value in told.items() if value)
    return f"---\n{front}---\n\n{one_block(ours.html if ours else page.content or '')}\n"


def one_block(html: str) -> str:
    """HTML that each Markdown leaves as it is: a block ends at a blank line, and Hugo looks for `{{`."""
    parts = _SCRIPT.split(html.replace("{{", "{&#123;"))
    told = [_BLANK.sub("" if n % 2 else "\n&#10;", part) for n, part in enumerate(parts)]
    return f'<div class="r-page">{"".join(told).strip()}</div>'


def entries(items: list[StructureItem]) -> Iterator[dict[str, object]]:
    """A menu as data: titles with addresses, or with what stands below them."""
    for item in items:
        if isinstance(item, Section):
            yield {"title": item.title, "items": list(entries(item.children))}
        elif isinstance(item, Page):
            yield {"title": item.title, "url": f"/{item.url.lstrip('./')}"}


def _of_site(config: MkDocsConfig) -> dict[str, object]:
    styles, scripts = [*config.extra_css], [str(one) for one in config.extra_javascript]
    with speaking(language_for(config.theme["language"]) or ENGLISH):
        menu, skip = gettext("Menu"), gettext("Skip to the content")
    return {
        "name": config.site_name,
        "description": config.site_description or "",
        "address": config.site_url or "",
        "lang": config.theme["language"],
        "menu": menu,
        "skip": skip,
        "styles": styles,
        "scripts": scripts,
    }


def zensical_settings(config: MkDocsConfig, menu: list[dict[str, object]]) -> str:
    """What Zensical is told. TOML takes the strings of JSON."""
    lines = [
        "# `zensical build` publishes this tree into site/.",
        "[project]",
        f"site_name = {_json(config.site_name)}",
        *([f"site_url = {_json(config.site_url)}"] if config.site_url else []),
        f"site_description = {_json(config.site_description or '')}",
        f"docs_dir = {_json(CONTENT)}",
        f"extra_css = {_json(list(config.extra_css))}",
        f"extra_javascript = {_json([str(one) for one in config.extra_javascript])}",
        f"nav = {_toml_menu(menu)}",
        "[project.plugins]",
        "[project.theme]",
        'variant = "classic"',
        "font = false",
        f"language = {_json(config.theme['language'])}",
        'features = ["navigation.tabs", "navigation.top"]',
        "[project.markdown_extensions.attr_list]",
    ]
    return "\n".join(lines) + "\n"


def _toml_menu(menu: object) -> str:
    if not isinstance(menu, list):
        return _json(source_of(str(menu)).removeprefix(f"{CONTENT}/"))
    told = (f"{{ {_json(item['title'])} = {_toml_menu(item.get('items') or item['url'])} }}" for item in menu)
    return f"[{', '.join(told)}]"


def hugo_settings(config: MkDocsConfig, rest: str) -> str:
    """What Hugo is told."""
    told = (
        ("baseURL", config.site_url or "/"),
        ("title", config.site_name),
        ("locale", config.theme["language"]),
    )
    return "".join(f"{key} = {_json(value)}\n" for key, value in told) + rest


def _json(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


# ------------------------------------------------------------------ writing


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _is_settings(path: str) -> bool:
    return not path.startswith((f"{CONTENT}/", "data/"))


def _is_below(path: str) -> bool:
    """Whether a path leads to a place within the tree."""
    return not Path(path).is_absolute() and ".." not in Path(path).parts


def _is_link(to: Path, path: str) -> bool:
    """Whether a place in the tree, or a folder above it there, is a link, which leads elsewhere."""
    above = [part for part in Path(path).parents if part != Path()]
    return any((to / part).is_symlink() for part in (Path(path), *above))


def _changed(to: Path, before: Mapping[str, str], files: Mapping[str, bytes]) -> str | None:
    """The first file that would be replaced or removed, and that somebody else has written."""
    for path in sorted({*before, *files}):
        there = to / path
        if _is_link(to, path):
            return path
        if _is_settings(path) or not there.is_file():
            continue
        if _hash(data := there.read_bytes()) != before.get(path) and data != files.get(path):
            return path
    return None


def _put(to: Path, before: Mapping[str, str], files: Mapping[str, bytes]) -> int:
    """Write a tree's files and take away what is no longer in it; say how many pages it has."""
    to.mkdir(parents=True, exist_ok=True)
    known = {path: _hash(data) for path, data in sorted(files.items())}
    # Until all is written, both what is there and what comes is ours.
    _write(to / MANIFEST, _json({**known, **before}, indent=1).encode() + b"\n")
    for path, data in files.items():
        there = to / path
        if _is_settings(path) and there.is_file() and _hash(there.read_bytes()) != before.get(path):
            continue  # somebody's own by now
        there.parent.mkdir(parents=True, exist_ok=True)
        _write(there, data)
    for path in before.keys() - files.keys():
        if not _is_settings(path):
            (to / path).unlink(missing_ok=True)
    _write(to / MANIFEST, _json(known, indent=1).encode() + b"\n")
    return sum(path.startswith(f"{CONTENT}/") and path.endswith(".md") for path in files)


def _write(there: Path, data: bytes) -> None:
    write_half(there, data, whole=False).replace(there)


def _in_the_way(to: Path, found: str) -> Problem:
    expected, fix = "an empty folder, or a tree as it was written", "move it away, or name another folder"
    return Problem(Location(str(to)), "site-in-the-way", found, expected, fix)
