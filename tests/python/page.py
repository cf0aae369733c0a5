"""Runs the Python of docs/features.md: `{"database": path, "code": text}` in, the frame `features` or an error out."""

import json
import sys
import warnings

import features as other


def plain(value):
    """Python's own value for one of pandas or NumPy."""
    if other.pandas.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def run(request):
    names = {"database": request["database"]}
    try:
        exec(compile(request["code"], "docs/features.md", "exec"), names)
    except Exception as error:
        return {"columns": [], "rows": [f"raises {type(error).__name__}"], "checks": {}}
    frame = names["features"]
    rows = zip(*(frame[name] for name in frame.columns))
    return {
        "columns": list(frame.columns),
        "rows": [" | ".join(other.exact(plain(value)) for value in row) for row in rows],
        "checks": {},
    }


def main():
    # pandas warns where it guesses; that it does is what the page is about.
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
