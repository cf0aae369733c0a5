
# ---- Features ----


class Numbers(dict):
    """The number of the customer of each value, -1 for none and -2 for an unknown one; each different value is read once."""

    def __init__(self, leads):
        super().__init__()
        self.customers = {}
        for value in leads:
            self.customers.setdefault(key_of(value), len(self.customers))

    def __missing__(self, value):
        key = key_of(value)
        number = self[value] = -1 if key is None else self.customers.get(key, -2)
        return number

    def of(self, values):
        return np.fromiter(map(self.__getitem__, values), "int64", len(values))


{{FUNCTIONS}}
def customer_features(leads, transactions, as_of):
    """One row of features for each row of leads, in a frame; counts for people beside it."""
    is_read, seconds, nanos = read_times(transactions["time"])
    is_late = is_read & ((seconds > as_of[0]) | ((seconds == as_of[0]) & (nanos > as_of[1])))
    numbers = Numbers(leads["key"])
    customers = numbers.of(transactions["key"])
    rows = pd.DataFrame({"customer": customers, "seconds": seconds, "nanos": nanos, "is_read": is_read})
    rows["days"] = (as_of[0] - seconds - (nanos > as_of[1])) // SECONDS_OF_A_DAY
{{COLUMNS}}
    rows = rows[~is_late & (customers >= 0)]
    by_customer, timed = rows.groupby("customer"), rows[rows["is_read"]].groupby("customer")
    found = pd.DataFrame({
{{FOUND}}
    })

    leads = leads.assign(customer=numbers.of(leads["key"]))
{{DUPLICATES}}
    features = found.reindex(leads["customer"]).fillna(FILL)
    features.insert(0, "n", leads["n"].to_numpy())
    nulls = 0 if is_read.all() else transactions["time"].count(None)
    counts = {
        "transactions whose key is no customer's": int((customers == -2).sum()),
        "transactions without a key": int((customers == -1).sum()),
        "transactions after as-of": int(is_late.sum()),
        "times that cannot be read": int((~is_read).sum()) - nulls,
        "times that are NULL": nulls,
        "customers without transactions, with the default values": int((~leads["customer"].isin(found.index)).sum()),
    }
    return features, counts


