"""Edits by the page, by hand and by kills at once: files stay whole, and nothing is lost or there twice."""

import os
import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from site_builder.corpus.loading import load
from site_builder.storage.transaction import finish
from tests.annotating import Asked
from tests.conftest import project_at
from tests.killing import killer

VISIT = "norland-post-2031-05-10-visit"
EDITS = int(os.environ.get("ANNOTATE_EDITS", "150"))
"""A thousand and more were tried with other seeds."""
SEED = int(os.environ.get("ANNOTATE_SEED", "20311"))
QUOTES = ("Ann Haldane of Norland", "the capital of Sudria", "a state-owned maker in Norland", "near Kesh")
KINDS = ("add", "add", "change", "change", "delete", "accept", "refuse", "undo", "redo")
MADE = ("add-record", "change-record", "delete-record", "undo")
TOLD = {
    "unknown-event",
    "unknown-actor",
    "unknown-place",
    "unknown-equipment",
    "unknown-subject",
    "unknown-claim",
}
"""What a file that is well-formed may say wrong: undoing can take an entry away that another record names."""
SECTIONS = ("people", "statements", "organisations")


class Writer:
    """Somebody who edits at random, and knows what must be there."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.random, self.count = root, random.Random(seed), 0  # noqa: S311 - edits are no secret
        self.comments: set[str] = set()
        self.notes: set[str] = set()
        self.page = Asked(root, VISIT)

    @property
    def text(self) -> str:
        return self.page.annotation.read_text("utf-8")

    def fields(self, section: str) -> dict[str, str]:
        self.count += 1
        own = {
            "people": {"actor": "ann-haldane", "role": f"Role {self.count}"},
            "statements": {"says": f"It says: {self.count} #things, and more."},
            "organisations": {"actor": "lance-works", "says": f"what's {self.count}"},
        }
        return {**own[section], "note": f"n{self.count}x", "quote": self.random.choice(QUOTES)}

    def action(self) -> dict[str, Any]:
        state = self.page.state
        records = [one for one in state["records"] if one["section"] in SECTIONS]
        kind = self.random.choice(KINDS)
        if kind in ("accept", "refuse") and state["proposals"]:
            return {"do": kind, "proposal": self.random.choice(state["proposals"])["id"]}
        if kind in ("undo", "redo"):
            return {"do": kind}
        if kind == "add" or not records:
            section = self.random.choice(SECTIONS)
            return {"do": "add-record", "section": section, "fields": self.fields(section)}
        one = self.random.choice(records)
        known = {"section": one["section"], "index": one["index"], "was": one["text"]}
        if kind == "delete":
            return {"do": "delete-record", **known}
        fields = {
            **one["fields"],
            **{key: value for key, value in self.fields(one["section"]).items() if key != "note"},
        }
        return {"do": "change-record", **known, "fields": fields}

    def by_hand(self) -> None:
        """Write a comment somewhere between two lines, or change a word."""
        lines = self.text.splitlines(keepends=True)
        self.count += 1
        if self.random.random() < 0.7 or not any("what's" in line for line in lines):
            at = self.random.choice([i for i, line in enumerate(lines) if re.match(r"\S|  - ", line)] or [0])
            indent = "" if not lines or not lines[at].startswith(" ") else "  "
            comment = f"# c{self.count}x of a person"
            lines.insert(at, f"{indent}{comment}\n" + ("\n" if indent else ""))
            self.comments.add(comment)
        else:
            at = self.random.choice([i for i, line in enumerate(lines) if "what's" in line])
            lines[at] = lines[at].replace("what's", "what is")
        self.page.annotation.write_text("".join(lines), "utf-8")

    def killed(self, action: dict[str, Any]) -> None:
        """Let another process make the change, and end it at one of its steps; then start anew."""
        child = os.fork()
        if child == 0:
            sys.addaudithook(killer(self.root, self.random.randint(1, 12)))
            try:
                self.page.do(action)
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        finish(self.root)
        self.page = Asked(self.root, VISIT)

    def look(self) -> None:
        """Nothing is broken, lost or there twice."""
        _, problems = load(project_at(self.root))
        own = [one for one in problems if one.location.path == f"annotations/articles/{VISIT}.yml"]
        assert {one.rule for one in own if one.severity == "error"} <= TOLD
        text = self.text
        said = yaml.safe_load(text) or {}
        notes = Counter(one["note"] for records in said.values() for one in records if "note" in one)
        assert [note for note, times in notes.items() if times > 1] == []
        missing = [comment for comment in self.comments if text.count(comment) != 1]
        assert missing == []


def test_random_edits_by_all_at_once_lose_nothing(toy_project: Path) -> None:
    writer = Writer(toy_project, SEED)
    done: Counter[str] = Counter()
    for number in range(EDITS):
        chance = writer.random.random()
        if chance < 0.2:
            writer.by_hand()
        elif chance < 0.3:
            writer.killed(writer.action())
            done["killed"] += 1
        else:
            action = writer.action()
            if chance > 0.9:
                writer.by_hand()  # while the page looks at what was there before
            answer = writer.page.do(action)
            done[f"{action['do']} {answer['ok']}"] += 1
        if number % 5 == 0:
            writer.look()
    writer.look()
    assert done["killed"] > EDITS / 20
    assert (
        min(done[f"{kind} True"] for kind in ("add-record", "change-record", "delete-record", "undo"))
        > EDITS / 60
    )
