-- What went in and what came out.
SELECT 1 AS line, 'rows written' AS what, count(*) AS how_many FROM {{TARGET_TABLE}}
UNION ALL SELECT 2, 'transactions read', coalesce(sum(transactions), 0) FROM {{PURCHASES}}
UNION ALL SELECT 3, 'transactions whose key is no customer''s', coalesce(sum(p.transactions), 0) FROM {{PURCHASES}} p
  LEFT JOIN (SELECT DISTINCT customer FROM {{CUSTOMERS}}) c ON c.customer = p.customer
  WHERE p.customer IS NOT NULL AND c.customer IS NULL
UNION ALL SELECT 4, 'transactions without a key', coalesce(sum(transactions), 0) FROM {{PURCHASES}} WHERE customer IS NULL
UNION ALL SELECT 5, 'transactions after as-of', coalesce(sum(late), 0) FROM {{PURCHASES}}
UNION ALL SELECT 6, 'times that cannot be read', coalesce(sum(unreadable), 0) FROM {{PURCHASES}}
UNION ALL SELECT 7, 'times that are NULL', coalesce(sum(without_time), 0) FROM {{PURCHASES}}
UNION ALL SELECT 8, 'customers without transactions, with the default values', count(*) FROM {{CUSTOMERS}} c
  LEFT JOIN {{PURCHASES}} p ON p.customer = c.customer WHERE coalesce(p.purchases, 0) = 0
ORDER BY line;
