-- These times are read by their parts, each different one once. What is in none of the formats that the lab found is left out.
INSERT INTO temp.lab_times
WITH
  written AS MATERIALIZED (
    SELECT DISTINCT time AS value FROM {{UNREAD}}(SELECT +{{TIME}} COLLATE BINARY AS time FROM main.{{TRANSACTIONS}})
    WHERE {{KINDS}}
  ),
{{STEPS}}
SELECT value, {{AGO}} FROM instants
-- The years 0 to 9999.
WHERE seconds BETWEEN -62167219200 AND 253402300799;

