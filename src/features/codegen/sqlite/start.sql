-- Builds the table {{TARGET}}: a row for each row of {{LEADS}}, with features of its rows in {{TRANSACTIONS}}, as they were
-- at {{AS_OF}} (UTC). Written by Feature Lab for {{DATABASE}}; fingerprint {{FINGERPRINT}}.
-- Run it with SQLite 3.40 or later: sqlite3 FILE < customer_features.sqlite.sql
-- All of it is one transaction: if a statement fails, the table that was there stays.
.bail on
BEGIN IMMEDIATE;

