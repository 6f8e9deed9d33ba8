"""How templates become code: what stands on pages by the thousand looks nothing up that it need not.

Jinja asks of every dot whether it means an attribute or an item, and of every macro what it wants to be
handed. Views are dataclasses and macros are macros, so the code here goes straight to them: a third of the
time. What a template says and what comes of it stay the same; items of mappings are written `x["name"]`.
"""

from collections.abc import Callable
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, nodes, pass_eval_context
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.nodes import EvalContext
from jinja2.runtime import Macro
from jinja2.utils import missing

from site_builder.output.html_escaping import Html, escaped
from site_builder.output.template_messages import translate
from site_builder.translation.languages import Language

HTML_FILTERS = frozenset({"date", "link", "run", "words"})
"""Those of `pieces`, which escape what they are given."""
_PLAIN = (False, False, False, True)
"""A macro that wants no keywords, no more arguments and no caller, and escapes."""


class PlainCode(CodeGenerator):
    """Writes attributes as attributes, calls of macros as calls, and messages as what they say."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Write a template."""
        translate(node)
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write `x.name`."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """Write the call of a macro, which takes whether to escape as its first argument."""
        if forward_caller:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(context.eval_ctx")
        self.signature(node, frame)
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write a macro as a function, unless it wants more than its arguments."""
        if macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs:
            super().macro_def(macro_ref, frame)
            return
        names = tuple(argument.name for argument in macro_ref.node.args)
        self.write(f"environment.macro(macro, {getattr(macro_ref.node, 'name', None)!r}, {names!r})")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Write what begins a piece of output; what makes HTML itself needs no look."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(" if _makes_html(node) else "environment.escaped(")


def _makes_html(node: nodes.Expr) -> bool:
    """Whether a piece of output comes from one of the filters that write HTML."""
    return isinstance(node, nodes.Filter) and node.name in HTML_FILTERS


class PlainEnvironment(Environment):
    """An environment whose templates become such code."""

    code_generator_class = PlainCode
    escaped = staticmethod(escaped)

    def macro(
        self, write: Callable[..., str], name: str | None, arguments: tuple[str, ...]
    ) -> Callable[..., Html]:
        """Make a macro of the function that writes it: called with as many arguments as most macros are."""
        number = len(arguments)

        @pass_eval_context
        def called(context: EvalContext, *given: object, **named: object) -> Html:
            if named or len(given) > number:  # Jinja knows what to do, or what to say
                return Html(
                    Macro(self, write, name or "", list(arguments), *_PLAIN)(context, *given, **named)
                )
            return Html(write(*given, *[missing] * (number - len(given))))

        return called


class KeptCode(BytecodeCache):
    """The code of templates in this process: of those that are as they were it is not made again.

    Code of pages holds what they say, so each language has its own. `made` counts how often code was made.
    """

    def __init__(self) -> None:
        self.made = 0
        self._kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template whose text is as it was."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self.made += 1
        if bucket.code is not None:
            self._kept[bucket.key] = bucket.checksum, bucket.code


_IN_LANGUAGES: list[tuple[Language, KeptCode]] = []


def code_in(language: Language) -> KeptCode:
    """The code of pages' templates in a language, for all builds of this process."""
    for known, code in _IN_LANGUAGES:
        if known is language:
            return code
    _IN_LANGUAGES.append((language, KeptCode()))
    return _IN_LANGUAGES[-1][1]
