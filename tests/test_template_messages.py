"""All that templates show is said by messages, which are HTML, cost nothing, and lose no argument."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, nodes

from scripts.messages import collected
from site_builder.linking.redirects import Move
from site_builder.output.addresses import rendering
from site_builder.output.html_escaping import Html
from site_builder.output.pieces import link
from site_builder.output.render import render_old_addresses
from site_builder.output.template_code import PlainEnvironment
from site_builder.output.template_messages import GLOBALS, messages_in
from site_builder.pages.components import Link
from site_builder.translation.languages import ENGLISH, Language, Messages
from site_builder.translation.messages import speaking

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
PATHS = sorted(TEMPLATES.rglob("*.html"))
SAID_BY = {"_", "ngettext", "pgettext"}
SHOWN = {"alt", "aria-label", "data-label", "label", "placeholder", "title"}
"""Attributes that readers see or hear."""
FILTER = "data-pagefind-filter"
"""Holds a value that readers see, after a colon."""
SAME_IN_ALL = {
    "BibTeX", "CSL-JSON", "CSV", "JSON", "Material for MkDocs", "RIS", "sqlite3 -box corpus.sqlite",
    "datasette --immutable corpus.sqlite --metadata datasette.json",
}  # fmt: skip
"""Names of formats and of a program, and commands."""
IN_ENGLISH = {("main.html", "announce")}
"""Blocks that stay English: problems, for those who edit, as the command line tells them."""
UNREAD = {"script", "style"}
WORD = re.compile(r"[^\W\d_][\w-]*")
EXPRESSION = "\ue000"


# ------------------------------------------------------------------ what templates show


class Shown(HTMLParser):
    """Gathers the texts and attributes of a template that have letters of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within = tag
        for name, value in attrs:
            if name == FILTER:
                self.take((value or "").partition(":")[2])
            elif name in SHOWN:
                self.take(value or "")

    def handle_data(self, data: str) -> None:
        if self.within not in UNREAD:
            self.take(data)

    def take(self, words: str) -> None:
        self.found += [piece for piece in map(str.strip, words.split(EXPRESSION)) if speaks(piece)]


def speaks(words: str) -> bool:
    """Whether words are those of a language."""
    return words not in SAME_IN_ALL and not SAME_IN_ALL.issuperset(WORD.findall(words))


def source(tree: nodes.Node, name: str) -> Iterator[str]:
    """What a template puts out itself, branch after branch, with a mark for each expression."""
    for node in tree.iter_child_nodes():
        if isinstance(node, nodes.TemplateData):
            yield node.data
        elif isinstance(tree, nodes.Output):
            yield EXPRESSION
        elif not (isinstance(node, nodes.Block) and (name, node.name) in IN_ENGLISH):
            yield from source(node, name)


def constants(tree: nodes.Node) -> Iterator[str]:
    """Words that are given to macros, said by no message: such as begin with a capital letter."""
    for node in tree.iter_child_nodes():
        match node:
            case nodes.Const(value=str(words)) if words[:1].isupper():
                yield words
            case nodes.Call(node=nodes.Name(name=name)) if name in SAID_BY:
                for argument in node.kwargs:
                    yield from constants(argument)
            case _:
                yield from constants(node)


def unsaid(text: str, name: str = "") -> list[str]:
    """What a template shows that no message says."""
    tree = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).parse(text)
    parser = Shown()
    parser.feed("".join(source(tree, name)))
    parser.close()
    return [*parser.found, *constants(tree)]


