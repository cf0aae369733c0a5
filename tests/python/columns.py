"""Time columns by the grammar of times.py: `{"values": […], "format": name, "as_of": instant}` in, instants out.

A value is null, a text, or `{"integer": text}` or `{"real": text}`; an instant is text of nanoseconds since 1970, or null.
"""

import json
import sys

import times


def plain(value):
    if isinstance(value, dict):
        return int(value["integer"]) if "integer" in value else float(value["real"])
    return value


def main():
    for line in sys.stdin:
        request = json.loads(line)
        values = [plain(value) for value in request["values"]]
        column = times.Column(values, request["format"], times.read_iso(request["as_of"]))
        at = [None if at is None else str(at) for at in column.at]
        print(json.dumps({"at": at, "undecided": column.undecided + column.undecided_numbers}), flush=True)


if __name__ == "__main__":
    main()
