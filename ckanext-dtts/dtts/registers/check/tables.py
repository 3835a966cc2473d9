"""Each register against its own table schema, and its bytes against the house's form of a CSV file."""

import tempfile
from pathlib import Path

from dtts.catalogue import TableSchema, table_schema, table_schema_names
from dtts.checks import check_table
from dtts.registers.check.book import Book, Fault, Figure, Lines
from dtts.tables import read_table
from dtts.vietnamese import nfc


def check_tables(book: Book) -> Lines:
    """Every register: bytes, then cells and rows by its schema."""
    for name in table_schema_names():
        schema = table_schema(name)
        if "dtts:register" in schema.descriptor:
            yield from _check(book, schema)


def _check(book: Book, schema: TableSchema) -> Lines:
    own = schema.descriptor["dtts:register"]
    name = own["name"]
    yield from _check_bytes(book.registers / f"{name}.csv")
    frame = book.register(name)
    yield Figure(f"rows of {name}", frame.height)
    if own.get("awaited") and not frame.height:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.csv"
        frame.write_csv(path)
        checked = check_table(read_table(path, filename=path.name, schema=schema), schema)
    for pattern in checked.report.patterns:
        yield Fault(f"{name}: {pattern.message['en']}")


def _check_bytes(path: Path) -> Lines:
    content = path.read_bytes()
    if content.startswith(b"\xef\xbb\xbf"):
        yield Fault(f"{path.name}: begins with a byte order mark")
    if b"\r" in content or not content.endswith(b"\n"):
        yield Fault(f"{path.name}: lines must end with LF, the last one too")
    text = content.decode("utf-8")
    if text != nfc(text):
        yield Fault(f"{path.name}: text is not composed (NFC)")
