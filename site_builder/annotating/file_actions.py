"""Actions on whole files: the digest, the front matter, the annotation as text."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from site_builder.annotating.changes import Change, changed_meanwhile, read_now
from site_builder.annotating.front_matter import digest_of, with_body, with_front_matter
from site_builder.annotating.plans import Action, Now, Plan, mapping_in, no_place
from site_builder.editing.line_merge import merged
from site_builder.model.problems import Checked
from site_builder.storage.transaction import FileEdit


def digest(now: Now, action: Action) -> Checked[Plan]:
    """Give the article another digest."""
    path = f"articles/{now.read.name}.md"
    before = read_now(now.space.root, path) or b""
    text = before.decode("utf-8", "surrogateescape")
    return _rewritten(_File(path, before, digest_of(text), "the digest"), action, partial(with_body, text))


def yaml(now: Now, action: Action) -> Checked[Plan]:
    """Give the annotation's file another text."""
    return _rewritten(_File(now.path, now.before, now.text, "the annotation"), action, str)


class _File(NamedTuple):
    """A file as it is, the part of it that the page shows, and what that is called."""

    path: str
    before: bytes | None
    shown: str
    what: str


def _rewritten(file: _File, action: Action, whole: Callable[[str], str | None]) -> Checked[Plan]:
    """Give what the page shows another text, merged with what others have written since it was read.

    `whole` makes the whole file of it.
    """
    mine = merged(_lf(str(action.get("was", ""))), _lf(str(action.get("text", ""))), _lf(file.shown))
    if mine is None:
        return Plan(theirs=file.shown), (changed_meanwhile(file.path),)
    after = whole(mine.replace("\n", "\r\n") if "\r\n" in file.shown else mine)
    if after is None:
        return Plan(), (no_place(file.path, file.what),)
    edit = FileEdit(file.path, file.before, after.encode("utf-8", "surrogateescape"))
    return Plan(Change(file.what, (edit,))), ()


def _lf(text: str) -> str:
    return text.replace("\r\n", "\n")


def front_matter(now: Now, action: Action) -> Checked[Plan]:
    """Change fields of the article's front matter, and only their lines."""
    path = f"articles/{now.read.name}.md"
    before = read_now(now.space.root, path) or b""
    text = before.decode("utf-8", "surrogateescape")
    after = with_front_matter(text, path, mapping_in(action.get("fields")), mapping_in(action.get("was")))
    if after is None:
        return Plan(theirs=text), (changed_meanwhile(path),)
    edit = FileEdit(path, before, after.encode("utf-8", "surrogateescape"))
    return Plan(Change("the front matter", (edit,))), ()
