AMOUNT = re.compile(r"[+-]?\d+(?:\.(\d*))?", re.ASCII)


def amount_of(value):
    """A finite number, or one that a text writes without an exponent; None for everything else."""
    if isinstance(value, str):
        text = value.strip(" \t\n\v\f\r")
        found = AMOUNT.fullmatch(text)
        if not found:
            return None
        whole = not (found[1] or "").strip("0") and len(text) < 40 and int(text.split(".")[0])
        value = float(text) if whole is False or not -(2**63) <= whole < 2**63 else whole
    if isinstance(value, (bytes, memoryview)) or value is None or not math.isfinite(value):
        return None
    return value if isinstance(value, int) else float(value)


def total_of(amounts):
    """The sum of amounts; whole numbers are added exactly."""
    whole = sum(amount for amount in amounts if isinstance(amount, int))
    parts = [float(whole), float(whole - int(float(whole)))]
    parts += [amount for amount in amounts if not isinstance(amount, int)]
    try:
        return math.fsum(parts)
    except OverflowError:
        return math.copysign(math.inf, sum(parts))


def mean_of(amounts):
    return total_of(amounts) / len(amounts)


