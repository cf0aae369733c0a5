"""Exports on SQLite: Python scripts, and SQL in the sqlite3 shell."""

import os
import sqlite3
import subprocess

# The packages of the exported script, which the copies of this process then have.
import pandas  # noqa: F401
import sqlalchemy.dialects.sqlite  # noqa: F401

import runs
import tables
from features import exact, quoted


class Engine:
    def __init__(self, folder):
        self.folder = folder
        self.shell = os.environ.get("LAB_SQLITE", "sqlite3")
        subprocess.run([self.shell, "--version"], check=True, stdout=subprocess.DEVNULL)

    def run(self, request):
        path = request["database"]
        if request["run"] == "shell":
            script = self.folder / "export.sql"
            script.write_text(request["text"], encoding="utf-8", newline="")
            with open(script, "rb") as file:
                done = runs.program([self.shell, path], self.folder, stdin=file)
        else:
            script = self.folder / "build_features.py"
            script.write_text(request["text"], encoding="utf-8", newline="")
            how = {"script": runs.forked, "interpreter": runs.interpreter}[request["run"]]
            arguments = [argument(word, path) for word in request["arguments"]]
            environment = {name: argument(word, path) for name, word in request["environment"]}
            done = how(script, arguments, self.folder, environment)
        return done | table(path, request["target"])

    def close(self):
        pass


def argument(word, path):
    return f"sqlite:///{path}" if word == {"url": "sqlite"} else word


def table(path, name):
    """A table of the database as it is now."""
    connection = tables.connect(path)
    try:
        found = connection.execute(f"SELECT * FROM {quoted(name)} ORDER BY rowid")
        columns = [column[0] for column in found.description]
        return {"columns": columns, "rows": [" | ".join(map(exact, row)) for row in found]}
    except sqlite3.OperationalError:
        return {"columns": None, "rows": []}
    finally:
        connection.close()
