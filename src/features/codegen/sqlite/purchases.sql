-- What the transactions of each key give. All of them count but those later than as-of; the time of some is unknown (NULL).
-- `LIMIT -1` leaves nothing out: it keeps SQLite from reading a time again for every feature.
CREATE TEMPORARY TABLE lab_purchases (key UNIQUE, transactions INTEGER, late INTEGER, unread INTEGER{{NAMES}});
CREATE TEMPORARY VIEW lab_totals AS
SELECT key, count(*), count(*) FILTER (WHERE ago < 0), count(*) - count(ago){{FOLDS}}
FROM (
  SELECT {{KEY}} COLLATE BINARY AS key{{FURTHER}}, {{AGO}} AS ago
  FROM (SELECT {{COLUMNS}} FROM main.{{TRANSACTIONS}})
  WHERE NOT EXISTS (SELECT 1 FROM temp.lab_purchases)
  LIMIT -1
)
GROUP BY key;
INSERT INTO temp.lab_purchases SELECT * FROM temp.lab_totals;

