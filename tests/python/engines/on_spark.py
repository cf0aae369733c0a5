"""Exports on Spark: PySpark scripts in one session of this process, or by spark-submit.

The tables are Parquet files, which DuckDB writes; DuckDB also reads what a script writes. Rows of Parquet have no
order, so the comparison of a result sorts them.
"""

import contextlib
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys

import duckdb
import pyspark
from pyspark.sql import SparkSession

import on_duckdb
import runs
import tables
import typed
from features import quoted

# The lowest Java that this Spark runs on.
JAVA = 17

# A zone that is not UTC, with an offset of half hours: an export that reads a time as local time is found out.
ZONE = "America/St_Johns"

# PostgreSQL's driver for Java: the one that the project's commands name, or Debian's.
DRIVER = os.environ.get("LAB_JDBC") or "/usr/share/java/postgresql.jar"

# Tables of a few rows: compiling for hours of work takes longer than the work, and so do 200 parts of a shuffle.
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.extraJavaOptions": f"-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.timezone={ZONE}",
    "spark.executor.extraJavaOptions": f"-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.timezone={ZONE}",
    "spark.driver.extraClassPath": DRIVER,
    "spark.executor.extraClassPath": DRIVER,
    "spark.sql.session.timeZone": ZONE,
    "spark.log.level": "ERROR",
}


class Engine:
    def __init__(self, folder):
        self.folder = folder
        self.session = None
        use_java()
        os.environ["PYSPARK_PYTHON"] = sys.executable
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
        self.settings = SETTINGS | {
            "spark.sql.warehouse.dir": str(folder / "warehouse"),
            "spark.local.dir": str(folder / "local"),
        }

    def run(self, request):
        sources, output = self.folder / "sources", self.folder / "output"
        for place in (sources, output):
            shutil.rmtree(place, ignore_errors=True)
        sources.mkdir()
        files = write_files(tables.read(request["database"]), sources)
        script = self.folder / "build_features_spark.py"
        script.write_text(request["text"], encoding="utf-8", newline="")
        arguments = [argument(word, files, output) for word in request["arguments"]]
        if request["run"] == "script":
            done = self.in_session(script, arguments)
        else:
            done = self.submit(request["run"], script, arguments)
        return done | written(output)

    def in_session(self, script, arguments):
        """Runs the script as spark-submit does, but in the session that is there: a session starts in seconds."""
        if self.session is None:
            self.session = self.start()
        self.session.catalog.clearCache()
        printed, said = io.StringIO(), io.StringIO()
        before = sys.argv, sys.path[0], SparkSession.stop
        SparkSession.stop = lambda session: None
        try:
            with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(said):
                status = runs.main(script, arguments)
        finally:
            sys.argv, sys.path[0], SparkSession.stop = before
        return {"status": status, "printed": printed.getvalue(), "said": said.getvalue()}

    def start(self):
        # The Java process inherits the outputs of this one; its log is of no interest to a test.
        error = os.dup(2)
        log = os.open(self.folder / "spark.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(log, 1)
        os.dup2(log, 2)
        try:
            builder = SparkSession.builder.master("local[2]").appName("features")
            for name, value in self.settings.items():
                builder = builder.config(name, value)
            return builder.getOrCreate()
        finally:
            os.dup2(error, 1)
            os.dup2(error, 2)

    def submit(self, master, script, arguments):
        """Runs the script by spark-submit, with an own session on this master."""
        home = pathlib.Path(pyspark.__file__).parent
        settings = [word for name, value in self.settings.items() for word in ("--conf", f"{name}={value}")]
        command = [home / "bin/spark-submit", "--master", master, *settings, script, *arguments]
        return runs.program(command, self.folder, {"SPARK_HOME": str(home)})

    def close(self):
        if self.session is not None:
            self.session.stop()


def use_java():
    """Finds Java: the one that the project's commands name, or the system's."""
    named = os.environ.get("LAB_JAVA")
    if named:
        os.environ["JAVA_HOME"] = str(pathlib.Path(named).resolve().parent.parent)
    home = os.environ.get("JAVA_HOME")
    java = str(pathlib.Path(home, "bin/java")) if home else shutil.which("java")
    said = subprocess.run([java, "--version"], capture_output=True, text=True).stdout if java else ""
    version = re.search(r"\d+", said)
    if not version or int(version[0]) < JAVA:
        raise RuntimeError(f"Spark needs Java {JAVA} or later, and `{java}` says: {said.strip() or 'nothing'}")


def write_files(found, folder):
    """Writes each table as a Parquet and a CSV file, and returns the files, without endings, by the tables' names."""
    connection = duckdb.connect()
    on_duckdb.load(connection, found)
    files = {}
    for at, one in enumerate(found):
        # A table's name may be none for a file.
        files[one.name] = folder / str(at)
        for ending in ("parquet", "csv"):
            connection.execute(f"COPY {quoted(one.name)} TO '{files[one.name]}.{ending}'")
    connection.close()
    return files


def argument(word, files, output):
    match word:
        case {"table": name}:
            return f"{files[name]}.parquet"
        case {"csv": name}:
            return f"{files[name]}.csv"
        case {"output": _}:
            return str(output)
    return word


def written(output):
    """What a script has written as Parquet."""
    if not any(output.glob("*.parquet")):
        return typed.NONE
    connection = duckdb.connect()
    found = connection.execute("SELECT * FROM read_parquet(?)", [f"{output}/*.parquet"])
    answer = typed.answer([column[0] for column in found.description], found.fetchall())
    connection.close()
    return answer
