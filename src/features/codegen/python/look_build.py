build(DATABASE, read_iso(AS_OF), TARGET)
