"""`site-builder export`: the data without the pages, in the forms that are asked for."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.output.formats import all_formats
from tests.conftest import TOY, copy_of_toy


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_toy(tmp_path_factory.mktemp("export") / "toy")


def export(root: Path, to: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(root), "export", str(to), *options])


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_form_is_written_and_checksums_hold(root: Path, tmp_path: Path) -> None:
    done = export(root, tmp_path / "all")
    assert done.exit_code == 0, done.output
    made = files_in(tmp_path / "all")
    assert f"{len(made)} files in " in done.output
    assert {name.rpartition(".")[2] for name in made} >= {"json", "csv", "sqlite", "xlsx", "parquet", "txt"}
    sums = made.pop("checksums.txt").decode().splitlines()
    assert sums == sorted(
        (f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in made.items()),
        key=lambda line: line.partition("  ")[2],
    )


def test_one_form_is_what_the_site_has_and_may_be_written_again(root: Path, tmp_path: Path) -> None:
    to = tmp_path / "csv"
    assert export(root, to, "--format", "csv").exit_code == 0
    first = files_in(to)
    assert {Path(name).suffix for name in first} == {".csv", ".json", ".txt"}
    package = json.loads(first["datapackage.json"])
    assert {resource["path"] for resource in package["resources"]} == {n for n in first if n.endswith(".csv")}
    assert export(root, to, "--format", "csv").exit_code == 0
    assert files_in(to) == first
    assert export(root, tmp_path / "json", "--format", "json").exit_code == 0
    assert {*files_in(tmp_path / "json")} == {
        "corpus.json", "corpus.schema.json", "record.schema.json", "checksums.txt",
    }  # fmt: skip


def test_what_an_earlier_export_wrote_goes_unless_somebody_changed_it(root: Path, tmp_path: Path) -> None:
    assert export(root, tmp_path, "--format", "csv").exit_code == 0
    tables = sorted(name for name in files_in(tmp_path) if name.endswith(".csv"))
    (tmp_path / tables[0]).write_bytes((tmp_path / tables[0]).read_bytes() + b"mine\n")
    (tmp_path / "mine.csv").write_text("mine")
    assert export(root, tmp_path, "--format", "json").exit_code == 0
    assert {*files_in(tmp_path)} == {
        "corpus.json", "corpus.schema.json", "record.schema.json", "checksums.txt", "mine.csv", tables[0],
    }  # fmt: skip


def test_a_folder_of_something_else_is_left_alone(root: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = export(root, tmp_path)
    assert done.exit_code == 1
    assert "export-in-the-way: found a folder with other files in it" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    done = export(root, root / "articles")
    assert (done.exit_code, "found a place within articles/" in done.output) == (1, True)


def test_what_is_wrong_in_the_files_is_told_and_nothing_written(tmp_path: Path) -> None:
    root = shutil.copytree(TOY, tmp_path / "toy")
    (root / "annotations" / "places.yml").write_text("haldane: {name: [}\n")
    done = export(root, tmp_path / "out")
    assert done.exit_code == 1
    assert "annotations/places.yml:1:" in done.output
    assert not (tmp_path / "out").exists()


def test_a_form_whose_package_is_not_installed_says_how_to_have_it(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(all_formats, "find_spec", lambda _name: None)
    done = export(root, tmp_path / "out", "--format", "parquet")
    assert done.exit_code == 1
    assert "missing-package: found no package pyarrow" in done.output
    assert "pip install 'site-builder[parquet]'" in done.output
