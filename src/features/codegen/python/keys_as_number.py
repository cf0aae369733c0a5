
# ---- Keys ----

DECIMAL = re.compile(r"[+-]?\d+(?:\.(\d*))?", re.ASCII)


def key_of(value):
    """The key as a number where it writes one: 17850, '17850.0' and ' 017850' are one key."""
    if isinstance(value, memoryview):
        return bytes(value)
    found = DECIMAL.fullmatch(value.strip(" \t\n\v\f\r")) if isinstance(value, str) else None
    if not found:
        return value
    whole = not (found[1] or "").strip("0") and int(found[0].split(".")[0])
    return whole if whole is not False and -(2**63) <= whole < 2**63 else float(found[0])

