"""The tables as Parquet files, with typed columns: for pandas, DuckDB, Spark and R. Needs pyarrow (`zhengtu[parquet]`)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import ConfigError
from kg.view.columns import Kind, Table, all_tables, day
from kg.view.read import Facts
from kg.view.tables import Cell

if TYPE_CHECKING:
    import pyarrow as pa


def to_parquet(facts: Facts) -> Iterator[tuple[str, bytes]]:
    """Yield entities.parquet, activities.parquet, results.parquet and sources.parquet.

    Days are dates, numbers doubles or whole numbers; what is empty is null. Raises ConfigError when pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ConfigError("Parquet needs pyarrow: pip install 'zhengtu[parquet]'") from error
    types = {"text": pa.string(), "day": pa.date32(), "whole": pa.int64(), "number": pa.float64(), "truth": pa.bool_()}
    for table in all_tables(facts):
        schema = pa.schema([pa.field(name, types[kind]) for name, kind in table.columns.items()])
        out = io.BytesIO()
        pq.write_table(_arrow(table, schema), out, compression="zstd")
        yield f"{table.name}.parquet", out.getvalue()


def _arrow(table: Table, schema: pa.Schema) -> pa.Table:
    import pyarrow as pa

    columns = [[_cell(row[place], kind) for row in table.rows] for place, kind in enumerate(table.columns.values())]
    return pa.Table.from_arrays(
        [pa.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)], schema=schema
    )


def _cell(cell: Cell, kind: Kind) -> object:
    if cell is None or cell == "":
        return None
    match kind:
        case "day":
            return day(cell)
        case "number":
            return float(cell)
        case "text":
            return str(cell).encode("utf-8", "replace").decode()
        case _:
            return cell
