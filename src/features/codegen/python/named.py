
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH = (
    "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
WEEKDAY = (
    r"(?:(?:mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?:,\s*|\s+))?"
)
HOURS_EAST = {"utc": 0, "gmt": 0, "z": 0, "ut": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
              "pst": -8, "pdt": -7}
NAMED = re.compile(
    WEEKDAY + r"(?:(\d{1,2})(?:-" + MONTH + r"-|\s+" + MONTH + r"(?:,\s*|\s+))|" + MONTH + r"\s+(\d{1,2})(?:,\s*|\s+))"
    r"({{YEAR}})(?:(?:,\s*|\s+)" + CLOCK + r"(?:([a-z]+)(?=[+-]|$))?" + OFFSET + ")?", re.ASCII | re.I
)


def read_named(text):
    """1 Jun 2024, Jun 1, 2024 9:30 PM, Sat, 01 Jun 2024 09:30:00 +0200; a remark in brackets at the end is left out."""
    if text.endswith(")") and "(" in text:
        text = text[: text.index("(")].strip(" \t\n\v\f\r")
    found = NAMED.fullmatch(text)
    if not found:
        return None
    first_day, dashed, spaced, month, day, year, *clock, zone, offset = found.groups()
    zone = (zone or "utc").lower()
    if zone not in HOURS_EAST or (offset and zone not in ("utc", "gmt")):
        return None
    east = minutes_of(offset)
    month = MONTHS.index((dashed or spaced or month)[:3].lower()) + 1
    east = None if east is None else east + HOURS_EAST[zone] * 60
    return on_the_clock(full_year(year), month, int(first_day or day), *clock, east)

