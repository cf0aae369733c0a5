
# ---- Features ----


def keys_of(table):
    return pd.Series([key_of(value) for value in table["key"]], dtype=object)


{{FUNCTIONS}}
def customer_features(leads, transactions, as_of):
    """One row of features for each row of leads, in a frame; counts for people beside it."""
    is_read, seconds, nanos = read_times(list(transactions["time"]))
    is_late = is_read & ((seconds > as_of[0]) | ((seconds == as_of[0]) & (nanos > as_of[1])))
    keys = keys_of(transactions)
    # Customers get numbers; a transaction without a key has -1.
    codes, customers = pd.factorize(keys)
    rows = pd.DataFrame({"customer": codes, "seconds": seconds, "nanos": nanos, "is_read": is_read})
    rows["days"] = (as_of[0] - seconds - (nanos > as_of[1])) // SECONDS_OF_A_DAY
{{COLUMNS}}
    rows = rows[~is_late & (codes >= 0)]
    by_customer, timed = rows.groupby("customer"), rows[rows["is_read"]].groupby("customer")
    found = pd.DataFrame({
{{FOUND}}
    })

    leads = leads.assign(key=keys_of(leads))
{{DUPLICATES}}
    number = dict(zip(customers, range(len(customers))))
    at = [-1 if key is None else number.get(key, -1) for key in leads["key"]]
    features = found.reindex(at).fillna(FILL)
    features.insert(0, "n", list(leads["n"]))
    known = set(leads["key"].dropna())
    counts = {
        "transactions whose key is no customer's": sum(key is not None and key not in known for key in keys),
        "transactions without a key": int((codes < 0).sum()),
        "transactions after as-of": int(is_late.sum()),
        "times that cannot be read": int((~is_read & transactions["time"].notna()).sum()),
        "times that are NULL": int(transactions["time"].isna().sum()),
        "customers without transactions, with the default values": sum(customer not in found.index for customer in at),
    }
    return features, counts


