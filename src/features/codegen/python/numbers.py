
NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?", re.ASCII | re.I)


def number_of(value):
    """A number, or the number that a text writes; None if it writes none."""
    if not isinstance(value, str):
        return value
    if len(value) > 40 or not NUMBER.fullmatch(value):
        return None
    digits = value.lstrip("+-")
    return int(value) if digits.isdigit() and -(2**63) <= int(value) < 2**63 else float(value)


def read_number_text(text):
    """The instant of a text that writes a number."""
    number = number_of(text)
    return None if number is None else read_number(number)

