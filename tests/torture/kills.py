"""Kills at any moment, and many at once: the live site is whole, and a change is made or not."""

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from site_builder.publishing.releases import digest_of
from tests.conftest import TOY
from tests.test_publish import command, edit, names, released
from tests.test_together import COMMANDS, killed, spoilt
from tests.torture import SEED, chance, for_a_while


def whole(project: Path) -> str:
    """The name of the live release, which must be whole."""
    live = (project / "site").resolve()
    assert digest_of(live).startswith(live.name)
    assert json.loads((live / "pagefind/pagefind-entry.json").read_text())["languages"]
    for fragment in (live / "pagefind").rglob("*"):
        assert not fragment.is_file() or fragment.stat().st_size
    return live.name


def ended(running: subprocess.Popen[str]) -> int:
    """The exit code of a command, when it has ended."""
    running.communicate(timeout=600)
    return running.returncode


def test_builds_killed_at_random(toy_project: Path) -> None:
    released(toy_project)
    started = time.monotonic()
    assert ended(command(toy_project, "build")) == 0
    longest = time.monotonic() - started
    random = chance()
    for number in for_a_while():
        edit(toy_project, number)
        build = command(toy_project, "build")
        time.sleep(random.uniform(0, longest * 1.1))
        build.send_signal(random.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
        build.communicate()
        whole(toy_project)
    assert released(toy_project).folder == (toy_project / "site").resolve()
    assert not any(name.startswith("new-") for name in names(toy_project))


def test_twenty_builds_at_once(toy_project: Path) -> None:
    builds = []
    for number in range(20):
        if number % 5 == 0:
            edit(toy_project, number)
        builds.append(command(toy_project, "build"))
    random = chance()
    for build in random.sample(builds, 5):
        time.sleep(random.uniform(0, 1))
        build.send_signal(signal.SIGKILL)
    codes = [ended(build) for build in builds]
    assert set(codes) <= {0, -signal.SIGKILL}
    assert codes.count(0) >= 15
    whole(toy_project)
    assert released(toy_project).folder == (toy_project / "site").resolve()


@pytest.mark.parametrize("arguments", [*(words for words, _ in COMMANDS), ["check", "--fix"]], ids=str)
def test_a_command_killed_at_every_step(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "work").mkdir()
    template = spoilt(tmp_path) if arguments in (["extract"], ["check", "--fix"]) else TOY
    _, *others = killed(template, tmp_path / "work", 1, *arguments)
    assert others
    assert {found["state"] for found in others} == {"before", "after"}


def test_a_new_project_killed_at_every_step(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    _, *others = killed(tmp_path / "nothing", tmp_path / "work", 1, "new", "PROJECT")
    assert len(others) > 100
    assert {(found["state"], found["code"]) for found in others} == {("after", 0)}


@pytest.mark.parametrize("blocks", [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048])
def test_disks_that_are_full_at_another_file(toy_project: Path, blocks: int) -> None:
    """No file may grow over so many kilobytes, whichever that is."""
    live = released(toy_project).name
    edit(toy_project, blocks)
    program = f"'{sys.executable}' -m site_builder --project '{toy_project}'"
    for words in ("build", "extract", "rename topic arms-trade arms", "check --fix"):
        limited = f"ulimit -f {blocks}; exec {program} {words}"
        done = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, check=False)
        assert done.returncode in {0, 1}, (SEED, words, done.stderr)
        assert "Traceback" not in done.stderr, words
        whole(toy_project)
    assert "new-" not in " ".join(names(toy_project))
    assert ended(command(toy_project, "check")) == 0
    assert live in names(toy_project)


def test_a_small_disk(tmp_path: Path) -> None:
    """A file system of its own that is full; where nobody may mount one, this is left out."""
    disk = tmp_path / "disk"
    disk.mkdir()
    for megabytes in (2, 4, 6, 8, 10, 12, 16):
        mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(disk)]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("nobody may mount a small disk here")
        try:
            root = Path(shutil.copytree(TOY, disk / "toy"))
            before = ""
            for number in range(3):
                edit(root, number)
                build = command(root, "build")
                _, said = build.communicate(timeout=300)
                assert build.returncode in {0, 1}
                assert "Traceback" not in said
                if build.returncode == 0:
                    before = whole(root)
                elif before:
                    assert whole(root) == before
        finally:
            subprocess.run(["umount", str(disk)], check=True)
