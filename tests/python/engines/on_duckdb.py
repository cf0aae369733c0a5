"""Exports on DuckDB: SQL, in a database of its own with the tables of a SQLite database."""

import duckdb

import runs
import tables
import typed
from features import quoted

TYPES = {"INTEGER": "BIGINT", "REAL": "DOUBLE", "TEXT": "VARCHAR", "BLOB": "BLOB"}

# A zone that is not UTC, with an offset of half hours: an export that reads a time as local time is found out.
ZONE = "America/St_Johns"


class Engine:
    def __init__(self, folder):
        self.folder = folder
        duckdb.connect().close()

    def run(self, request):
        connection = duckdb.connect()
        try:
            connection.execute(f"SET TimeZone = '{ZONE}'")
            load(connection, tables.read(request["database"]))
            if request["setup"]:
                connection.execute(request["setup"])
            try:
                connection.execute(request["text"])
                done = {"status": 0, "printed": "", "said": ""}
            except duckdb.Error as error:
                done = runs.failed(error)
                roll_back(connection)
            return done | table(connection, request["target"])
        finally:
            connection.close()

    def close(self):
        pass


def load(connection, found):
    """Makes the tables. A list for each column is quicker than a statement for each row."""
    for one in found:
        types = [TYPES[kind] for kind in one.types]
        columns = ", ".join(f"{quoted(name)} {kind}" for name, kind in zip(one.columns, types))
        connection.execute(f"CREATE TABLE {quoted(one.name)} ({columns})")
        if one.rows:
            lists = ", ".join(f"unnest(?::{kind}[])" for kind in types)
            connection.execute(f"INSERT INTO {quoted(one.name)} SELECT {lists}", [list(part) for part in zip(*one.rows)])


def roll_back(connection):
    try:
        connection.execute("ROLLBACK")
    except duckdb.TransactionException:
        # The export had begun none.
        pass


def table(connection, name):
    try:
        found = connection.execute(f"SELECT * FROM {quoted(name)} ORDER BY rowid")
    except duckdb.CatalogException:
        return typed.NONE
    return typed.answer([column[0] for column in found.description], found.fetchall())
