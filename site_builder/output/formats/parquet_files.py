"""The tables as files of Parquet, for tools that read columns; needs the extra `parquet`."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

from site_builder.output.formats.contents import Contents
from site_builder.output.tables.model import Column


def parquet_files(contents: Contents) -> Iterator[tuple[str, bytes]]:
    """Each table as a file; raises ModuleNotFoundError where pyarrow is not installed."""
    import pyarrow as pa  # noqa: PLC0415 - optional, and takes long to load
    import pyarrow.parquet as pq  # noqa: PLC0415

    types = {
        "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
    }  # fmt: skip
    for table in contents.tables:
        rows = contents.rows(table.name)
        arrays = [
            pa.array([_cell(row[number], column) for row in rows], types.get(column.type, pa.string()))
            for number, column in enumerate(table.columns)
        ]
        fields = [
            pa.field(one.name, array.type, not one.required, {"description": one.meaning, "unit": one.unit})
            for one, array in zip(table.columns, arrays, strict=True)
        ]
        made = io.BytesIO()
        schema = pa.schema(fields, {"description": table.meaning})
        pq.write_table(pa.Table.from_arrays(arrays, schema=schema), made, compression="zstd")
        yield f"{table.name}.parquet", made.getvalue()


def _cell(cell: Any, column: Column) -> Any:
    return dt.date.fromisoformat(cell) if column.type == "date" and cell is not None else cell
