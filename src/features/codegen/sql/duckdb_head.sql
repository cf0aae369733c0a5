--
-- Run it in the database that has both tables: duckdb FILE < customer_features.duckdb.sql
-- The table is replaced in one transaction: if a statement fails, the old one stays as it was.

BEGIN TRANSACTION;
-- Tables of an earlier run in this session.
DROP TABLE IF EXISTS temp.{{CONSTANTS}};
DROP TABLE IF EXISTS temp.{{CUSTOMERS}};
DROP TABLE IF EXISTS temp.{{PURCHASES}};
