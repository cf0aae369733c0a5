
-- Of several rows with one key, the first stays.
WHERE customer IS NULL OR n IN (SELECT min(n) FROM keyed GROUP BY customer)
