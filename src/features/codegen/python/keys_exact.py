
# ---- Keys ----


def key_of(value):
    """The key as it is: 7 and 7.0 are one number, and '7' is another key."""
    return bytes(value) if isinstance(value, memoryview) else value

