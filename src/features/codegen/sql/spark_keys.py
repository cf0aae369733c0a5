

WHITE = " \t\n\v\f\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


def normalised(text):
    """A key without white space around it, composed (NFC) and in lower case; Spark composes no letters by itself."""
    if text is None:
        return None
    lower = unicodedata.normalize("NFC", text.strip(WHITE)).lower()
    return unicodedata.normalize("NFC", lower)
