"""The feature table by pandas, from the feature specification alone: one request in, one answer out, line by line.

A request is `{"database": path, "spec": {…}}`; the answer has the columns, the rows in order and the counts of the checks.
"""

import json
import sqlite3
import struct
import sys

import pandas

import folds
import keys
import quality
import times


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def table(connection, name, columns):
    """Columns of a table or view in its own order, as a frame of Python's own values, which pandas leaves alone."""
    kind, without_rowid = connection.execute(
        "SELECT type, wr FROM pragma_table_list WHERE schema = 'main' AND lower(name) = lower(?)", [name]).fetchone()
    order = " ORDER BY rowid" if kind == "table" and not without_rowid else ""
    wanted = ", ".join(quoted(column) for column in columns) or "NULL"
    rows = connection.execute(f"SELECT {wanted} FROM {quoted(name)}{order}").fetchall()
    return pandas.DataFrame({at: pandas.Series([row[at] for row in rows], dtype=object) for at in range(len(columns))})


def exact(value):
    """A value with its storage class, as text."""
    match value:
        case None:
            return "null"
        case int():
            return f"integer {value}"
        case float():
            return "real " + struct.pack(">d", value).hex()
        case str():
            return "text " + keys.raw(value).hex()
    return "blob " + value.hex()


def build(connection, spec):
    leads_spec, sales_spec, fill = spec["leads"], spec["transactions"], spec["fill"]
    as_of = times.read_iso(spec["as_of"])
    rating = [leads_spec["rating"]] if leads_spec["rating"] else []
    wanted = [leads_spec["key"], leads_spec["email"], *leads_spec["carry"], *rating]
    leads = table(connection, leads_spec["table"], wanted)
    wanted = [sales_spec["key"], sales_spec["time"], sales_spec["product"], sales_spec["amount"]]
    sales = table(connection, sales_spec["table"], [name or sales_spec["key"] for name in wanted])
    marks = {
        "status": column_of(connection, sales_spec["table"], "status"),
        "total": column_of(connection, sales_spec["table"], "total"),
        "amount": column_of(connection, sales_spec["table"], "amount"),
        "deleted_at": column_of(connection, leads_spec["table"], "deleted_at"),
    }

    leads["key"] = pandas.Series([keys.name(value, spec["match_keys"]) for value in leads[0]], dtype=object)
    sales["key"] = pandas.Series([keys.name(value, spec["match_keys"]) for value in sales[0]], dtype=object)
    column = times.Column(list(sales[1]), sales_spec["time_format"], as_of)
    days = [None if at is None else (as_of - at) // times.DAY for at in column.at]
    sales["days"] = pandas.array(days, dtype="Int64")
    sales["late"] = pandas.array([at is not None and at > as_of for at in column.at], dtype="bool")

    sales["at"] = pandas.Series(column.at, dtype=object)

    # A merge would take NULL for equal to NULL.
    past = sales[~sales["late"] & sales["key"].notna()]
    bought = past.groupby("key")["days"].agg(["size", "min"]).reset_index()
    kept = leads
    if spec["duplicate_leads"] == "first":
        kept = leads[leads["key"].isna() | ~leads["key"].duplicated()]
    merged = kept.merge(bought, how="left", on="key")
    frequency = merged["size"].astype("Int64").fillna(fill["purchase_frequency"])
    recency = merged["min"].astype("Int64").fillna(fill["recency_days"])

    carried = range(2, 2 + len(leads_spec["carry"]))
    last = list(merged[2 + len(carried)]) if rating else [None] * len(merged)
    purchases = past.rename(columns={2: "product", 3: "amount"})
    groups = {key: group for key, group in purchases.groupby("key")}
    columns = {"purchase_frequency": map(int, frequency), "recency_days": map(int, recency)}
    for feature in spec["features"]:
        if feature not in columns:
            mine = [groups.get(key, purchases.head(0)) for key in merged["key"]]
            columns[feature] = [folds.fold(feature, group, as_of) for group in mine]
    written = [merged[1], *(merged[at] for at in carried), last, *(columns[name] for name in spec["features"])]
    names = ["user_email", *leads_spec["carry"], "member_rating", *spec["features"]]
    counted = quality.Counted(spec, leads, sales, column, as_of, merged["size"].isna().sum(), marks)
    return {
        "columns": names,
        "rows": [" | ".join(exact(value) for value in row) for row in zip(*written)],
        "checks": counted.checks(),
    }


def column_of(connection, name, column):
    """The values of a column, none if the table does not have it."""
    return list(table(connection, name, [column])[0]) if column in sales_columns(connection, name) else []


def sales_columns(connection, name):
    return [row[0] for row in connection.execute("SELECT name FROM pragma_table_xinfo(?)", [name])]


def main():
    for line in sys.stdin:
        request = json.loads(line)
        connection = sqlite3.connect(request["database"])
        connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
        answer = build(connection, request["spec"])
        connection.close()
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
