-- Keys with letters that SQLite cannot lower or compose, as the lab found them.
CREATE TEMPORARY TABLE lab_keys (written PRIMARY KEY, normal) WITHOUT ROWID;
INSERT INTO temp.lab_keys VALUES
{{ROWS}};

