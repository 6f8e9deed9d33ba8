"""What the page asks for, as changes of files: planned here, tried or written elsewhere.

Each action is applied to the files as they are now. One that was made for other lines than stand there is
refused, or merged where a person changed other lines.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from site_builder.annotating.article_state import annotation_path
from site_builder.annotating.changes import read_now
from site_builder.annotating.entry_actions import accept_entry, add_entry
from site_builder.annotating.file_actions import digest, front_matter, yaml
from site_builder.annotating.plans import Action, Now, Plan, refused
from site_builder.annotating.record_actions import (
    accept,
    add_record,
    change_record,
    delete_record,
    refuse,
    refuse_record,
    settle,
)
from site_builder.annotating.workspace import ReadArticle, Workspace
from site_builder.corpus.file_reading import file_named, made_of
from site_builder.corpus.vocabulary.own_fields import kinds_of
from site_builder.model.problems import Checked, Problem, quoted
from site_builder.model.registry import Registry
from site_builder.storage.transaction import FileEdit

_ACTIONS: Final[Mapping[str, Callable[[Now, Action], Checked[Plan]]]] = {
    "add-record": add_record,
    "change-record": change_record,
    "delete-record": delete_record,
    "settle": settle,
    "refuse-record": refuse_record,
    "accept": accept,
    "refuse": refuse,
    "accept-entry": accept_entry,
    "add-entry": add_entry,
    "digest": digest,
    "yaml": yaml,
    "front-matter": front_matter,
}


def planned(space: Workspace, read: ReadArticle, action: Action) -> Checked[Plan]:
    """Plan an action on an article; with problems it cannot be done."""
    now = Now(space, read, read_now(space.root, annotation_path(read.name)))
    do = _ACTIONS.get(str(action.get("do")))
    if do is None:
        return Plan(), (refused("", f"the action {quoted(str(action.get('do')))}", "one that the page has"),)
    plan, problems = do(now, action)
    return plan, problems or new_errors(read.corpus.registry, plan.change.edits)


def new_errors(registry: Registry, edits: Iterable[FileEdit]) -> tuple[Problem, ...]:
    """Errors that files would have by themselves, and have not now: what cannot be read is not written."""
    kinds = kinds_of(registry)
    found: list[Problem] = []
    for edit in edits:
        named = file_named(edit.path, kinds)
        if named is None or edit.after is None:
            continue
        before = Counter(_said(one) for one in made_of(edit.before or b"", named)[1])
        for problem in made_of(edit.after, named)[1]:
            if problem.severity == "error" and before[_said(problem)] <= 0:
                found.append(problem)
            before[_said(problem)] -= 1
    return tuple(found)


def _said(problem: Problem) -> tuple[str, str, str]:
    return problem.rule, problem.found, problem.severity
