"""The command `import`: the rows of a table as records of the article that prints it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from site_builder.corpus.loading import Project
from site_builder.corpus.vocabulary.own_fields import annotation_class
from site_builder.editing.suggest.writing.entries import NewEntry
from site_builder.editing.suggest.writing.writing import entry_lines
from site_builder.editing.tables.cell_values import number_form
from site_builder.editing.tables.cells import Row, Table
from site_builder.editing.tables.made_records import MadeRecord, at_row, read_back
from site_builder.editing.tables.map_reading import cells_in, columns_of, read_map
from site_builder.editing.tables.map_types import ReadMap
from site_builder.editing.tables.new_events import NewEvents, event_type
from site_builder.editing.tables.planned_files import planned_files
from site_builder.editing.tables.reading import read_table
from site_builder.editing.tables.registry_names import RegistryNames
from site_builder.editing.tables.row_fields import NEW_EVENT, RowFields
from site_builder.editing.tables.row_quotes import RowQuote, row_quote
from site_builder.editing.tables.source_article import SourceArticle, load_project, source_article
from site_builder.model.problems import Checked, Problem, did_you_mean, in_order, quoted
from site_builder.storage.transaction import FileEdit, write_together


@dataclass(frozen=True, slots=True)
class TableImport:
    """What comes of a table: the records to be written, and the rows that need none, or have problems.

    `known` are rows whose record is there, `wrong` those with errors. `edits` is empty where nothing may
    be written.
    """

    table: Table
    section: str
    source: SourceArticle
    records: tuple[MadeRecord, ...] = ()
    known: tuple[int, ...] = ()
    wrong: tuple[int, ...] = ()
    edits: tuple[FileEdit, ...] = ()

    @property
    def frames(self) -> tuple[NewEntry, ...]:
        """The frames of new events."""
        return tuple(sorted(made.frame for made in self.records if made.frame))


@dataclass(frozen=True, slots=True)
class TableOptions:
    """What the command line says: the sheet, what divides cells, and whether wrong rows are left out."""

    sheet: str | None = None
    delimiter: str | None = None
    skip: bool = False


def import_table(
    project: Project, file: Path, map_file: Path, options: TableOptions, texts: Sequence[Path] = ()
) -> Checked[TableImport | None]:
    """Make records of the rows of a table; all that is wrong with any of them is told at once."""
    draft, found = load_project(project)
    read, problems = read_map(map_file, annotation_class(draft.corpus.registry))
    if read is None:
        return None, problems
    header = read.said.header
    table, problems = read_table(file, sheet=options.sheet, delimiter=options.delimiter, header=header)
    source, more = source_article(project, draft, found, read, texts)
    problems = in_order((*problems, *more, *_wrong_map(read, table)))
    if table is None or source is None or problems:
        return None, problems
    firsts = (table.cell(row, read.said.quote.columns[0]).text for row in table.rows)
    source = replace(source, captured=source.captured.with_rows(firsts))
    work = _Work(table, read, source, RegistryNames(draft))
    if work.makes_events:
        type_ = event_type(read, draft.corpus.registry)
        if isinstance(type_, Problem):
            return None, (type_,)
        work.events = NewEvents(draft.corpus, type_)
    return work.done(skip=options.skip)


def write_table(done: TableImport) -> tuple[Problem, ...]:
    """Write the files of an import, all or none."""
    failure = write_together(done.source.project.root, f"importing {done.table.path}", done.edits)
    return (failure.problem(),) if failure else ()


def as_yaml(done: TableImport) -> str:
    """Show what would be written, file by file."""
    lines: list[str] = []
    for frame in done.frames:
        lines += [] if f"# ---- new in {frame.file}" in lines else ["", f"# ---- new in {frame.file}"]
        lines += entry_lines(frame)
    if done.records:
        lines += ["", f"# ---- {done.source.file.path}", f"{done.section}:"]
        name = done.table.path.rpartition("/")[2]
        lines += [line for made in done.records for line in made.lines(name)]
    return "\n".join([*lines[1:], ""]) if lines else ""


def _wrong_map(read: ReadMap, table: Table | None) -> Iterator[Problem]:
    """Say which columns a map names that the table does not have, and which of its examples tell nothing."""
    for name, at in columns_of(read) if table else ():
        if table and name not in table.columns:
            several = name in table.header
            known = ", ".join(map(quoted, filter(None, table.header)))
            found = f"{quoted(name)}, which several columns are called" if several else quoted(name)
            fix = "give each column a name of its own" if several else f"its columns are {known}"
            fix = fix if several else did_you_mean(name, table.columns, fix)
            yield Problem(at, "unknown-column", found, f"a column of {table.path}", fix)
    said = [(one.numbers, one.at.of("numbers")) for one in cells_in(read.fields) if one.numbers]
    said += [(read.said.numbers, read.said.at.of("numbers"))] if read.said.numbers else []
    for example, at in said:
        if number_form(example or "") is None:
            fix = "write a number with thousands and decimals, such as '1.234,5'"
            yield Problem(at, "bad-number", quoted(example or ""), "an example of a number", fix)


@dataclass(slots=True)
class _Work:
    """Goes through the rows of a table, once."""

    table: Table
    read: ReadMap
    source: SourceArticle
    names: RegistryNames
    events: NewEvents | None = None
    problems: list[Problem] = field(default_factory=list)
    known: list[int] = field(default_factory=list)
    wrong: set[int] = field(default_factory=set)

    @property
    def makes_events(self) -> bool:
        """Tell whether the map asks for new events."""
        return getattr(self.read.fields, "event", None) == NEW_EVENT

    @property
    def section(self) -> str:
        """The section that the records belong to."""
        return self.read.said.section

    def done(self, *, skip: bool) -> Checked[TableImport]:
        """Make all records, see what the files would be with them, and what is wrong with that."""
        annotation = self.source.draft.corpus.annotations.get(self.source.name)
        there: dict[Any, list[Any]] = defaultdict(list)
        for record in getattr(annotation, self.section) if annotation else ():
            there[record.quote].append(record)
        records: list[MadeRecord] = []
        for row in self.table.rows:
            made = self._made(row) if self._is_wanted(row) else None
            if made is None:
                continue
            alike = there[made.record.quote]
            if any(map(made.is_as, alike)):
                self.known.append(row.line)
            elif named := self._named(made):
                records.append(named)
                alike.append(named.record)
        return self._planned(tuple(records), skip=skip)

    def _planned(self, records: tuple[MadeRecord, ...], *, skip: bool) -> Checked[TableImport]:
        edits: tuple[FileEdit, ...] = ()
        while records:
            planned, problems = planned_files(self.source, self.section, records, self.table)
            if planned is None:
                self.problems += problems
                break
            self.problems += (problem for _, problem in planned.problems)
            bad = [made for made, problem in planned.problems if problem.severity == "error" and made]
            self.wrong |= {made.row.line for made in bad}
            if not bad:
                whole = any(problem.severity == "error" for _, problem in planned.problems)
                edits = () if whole else planned.edits
                break
            records = tuple(made for made in records if made not in bad)
        wrong = tuple(sorted(self.wrong))
        edits = edits if skip or not wrong else ()
        done = TableImport(self.table, self.section, self.source, records, tuple(self.known), wrong, edits)
        return done, in_order(self.problems)

    def _is_wanted(self, row: Row) -> bool:
        cells = (
            (self.table.cell(row, name).text.strip(), words) for name, (words, _) in self.read.where.items()
        )
        return all(text in words for text, words in cells)

    def _made(self, row: Row) -> MadeRecord | None:
        """Make the record of a row, without its event where that is new; nothing where anything is wrong."""
        making = RowFields(self.table, row, self.read, self.names)
        made = making.made()
        quote = self._quote(row)
        columns = {key: making.column_of(key) for key in self.read.keys}
        columns |= dict.fromkeys(("quote", "prefix"), self.read.said.quote.columns[0])
        found = list(making.problems)
        if isinstance(quote, Problem):
            found.append(quote)
        else:
            made = {**made, "quote": quote.quote, **({"prefix": quote.prefix} if quote.prefix else {})}
        if found:
            self._failed(row, found)
            return None
        record, told = read_back(self.section, made, self.source.file)
        problems = [at_row(self.table, row, columns, key, problem) for key, problem in told]
        self.problems += problems
        if record is None or any(problem.severity == "error" for problem in problems):
            self._failed(row, [])
            return None
        return MadeRecord(row, made, columns, record, self.makes_events)

    def _failed(self, row: Row, problems: Sequence[Problem]) -> None:
        self.problems += problems
        self.wrong.add(row.line)

    def _quote(self, row: Row) -> RowQuote | Problem:
        said = self.read.said.quote
        texts = [self.table.cell(row, name).text for name in said.columns]
        first = self.table.columns[said.columns[0]]
        before = [cell.text for cell in row.cells[:first] if cell.text.strip()]
        quote = row_quote(self.source.captured, texts, before, said.joined)
        if isinstance(quote, RowQuote):
            return quote
        several = f"column{'s' * (len(said.columns) > 1)} {', '.join(map(quoted, said.columns))}"
        problem = quote.problem(self.table.place(row, said.columns[0]))
        return replace(problem, found=f"{problem.found}, from the {several}")

    def _named(self, made: MadeRecord) -> MadeRecord | None:
        """Give a record its event, where the map asks for a new one."""
        if self.events is None:
            return made
        title = RowFields(self.table, made.row, self.read, self.names).text(self.read.said.title)
        named = self.events.named(self.section, made.fields, title)
        if named.problems:
            at = self.table.place(made.row)
            self._failed(made.row, [replace(problem, location=at) for problem in named.problems])
            return None
        return replace(made, fields={**made.fields, "event": named.id}, frame=named.frame)
