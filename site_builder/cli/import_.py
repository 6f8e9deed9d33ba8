"""The command `import`."""

import sys
from pathlib import Path

import click

from site_builder.cli.opening import project_in
from site_builder.cli.options import texts_option
from site_builder.cli.printing import PROBLEMS, say, show
from site_builder.editing.tables.command import TableImport, TableOptions, as_yaml, import_table, write_table
from site_builder.model.problems import fatal

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _one_character(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    value = "\t" if value in ("\\t", "tab") else value
    if value is not None and (len(value) != 1 or value in '"\r\n'):
        raise click.BadParameter("name one character, or write tab")
    return value


@click.command("import")
@click.argument("file", type=_FILE)
@click.option("--map", "map_file", type=_FILE, required=True, help="Of which columns each field is made.")
@click.option("--write", is_flag=True, help="Write the records; without it they are only shown.")
@click.option("--skip", is_flag=True, help="Leave out the rows that have problems.")
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook, where several are shown.")
@click.option(
    "--delimiter", metavar="CHARACTER", callback=_one_character, help="What divides cells in a text."
)
@texts_option
@click.pass_obj
def import_(
    folder: Path,
    *,
    file: Path,
    map_file: Path,
    write: bool,
    skip: bool,
    sheet: str | None,
    delimiter: str | None,
    texts: tuple[Path, ...],
) -> None:
    """Make records of the rows of a table. FILE is a .csv, .tsv or .xlsx that an article prints.

    Shows what it would write into the article's annotation and the registry, and all that is wrong with any
    row.
    """
    project = project_in(folder)
    done, problems = import_table(project, file, map_file, TableOptions(sheet, delimiter, skip), texts)
    show(problems, to_stderr=True)
    if done is None:
        sys.exit(PROBLEMS)
    if not write:
        click.echo(as_yaml(done), nl=False)
    elif failure := write_table(done):
        show(failure, to_stderr=True)
        sys.exit(PROBLEMS)
    for line in _report(done, write=write, skip=skip):
        say(line, err=True)
    accepted = skip and (done.edits or (done.known and not done.records))
    sys.exit(PROBLEMS if fatal(problems, strict=False) and not accepted else 0)


def _report(done: TableImport, *, write: bool, skip: bool) -> list[str]:
    """Say how many rows came to what."""
    where, count = done.source.file.path, len(done.records)
    records = f"{count} record{'s' * (count != 1)}"
    events = f" and {len(done.frames)} new event{'s' * (len(done.frames) != 1)}" if done.frames else ""
    lines = [f"other sheets, not read: {', '.join(done.table.unread)}"] if done.table.unread else []
    lines += [f"there already: {_lines(done.known)}"] if done.known else []
    if done.wrong and not skip:
        lines += [f"with problems: {_lines(done.wrong)}; --skip leaves these out"]
    elif done.wrong:
        lines += [f"left out, with problems: {_lines(done.wrong)}"]
    if not done.edits:
        return [*lines, "nothing written" if write else "nothing to write"]
    if write:
        return [*lines, f"{records}{events} written to {', '.join(edit.path for edit in done.edits)}"]
    return [*lines, f"{records}{events} for {where}: nothing is written without --write"]


def _lines(numbers: tuple[int, ...]) -> str:
    """Name lines of the table, those in a row by the first and last: "lines 2-4, 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    return f"line{'s' * (len(numbers) != 1)} {', '.join(shown)}"
