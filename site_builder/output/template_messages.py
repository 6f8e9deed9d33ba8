"""Messages in templates: `_("Reported by {who}", who=row.who | link)` is translated and filled, and is HTML.

Arguments are escaped; those that are HTML already stay so. Some are always there, in pairs: `{em}`, `{code}`
and `{strong}` with their ends, `{/em}` and so on, and `{aside}`, which is set smaller. A link is a pair of
holes, too: `_("The {a}method{/a} says more.", a=opened("method/"))`.

A message without arguments costs a page nothing: it is translated when its template becomes code, which is
made anew for each language. So is `language_code`, what a page's `lang` says of our own words.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from jinja2 import nodes, pass_eval_context
from jinja2.nodes import EvalContext

from site_builder.output.addresses import HERE, address_from
from site_builder.output.html_escaping import Html, escaped, message_as_html
from site_builder.translation.languages import Language
from site_builder.translation.messages import (
    filled,
    gettext,
    number,
    pgettext,
    plural_form,
    speaking,
    spoken,
)

ALWAYS: Final[Mapping[str, object]] = {
    **{tag: Html(f"<{tag}>") for tag in ("em", "/em", "code", "/code", "strong", "/strong")},
    "aside": Html('<span class="r-event__more">'),
    "/aside": Html("</span>"),
}
_END_OF_LINK: Final = Html("</a>")


@pass_eval_context
def message(_: EvalContext, english: str, /, **given: object) -> Html:
    """A message as HTML."""
    return _html(gettext(english), given)


@pass_eval_context
def message_in_context(_: EvalContext, context: str, english: str, /, **given: object) -> Html:
    """A message whose words mean several things in English, as HTML; `context` says which is meant."""
    return _html(pgettext(context, english), given)


@pass_eval_context
def plural_message(_: EvalContext, one: str, many: str, how_many: int, /, **given: object) -> Html:
    """A message about a number of things as HTML; `{n}` is the number."""
    return _html(plural_form(one, many, how_many), {"n": how_many, **given})


@pass_eval_context
def said(_: EvalContext, translated: str, /, **given: object) -> Html:
    """A message that a view has chosen, in the language already, as HTML."""
    return _html(translated, given)


@pass_eval_context
def opened(_: EvalContext, to: str) -> Html:
    """The beginning of a link to a path of the site, an outside address, or an anchor of the same page."""
    return _opened(to if to.startswith("#") else address_from(HERE.get(), to))


GLOBALS: Final[Mapping[str, object]] = {
    "_": message,
    "ngettext": plural_message,
    "pgettext": message_in_context,
    "opened": opened,
    "said": said,
}
"""What our own templates say things with."""


def messages_in(language: Language) -> Mapping[str, object]:
    """The same, as templates of others know them, who say nothing of the language.

    `opened` takes an address there, as it stands in the page.
    """

    def singular(english: str, /, **given: object) -> str:
        with speaking(language):
            return _html(gettext(english), given)

    def in_context(context: str, english: str, /, **given: object) -> str:
        with speaking(language):
            return _html(pgettext(context, english), given)

    def plural(one: str, many: str, how_many: int, /, **given: object) -> str:
        with speaking(language):
            return _html(plural_form(one, many, how_many), {"n": how_many, **given})

    return {
        "_": singular,
        "ngettext": plural,
        "pgettext": in_context,
        "opened": _opened,
        "language_code": language.code,
    }


def _opened(to: str) -> Html:
    return Html(f'<a href="{escaped(to)}">')


def _html(said: str, given: Mapping[str, object]) -> Html:
    """A message, filled: the end of a pair that an argument begins is that of a link."""
    ends = {f"/{name}": _END_OF_LINK for name in given}
    arguments = {name: _written(value) for name, value in given.items()}
    return Html(filled(message_as_html(said), {**ends, **ALWAYS, **arguments}))


def _written(value: object) -> str:
    return escaped(number(value) if value.__class__ is int else value)


def translate(template: nodes.Template) -> None:
    """Put what they say in place of all messages without arguments."""
    for parent in _all_nodes(template):
        for name, value in parent.iter_fields():
            if isinstance(value, list):
                setattr(parent, name, [_translated(item) for item in value])
            else:
                setattr(parent, name, _translated(value))


def _all_nodes(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _all_nodes(child)


def _translated(value: object) -> object:
    said = _said(value)
    return value if said is None else nodes.TemplateData(said, lineno=getattr(value, "lineno", None))


def _said(value: object) -> Html | None:
    """What a node says that needs no arguments; None for any other."""
    match value:
        case nodes.Name(name="language_code", ctx="load"):
            return Html(spoken().code)
        case nodes.Call(node=nodes.Name(name=name), args=args, kwargs=[], dyn_args=None, dyn_kwargs=None):
            words = [item.value for item in args if isinstance(item, nodes.Const)]
            return _constant(name, words) if len(words) == len(args) else None
        case _:
            return None


def _constant(name: str, words: Sequence[object]) -> Html | None:
    match name, words:
        case "_", [str(english)]:
            return _html(gettext(english), {})
        case "pgettext", [str(context), str(english)]:
            return _html(pgettext(context, english), {})
        case _:
            return None
