"""Our styles and scripts: part of the theme, so that every project has those of its version.

They are written in several files and published as two, since a page shows nothing before all its
styles have come: one request rather than one for each file.
"""

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

STYLES = ("site", "reading", "charts", "maps", "search")
SCRIPTS = ("palette", "tables", "page", "reading", "cards", "charts", "network", "keys")
STYLE = "assets/site-builder.css"
SCRIPT = "assets/site-builder.js"


def name_assets(config: MkDocsConfig) -> None:
    """Name them to MkDocs, before the project's own, which may so override them."""
    config.extra_css = [STYLE, *config.extra_css]
    config.extra_javascript = [deferred(SCRIPT), *config.extra_javascript]


def deferred(path: str) -> ExtraScriptValue:
    """A script that runs when the page is read."""
    script = ExtraScriptValue(path)
    script.defer = True
    return script


def join_assets(files: Files, config: MkDocsConfig) -> None:
    """Put the two in place of their parts; a part comes from the project's theme folder, else from ours."""
    join(files, config, STYLE, [f"assets/{name}.css" for name in STYLES])
    join(files, config, SCRIPT, [f"assets/{name}.js" for name in SCRIPTS])


def join(files: Files, config: MkDocsConfig, path: str, names: list[str]) -> None:
    """Put one file in place of several."""
    parts = [files.src_uris[name] for name in names]
    for part in parts:
        files.remove(part)
    content = "\n".join(part.content_string for part in parts)
    files.append(File.generated(config, path, content=content))
