
def read_number(number):
    """An instant from a number of {{UNIT}}."""
{{LIMITS}}
    if not abs(number) < 1e21:  # beyond every time, infinity too
        return None
    whole = math.floor(number)
    micros = rounded((number - whole) * {{NANOS}} / 1000)
    return within_ten_thousand_years(*divmod(whole * {{NANOS}} + micros * 1000 + {{START}}, 10**9))

