
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?", re.ASCII)


def read_compact(text):
    """20240601, 20240601T093000Z."""
    found = COMPACT.fullmatch(text)
    return instant(*(int(field or 0) for field in found.groups())) if found else None

