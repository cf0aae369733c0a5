-- Times that SQLite does not write in this way itself are read by their parts, each different one once. `ago` is the time
-- from then to as-of in microseconds, negative after as-of. What is in none of the formats that the lab found is left out.
CREATE TEMPORARY TABLE lab_times (value PRIMARY KEY, ago INTEGER) WITHOUT ROWID;
INSERT INTO temp.lab_times
WITH
  written AS MATERIALIZED (
    SELECT DISTINCT time AS value FROM (SELECT +{{TIME}} COLLATE BINARY AS time FROM main.{{TRANSACTIONS}})
    WHERE {{KINDS}}
  ),
{{STEPS}}
SELECT value, {{AGO}} FROM instants
-- The years 0 to 9999.
WHERE seconds BETWEEN -62167219200 AND 253402300799;

