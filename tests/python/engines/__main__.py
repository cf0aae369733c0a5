"""Runs exports on the engine that they are written for: `python tests/python/engines NAME`, then a request a line.

The first line out has the folder for databases and the seconds that the start took, or the sentence that says what is
missing. A request is `{"database": path, "setup": SQL, "run": how, "text": export, "target": name, "arguments": […],
"environment": [[name, argument], …]}`. An argument is a text, or what only the engine knows: `{"url": driver}`,
`{"table": name}` and `{"csv": name}` for a table's file, `{"output": true}` for a folder. The answer has the exit status, both outputs, and the target table as it is after the
run: its columns (null if there is no such table) and its rows in the notation of features.py. `{"database": path,
"representable": path}` writes the copy that tables.py describes. PostgreSQL also takes `{"serve": true, "database": path,
"setup": SQL}`, and then `{"table": name}`, for programs that a test runs by itself.
"""

import importlib
import json
import os
import pathlib
import sys
import tempfile
import time
import traceback

sys.path.append(str(pathlib.Path(__file__).parent.parent))

import runs  # noqa: E402
import tables  # noqa: E402

NAMES = ["sqlite", "duckdb", "postgres", "spark"]


def answer(engine, request):
    try:
        if "representable" in request:
            tables.write(tables.read(request["database"]), request["representable"])
            return {}
        if "serve" in request:
            return engine.serve(request)
        if "table" in request:
            return runs.outcome(0, b"", b"") | engine.table(request["table"])
        return engine.run(request)
    except Exception:
        return {"broken": traceback.format_exc()}


def serve(name, folder, say):
    start = time.perf_counter()
    try:
        engine = importlib.import_module("on_" + name).Engine(pathlib.Path(folder))
    except Exception as error:
        say({"broken": f"{name} does not start: {error!r}. `cargo xtask test --only native` installs what it needs."})
        return
    try:
        say({"folder": folder, "seconds": time.perf_counter() - start})
        for line in sys.stdin:
            say(answer(engine, json.loads(line)))
    finally:
        engine.close()


def main(name):
    # What an engine or a script prints must not come between the answers.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)

    def say(value):
        print(json.dumps(value), file=answers, flush=True)

    with tempfile.TemporaryDirectory(prefix="feature-lab-engine-", ignore_cleanup_errors=True) as folder:
        serve(name, folder, say)


if __name__ == "__main__":
    assert sys.argv[1] in NAMES, f"an engine is one of {NAMES}"
    main(sys.argv[1])
