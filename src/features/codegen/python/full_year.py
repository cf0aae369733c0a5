
def full_year(digits):
    """A written year; of two digits, 69 to 99 are of the 1900s, as in POSIX."""
    return int(digits) if len(digits) == 4 else int(digits) + (1900 if int(digits) > 68 else 2000)

