"""The time grammar of the feature specification, written a second time: `re` and `datetime`, and exact integers.

An instant is a number of nanoseconds since 1970-01-01T00:00:00Z, as a Python integer, so that nothing is rounded.
"""

import datetime
import re
from collections import Counter
from fractions import Fraction

SECOND = 10**9
DAY = 86_400 * SECOND
BLANK = " \t\n\v\f\r"
MONTHS = "january february march april may june july august september october november december".split()
ZONES = {"gmt": 0, "ut": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
         "pst": -8, "pdt": -7}

# A time of day, with AM or PM, and where it ends a zone: a name, an offset, or GMT and UTC with an offset after them.
CLOCK = r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(?:([ap])m\s*)?"
ZONE = r"(?:({names})?([+-]\d\d(?::?\d\d)?)?)"
ISO = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:(?:T|\s+)" + CLOCK + ZONE.format(names="z|utc|gmt") + ")?",
                 re.ASCII | re.IGNORECASE)
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?", re.ASCII)
WEEKDAY = r"(?:(?:mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?:,\s*|\s+))?"
NAMED = re.compile(
    WEEKDAY + r"(?:(\d{1,2})(?:-([a-z]+)-|\s+([a-z]+)(?:,\s*|\s+))|([a-z]+)\s+(\d{1,2})(?:,\s*|\s+))(\d{4}|\d\d)"
    r"(?:(?:,\s*|\s+)" + CLOCK + ZONE.format(names="[a-z]+") + r")?(?:\s*\(.*\))?",
    re.ASCII | re.IGNORECASE | re.DOTALL)
SLASHED = re.compile(
    r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?: (\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([ap])m)?)?",
    re.ASCII | re.IGNORECASE)
NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?", re.ASCII | re.IGNORECASE)

# The unit of a number by its size: name, smallest, largest, nanoseconds (or the day that is 1970-01-01).
UNITS = [
    ("excel_serial", 10_000, 80_000, 25_569),
    ("julian_day", 2_300_000, 2_600_000, Fraction("2440587.5")),
    ("epoch_seconds", 10**8, 10**10, SECOND),
    ("epoch_millis", 10**11, 10**13, 10**6),
    ("epoch_micros", 10**14, 10**16, 10**3),
    ("epoch_nanos", 10**17, 10**19, 1),
]
UNIT_NAMES = [name for name, *_ in UNITS]

# Units that are read by choice only: name, smallest and largest number that they are offered for, nanoseconds, and the
# nanoseconds from their own start to 1970.
CHOSEN = [
    ("dotnet_ticks", 6 * 10**17, 7 * 10**17, 100, 719_162 * DAY),
    ("cocoa_seconds", 10**8, 10**10, SECOND, -11_323 * DAY),
    ("webkit_micros", 12 * 10**15, 15 * 10**15, 10**3, 134_774 * DAY),
]
CHOSEN_NAMES = [name for name, *_ in CHOSEN]
YEAR_2000 = 10_957 * DAY


def nearest(number):
    """The nearest whole number; halves away from zero."""
    return int(number + Fraction(1, 2)) if number >= 0 else -int(-number + Fraction(1, 2))


def instant(year, month, day, hour=0, minute=0, second=0, nanos=0, minutes_east=0):
    """The instant of a written date and time, or None where there is no such date or time."""
    if not (hour < 24 and minute < 60 and second < 60):
        return None
    try:
        # datetime starts with the year 1; the calendar repeats itself after 400 years.
        past = datetime.date(year or 400, month, day).toordinal() - (0 if year else 146_097)
    except ValueError:
        return None
    days = past - datetime.date(1970, 1, 1).toordinal()
    return within(days * DAY + (hour * 3600 + (minute - minutes_east) * 60 + second) * SECOND + nanos)


def within(at):
    """The instant, if it has a year of four digits."""
    first = (1 - 366 - datetime.date(1970, 1, 1).toordinal()) * DAY
    last = (datetime.date(9999, 12, 31) - datetime.date(1970, 1, 1)).days * DAY + DAY - 1
    return at if first <= at <= last else None


def numbers(*texts):
    return [int(text or 0) for text in texts]


