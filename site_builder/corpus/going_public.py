"""What a site that is meant for the public has to say of itself, and does not yet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from site_builder.corpus.merge_conflicts import MKDOCS
from site_builder.corpus.project import SETTINGS, Project
from site_builder.corpus.source.text import FILE_BYTES
from site_builder.model.changes import NOT_YET
from site_builder.model.problems import Location, Problem, quoted
from site_builder.storage.files import list_files, read_file

WORKFLOWS: Final = ".github/workflows"
_DEPLOYS: Final = re.compile(rb"^[^#\n]*(deploy-pages|gh-pages|gh-deploy)", re.MULTILINE)
_INVENTED: Final = re.compile(
    r"(.+\.)?(example(\.com|\.net|\.org)?|test|invalid|localhost)|127\.[0-9.]+|::1|0\.0\.0\.0|"
)
"""Hosts that are nobody's (RFC 2606), or only this machine; and none."""


def lacking_for_public(project: Project) -> tuple[Problem, ...]:
    """Warn of a site that is to be public and lacks a contact, a licence, its own address or its first day.

    It is to be public if mkdocs.yml has an address for it that is no example; or if a workflow puts it on the
    web, and mkdocs.yml says in which repository. A new project has such a workflow, but no repository yet.
    """
    look = _look_of(project.root)
    if not (look.has_address or (look.is_kept and _is_deployed(project.root))):
        return ()
    return tuple(_lacking(project, look))


@dataclass(frozen=True, slots=True)
class _Look:
    """What mkdocs.yml says of where a site is: "" for nothing."""

    site: str
    repository: str

    @property
    def has_address(self) -> bool:
        return _is_real(self.site)

    @property
    def is_kept(self) -> bool:
        return _is_real(self.repository)


def _lacking(project: Project, look: _Look) -> Iterator[Problem]:
    if not look.has_address:
        found = f"{quoted(look.site)}, an example" if look.site else "no `site_url`"
        expected = "the address that the site will have: citations, links that last and feeds need it"
        fix = f"write `site_url: {_pages_address(look.repository)}`"
        yield Problem(Location(MKDOCS), "no-site-address", found, expected, fix, "warning")
    if not project.settings.contact:
        expected = "who is responsible for this site, which is to be public, and how to reach them"
        known = look.repository if look.is_kept and look.repository.startswith("http") else ""
        who = f"the maintainers of {known}" if known else "NAME, ADDRESS"
        fix = f"write `contact: {who}`{'' if known else ' with yours'}"
        yield Problem(Location(SETTINGS), "no-contact", "no `contact`", expected, fix, "warning")
    if not project.settings.licence:
        expected = "what others may do with the records, digests and data of this site, which is to be public"
        fix = "write `licence: CC-BY-4.0`, or `licence: all-rights-reserved`"
        yield Problem(Location(SETTINGS), "no-licence", "no `licence`", expected, fix, "warning")

    told = project.settings.changes
    if told.published == NOT_YET:
        expected = "the first day on which readers could see this site, which is to be public"
        fix = "write `published:` with that day, such as 2026-12-01, so that corrections are told as such"
        yield Problem(told.at.of("published"), "no-first-day", f"`{NOT_YET}`", expected, fix, "warning")


def _look_of(root: Path) -> _Look:
    """Read two keys of mkdocs.yml. Only MkDocs knows all its tags, and takes long to load."""
    data, _ = read_file(root, MKDOCS, FILE_BYTES)
    text = (data or b"").decode("utf-8", "replace")
    return _Look(_value(text, "site_url"), _value(text, "repo_url"))


def _value(text: str, key: str) -> str:
    written = re.search(rf"^{key}[ \t]*:[ \t]*(.*?)[ \t]*(?:[ \t]#.*)?\r?$", text, re.MULTILINE)
    value = written[1].strip("'\"") if written else ""
    return "" if value in {"null", "~"} else value


def _is_real(address: str) -> bool:
    """Whether an address is somebody's; one that the environment gives is taken to be."""
    if address.startswith("!ENV"):
        return True
    try:
        return _INVENTED.fullmatch((urlsplit(address).hostname or "").lower()) is None
    except ValueError:
        return False


def _is_deployed(root: Path) -> bool:
    """Whether a workflow puts the site on the web."""
    paths, _ = list_files(root, WORKFLOWS)
    return any(_DEPLOYS.search(read_file(root, path, FILE_BYTES)[0] or b"") for path in paths)


def _pages_address(repository: str) -> str:
    """Where GitHub puts the site of a repository, unless it has a domain of its own."""
    found = re.fullmatch(r"https://github\.com/([^/\s]+)/([^/\s]+?)(?:\.git)?/?", repository)
    return f"https://{found[1].lower()}.github.io/{found[2]}/" if found else "https://HOST/PATH/"
