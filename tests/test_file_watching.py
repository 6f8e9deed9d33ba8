"""Watching files: what counts as a change, folders that go away and come back."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from site_builder.publishing.file_watching import FileWatch


@contextmanager
def bursts(root: Path, *, polling: bool) -> Iterator[Callable[[], int]]:
    """Watch a project, and give what counts the bursts so far."""
    watched = [root / name for name in ("articles", "annotations", "templates", "site.yml")]
    watch = FileWatch(watched, polling=polling)
    seen: list[None] = []
    watch.start()
    waiting = Thread(target=lambda: seen.extend(watch.bursts()))
    waiting.start()
    try:
        yield lambda: len(seen)
    finally:
        watch.stop()
        waiting.join(10)
        assert not waiting.is_alive()


def test_changes_are_seen_also_of_what_was_away(tmp_path: Path) -> None:
    """By what the system tells, and by looking from time to time: both watch the same steps."""
    (tmp_path / "articles").mkdir()
    actors = tmp_path / "annotations" / "actors"
    actors.mkdir(parents=True)
    steps: list[tuple[Callable[[], object], bool]] = [
        (lambda: (tmp_path / "articles/a.md").write_text("x"), True),
        (lambda: (actors / "a.yml").write_text("x"), True),
        (lambda: (tmp_path / "site.yml").write_text("x"), True),
        (lambda: (tmp_path / "other.yml").write_text("x"), False),
        ((tmp_path / "site.yml").read_text, False),
        (lambda: (tmp_path / "annotations").rename(tmp_path / "aside"), True),
        (lambda: (tmp_path / "aside").rename(tmp_path / "annotations"), True),
        (lambda: (actors / "a.yml").write_text("y"), True),
        (lambda: shutil.rmtree(tmp_path / "annotations"), True),
        (lambda: actors.mkdir(parents=True), True),
        (lambda: (actors / "b.yml").write_text("z"), True),
        (lambda: (tmp_path / "templates/pages").mkdir(parents=True), True),
        (lambda: (tmp_path / "templates/pages/x.html").write_text("z"), True),
    ]
    with bursts(tmp_path, polling=False) as told, bursts(tmp_path, polling=True) as looked:
        for number, (step, is_change) in enumerate(steps):
            before = told(), looked()
            step()
            end = time.monotonic() + (60 if is_change else 1.5)
            while not (told() > before[0] and looked() > before[1]) and time.monotonic() < end:
                time.sleep(0.02)
            assert (told() > before[0], looked() > before[1]) == (is_change, is_change), number
            time.sleep(1.2)  # whatever else belongs to the same step


def test_what_is_written_in_one_go_is_one_burst(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    with bursts(tmp_path, polling=False) as count:
        for number in range(50):
            (tmp_path / f"articles/{number}.md").write_text("x")
        end = time.monotonic() + 10
        while not count() and time.monotonic() < end:
            time.sleep(0.02)
        time.sleep(0.5)
        assert 1 <= count() <= 3
