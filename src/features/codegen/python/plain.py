    alike = read_alike(values)
    if alike is not None:
        return ~is_read, alike, nanos
    # pandas reads the plain ones, which are most, a hundred times as fast.
    is_plain = np.array([isinstance(value, str) and PLAIN.fullmatch(value) is not None for value in values], bool)
    plain = pd.to_datetime(pd.Series(values, dtype=object)[is_plain], format="ISO8601", errors="coerce", utc=True)
    is_read[is_plain] = plain.notna()
    seconds[is_plain] = plain.dt.tz_localize(None).astype("datetime64[s]").astype("int64")