def messages_of(text: str) -> Iterator[tuple[str | None, str]]:
    """The messages of a template, each with its context: all are constants, as they must be."""
    for call in Environment(autoescape=True).parse(text).find_all(nodes.Call):
        match call:
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=str(words))]):
                yield None, words
            case nodes.Call(node=nodes.Name(name="pgettext"), args=[context, nodes.Const(value=str(words))]):
                yield str(context.as_const()), words
            case nodes.Call(node=nodes.Name(name="ngettext"), args=[one, many, _]):
                yield from ((None, str(form.as_const())) for form in (one, many))
            case nodes.Call(node=nodes.Name(name=name)):
                assert name not in SAID_BY
            case _:
                pass


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_all_that_a_template_shows_is_said_by_a_message(path: Path) -> None:
    assert unsaid(path.read_text("utf-8"), path.name) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Words</p>", ["Words"]),
        ("<p>{{ x }} words {% if x %}, or{% endif %}</p>", ["words , or"]),
        ('<i title="Words {{ x }}"></i>', ["Words"]),
        ("{% macro a() %}<svg><title>Words</title></svg>{% endmacro %}", ["Words"]),
        ('<i data-pagefind-filter="kind:Words"></i>', ["Words"]),
        ('{{ m.section("id", "Words") }}', ["Words"]),
        ('{{ _("A {b}", b=m.b("Words")) }}', ["Words"]),
        ('<p class="r-p">{{ _("Words") }} {{ pgettext("Context", "Words") }}, CSV: 12</p>', []),
    ],
)
def test_what_no_message_says_is_found(text: str, found: list[str]) -> None:
    assert unsaid(text) == found


def test_all_messages_of_templates_are_collected_and_whole() -> None:
    catalogue = collected()
    for path in PATHS:
        for context, words in messages_of(path.read_text("utf-8")):
            found = catalogue.get(words, context)
            assert found is not None, (path.name, words)
            assert path.relative_to(ROOT).as_posix() in {place for place, _ in found.locations}


def test_no_message_has_markup_or_is_in_an_attribute_with_single_quotes() -> None:
    for path in PATHS:
        text = path.read_text("utf-8")
        assert "='{{" not in text
        for _, words in messages_of(text):
            assert not set(words) & set('<>&"')


# ------------------------------------------------------------------ what becomes of messages

GERMAN: Messages = {
    ("", "By {who}."): ("Von {who}.",),
    ("", "Words"): ('Wörter & "mehr" <b>',),
    ("", "The {a}method{/a} says {em}more{/em}."): ("{em}Mehr{/em} sagt die {a}Methode{/a}.",),
    ("author", "By"): ("Von",),
    ("", "{n} article"): ("{n} Artikel", "{n} Artikel, viele"),
}
LANGUAGE = Language("de", GERMAN)


@dataclass
class Row:
    """What a template is given."""

    words: str = ""
    link: Link | None = None
    number: int = 0


def rendered(text: str, row: Row | None = None, language: Language = LANGUAGE) -> str:
    """A template of ours, rendered in a language on the page `actors/a/`."""
    templates = PlainEnvironment(loader=DictLoader({"t": text}), autoescape=True)
    templates.globals.update(GLOBALS)
    templates.filters["link"] = link
    with speaking(language), rendering("actors/a/", None):
        return templates.get_template("t").render(row=row or Row())


def code_of(text: str, language: Language = LANGUAGE) -> str:
    """The code that a template becomes."""
    with speaking(language):
        return str(PlainEnvironment(autoescape=True).compile(text, raw=True))


def test_arguments_are_escaped_and_their_braces_are_no_holes() -> None:
    row = Row('<b>&"{who}{em}{/a}', Link("<i>{who}", "actors/b/"))
    assert rendered('{{ _("By {who}.", who=row.words) }}', row) == "Von &lt;b&gt;&amp;&#34;{who}{em}{/a}."
    said = rendered('{{ _("By {who}.", who=row.link | link) }}', row)
    assert said == 'Von <a href="../../actors/b/">&lt;i&gt;{who}</a>.'


def test_a_message_is_escaped_but_its_apostrophes_are_not() -> None:
    assert rendered('{{ _("Words") }}') == "Wörter &amp; &#34;mehr&#34; &lt;b&gt;"
    assert rendered('<i title="{{ _("Editors\' note") }}"></i>') == '<i title="Editors\' note"></i>'


