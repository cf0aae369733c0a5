def mean_days_between(rows):
    """The mean number of days from one purchase to the next, of customers with two times at least."""
    ordered = rows[rows["is_read"]].sort_values(["seconds", "nanos"]).groupby("customer")
    first, last, times = ordered[["seconds", "nanos"]].first(), ordered[["seconds", "nanos"]].last(), ordered.size()
    span = (last["seconds"] - first["seconds"]) + (last["nanos"] - first["nanos"]) / 1e9
    return (span / SECONDS_OF_A_DAY / (times - 1))[times > 1]


