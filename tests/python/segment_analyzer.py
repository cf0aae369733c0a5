"""Plays the next course day's segment_analyzer without a model: reads a hand-over (docs/handover.md), and writes what it says.

Usage: python segment_analyzer.py customer_features.handover.json. Prints JSON: the numbers that a node needs, and a sentence
for each segment. A number that is not there is an error.
"""

import json
import sys

SCHEMA, VERSION = "feature-lab/handover", 1
FEATURES = ["purchase_frequency", "recency_days"]


def number(value, name):
    """The value, which has to be a number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(f"{name} is no number: {value!r}")
    return value


def column(handover, name):
    """The statistics of a feature."""
    (found,) = [column for column in handover["columns"] if column["name"] == name]
    names = ["rows", "nulls", "default", "defaults", "minimum", "maximum", "mean", "median", "distinct"]
    return {key: number(found[key], f"{key} of {name}") for key in names}


def segment(found):
    """The figures of a segment; an empty one has no means."""
    means = found["averages"]
    if found["customers"] > 0:
        means = {name: number(means[name], f"mean {name}") for name in FEATURES}
    figures = {"rule": found["rule"], "customers": number(found["customers"], "customers"), "means": means}
    return figures | {"share": number(found["share"], "share")}


def sentence(name, figures):
    """What a reader is told of a segment."""
    if figures["customers"] == 0:
        return f"{name}: nobody."
    frequency, recency = (figures["means"][feature] for feature in FEATURES)
    return (
        f"{name}: {figures['customers']} customers ({figures['share']:.0%}), {frequency:.1f} purchases each,"
        f" the last {recency:.0f} days ago on average."
    )


def analyse(handover):
    """The numbers of a hand-over, and its sentences."""
    if (handover["schema"], handover["version"]) != (SCHEMA, VERSION):
        raise ValueError(f"This reads {SCHEMA} {VERSION}, not {handover['schema']} {handover['version']}.")
    segments = {found["name"]: segment(found) for found in handover["segments"]["list"]}
    rows = {name: number(handover["rows"][name], name) for name in ["customers", "transactions", "features"]}
    seen = {example["segment"] for example in handover["examples"]["rows"]}
    return {
        "as_of": handover["definition"]["as_of"],
        "fingerprint": handover["definition"]["fingerprint"],
        "rows": rows,
        "columns": {name: column(handover, name) for name in FEATURES},
        "segments": segments,
        "doubts": {finding["check"]: number(finding["count"], finding["check"]) for finding in handover["findings"]},
        "unseen": sorted(name for name, found in segments.items() if found["customers"] > 0 and name not in seen),
        "insights": [sentence(name, figures) for name, figures in segments.items()],
    }


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        print(json.dumps(analyse(json.load(file))))
