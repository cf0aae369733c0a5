"""The counts of the data-quality report, written a second time."""

import re

import folds
import keys
import times

YEAR_2000 = times.read_iso("2000-01-01")


# The words of a status by which a row did not stay a purchase, as far as cases have them.
ENDED = ("cancelled", "refunded", "storniert")


def is_number_within(value, low, high):
    return isinstance(value, (int, float)) and low <= value <= high


def is_moment(value):
    """Something that has a digit other than 0; NaT and 0000-00-00 are how other programs write that there is none."""
    return value is not None and re.search("[1-9]", value) is not None


def is_below_zero(value):
    """A number, or text that writes one."""
    if isinstance(value, str):
        number = keys.NUMBER.fullmatch(value.strip(" \t\n\v\f\r"))
        value = keys.as_number(number) if number else None
    return isinstance(value, (int, float)) and value < 0


class Counted:
    """Leads and transactions with their keys, ready to be counted."""

    def __init__(self, spec, leads, sales, column, as_of, without, marks):
        self.spec, self.leads, self.sales, self.column = spec, leads, sales, column
        self.as_of, self.without, self.marks = as_of, int(without), marks

    def below_zero(self):
        """How many transactions have an amount below zero in one column or another."""
        columns = [column for column in (self.marks["total"], self.marks["amount"]) if column]
        return sum(any(map(is_below_zero, row)) for row in zip(*columns))

    def helped(self, matching):
        """How many unknown keys would be known if keys were compared in another way than exactly."""
        known = set(self.leads["key"].dropna())
        others = {keys.name(value, matching) for value in self.leads[0] if value is not None}
        strangers = self.sales[self.sales["key"].notna() & ~self.sales["key"].isin(known)]
        return len({keys.name(value, matching) for value in strangers[0]} & others)

    def helped_as_number(self):
        """How many unknown keys would be known as numbers, beside those that would be known as text."""
        known = set(self.leads["key"].dropna())
        others, texts = ({keys.name(value, matching) for value in self.leads[0] if value is not None}
                         for matching in ("as_number", "as_text"))
        strangers = self.sales[self.sales["key"].notna() & ~self.sales["key"].isin(known)]
        left = [value for value in strangers[0] if keys.name(value, "as_text") not in texts]
        return len({keys.name(value, "as_number") for value in left} & others)

    def checks(self):
        """The count of every check, by its id."""
        leads, sales, column, spec = self.leads, self.sales, self.column, self.spec
        header = spec["leads"]["key"].lower()
        lead_keys = leads["key"].dropna()
        counts = {
            "duplicate_lead_keys": lead_keys.duplicated().sum(),
            "blank_lead_keys": leads[0].map(keys.is_blank).sum(),
            "blank_transaction_keys": sales[0].map(keys.is_blank).sum(),
            "header_rows": leads[0].map(lambda key: isinstance(key, str) and key.lower() == header).sum(),
            "null_times": sum(value is None for value in sales[1]),
            "unreadable_times": sum(at is None and value is not None for at, value in zip(column.at, sales[1])),
            "undecided_unit": column.undecided_numbers,
            "mixed_time_formats": max(len(column.formats) - 1, 0),
            "undecided_date_order": column.undecided,
            "times_after_as_of": sum(at is not None and at > self.as_of for at in column.at),
            "times_before_2000": sum(at is not None and at < YEAR_2000 for at in column.at),
            "unknown_customers": (sales["key"].notna() & ~sales["key"].isin(set(lead_keys))).sum(),
            "no_matches": 0 if sales["key"].isin(set(lead_keys)).any() else len(sales),
            "one_table": len(leads) if spec["leads"]["table"].lower() == spec["transactions"]["table"].lower() else 0,
            "ended_transactions": sum(str(value).lower() in ENDED for value in self.marks["status"]),
            "ended_leads": sum(is_moment(value) for value in self.marks["deleted_at"]),
            "negative_amounts": self.below_zero(),
            "customers_without_transactions": self.without,
            "blank_products": sales[2].map(keys.is_blank).sum() if spec["transactions"]["product"] else 0,
            "rating_values": 0,
            "p1_values": 0,
            "rows_out_equal_rows_in": 0,
            "no_null_features": 0,
        }
        if spec["leads"]["email"].lower() != header:
            counts["blank_emails"] = leads[1].map(keys.is_blank).sum()
        if spec["match_keys"] == "exact":
            counts |= {"normalised_matches": self.helped("normalised"), "text_number_keys": self.helped("as_text"),
                       "number_keys": self.helped_as_number()}
        if {"monetary_total", "monetary_mean"} & set(spec["features"]):
            counts["amount_values"] = sum(folds.number_of(value) is None for value in sales[3])
        carried = [name.lower() for name in spec["leads"]["carry"]]
        if spec["leads"]["rating"]:
            ratings = leads[2 + len(carried)]
            counts["rating_values"] = sum(not is_number_within(value, 1, 5) for value in ratings)
        if "p1" in carried:
            counts["p1_values"] = sum(not is_number_within(value, 0, 1) for value in leads[2 + carried.index("p1")])
        return {name: int(count) for name, count in counts.items()}
