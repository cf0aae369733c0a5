"""Values that engines with more types than SQLite give back, in the notation of features.py."""

import datetime
import decimal

from features import exact


def shown(value):
    """A value with its type, as text; a type that SQLite lacks is named, so that it equals no value of the lab."""
    if isinstance(value, (bytearray, memoryview)):
        return exact(bytes(value))
    if isinstance(value, bool):
        return f"boolean {value}"
    if isinstance(value, (decimal.Decimal, datetime.date, datetime.time, datetime.timedelta)):
        return f"{type(value).__name__.lower()} {value}"
    return exact(value)


def answer(columns, rows):
    return {"columns": columns, "rows": [" | ".join(map(shown, row)) for row in rows]}


NONE = {"columns": None, "rows": []}
