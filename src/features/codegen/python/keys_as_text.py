
# ---- Keys ----


def key_of(value):
    """The key as text: 7, 7.0 and '7' are one key."""
    if value is None or isinstance(value, (str, bytes, memoryview)):
        return bytes(value) if isinstance(value, memoryview) else value
    return str(int(value)) if value == int(value) else repr(float(value))

