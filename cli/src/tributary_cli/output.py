"""What commands write: tables for people, JSON for programs, messages on stderr.

Names and titles come from strangers' feeds, so control characters never reach the terminal.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

Row = Mapping[str, Any]
Cell = str | Callable[[Row], Any]
# Heading and where its value stands: a field's name, `a.b` for a field inside, or a function.
Columns = Sequence[tuple[str, Cell]]

STATE_STYLES = {
    "healthy": "green",
    "ok": "green",
    "new": "cyan",
    "paused": "dim",
    "warning": "yellow",
    "failing": "yellow",
    "parked": "red",
    "failed": "red",
}


def write_json(value: Any) -> None:
    """One JSON document on stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def say(text: str) -> None:
    """One line for people, on stderr."""
    sys.stderr.write(clean(text) + "\n")


def show_page(page: Row, columns: Columns, as_json: bool, empty: str) -> None:
    """A list: JSON in the shape of the API, or a table and, when there is more, how to see it."""
    if as_json:
        write_json(page)
        return
    if not page["data"]:
        say(empty)
        return
    show_table(page["data"], columns)
    if page.get("next_cursor"):
        say(f"The first {len(page['data'])}; more with --limit or --all.")


def show_table(rows: Sequence[Row], columns: Columns) -> None:
    """A table that fits the terminal; without a terminal, aligned columns that nothing cuts off."""
    headings = [heading for heading, _ in columns]
    cells = [[clean(_text(value_of(row, cell))) for _, cell in columns] for row in rows]
    if sys.stdout.isatty():
        _rich_table(headings, cells)
    else:
        sys.stdout.write(aligned([headings, *cells]))


def show_record(record: Row, fields: Columns, as_json: bool, indent: str = "") -> None:
    """One thing: JSON, or a line for each field that has a value."""
    if as_json:
        write_json(record)
        return
    pairs = [(label, clean(_text(value_of(record, cell)))) for label, cell in fields]
    width = max(len(label) for label, _ in pairs) + 2
    sys.stdout.write("".join(f"{indent}{label:{width}}{text}\n" for label, text in pairs if text))


def value_of(row: Row, cell: Cell) -> Any:
    """The value of a column in a row; None when a field on the way is missing."""
    if callable(cell):
        return cell(row)
    value: Any = row
    for name in cell.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def aligned(table: Sequence[Sequence[str]]) -> str:
    """Columns padded to their widest cell, two spaces between, none at the end of a line."""
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in table]
    return "".join(line.rstrip() + "\n" for line in lines)


def markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [headings, ["---"] * len(headings), *([c.replace("|", "\\|") for c in row] for row in rows)]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def clean(text: str) -> str:
    """The text without control characters, so that a feed cannot drive the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def ago(field: str) -> Callable[[Row], str]:
    """A column that tells how long ago, or in how long, a time is."""
    return lambda row: relative(value_of(row, field))


def relative(text: str | None, now: datetime | None = None) -> str:
    """`3 min ago`, `in 2 h`; empty for no time."""
    if not text:
        return ""
    seconds = (datetime.fromisoformat(text) - (now or datetime.now(UTC))).total_seconds()
    amount = _amount(abs(seconds))
    return f"in {amount}" if seconds > 0 else f"{amount} ago"


def _amount(seconds: float) -> str:
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{int(seconds // size)} {unit}"
    return f"{int(seconds)} s"


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(_text(part) for part in value)
    return str(value)


def _rich_table(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold" if heading == "ID" else "ellipsis", no_wrap=heading != "ID")
    for row in cells:
        table.add_row(*(Text(cell, style=STATE_STYLES.get(cell, "")) for cell in row))
    Console().print(table)
