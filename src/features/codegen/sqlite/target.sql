-- The feature table. Customers without transactions have the default values.
DROP TABLE IF EXISTS main.{{TARGET}};
CREATE TABLE main.{{TARGET}} (
  {{COLUMNS}}
);
INSERT INTO main.{{TARGET}}
SELECT
  {{VALUES}}
FROM {{LEADS}} AS l LEFT JOIN temp.lab_purchases AS p ON p.key = {{KEY}}{{FIRST}}
ORDER BY l.{{ROWID}};
COMMIT;