def test_links_and_marks_are_pairs_of_holes() -> None:
    text = '{{ _("The {a}method{/a} says {em}more{/em}.", a=opened(row.words)) }}'
    for to, address in (
        ("method/", "../../method/"),
        ("#list", "#list"),
        ("https://example.org/?a&b", "https://example.org/?a&amp;b"),
        ("javascript:alert()", "#"),
    ):
        assert rendered(text, Row(to)) == f'<em>Mehr</em> sagt die <a href="{address}">Methode</a>.'
    assert rendered('{{ _("{n} {aside}more{/aside}", n=row.number) }}') == (
        '0 <span class="r-event__more">more</span>'
    )


def test_plurals_and_numbers_are_those_of_the_language() -> None:
    text = '{{ ngettext("{n} article", "{n} articles", row.number) }}'
    assert rendered(text, Row(number=1)) == "1 Artikel"
    assert rendered(text, Row(number=1234)) == "1.234 Artikel, viele"
    assert rendered(text, Row(number=1), ENGLISH) == "1 article"
    assert rendered(text, Row(number=1234), ENGLISH) == "1,234 articles"


def test_a_context_tells_messages_apart() -> None:
    assert rendered('{{ pgettext("author", "By") }} {{ _("By") }}') == "Von By"
    assert rendered('{{ pgettext("author", "{x}", x=row.words) }}', Row("<")) == "&lt;"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{{ _("Words") }}', "Wörter"),
        ('<i title="{{ pgettext("author", "By") }}">', "Von"),
        ('{{ m.finder([[_("Words"), 1]]) }}', "Wörter"),
        ('{% if x %}{{ m.a(title=_("Words")) }}{% endif %}', "Wörter"),
        ('<html lang="{{ language_code }}">', '<html lang="de">'),
    ],
)
def test_a_message_without_arguments_becomes_a_constant(text: str, said: str) -> None:
    code = code_of(text)
    assert said in code
    assert not any(f"resolve({name!r})" in code for name in (*GLOBALS, "language_code"))


def test_a_message_with_arguments_does_not() -> None:
    for text in ('{{ _("Words", a=1) }}', '{{ _("Words", **x) }}', "{{ _(x) }}", '{{ pgettext("x", y) }}'):
        assert "Wörter" not in code_of(text)


def test_templates_of_the_theme_say_the_same() -> None:
    templates = Environment(autoescape=False)  # noqa: S701 - as MkDocs has it
    templates.globals.update(messages_in(LANGUAGE))

    def said(text: str) -> str:
        return templates.from_string(text).render(words="<{who}>", html=Html("<b>"))

    assert said('{{ _("Words") }}') == "Wörter &amp; &#34;mehr&#34; &lt;b&gt;"
    assert said('{{ _("By {who}.", who=words) }}') == "Von &lt;{who}&gt;."
    assert said('{{ _("By {who}.", who=html) }}') == "Von <b>."
    assert said('{{ pgettext("author", "By") }}{{ language_code }}') == "Vonde"
    assert said('{{ ngettext("{n} article", "{n} articles", 2) }}') == "2 Artikel, viele"
    linked = said('{{ _("The {a}method{/a} says {em}more{/em}.", a=opened("../method/?a&b")) }}')
    assert linked == '<em>Mehr</em> sagt die <a href="../method/?a&amp;b">Methode</a>.'


def test_a_page_of_another_language_says_so() -> None:
    words = {("", "This page has moved: {page}."): ("{page} ist die neue Adresse.",)}
    moves = [Move("actors/a/", "actors/b/", "<B>")]
    pages, problems = render_old_addresses(TEMPLATES / "none", moves, (), Language("de", words))
    page = pages["actors/a/index.html"].decode()
    assert problems == ()
    assert '<html lang="de">' in page
    assert '<p><a href="../../actors/b/">&lt;B&gt;</a> ist die neue Adresse.</p>' in page
