"""What an action on an article comes to: files before and after, or why it cannot be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from site_builder.annotating.article_state import annotation_path, record_class
from site_builder.annotating.changes import Change
from site_builder.annotating.workspace import ReadArticle, Workspace
from site_builder.corpus.file_kinds import ANNOTATION
from site_builder.corpus.vocabulary.own_fields import annotation_class
from site_builder.editing.repairs.schema_line import schema_line
from site_builder.model.annotation import Rejected
from site_builder.model.problems import Location, Problem
from site_builder.model.written import Written
from site_builder.storage.transaction import FileEdit

Action = Mapping[str, Any]
REJECTED: Final = "rejected"


@dataclass(frozen=True, slots=True)
class Plan:
    """A change that is ready to be tried or made; `record` is where the record it is about will stand.

    Where a person changed the same lines meanwhile there is no change: `theirs` is what stands there now.
    """

    change: Change = field(default_factory=lambda: Change("", ()))
    record: tuple[str, int] | None = None
    theirs: str | None = None


@dataclass(frozen=True, slots=True)
class Now:
    """The article as it is, and its annotation's file."""

    space: Workspace
    read: ReadArticle
    before: bytes | None

    @property
    def path(self) -> str:
        return annotation_path(self.read.name)

    @property
    def text(self) -> str:
        return (self.before or b"").decode("utf-8", "surrogateescape")

    @property
    def order(self) -> tuple[str, ...]:
        return (*annotation_class(self.read.corpus.registry).SECTIONS, REJECTED)

    def kind(self, section: str) -> type[Written]:
        if section == REJECTED:
            return Rejected
        return record_class(annotation_class(self.read.corpus.registry), section)


def begun(now: Now) -> str:
    """The annotation's text; a new one names its schema."""
    if now.before is not None:
        return now.text
    return schema_line("", ANNOTATION, now.path)[0]


def change_of(now: Now, what: str, after: str, more: Sequence[FileEdit] = ()) -> Change:
    """The change that gives the annotation another text; `more` are further files of the same change."""
    edit = FileEdit(now.path, now.before, after.encode("utf-8", "surrogateescape"))
    return Change(what, (edit, *more))


def mapping_in(value: Any) -> Mapping[str, Any]:
    """What the page gave as a mapping; an empty one where it gave something else."""
    return value if isinstance(value, Mapping) else {}


# ------------------------------------------------------------------ why not


def refused(path: str, found: str, expected: str, fix: str = "") -> Problem:
    """Say that an action cannot be done."""
    return Problem(Location(path), "cannot-do", found, expected, fix)


def no_place(path: str, what: str) -> Problem:
    """Say that something has no place in a section or file that could be changed alone."""
    fix = "write it there by hand, on the page of the file, or put the section in block style"
    return refused(path, f"no place for it in {what}", "lines that can be changed alone", fix)
