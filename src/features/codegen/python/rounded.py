
def rounded(number):
    """The nearest whole number; halves go away from zero."""
    whole = math.floor(abs(number))
    whole += abs(number) - whole >= 0.5
    return whole if number >= 0 else -whole

