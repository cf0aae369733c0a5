"""Runs an exported script or notebook as it would be run: `{"database": path, "script": text, "arguments": [...], "target":
name}` or `{"notebook": text, …}` in, the table or the error out, line by line."""

import contextlib
import io
import json
import sqlite3
import sys

import features as other


def run(request):
    if "notebook" in request:
        run_cells(request)
        return table(request)
    out, err = io.StringIO(), io.StringIO()
    sys.argv = ["build_features.py", "--db", request["database"], *request["arguments"]]
    status = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            exec(compile(request["script"], "build_features.py", "exec"), {"__name__": "__main__"})
        except SystemExit as ended:
            status = ended.code or 0
    if status:
        return {"columns": [], "rows": [err.getvalue()], "checks": {}}
    return table(request)


def run_cells(request):
    """Runs the code of a notebook's cells, one after the other, on the database of the request."""
    names = {"__name__": "__main__"}
    for cell in json.loads(request["notebook"])["cells"]:
        if cell["cell_type"] == "code":
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(cell["source"], "build_features.ipynb", "exec"), names)
            names["DATABASE"] = request["database"]


def table(request):
    """The table that was written, as features.py shows it."""
    connection = sqlite3.connect(request["database"])
    connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    cursor = connection.execute(f"SELECT * FROM {other.quoted(request['target'])} ORDER BY rowid")
    rows = [" | ".join(other.exact(value) for value in row) for row in cursor]
    connection.close()
    return {"columns": [column[0] for column in cursor.description], "rows": rows, "checks": {}}


def main():
    for line in sys.stdin:
        try:
            answer = run(json.loads(line))
        except Exception as error:
            answer = {"columns": [], "rows": [f"{type(error).__name__}: {error}"], "checks": {}}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
