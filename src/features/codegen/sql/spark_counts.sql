-- What went in and what came out.
SELECT
  sum(c.copies) AS `rows written`,
  sum(p.transactions) AS `transactions read`,
  sum(p.transactions) FILTER (WHERE p.customer IS NOT NULL AND c.copies IS NULL) AS `transactions whose key is no customer's`,
  sum(p.transactions) FILTER (WHERE p.customer IS NULL) AS `transactions without a key`,
  sum(p.late) AS `transactions after as-of`,
  sum(p.unreadable) AS `times that cannot be read`,
  sum(p.without_time) AS `times that are NULL`,
  sum(c.copies) FILTER (WHERE coalesce(p.purchases, 0) = 0) AS `customers without transactions, with the default values`
FROM (SELECT customer, count(*) AS copies FROM {{CUSTOMERS}} GROUP BY customer) c
FULL JOIN {{PURCHASES}} p ON p.customer = c.customer
