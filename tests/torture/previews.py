"""A preview whose files are broken and mended at random shows, in the end, what the files say."""

import shutil
import time
from pathlib import Path

from tests.test_cli import page, serving, until
from tests.torture import chance, for_a_while


def test_break_and_mend(toy_project: Path, tmp_path: Path) -> None:
    good = Path(shutil.copytree(toy_project, tmp_path / "good"))
    data = (
        path.relative_to(toy_project)
        for folder in ("articles", "annotations", "docs")
        for path in sorted((toy_project / folder).rglob("*.*"))
        if path.is_file()
    )
    files = [*data, Path("site.yml"), Path("mkdocs.yml")]
    folders = [Path("docs"), Path("articles"), Path("annotations"), Path("annotations/articles")]
    random = chance()
    with serving(toy_project) as (url, server):
        until(lambda: "The Toy Record" in page(url), 60)
        for number in for_a_while():
            for _ in range(random.randint(1, 4)):
                spoil(toy_project, random.choice([*files, *folders]), random.randint(0, 6))
                time.sleep(random.uniform(0, 1))
            for path in (*files, *folders):
                if not (toy_project / path).exists():
                    copy = shutil.copytree if (good / path).is_dir() else shutil.copy
                    (toy_project / path.parent).mkdir(parents=True, exist_ok=True)
                    copy(good / path, toy_project / path)
            for path in files:
                shutil.copy(good / path, toy_project / path)
            (toy_project / "docs/about.md").write_text(f"# About\n\nMended {number}.\n")
            until(lambda number=number: f"Mended {number}." in page(f"{url}about/"), 90)  # type: ignore[misc]
            # What was read while the files were mended may be told until the next time.
            until(lambda: "These files have problems" not in page(f"{url}actors/"), 90)
            assert server.poll() is None


def spoil(root: Path, path: Path, how: int) -> None:
    """Do something to a file or folder."""
    target = root / path
    if not target.exists():
        return
    if target.is_dir():
        target.rename(aside := root.parent / f"aside-{time.monotonic_ns()}")
        time.sleep(0.3)
        if how % 2:
            aside.rename(target)
        return
    data = target.read_bytes()
    if how == 0:
        target.unlink()
    elif how == 1:
        target.write_bytes(b"")
    elif how == 2:
        target.write_bytes(data[: len(data) // 2])
    elif how == 3:
        target.write_bytes(data + b"\n\tx: [\n")
    elif how == 4:
        target.write_bytes(b"\xff\xfe" + data)
    elif how == 5:
        target.unlink()
        target.mkdir()
        time.sleep(0.3)
        target.rmdir()
    else:
        target.write_bytes(data.replace(b": ", b":", 3))
