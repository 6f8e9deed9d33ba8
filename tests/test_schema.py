"""Schemas for editors: made from the model, and never stricter than the reader."""

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path, PurePath
from typing import Any, get_args

import pytest
import yaml
from check_jsonschema import main as check_jsonschema_main
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from ruamel.yaml import YAML

from site_builder.cli import main
from site_builder.corpus.file_kinds import KINDS, SETTINGS, FileKind, kind_of
from site_builder.corpus.loading import load
from site_builder.corpus.project import find_project
from site_builder.corpus.source import Leaf, read_article, read_entries, read_yaml
from site_builder.corpus.source.shapes import OneOf, RecordShape, SeveralShape, Shape, record_shape
from site_builder.corpus.values import COMMON_CURRENCIES, id_problem, leaf_problems
from site_builder.model import edtf
from site_builder.model.problems import Location, Problem, Severity
from site_builder.output.schemas import FOLDER, schema_files
from site_builder.output.schemas.record_schemas import meaning
from site_builder.output.schemas.rules import KEY_RULES
from site_builder.output.schemas.value_forms import FORMS
from tests.conftest import TOY, project_at

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases"
ENVOY = "annotations/articles/harbour-gazette-2031-05-04-envoy.yml"
SHIPPED = sorted(
    path
    for root in (ROOT, TOY)
    for pattern in ("site.yml", "articles/*.md", "annotations/**/*.yml")
    for path in root.glob(pattern)
)


def core_load(text: str) -> object:
    """Read YAML 1.2, as editors do: `no` is text, and so is a date."""
    loader = YAML(typ="safe", pure=True)
    loader.version = (1, 2)
    return loader.load(text)


LOADERS: Mapping[str, Callable[[str], Any]] = {"YAML 1.1": yaml.safe_load, "YAML 1.2": core_load}


def relative(path: Path) -> str:
    return path.relative_to(TOY if path.is_relative_to(TOY) else ROOT).as_posix()


def yaml_part(text: str, path: str) -> str:
    """The YAML of a file: all of it, or an article's front matter."""
    return text.split("---\n")[1] if path.endswith(".md") else text


def kind_at(path: str) -> FileKind:
    return kind_of(path)[0] or SETTINGS


@cache
def validator(name: str) -> Draft202012Validator:
    """A validator for a kind's schema as committed."""
    schemas = {path.name: json.loads(path.read_bytes()) for path in (ROOT / FOLDER).glob("*.json")}
    known: Registry[Any] = Registry().with_resources(
        (file, Resource.from_contents(schema)) for file, schema in schemas.items()
    )
    return Draft202012Validator(schemas[f"{name}.json"], registry=known)


# ------------------------------------------------------------------ committed schemas


def test_the_committed_schemas_are_those_of_the_model() -> None:
    corpus, _ = load(project_at(TOY))
    made = schema_files(corpus)
    committed = {path.name: path.read_bytes() for path in (ROOT / FOLDER).iterdir()}
    assert committed.keys() == made.keys()
    ids = "ids.json"  # follows the registry; an id that is missing there is no mistake
    assert {name for name in made if name != ids and made[name] != committed[name]} == set(), (
        "run: site-builder schema schemas"
    )
    assert json.loads(committed[ids])["$defs"].keys() == json.loads(made[ids])["$defs"].keys()


def test_they_are_schemas_in_every_dialect_of_regular_expressions() -> None:
    """check-jsonschema takes patterns as ECMAScript does; jsonschema as Python does."""
    check_jsonschema("--check-metaschema", *sorted((ROOT / FOLDER).glob("*.json")))
    for path in (ROOT / FOLDER).glob("*.json"):
        Draft202012Validator.check_schema(json.loads(path.read_bytes()))