def offset(text):
    """Minutes east of UTC of `+02`, `+0200` or `+02:00`; None if there is no such offset."""
    digits = text[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    east = hours * 60 + minutes if hours < 24 and minutes < 60 else None
    return -east if east is not None and text[0] == "-" else east


def read_iso(text):
    found = ISO.fullmatch(text)
    if not found:
        return None
    year, _, month, day, *rest = found.groups()
    return with_clock(*numbers(year, month, day), *rest)


def with_clock(year, month, day, hour, minute, second, fraction, half, name, shift):
    """The instant of a date at a written time of day and zone."""
    east = zone(name, shift)
    hour, minute, second = numbers(hour, minute, second)
    if east is None or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return instant(year, month, day, hour, minute, second, int((fraction or "0").ljust(9, "0")), east)


def zone(name, shift):
    """Minutes east of UTC of a zone's name, an offset, or both; None if there is no such zone."""
    if name is None:
        return offset(shift) if shift else 0
    if shift:
        return offset(shift) if name.lower() in ("gmt", "utc") else None
    hours = ZONES.get(name.lower())
    return None if hours is None else hours * 60


def read_compact(text):
    found = COMPACT.fullmatch(text)
    return instant(*numbers(*found.groups())) if found else None


def month_of(name):
    """The number of a month by its three letters or in full."""
    fits = [at for at, month in enumerate(MONTHS, 1) if name.lower() in (month, month[:3])]
    return fits[0] if fits else None


def full_year(digits):
    """A written year; of two digits, 69 to 99 are of the 1900s."""
    return int(digits) if len(digits) == 4 else int(digits) + (2000 if int(digits) < 69 else 1900)


def read_named(text, short_years=False):
    found = NAMED.fullmatch(text)
    if not found:
        return None
    day, dashed, spaced, first, after, year, *rest = found.groups()
    month = month_of(dashed or spaced or first)
    if month is None or (len(year) == 2 and not short_years):
        return None
    return with_clock(full_year(year), month, int(day or after), *rest)


def read_number(text):
    """The number that a text is, an int where SQLite would have one."""
    if len(text) > 40 or not NUMBER.fullmatch(text):
        return None
    if re.fullmatch(r"[+-]?\d+", text, re.ASCII) and -2**63 <= int(text) < 2**63:
        return int(text)
    return float(text)


def unit_of(number):
    """The unit that a number's size suggests."""
    for name, low, high, _ in UNITS:
        if (low <= number <= high) if isinstance(number, int) else (float(low) <= number <= float(high)):
            return name
    return None


def in_unit(number, unit):
    """The instant that a number is in a unit: whole numbers exactly, others to microseconds (days: milliseconds)."""
    if isinstance(number, float) and not abs(number) < 1e21:
        return None
    start = next((start for name, *_, start in CHOSEN if name == unit), 0)
    size = next(size for name, _, _, size, *_ in UNITS + CHOSEN if name == unit)
    if unit in ("excel_serial", "julian_day"):
        return within(nearest((Fraction(number) - size) * 86_400_000) * 10**6)
    if isinstance(number, int):
        return within(number * size - start)
    whole = number // 1
    return within(int(whole) * size + nearest((Fraction(number) - Fraction(whole)) * size / 1000) * 1000 - start)


def read_slashed(text, short_years=False):
    """`(first, second, year, hour, minute, second)` of a date with slashes, dots or dashes, if it exists in either order."""
    found = SLASHED.fullmatch(text)
    if not found or (len(found[4]) == 2 and not short_years):
        return None
    first, _, second, year, hour, minute, seconds, half = found.groups()
    clock = numbers(hour, minute, seconds)
    if half:
        if not 1 <= clock[0] <= 12:
            return None
        clock[0] = clock[0] % 12 + (12 if half.lower() == "p" else 0)
    date = (*numbers(first, second), full_year(year), *clock)
    return date if day_first(date) is not None or month_first(date) is not None else None


def day_first(date):
    first, second, year, *clock = date
    return instant(year, second, first, *clock)


def month_first(date):
    first, second, year, *clock = date
    return instant(year, first, second, *clock)


def read(value, wanted):
    """What one value says by itself: `(format, instant)`, `("number", unit, instant)`, `("date", …)` or None."""
    if isinstance(value, (int, float)):
        compact = isinstance(value, int) and 19_000_101 <= value <= 21_001_231 and read_compact(str(value))
        if wanted in UNIT_NAMES + CHOSEN_NAMES:
            return (wanted, in_unit(value, wanted))
        if wanted in ("iso8601", "rfc2822"):
            return None
        if compact not in (False, None):
            return ("compact", compact)
        return by_size(value) if wanted != "compact" else None
    if not isinstance(value, str):
        return None
    text = value.strip(BLANK)
    short_years = wanted in ("day_month_year", "month_day_year")
    by_text = [("iso8601", read_iso), ("compact", read_compact), ("rfc2822", lambda text: read_named(text, short_years))]
    if wanted in ("iso8601", "compact", "rfc2822"):
        return (wanted, dict(by_text)[wanted](text))
    number = read_number(text)
    if wanted in UNIT_NAMES + CHOSEN_NAMES and number is not None:
        # The person said what a number means: eight digits are one too.
        return (wanted, in_unit(number, wanted))
    for name, function in by_text:
        at = function(text)
        if at is not None:
            return (name, at)
    if number is not None:
        return by_size(number)
    date = read_slashed(text, short_years)
    if date and wanted == "day_month_year":
        return (wanted, day_first(date))
    if date and wanted == "month_day_year":
        return (wanted, month_first(date))
    return ("date", date) if date else None


def by_size(number):
    """A number by the unit that its size suggests; without one it waits for a unit that somebody chooses."""
    unit = unit_of(number)
    return ("number", unit, in_unit(number, unit) if unit else None, number)


def is_uncertain(found, as_of):
    """Whether a person has to say which unit the numbers of a column have."""
    numbers = [one for one in found if one and one[0] == "number"]
    def most(fits):
        return 2 * sum(map(fits, numbers)) > len(numbers)
    def early(one):
        return one[1] is not None and one[2] < YEAR_2000
    units = Counter(one[1] for one in numbers if one[1])
    own = max(UNIT_NAMES, key=lambda name: (units[name], UNIT_NAMES.index(name))) if units else None
    others = [name for name in UNIT_NAMES if name != own and most(lambda one: one[1] == name and not early(one))]
    for name, low, high, *_ in CHOSEN:
        def fits(one):
            in_range = (low <= one[3] <= high) if isinstance(one[3], int) else (float(low) <= one[3] <= float(high))
            at = in_unit(one[3], name) if in_range else None
            return at is not None and YEAR_2000 <= at <= as_of
        others += [name] if most(fits) else []
    return most(early) or bool(others)


class Column:
    """A whole column, read: `at` has an instant or None for each value, in order."""

    def __init__(self, values, wanted="auto", as_of=None):
        found = [read(value, wanted) for value in values]
        units = Counter(one[1] for one in found if one and one[0] == "number" and one[1])
        # The most frequent unit; of equals, the one of the larger numbers.
        unit = max(UNIT_NAMES, key=lambda name: (units[name], UNIT_NAMES.index(name))) if units else None
        self.undecided_numbers = 0
        if as_of is not None and is_uncertain(found, as_of):
            unit = None
            self.undecided_numbers = sum(one is not None and one[0] == "number" for one in found)
        dates = [one[1] for one in found if one and one[0] == "date"]
        days = any(month_first(date) is None for date in dates)
        months = any(day_first(date) is None for date in dates)
        order = {(True, False): "day_month_year", (False, True): "month_day_year"}.get((days, months))
        self.at, self.formats, self.undecided = [], set(), 0
        for one in found:
            name, at = None, None
            if one and one[0] == "number":
                name, at = one[1], one[2] if one[1] == unit and unit else None
            elif one and one[0] == "date":
                name, at = order, {None: lambda _: None, "day_month_year": day_first,
                                   "month_day_year": month_first}[order](one[1])
                self.undecided += not days and not months
            elif one:
                name, at = one
            self.at.append(at)
            if at is not None:
                self.formats.add(name)
