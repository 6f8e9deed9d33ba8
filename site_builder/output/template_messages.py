"""Messages in templates: `_("Reported by {who}", who=row.who | link)` is translated and filled, and is HTML.

Message and arguments are escaped; arguments that are HTML already stay so. Two arguments are always there:
`{em}` and `{code}` with their ends, `{/em}` and `{/code}`. A message without arguments costs a page nothing:
it is translated when its template becomes code, which is made anew for each language.
"""

from collections.abc import Callable, Iterator, Mapping

from jinja2 import nodes, pass_eval_context
from jinja2.nodes import EvalContext

from site_builder.output.html_escaping import Html, escaped
from site_builder.translation.languages import Language
from site_builder.translation.messages import filled, gettext, number, plural_form, speaking

ALWAYS = {tag: Html(f"<{tag}>") for tag in ("em", "/em", "code", "/code", "strong", "/strong")}


@pass_eval_context
def message(_: EvalContext, english: str, **given: object) -> Html:
    """A message as HTML."""
    return _html(gettext(english), given)


@pass_eval_context
def plural_message(_: EvalContext, one: str, many: str, how_many: int, **given: object) -> Html:
    """A message about a number of things as HTML; `{n}` is the number."""
    return _html(plural_form(one, many, how_many), {"n": how_many, **given})


def messages_in(language: Language) -> Mapping[str, Callable[..., str]]:
    """The same two, as templates of others know them, who say nothing of the language."""

    def singular(english: str, **given: object) -> str:
        with speaking(language):
            return _html(gettext(english), given)

    def plural(one: str, many: str, how_many: int, **given: object) -> str:
        with speaking(language):
            return _html(plural_form(one, many, how_many), {"n": how_many, **given})

    return {"_": singular, "ngettext": plural}


def _html(said: str, given: dict[str, object]) -> Html:
    arguments = {name: _written(value) for name, value in given.items()}
    return Html(filled(escaped(said), {**ALWAYS, **arguments}))


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
    if not (isinstance(value, nodes.Call) and isinstance(value.node, nodes.Name) and value.node.name == "_"):
        return value
    if value.kwargs or len(value.args) != 1 or not isinstance(value.args[0], nodes.Const):
        return value
    return nodes.TemplateData(_html(gettext(value.args[0].value), {}), lineno=value.lineno)
