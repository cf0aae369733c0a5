"""Entity keys, written a second time: a name for every value, equal where two values mean the same customer."""

import re
import unicodedata

# A decimal number without an exponent.
NUMBER = re.compile(r"([+-]?)(\d+)(?:\.(\d*))?", re.ASCII)

# Unicode's White_Space, which str.strip() by itself does not follow to the letter.
WHITE = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


def raw(text):
    """The bytes of a text as SQLite keeps it, valid UTF-8 or not."""
    return text.encode("utf-8", "surrogateescape")


def is_utf8(text):
    return not any(0xDC80 <= ord(letter) <= 0xDCFF for letter in text)


def name(value, matching):
    """A string that stands for the key; None for NULL, which matches nothing."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer() and -2.0**63 <= value < 2.0**63:
        value = int(value)
    if isinstance(value, (int, float)) and matching == "as_text":
        value = repr(value)
    if isinstance(value, str):
        number = NUMBER.fullmatch(value.strip(" \t\n\v\f\r")) if matching == "as_number" else None
        if number:
            return name(as_number(number), "exact")
        if matching == "normalised" and is_utf8(value):
            lower = unicodedata.normalize("NFC", value.strip(WHITE)).lower()
            value = unicodedata.normalize("NFC", lower)
        return "text " + raw(value).hex()
    if isinstance(value, bytes):
        return "blob " + value.hex()
    return f"number {value!r}"


def as_number(number):
    """The number that a text writes: whole ones exactly, as SQLite's integers where they fit."""
    sign, whole, fraction = number.groups()
    if not (fraction or "").strip("0") and -2**63 <= int(sign + whole) < 2**63:
        return int(sign + whole)
    return float(sign + whole + "." + (fraction or "0"))


def is_blank(value):
    """NULL, or text of nothing but white space."""
    return value is None or isinstance(value, str) and is_utf8(value) and not value.strip(WHITE)
