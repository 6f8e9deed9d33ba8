"""What is wrong with a project's own templates, as problems: they may be older than the builder's views."""

import dataclasses
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from traceback import extract_tb

from jinja2 import (
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.environment import TemplateModule
from jinja2.utils import missing

from site_builder.model.problems import Location, Problem, did_you_mean, quoted

FOLDER = "templates/pages"
"""Where a project keeps templates of its own."""
FAULTS = (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a mistake in a template can raise."""
_FIX = (
    "compare it with the builder's own template of this name, which is used where there is none here: "
    "names may have changed with a version"
)
_GIVEN = ("page", "foot", "imprint")
_GIVEN_TO_REDIRECTS = ("to", "title")
_GIVEN_TO_CHARTS = ("chart", "taken", "source", "imprint")


class UnknownNameError(UndefinedError):
    """A template names what there is not; `obj` should have it, and is `missing` for a name alone."""

    name = ""
    obj: object = missing


class UnknownName(StrictUndefined):
    """Stands for what a template names and there is not; its use is an error that knows where."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[UndefinedError] = UndefinedError,
    ) -> None:
        del exc
        facts = {"name": str(name), "obj": obj}
        super().__init__(hint, obj, name, type("UnknownNameError", (UnknownNameError,), facts))


def _owner(value: object) -> str:
    return str(value.__name__) if isinstance(value, TemplateModule) else type(value).__name__


def _names_of(value: object) -> Iterable[str]:
    """What a template may ask of a value: of a macro file its macros, of a view its fields."""
    if value is missing:
        return _GIVEN
    if isinstance(value, TemplateModule):  # what a file of macros has become
        return sorted(name for name in vars(value) if not name.startswith("_"))
    if dataclasses.is_dataclass(value):
        fields = {field.name for field in dataclasses.fields(value)}
        return sorted(
            fields | {name for name in dir(value) if isinstance(getattr(type(value), name, 0), property)}
        )
    return sorted(value) if isinstance(value, dict) else ()


def unreadable_templates(templates: Environment, folder: Path) -> Iterator[Problem]:
    """Tell of the templates in a project's folder that cannot be read."""
    for path in sorted(folder.glob("*.html")):
        try:
            templates.get_template(path.name)
        except FAULTS as error:
            yield _form_problem(path, error)


def _form_problem(path: Path, error: Exception) -> Problem:
    if isinstance(error, TemplateSyntaxError):
        place = Location(f"{FOLDER}/{path.name}", error.lineno, 1)
        found = (error.message or str(error)).rstrip(".")
        return Problem(place, "template-form", found, "a template that Jinja can read", _FIX)
    place, fix = Location(f"{FOLDER}/{path.name}"), "save it as UTF-8"
    return Problem(place, "template-form", "bytes that are no UTF-8", "text in UTF-8", fix)


def problem_of(error: Exception, folder: Path) -> Problem | None:
    """Make a problem of what a template raised; None where none of the project's own was at work."""
    frames = [frame for frame in extract_tb(error.__traceback__) if Path(frame.filename).parent == folder]
    if not frames:
        return None
    path, line = Path(frames[-1].filename), frames[-1].lineno or 1
    if isinstance(error, (UnknownNameError, AttributeError)) and error.name:
        return _unknown_name(_place(path, line, error.name), error.name, error.obj, str(error))
    place = _place(path, line, "")
    if isinstance(error, TemplateNotFound):
        found, expected = (
            f"a use of {quoted(str(error.name))}, which is not there",
            "a template that there is",
        )
        return Problem(place, "template-missing", found, expected, _FIX)
    return Problem(
        place,
        "template-error",
        str(error) or type(error).__name__,
        "a use that fits what the builder gives",
        _FIX,
    )


def _unknown_name(place: Location, name: str, owner: object, said: str) -> Problem:
    known, found = tuple(_names_of(owner)), quoted(name)
    if owner is not missing:
        found, expected = f"{found}, which {_owner(owner)} does not have", f"one of {', '.join(known)}"
    elif "does not export" in said:
        found, expected = f"{found}, which the template that it is taken from does not have", "a macro of its"
    else:
        known = _given_to(place.path.rpartition("/")[2]) or known
        expected = f"{', '.join(known)}, or what the template itself defines"
    return Problem(place, "template-name", found, expected, did_you_mean(name, known, _FIX))


def _given_to(template: str) -> tuple[str, ...]:
    """What the few templates are given that print no page; nothing for others."""
    if template == "redirect.html":
        return _GIVEN_TO_REDIRECTS
    return _GIVEN_TO_CHARTS if template.lstrip("_").startswith("embed") else ()


def _place(path: Path, line: int, name: str) -> Location:
    """Where a name stands in a line of a template; the beginning of the line where it does not."""
    lines = path.read_text(encoding="utf-8").splitlines()
    match = re.search(rf"\b{re.escape(name)}\b", lines[line - 1]) if name and line <= len(lines) else None
    return Location(f"{FOLDER}/{path.name}", line, match.start() + 1 if match else 1)
