"""Runs programs and scripts, and says how they ended: exit status, standard output, standard error."""

import atexit
import os
import pathlib
import runpy
import subprocess
import sys
import traceback

# The longest time that a run may take, in seconds.
LIMIT = 300


def program(command, folder, environment=None, stdin=subprocess.DEVNULL):
    """Runs a program to its end, in a folder."""
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **(environment or {})}, stdin=stdin, capture_output=True, timeout=LIMIT)
    return outcome(done.returncode, done.stdout, done.stderr)


def interpreter(script, arguments, folder, environment=None):
    """Runs a Python script in an interpreter of its own, which imports everything anew."""
    return program([sys.executable, "-B", str(script), *arguments], folder, environment)


def forked(script, arguments, folder, environment=None):
    """Runs a Python script in a copy of this process, which has pandas already: the start of an interpreter with pandas
    takes longer than a run. Arguments, outputs, folder and exit status are those of `python SCRIPT`."""
    printed, said = pathlib.Path(folder, "printed"), pathlib.Path(folder, "said")
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            atexit._clear()
            redirect(printed, said)
            os.chdir(folder)
            os.environ.update(environment or {})
            status = main(script, arguments)
            atexit._run_exitfuncs()
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    return outcome(os.waitstatus_to_exitcode(ended), printed.read_bytes(), said.read_bytes())


def redirect(printed, said):
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(os.open(printed, flags), 1)
    os.dup2(os.open(said, flags), 2)
    # Files of their own, buffered as for an output that is no terminal.
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)


def main(script, arguments):
    """Runs a script in this process, and returns the exit status that the interpreter would have."""
    sys.argv = [str(script), *arguments]
    sys.path[0] = str(pathlib.Path(script).parent)
    try:
        runpy.run_path(str(script), run_name="__main__")
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def outcome(status, printed, said):
    return {"status": status, "printed": printed.decode("utf-8", "replace"), "said": said.decode("utf-8", "replace")}


def failed(error):
    """The outcome of statements of which one failed."""
    return {"status": 1, "printed": "", "said": str(error)}
