
def read_number(number):
    """An instant from {{UNIT}}."""
{{LIMITS}}
    if not abs(number) < 1e21:  # beyond every time, infinity too
        return None
    millis = rounded((number - {{EPOCH}}) * 86_400_000.0)
    return within_ten_thousand_years(*divmod(millis * 10**6, 10**9))

