
def read_times(values):
    """Reads a column: is it a time, seconds since 1970, nanoseconds."""
    is_read = np.zeros(len(values), bool)
    seconds, nanos = np.zeros(len(values), "int64"), np.zeros(len(values), "int64")
{{PLAIN}}
    for at in np.flatnonzero(~is_read):
        found = read_time(values[at])
        if found:
            is_read[at], seconds[at], nanos[at] = True, *found
    return is_read, seconds, nanos

