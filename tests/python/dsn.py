"""Reads DSNs as psql (libpq) and SQLAlchemy with psycopg do: one request a line, one answer a line."""

import json
import sys

from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import make_url


def of_libpq(dsn):
    """The parts as libpq has them; all are text."""
    return conninfo_to_dict(dsn)


def of_script(dsn):
    """The parts that SQLAlchemy gives to psycopg."""
    url = make_url(dsn)
    _, parts = url.get_dialect()().create_connect_args(url)
    return {name: str(value) for name, value in parts.items() if name != "context"}


for line in sys.stdin:
    request = json.loads(line)
    answer = {"given": of_libpq(request["given"]), "psql": of_libpq(request["psql"]), "script": of_script(request["script"])}
    print(json.dumps(answer), flush=True)
