"""The tables of a SQLite database as engines with typed columns hold them.

The type of a column follows from its values: bigint, double precision, text or bytea. What such a column cannot hold
is converted, and the SQLite database that `write` makes has the same conversion, so that the lab builds from the very
values that the engine gets. Converted are:

- columns with values of several kinds: they become text. Integers beside reals become reals if that changes none.
- text that is not UTF-8, and zero bytes in text: U+FFFD stands for them.
- columns without a value: they are text.
- views and tables WITHOUT ROWID: they become tables, with the rows in the order of the source.
- declared types, collations, keys, indexes: only the kinds of values are left.
"""

import dataclasses
import sqlite3

from features import quoted, table as frame

# The largest distance from zero up to which reals hold every integer.
LARGEST = 2**53


@dataclasses.dataclass
class Table:
    """A table: its columns with their SQLite types, and its rows in order."""

    name: str
    columns: list
    types: list
    rows: list


def connect(path):
    connection = sqlite3.connect(path)
    connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    return connection


def read(path):
    """All tables and views of a database, converted."""
    connection = connect(path)
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "ORDER BY rowid").fetchall()
    tables = [read_table(connection, name) for name, in names]
    connection.close()
    return tables


def read_table(connection, name):
    described = connection.execute(f"SELECT * FROM {quoted(name)} LIMIT 0").description
    columns = [column[0] for column in described]
    values = frame(connection, name, columns)
    types = [type_of(values[at]) for at in range(len(columns))]
    converted = [[convert(value, kind) for value in values[at]] for at, kind in enumerate(types)]
    return Table(name, columns, types, list(zip(*converted)))


def type_of(values):
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int}:
        return "INTEGER"
    if kinds == {float} or kinds == {int, float} and all(exactly_real(value) for value in values):
        return "REAL"
    return "BLOB" if kinds == {bytes} else "TEXT"


def exactly_real(value):
    return not isinstance(value, int) or abs(value) <= LARGEST


def convert(value, kind):
    if value is None:
        return None
    if kind == "REAL":
        return float(value)
    if kind == "TEXT":
        return text_of(value)
    return value


def text_of(value):
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    if isinstance(value, str):
        raw = value.encode("utf-8", "surrogateescape")
        return raw.decode("utf-8", "replace").replace("\0", "\ufffd")
    return repr(value)


def write(tables, path):
    """The tables as a new SQLite database, which is read the same again."""
    connection = sqlite3.connect(path)
    for table in tables:
        columns = ", ".join(f"{quoted(name)} {kind}" for name, kind in zip(table.columns, table.types))
        connection.execute(f"CREATE TABLE {quoted(table.name)} ({columns})")
        places = ", ".join("?" for _ in table.columns)
        connection.executemany(f"INSERT INTO {quoted(table.name)} VALUES ({places})", table.rows)
    connection.commit()
    connection.close()
