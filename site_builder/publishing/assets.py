"""Our styles and scripts: part of the theme, so that every project has those of its version.

They are written in several files and published as two, since a page shows nothing before all its
styles have come: one request rather than one for each file. What scripts say in another language than
English is put among them, with nothing that only pages say.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from site_builder.publishing.configuration import site_language
from site_builder.translation.languages import Language

_HERE = Path(__file__)
THEMES = (_HERE.parents[1] / "templates" / "theme", _HERE.parents[2] / "templates" / "theme")
"""Our additions to Material: in the installed package, or beside it in a checkout."""
STYLES = ("site", "reading", "charts", "maps", "search", "ask")
MESSAGES = "messages"
"""The script by which others say something; what they say follows it."""
SCRIPTS = (
    "palette", "tables", "sideways", "copying", "page", "records", "reading", "cards", "charts", "keys",
)  # fmt: skip
ALONE = ("search", "answers", "ask", "cite", "place", "network", "folding", "marks", "take")
"""Scripts that are no part of the one that every page has, and say something, too."""
STYLE = "assets/site-builder.css"
SCRIPT = "assets/site-builder.js"
_OF_SEARCH = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""What Material brings for MkDocs' own search: as much as all pages of a small site."""
_SEARCHES = frozenset(("search", "material/search"))
_SAID = re.compile(r'\b(n?)gettext\(\s*("(?:[^"\\\n]|\\.)*")')
_ENDING = re.compile(r'["\\<\x00-\x1f]')
"""What could end a string of CSS, or the style sheet: it is written by its number."""
_ROOM = re.compile(
    r"""("(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')|(?:\s++|/\*(?:(?!\*/).)*+(?:\*/|\Z))++""", re.DOTALL
)
"""Strings of a style sheet, which stay as they are, or white space and comments."""
_NUMBERS = range(201)
"""By these the form of each plural category is found."""


def add_theme(config: MkDocsConfig) -> None:
    """Let the theme find our additions, after the project's own."""
    for folder in map(str, THEMES):
        if folder not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, folder)


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
    styles = [_taken(files, f"assets/{name}.css") for name in STYLES]
    styles.append(sheet_styles(config.site_name, config.site_url or ""))
    files.append(File.generated(config, STYLE, content=compact("\n".join(styles))))
    first, *others = [_taken(files, f"assets/{name}.js") for name in (MESSAGES, *SCRIPTS)]
    alone = [files.src_uris[f"assets/{name}.js"].content_string for name in ALONE]
    said = script_messages(site_language(config), [*others, *alone])
    files.append(File.generated(config, SCRIPT, content="\n".join([first, *said, *others])))


def leave_out_unused(files: Files, config: MkDocsConfig) -> None:
    """Take away what no page asks for: source maps of the theme, and its share of a search that is off."""
    theirs = {folder for folder in config.theme.dirs if folder != config.theme.custom_dir}
    for file in [file for file in files if file.src_dir in theirs]:
        of_search = file.src_uri.startswith(_OF_SEARCH) and _SEARCHES.isdisjoint(config.plugins)
        if of_search or file.src_uri.endswith(".map"):
            files.remove(file)


def compact(style: str) -> str:
    """A style sheet without its comments, and without room between words that says nothing."""
    return _ROOM.sub(lambda found: found[1] or ("\n" if "\n" in found[0] else " "), style).strip()


def _taken(files: Files, path: str) -> str:
    """What a part says, which is no file of the site itself."""
    part = files.src_uris[path]
    files.remove(part)
    return part.content_string


def sheet_styles(name: str, address: str) -> str:
    """Styles that put a site's name and address, and its number, on each printed sheet.

    They stand in its margins, which only styles can write to, and each browser that knows them.
    """
    boxes = {
        "top-left": _css_string(name),
        "bottom-left": _css_string(address),
        "bottom-right": 'counter(page) " / " counter(pages)',
    }
    return f"@page {{ {' '.join(f'@{box} {{ content: {said}; }}' for box, said in boxes.items())} }}\n"


def _css_string(text: str) -> str:
    """Text as a string of CSS."""
    escaped = _ENDING.sub(lambda found: f"\\{ord(found[0]):x} ", text)
    return f'"{escaped}"'


# ------------------------------------------------------------------ what scripts say


def script_messages(language: Language, scripts: Iterable[str]) -> Iterator[str]:
    """A script that gives others their messages in a language; English ones are written in these."""
    if language.is_english:
        return
    plural = {said: bool(n) for script in scripts for n, said in _SAID.findall(script)}
    messages = [
        (english, _forms(language, forms) if plural[said] else forms[0])
        for (context, english), forms in sorted(language.messages.items())
        if not context and (said := _literal(english)) in plural
    ]
    data = f"code: {_literal(language.code)}, messages: new Map({_literal(messages)})"
    yield f"Object.assign(spoken, {{ {data} }});\n"


def _literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _forms(language: Language, forms: tuple[str, ...]) -> Mapping[str, str]:
    """The form for each plural category of CLDR, which browsers know; `other` is also for any not found."""
    found = {"other": forms[-1]}
    for number in reversed(_NUMBERS):
        found[language.locale.plural_form(number)] = forms[language.plural(number)]
    return found
