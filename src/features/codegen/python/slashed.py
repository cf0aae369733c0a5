
SLASHED = re.compile(
    r"(\d{1,2})([/.-])(\d{1,2})\2({{YEAR}})(?: (\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([AP])M)?)?", re.ASCII | re.I
)


def read_slashed(text):
    """Dates such as {{EXAMPLE}}."""
    found = SLASHED.fullmatch(text)
    if not found:
        return None
    {{FIRST}}, _, {{SECOND}}, year, hour, minute, second, half = found.groups()
    return on_the_clock(full_year(year), int(month), int(day), hour, minute, second, None, half, 0)

