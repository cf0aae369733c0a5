-- What was read and written.
SELECT 'rows written', count(*) FROM main.{{TARGET}}
UNION ALL SELECT 'customers read', count(*) FROM {{LEADS}}
UNION ALL SELECT 'transactions read', coalesce(sum(transactions), 0) FROM temp.lab_purchases
UNION ALL SELECT 'transactions whose key is no customer''s', coalesce(sum(transactions), 0) FROM temp.lab_purchases
  WHERE key NOT IN (SELECT {{KEY}} FROM {{LEADS}} AS l WHERE {{KEY}} IS NOT NULL)
UNION ALL SELECT 'transactions without a key', coalesce(sum(transactions), 0) FROM temp.lab_purchases WHERE key IS NULL
UNION ALL SELECT 'transactions after as-of', coalesce(sum(late), 0) FROM temp.lab_purchases
UNION ALL SELECT 'times that cannot be read', coalesce(sum(unread), 0) - {{NULLS}} FROM temp.lab_purchases
UNION ALL SELECT 'times that are NULL', {{NULLS}} FROM temp.lab_purchases
UNION ALL SELECT 'customers without transactions, with the default values', count(*)
  FROM {{LEADS}} AS l LEFT JOIN temp.lab_purchases AS p ON p.key = {{KEY}}{{FIRST}} coalesce(transactions - late, 0) = 0;
{{DROPS}}
