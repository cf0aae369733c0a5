--
-- Run it on the file of the database: sqlite3 FILE < customer_features.sqlite.sql
-- The table is replaced in one transaction: if a statement fails, the old one stays as it was.

.bail on
BEGIN IMMEDIATE;
