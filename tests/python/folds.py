"""The features beside frequency and recency, from their formulas: one customer's purchases in, one value out."""

import pandas

import keys
import times

WINDOWS = {"purchases_30d": 30, "purchases_90d": 90, "purchases_365d": 365}


def number_of(value):
    """The number of an amount: a finite number, or text that writes one without an exponent; None for everything else."""
    if isinstance(value, str):
        written = keys.NUMBER.fullmatch(value.strip(" \t\n\v\f\r"))
        value = keys.as_number(written) if written else None
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return None
    return value if isinstance(value, (int, float)) else None


def fold(feature, purchases, as_of):
    """The value of a feature; `purchases` is a frame with the columns `at`, `amount` and `product`."""
    at = sorted(at for at in purchases["at"] if at is not None)
    amounts = pandas.Series([number_of(value) for value in purchases["amount"]], dtype="float64").dropna()
    if feature in WINDOWS:
        return sum(0 <= as_of - one < WINDOWS[feature] * times.DAY for one in at)
    if feature == "first_purchase_days":
        return (as_of - at[0]) // times.DAY if at else None
    if feature == "mean_days_between":
        return (at[-1] - at[0]) / (len(at) - 1) / times.DAY if len(at) > 1 else None
    if feature == "monetary_total":
        return float(amounts.sum())
    if feature == "monetary_mean":
        return float(amounts.sum()) / len(amounts) if len(amounts) else None
    if feature == "distinct_products":
        return len({keys.name(value, "exact") for value in purchases["product"] if not keys.is_blank(value)})
    raise ValueError(feature)
