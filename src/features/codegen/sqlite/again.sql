-- If there were such times, the transactions are added up again.
DELETE FROM temp.lab_purchases WHERE EXISTS (SELECT 1 FROM temp.lab_times);
INSERT INTO temp.lab_purchases SELECT * FROM temp.lab_totals;

