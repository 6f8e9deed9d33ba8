"""Our styles and scripts: part of the theme, so that every project has those of its version."""

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig

STYLES = ("site", "reading", "charts", "maps", "search")
SCRIPTS = ("tables", "page", "reading", "cards", "charts", "network", "keys")


def add_assets(config: MkDocsConfig) -> None:
    """Name them to MkDocs, before the project's own, which may so override them."""
    config.extra_css = [*(f"assets/{name}.css" for name in STYLES), *config.extra_css]
    config.extra_javascript = [*map(deferred, SCRIPTS), *config.extra_javascript]


def deferred(name: str) -> ExtraScriptValue:
    """A script that runs when the page is read."""
    script = ExtraScriptValue(f"assets/{name}.js")
    script.defer = True
    return script
