
ALIKE = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d:\d\d(?:[.]0{1,9})?(?:Z|[+]00:00)?)?", re.ASCII)


def read_alike(values):
    """The seconds of times that are all written alike, such as 2024-06-01 09:30:00+00:00; None if some are not."""
    first = values[0] if values else None
    if not isinstance(first, str) or not ALIKE.fullmatch(first):
        return None
    try:
        letters = np.frombuffer("\n".join([*values, ""]).encode(), np.uint8)
    except (TypeError, UnicodeEncodeError):
        return None
    if len(letters) != len(values) * (len(first) + 1):
        return None
    # A row of letters for each time. Digits stand where the first time has digits, all else is as in the first.
    letters = letters.reshape(len(values), -1)
    time, rest = letters[:, : min(19, len(first))], letters[:, min(19, len(first)) :]
    is_digit = time - ord("0") < 10
    if not ((time == time[0]) | (is_digit & is_digit[0])).all() or not (rest == rest[0]).all():
        return None
    try:
        return np.ascontiguousarray(time).view(f"S{time.shape[1]}").ravel().astype("M8[s]").astype("int64")
    except ValueError:  # a date that does not exist
        return None

