-- The times that SQLite does not write in this way itself. `ago` is the time from then to as-of in microseconds, negative after
-- as-of.
CREATE TEMPORARY TABLE lab_times (value PRIMARY KEY, ago INTEGER) WITHOUT ROWID;

