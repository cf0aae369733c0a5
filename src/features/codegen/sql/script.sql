-- {{TARGET}} from {{LEADS}} and {{TRANSACTIONS}}: one row per customer.
-- Written by Feature Lab for {{DATABASE}}, as of {{AS_OF}}, fingerprint {{FINGERPRINT}}.
{{HEAD}}
-- What was chosen: the instant at which the features are true ({{AS_OF}}), in seconds since 1970 and nanoseconds,
-- and the values of customers without transactions.
CREATE {{TEMPORARY}} {{CONSTANTS}}{{UNTIL}} AS
SELECT
  {{CHOSEN}};

-- The customers in the order of their table, with the keys by which their transactions are found.
CREATE {{TEMPORARY}} {{CUSTOMERS}}{{UNTIL}} AS
WITH source {{STEP}} (
  SELECT
    {{NUMBER}} AS n,
    {{COPIED}}
  FROM {{LEADS_TABLE}}
),
keyed {{STEP}} (
  SELECT
    source.*,
    {{KEY}} AS customer
  FROM source
)
SELECT * FROM keyed{{FIRST}};

-- The transactions of each key. First their times become seconds since 1970 in UTC; those that cannot be read are NULL.
CREATE {{TEMPORARY}} {{PURCHASES}}{{UNTIL}} AS
WITH source {{STEP}} (
  SELECT
    {{SOURCE}}
  FROM {{TRANSACTIONS_TABLE}}
),
keyed {{STEP}} (
  SELECT
    {{KEY}} AS customer,
    time_text IS NULL AS has_no_time,
    time_kind,
    CASE WHEN time_kind <> 'b' THEN time_text END AS time_text{{VALUES}}
  FROM source
),
{{TIMES}}
-- How long each transaction was before as-of, in whole seconds: below zero it was after, NULL without a readable time.
aged {{STEP}} (
  SELECT
    {{KEPT}}, seconds, nanos, as_of, as_of_nanos,
    CASE WHEN seconds BETWEEN -62167219200 AND 253402300799
      THEN as_of - seconds - CASE WHEN nanos > as_of_nanos THEN 1 ELSE 0 END END AS seconds_ago
  FROM instants CROSS JOIN {{CONSTANTS}}
),
counted {{STEP}} (
  SELECT
    {{AGED}}
  FROM aged
)
SELECT
  customer,
  count(*) AS transactions,
  {{FOLDS}}
FROM counted
GROUP BY customer;

-- The feature table: the columns of the customers, and the features.
{{REPLACE}}
SELECT
  {{COLUMNS}}
FROM {{CUSTOMERS}} c
LEFT JOIN {{PURCHASES}} p ON p.customer = c.customer
CROSS JOIN {{CONSTANTS}} k{{ORDER}};
{{NOT_NULL}}
{{COUNTS}}