def check_jsonschema(*arguments: str | Path) -> None:
    done = CliRunner().invoke(check_jsonschema_main, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output


def records(shape: Shape) -> Iterator[RecordShape]:
    match shape:
        case RecordShape(keys=keys):
            yield shape
            for key in keys.values():
                yield from records(key.shape)
        case SeveralShape(each=each):
            yield from records(each)
        case OneOf(branches=branches):
            for branch in branches:
                yield from records(branch)


def test_every_key_has_a_meaning() -> None:
    for kind in (*KINDS, SETTINGS):
        for record in records(record_shape(kind.record)):
            for key in record.keys.values():
                told = meaning(record.kind, key.name)
                assert told.text
                assert len(told.examples) != 1  # an editor would write a lone example in


def test_rules_are_of_keys_that_there_are() -> None:
    assert all(keys.keys() <= record_shape(kind).keys.keys() for kind, keys in KEY_RULES.items())


def test_examples_are_right() -> None:
    examples = [Leaf("Edtf", text, Location("x"), "date") for text in FORMS["Edtf"]["examples"]]
    examples += [Leaf("Currency", text, Location("x"), "currency") for text in FORMS["Currency"]["examples"]]
    assert list(leaf_problems(examples)) == []


# ------------------------------------------------------------------ what is right


@pytest.mark.parametrize("path", SHIPPED, ids=relative)
def test_shipped_files_are_right(path: Path) -> None:
    """To jsonschema, as YAML 1.1, in which plain dates are dates."""
    name = relative(path)
    value = yaml.load(yaml_part(path.read_text(encoding="utf-8"), name), yaml.CSafeLoader)
    assert [error.message for error in validator(kind_at(name).name).iter_errors(value)] == []


@pytest.mark.slow
def test_each_shipped_file_names_its_schema_and_is_right() -> None:
    """To check-jsonschema, which knows nothing of us and reads YAML 1.2."""
    by_schema: dict[Path, list[Path]] = {}
    for path in (path for path in SHIPPED if path.suffix == ".yml"):
        schema = ROOT / FOLDER / f"{kind_at(relative(path)).name}.json"
        by_schema.setdefault(schema, []).append(path)
        if not path.is_relative_to(TOY):
            first = path.read_text(encoding="utf-8").partition("\n")[0]
            named = first.removeprefix("# yaml-language-server: $schema=")
            assert (path.parent / named).resolve() == schema
    for schema, paths in by_schema.items():
        check_jsonschema("--schemafile", schema, *paths)


def test_an_id_that_is_yet_to_be_listed_is_right() -> None:
    assert validator("annotation").is_valid(
        {"people": [{"actor": "somebody-new", "role": "Envoy", "of": "a-new-state", "quote": "q"}]}
    )


# What other values a key may be given: absent ones, and plain scalars that loaders take for something else.
OTHERS = [
    "", "~", "''", "[]", "{}", "2016", "2023-07-12", "40", "0.5", "true", "no", "NO", "1_000", "x-y", "'X y'",
]  # fmt: skip


def keys_in(node: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Paths to all values of a tree."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield (*at, key)
        yield from keys_in(child, (*at, key))


def dumped(node: Any, instead: tuple[str | int, ...], what: str, at: tuple[str | int, ...] = ()) -> str:
    """Write a tree as flow YAML, with other text at one path."""
    if at == instead:
        return what
    if isinstance(node, dict):
        pairs = (f"{key}: {dumped(value, instead, what, (*at, key))}" for key, value in node.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(dumped(item, instead, what, (*at, i)) for i, item in enumerate(node)) + "]"
    return json.dumps(node)


def is_read(text: str, kind: FileKind) -> bool:
    """Whether the reader finds nothing wrong with a file, apart from what only the whole corpus tells."""
    data = text.encode()
    if kind.name == "article":
        article, problems = read_article(f"---\n{text}\n---\n{'word ' * 200}".encode(), "x")
        leaves = article.article.leaves if article else ()
    elif kind.is_registry:
        entries, problems = read_entries(data, "x", kind.record, 1 << 20)
        leaves = entries.leaves
    else:
        parsed, problems = read_yaml(data, "x", kind.record, 1 << 20)
        leaves = parsed.leaves if parsed else ()
    ids = [leaf for leaf in leaves if leaf.kind.endswith("Id")]  # one of another form is never known
    named = [id_problem(leaf.value, leaf.location) for leaf in ids]
    return not any((*problems, *leaf_problems(leaves), *named))


BOUND = {
    "published", "published_basis", "published_why", "sha256", "chars", "language", "event", "kind",
    "currency", "basis", "value", "sentence", "quoted_share", "warned_share", "edit_link", "coordinates",
}  # fmt: skip
"""Keys that the schema checks as the rules of the corpus do, which the reader alone does not know."""


TREES = [
    (relative(path), yaml.load(yaml_part(path.read_text(encoding="utf-8"), path.name), yaml.CBaseLoader))  # noqa: S506
    for path in SHIPPED
    if path.stat().st_size < 2_500 or path == max(TOY.glob("annotations/articles/*"))
]


@given(st.integers(0, len(TREES) - 1), st.sampled_from(OTHERS), st.integers(0))
@settings(max_examples=100)
def test_what_the_reader_takes_the_schema_takes(file: int, what: str, number: int) -> None:
    name, tree = TREES[file]
    paths = [at for at in keys_in(tree) if not BOUND & set(map(str, at))]
    text = dumped(tree, paths[number % len(paths)], what)
    if is_read(text, kind_at(name)):
        for load_yaml in LOADERS.values():
            assert validator(kind_at(name).name).is_valid(load_yaml(text)), text


def form(name: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": dict(FORMS)})


def test_dates_of_the_cases_have_the_form() -> None:
    cases = yaml.load((CASES / "edtf.yml").read_bytes(), yaml.CBaseLoader)  # noqa: S506
    assert [case["date"] for case in cases["dates"] if not form("Edtf").is_valid(case["date"])] == []


POINT = r"[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?"


DATES = re.compile(rf"[\[{{]?({POINT})?(/|\.\.|,)?({POINT}|\.\.)?[\]}}]?", re.ASCII)


@given(st.from_regex(DATES, fullmatch=True))
def test_any_date_that_is_read_has_the_form(text: str) -> None:
    try:
        edtf.parse(text)
    except edtf.EdtfError:
        return
    assert form("Edtf").is_valid(text)


def test_addresses_and_currencies_have_the_form() -> None:
    for text in ("https://example.org/a?b=c#d", "HTTP://EXAMPLE.ORG", "mailto:a@example.org"):
        assert form("Url").is_valid(text)
    assert all(form("Currency").is_valid(code) for code in COMMON_CURRENCIES)
    assert form("Line").is_valid(dt.date(2023, 7, 12))


# ------------------------------------------------------------------ what is wrong


def wrong() -> list[dict[str, str]]:
    """Wrong files, each with the rule it breaks."""
    paths = sorted((CASES / "schema").glob("*.yml"))
    return [case for path in paths for case in yaml.load(path.read_bytes(), yaml.CBaseLoader)]  # noqa: S506


@pytest.mark.parametrize("case", wrong(), ids=lambda case: case["name"])
def test_wrong_files_are_refused_by_the_schema_and_by_check(case: dict[str, str], tmp_path: Path) -> None:
    path = case.get("path", ENVOY)
    for load_yaml in LOADERS.values():
        assert not validator(kind_at(path).name).is_valid(load_yaml(yaml_part(case["text"], path)))
    root = Path(shutil.copytree(CASES / "corpus" / "toy", tmp_path / "toy"))
    (root / "site.yml").touch()
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(case["text"], encoding="utf-8")
    project, problems = find_project(root)
    if path != "site.yml":
        assert project is not None
        problems = load(project)[1]
    assert case["rule"] in {problem.rule for problem in problems if problem.location.path == path}


def test_there_are_wrong_files_of_every_kind() -> None:
    assert len(wrong()) >= 50
    assert {kind_at(case.get("path", ENVOY)).name for case in wrong()} == {
        kind.name for kind in (*KINDS, SETTINGS)
    }


# ------------------------------------------------------------------ the command


def test_the_command_writes_what_changed(toy_project: Path, tmp_path: Path) -> None:
    def run() -> list[str]:
        done = CliRunner().invoke(main, ["--project", str(toy_project), "schema", str(tmp_path / "out")])
        assert done.exit_code == 0, done.output
        return done.stdout.splitlines()

    assert len(run()) == len(KINDS) + 3
    assert run() == ["0 files changed; no problems"]
    topics = toy_project / "annotations/topics.yml"
    topics.write_text(topics.read_text() + "zz-new: {name: New, description: just added}\n")
    assert run() == [str(tmp_path / "out" / "ids.json"), "1 files changed; no problems"]
    ids = json.loads((tmp_path / "out" / "ids.json").read_bytes())["$defs"]["TopicId"]
    assert (ids["enum"][-1], ids["enumDescriptions"][-1]) == ("zz-new", "New: just added")


def test_the_command_tells_what_cannot_be_read(toy_project: Path, tmp_path: Path) -> None:
    (toy_project / "annotations/topics.yml").write_text("x: {nom: X}\n")
    done = CliRunner().invoke(main, ["--project", str(toy_project), "schema", str(tmp_path / "out")])
    assert done.exit_code == 1
    assert "unknown-key" in done.stderr
    assert (tmp_path / "out" / "topics.json").exists()


# ------------------------------------------------------------------ settings of an editor


def test_vs_code_knows_each_file_s_schema() -> None:
    schemas = json.loads((ROOT / ".vscode/settings.json").read_bytes())["yaml.schemas"]
    for path in SHIPPED:
        if path.suffix == ".yml" and not path.is_relative_to(TOY):
            name = relative(path)
            found = [schema for schema, pattern in schemas.items() if PurePath(name).match(pattern)]
            assert found == [f"{FOLDER}/{kind_at(name).name}.json"]


def test_vs_code_reads_problems() -> None:
    (task,) = json.loads((ROOT / ".vscode/tasks.json").read_bytes())["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    groups = {pattern[key]: key for key in ("file", "line", "column", "severity", "code", "message")}
    for severity in get_args(Severity):
        problem = Problem(Location("articles/x.md", 2, 3), "bad-date", "'a: b'", "c", "d", severity)
        read = re.match(pattern["regexp"], str(problem), re.MULTILINE)
        assert read is not None
        said = {key: read[group] for group, key in groups.items()}
        assert said == {
            "file": "articles/x.md",
            "line": "2",
            "column": "3",
            "severity": None if severity == "error" else severity,
            "code": "bad-date",
            "message": "found 'a: b', expected c",
        }
