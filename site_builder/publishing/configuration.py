"""mkdocs.yml: how it is read, and what it may not say: no site could be built, or the data would get out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from site_builder.corpus.file_kinds import FOLDERS
from site_builder.corpus.project import Project
from site_builder.model.problems import Location, Problem, quoted
from site_builder.publishing.releases import RELEASES, is_live
from site_builder.translation.languages import ENGLISH, Language, language_for, languages

FILE = "mkdocs.yml"
SOURCES = (*FOLDERS, "docs", "templates")
"""Folders that a site is made from."""
_INHERITED = re.compile(rb"^INHERIT:[ \t]*['\"]?(.+?)['\"]?[ \t]*\r?$", re.MULTILINE)


def load_configuration(project: Project, folder: Path) -> MkDocsConfig:
    """Read mkdocs.yml for a build into a folder; what is wrong with it for MkDocs raises its exceptions."""
    return load_config(config_file=str(project.root / FILE), site_dir=str(folder), strict=False)


def configuration_files(path: Path) -> Iterator[bytes]:
    """What a configuration's file says, and those that it inherits from."""
    yield (data := path.read_bytes())
    if (inherited := _INHERITED.search(data)) is not None:
        yield from configuration_files(path.parent / inherited[1].decode("utf-8", "replace"))


def settings_problems(config: MkDocsConfig, project: Project) -> tuple[Problem, ...]:
    """List the settings of mkdocs.yml that stand in the way of any site, or do not do what they seem to."""
    return (*_look(config), *_folders(config, project), *_language(config))


def site_language(config: MkDocsConfig) -> Language:
    """The language of the theme, if our pages have it, too; else English."""
    return language_for(str(config.theme.get("language", ENGLISH.code))) or ENGLISH


def settle_language(config: MkDocsConfig) -> None:
    """Let the theme speak the language that our pages have."""
    config.theme["language"] = site_language(config).code


def _language(config: MkDocsConfig) -> Iterator[Problem]:
    """Tell of a language that only the theme has: half of each page would be in it."""
    code = str(config.theme.get("language", ENGLISH.code))
    if language_for(code) is None:
        found, known = f"the language {quoted(code)}", ", ".join(languages())
        fix = "choose one of these, or translate the messages: docs/translating.md of the builder tells how"
        expected = f"a language that our pages have, too: {known}; the site is in English"
        yield replace(_problem(config, "language", found, expected, fix), severity="warning")


def live_site_problem(config: MkDocsConfig) -> Problem | None:
    """Say that MkDocs' own folder is the live site: MkDocs empties it before it builds, and may then fail."""
    if not is_live(Path(config.site_dir)):
        return None
    fix = "write `site_dir: .mkdocs-site`, or run `site-builder build`"
    return _problem(config, "site_dir", "the live site", "a folder of MkDocs' own", fix)


def within_sources(to: Path, root: Path) -> Problem | None:
    """Say that a site is to stand where the next one would be made from it."""
    place = to.parent.resolve()
    folder = next((name for name in SOURCES if place.is_relative_to(root.resolve() / name)), None)
    if folder is None:
        return None
    fix = "name another place with `--to`"
    expected = "a place outside of what the site is made from"
    return Problem(Location(str(to)), "site-in-the-way", f"a place within {folder}/", expected, fix)


def _look(config: MkDocsConfig) -> Iterator[Problem]:
    if not config.use_directory_urls:
        fix = "delete the line"
        expected = "`true`, the default: every link of the site leads to a page that is a folder"
        yield _problem(config, "use_directory_urls", "`use_directory_urls: false`", expected, fix)
    if config.theme.name != "material":
        found = f"the theme {quoted(str(config.theme.name))}"
        fix = "write `theme: {name: material}`; its colours, and parts under `custom_dir`, are yours"
        yield _problem(config, "theme", found, "`material`, which our pages are made for", fix)
    if "navigation.instant" in config.theme.get("features", ()):
        expected = "no such feature: links in pictures would lead nowhere"
        yield _problem(config, "theme", "`navigation.instant`", expected, "delete it from `features`")


def _folders(config: MkDocsConfig, project: Project) -> Iterator[Problem]:
    """Tell of folders that are copied to the site and hold, or are held by, the data."""
    root = project.root.resolve()
    private = [
        (name, root / name) for name in (*FOLDERS, *project.settings.texts, RELEASES, ".cache", ".git")
    ]
    for key, folder in (("docs_dir", config.docs_dir), ("custom_dir", config.theme.custom_dir)):
        if folder is None:
            continue
        path = Path(folder).resolve()
        held = [name for name, other in private if _overlap(path, other.resolve())]
        if held:
            found = f"a folder that holds, or lies within, {held[0]}/"
            expected = "a folder of its own: all of it is published"
            fix = f"keep {'pages' if key == 'docs_dir' else 'the theme'} apart from the data"
            yield _problem(config, key, found, expected, fix)


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _problem(config: MkDocsConfig, key: str, found: str, expected: str, fix: str) -> Problem:
    return Problem(_place(config, key), "mkdocs-setting", found, expected, fix)


def _place(config: MkDocsConfig, key: str) -> Location:
    """Where a key stands in mkdocs.yml; the file as a whole where it is not written there."""
    text = Path(config.config_file_path).read_text(encoding="utf-8", errors="replace")
    written = re.search(rf"^([ \t]*){key}[ \t]*:", text, re.MULTILINE)
    if written is None:
        return Location(FILE)
    return Location(FILE, text.count("\n", 0, written.start()) + 1, len(written[1]) + 1)
