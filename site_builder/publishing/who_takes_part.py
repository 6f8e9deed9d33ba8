"""Who has a say in what is published: our own code, and whatever mkdocs.yml lists besides."""

import sys
from functools import cache
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig

from site_builder.publishing.configuration import configuration_files

BEFORE: Final = frozenset({"startup", "shutdown", "serve", "config", "pre_build", "build_error"})
"""Events of MkDocs in which nobody has pages or files of a site in hand."""
AFTER: Final = frozenset({"pre_template", "template_context", "post_template", "post_build"})
"""Events in which our pages are written already, or not concerned."""
_READ_NOTHING: Final = frozenset({
    "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "sane_lists",
    "site_builder.publishing.only_mkdocs", "smarty", "tables", "toc",
})  # fmt: skip
"""Extensions of Markdown that make a page of nothing but its own words."""


def others_take_part(config: MkDocsConfig, but: frozenset[str] = frozenset()) -> bool:
    """Whether another plugin, or a hook, hears of any event but some."""
    ours = config.plugins.get("site-builder")
    return any(
        getattr(method, "__self__", None) is not ours
        for event, methods in config.plugins.events.items()
        if event not in but
        for method in methods
    )


def is_told_by_files(config: MkDocsConfig) -> bool:
    """Whether a site depends on nothing but files and our own code: on no plugin, hook or environment."""
    plain = _READ_NOTHING.issuperset(config.markdown_extensions)
    told = b"!ENV" not in b"".join(configuration_files(Path(config.config_file_path)))
    return plain and told and not others_take_part(config)


@cache
def versions() -> str:
    """All packages that are installed, and in which version, as the names of their folders tell."""
    folders = (path for path in map(Path, dict.fromkeys(sys.path)) if path.is_dir())
    return repr(sorted(path.name for folder in folders for path in folder.glob("*.*-info")))
