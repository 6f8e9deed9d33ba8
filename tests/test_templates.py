"""Page templates decide nothing: no arithmetic, comparison, call or filter but a listed few."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import nodes

from site_builder.output.render import environment
from site_builder.output.template_messages import GLOBALS

FOLDER = Path(__file__).parents[1] / "templates" / "pages"
FILTERS = {"address", "date", "edit", "iframe", "link", "many", "run", "tojson", "words"}
FORBIDDEN = (
    nodes.Compare, nodes.BinExpr, nodes.Concat, nodes.Test, nodes.CondExpr, nodes.Slice,
    nodes.ExprStmt, nodes.Assign, nodes.AssignBlock, nodes.MarkSafe, nodes.MarkSafeIfAutoescape,
    nodes.ScopedEvalContextModifier,
)  # fmt: skip
LOGIC = (nodes.And, nodes.Or)
SAYING = set(GLOBALS)
"""What says messages decides nothing either."""


def decisions(source: str) -> Iterator[str]:
    """What a template's source decides, with its line."""
    tree = environment(FOLDER).parse(source)
    macros = {node.name for node in tree.find_all(nodes.Macro)}
    imported = {"m", *(node.target for node in tree.find_all(nodes.Import))}
    for node in tree.find_all(nodes.Node):
        kind = f"line {getattr(node, 'lineno', 0)}: {type(node).__name__}"
        if isinstance(node, FORBIDDEN) and not isinstance(node, LOGIC):
            yield kind
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            yield f"{kind} {node.name}"
        elif isinstance(node, nodes.Call) and not is_macro(node, macros | SAYING, imported):
            yield kind


def is_macro(call: nodes.Call, macros: set[str], imported: set[str]) -> bool:
    """Whether a call goes to a macro of the same file, or of an imported one; every page has `m`."""
    if isinstance(call.node, nodes.Getattr):
        return isinstance(call.node.node, nodes.Name) and call.node.node.name in imported
    return isinstance(call.node, nodes.Name) and call.node.name in macros


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.html")), ids=lambda path: path.name)
def test_template_decides_nothing(path: Path) -> None:
    assert list(decisions(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "{{ 1 + 1 }}",
        "{% if page.count > 3 %}x{% endif %}",
        "{{ page.title | upper }}",
        "{{ page.title | safe }}",
        "{{ page.title.upper() }}",
        "{{ 'a' ~ page.title }}",
        "{% if page.title is string %}x{% endif %}",
        "{% set x = page.title %}",
        "{% autoescape false %}{{ page.title }}{% endautoescape %}",
    ],
)
def test_a_decision_is_found(source: str) -> None:
    assert list(decisions(source))
