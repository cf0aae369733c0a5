
def read_time(value):
    """The instant of one value, None if it is no time in the formats that the lab found."""
    if isinstance(value, str):
        text = value.strip(" \t\n\v\f\r")
{{TEXT}}
    if isinstance(value, datetime):  # PostgreSQL's timestamps; those without a zone are taken as UTC.
        at = value if value.tzinfo else value.replace(tzinfo=timezone.utc)
        since = at - datetime(1970, 1, 1, tzinfo=timezone.utc)
        return since.days * SECONDS_OF_A_DAY + since.seconds, since.microseconds * 1000
    if isinstance(value, date):
        return instant(value.year, value.month, value.day)
{{NUMBERS}}
    return None

