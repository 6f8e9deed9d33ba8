"""`site-builder export`: the data of a project as files in a folder, in the forms that are asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from site_builder.build import Memory, data_set, imprint_of, linked
from site_builder.corpus.project import Project
from site_builder.model.problems import Checked, Location, Problem, fatal, in_order
from site_builder.output.exports.data_files import CHECKSUMS, FOLDER, whole_files
from site_builder.output.exports.data_making import all_parts
from site_builder.output.formats.all_formats import FORMATS, Format, missing_package
from site_builder.publishing.configuration import load_configuration, within_sources
from site_builder.publishing.plugin import options_for
from site_builder.publishing.publish import cannot_write, with_warnings
from site_builder.storage.files import size_and_sha256, write_file
from site_builder.storage.store import opened
from site_builder.translation.messages import speaking

JSON: Final = "json"
"""Every export has corpus.json and its schema; asked for alone, it has nothing else."""
NAMES: Final = (JSON, *FORMATS)


def export_data(
    project: Project,
    to: Path,
    formats: Sequence[str] = (),
    *,
    texts: tuple[Path, ...] = (),
    strict: bool = False,
) -> Checked[int | None]:
    """Write the data into a folder, in all forms that this machine can write or in those of the names given.

    Gives how many files were written; none where problems forbid it. A folder with files of something else in
    it is left as it is. What an earlier export wrote there and this one does not is removed, unless somebody
    has changed it.
    """
    wanted = [FORMATS[name] for name in formats if name in FORMATS] if formats else _possible()
    problems = (*_in_the_way(to, project.root), *filter(None, map(missing_package, wanted)))
    if problems:
        return None, problems
    try:
        return _exported(project, to, wanted, texts, strict=strict)
    except OSError as error:
        return None, (cannot_write(to, error),)


def _possible() -> list[Format]:
    return [one for one in FORMATS.values() if missing_package(one) is None]


def _in_the_way(to: Path, root: Path) -> Iterator[Problem]:
    place, rule = Location(str(to)), "export-in-the-way"
    if problem := within_sources(to / CHECKSUMS, root):
        yield replace(problem, location=place, rule=rule, fix="name another folder")
    elif to.is_dir() and any(to.iterdir()) and not (to / CHECKSUMS).is_file():
        found, expected = "a folder with other files in it", f"nothing, or an export with its {CHECKSUMS}"
        fix = "name a new or empty folder, or the folder of an earlier export"
        yield Problem(place, rule, found, expected, fix)


def _exported(
    project: Project,
    to: Path,
    formats: Sequence[Format],
    texts: tuple[Path, ...],
    *,
    strict: bool,
) -> Checked[int | None]:
    config, problems = with_warnings(lambda: load_configuration(project, to))
    if config is None or fatal(problems, strict=strict):
        return None, problems
    options = options_for(config, texts, strict=strict)
    with opened(project.root) as store, speaking(options.language):
        found, more = linked(project, options, Memory.of_one_build().with_store(store))
        problems = in_order((*problems, *more))
        if found is None or fatal(problems, strict=strict):
            return None, problems
        parts = all_parts(found.site)
        about = data_set(project, imprint_of(project, found.site, options), preview=False)
        to.mkdir(parents=True, exist_ok=True)
        before, names = _of_earlier_export(to), set()
        for path, data in whole_files(found.site, parts, about, formats):
            write_file(to / path.removeprefix(FOLDER), data)
            names.add(path.removeprefix(FOLDER))
        for name in before - names:
            (to / name).unlink()
    return len(names), problems


def _of_earlier_export(to: Path) -> set[str]:
    """Names of the files that an earlier export wrote into a folder, and that nobody has changed since."""
    sums = to / CHECKSUMS
    rows = sums.read_text("utf-8", "replace").splitlines() if sums.is_file() else []
    known = {name: sha256 for sha256, _, name in (row.partition("  ") for row in rows)}
    there = {path.name for path in to.iterdir() if path.is_file() and not path.is_symlink()}
    return {name for name in known.keys() & there if size_and_sha256(to, name)[1] == known[name]}
