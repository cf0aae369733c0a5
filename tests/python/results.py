"""Files of results as others read them: `{"csv": path, "tsv": path, "json": path}` in, what csv, pandas and json read out."""

import csv
import json
import sys

import pandas


def rows(path, **options):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True, **options))


def main():
    for line in sys.stdin:
        request = json.loads(line)
        frame = pandas.read_csv(request["csv"], dtype=str, keep_default_na=False, header=None)
        with open(request["json"], encoding="utf-8") as file:
            objects = json.load(file)
        read = {
            "csv": rows(request["csv"]),
            "tsv": rows(request["tsv"], delimiter="\t"),
            "pandas": frame.values.tolist(),
            # Text of numbers, so that no number is changed on the way.
            "json": [[[name, json.dumps(value)] for name, value in one.items()] for one in objects],
        }
        print(json.dumps(read), flush=True)


if __name__ == "__main__":
    main()
