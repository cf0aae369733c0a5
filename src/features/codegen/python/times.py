# ---- Times ----

SECONDS_OF_A_DAY = 86_400
CLOCK = r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(?:([AP])M\s*)?"
OFFSET = r"([+-]\d\d(?::?\d\d)?)?"


def instant(year, month, day, hour=0, minute=0, second=0, nanos=0, minutes_east=0):
    """Seconds and nanoseconds since 1970 of a date and time that exist, otherwise None."""
    try:
        # Python's calendar starts with the year 1, and repeats itself every 400 years.
        days = date(year or 400, month, day).toordinal() - date(1970, 1, 1).toordinal() - (0 if year else 146_097)
    except ValueError:
        return None
    if hour > 23 or minute > 59 or second > 59:
        return None
    seconds = days * SECONDS_OF_A_DAY + hour * 3600 + (minute - minutes_east) * 60 + second
    return within_ten_thousand_years(seconds, nanos)


def within_ten_thousand_years(seconds, nanos):
    """The instant, if its year is from 0 to 9999."""
    return (seconds, nanos) if -62_167_219_200 <= seconds < 253_402_300_800 else None


def on_the_clock(year, month, day, hour, minute, second, fraction, half, minutes_east):
    """The instant of a date and the fields of CLOCK, at an offset in minutes."""
    hour, minute, second = (int(text or 0) for text in (hour, minute, second))
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in "Pp" else 0)
    if minutes_east is None:
        return None
    return instant(year, month, day, hour, minute, second, int((fraction or "").ljust(9, "0")), minutes_east)


def minutes_of(offset):
    """Minutes east of UTC of +02, +0200 or +02:00; None if there is no such offset."""
    if not offset:
        return 0
    digits = offset[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 23 or minutes > 59:
        return None
    return (-1 if offset[0] == "-" else 1) * (hours * 60 + minutes)


PLAIN = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d:[0-5]\d(?:[.]0{1,9})?(?:Z|[+-][01]\d:[0-5]\d)?)?", re.ASCII)
ISO = re.compile(
    r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:(?:(?-i:T)|\s+)" + CLOCK + r"(?:UTC|GMT|Z(?![+-]))?" + OFFSET + ")?", re.ASCII | re.I
)


def read_iso(text):
    """2024-06-01, 2024-06-01 09:30, 2024-06-01T09:30:00.5+02:00."""
    found = ISO.fullmatch(text)
    if not found:
        return None
    year, _, month, day, *clock, offset = found.groups()
    return on_the_clock(int(year), int(month), int(day), *clock, minutes_of(offset))

