--
-- Run it on the server that has both tables: psql "$DSN" -v ON_ERROR_STOP=1 -f customer_features.postgres.sql
-- The table is replaced in one transaction: if a statement fails, the old one stays as it was.
{{LONG_NAMES}}
BEGIN;
-- Times, numbers, bytes and texts are written in one way, whatever the server is set to.
SET LOCAL TIME ZONE 'UTC';
SET LOCAL DateStyle = 'ISO, YMD';
SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = 'hex';
SET LOCAL standard_conforming_strings = on;
SET LOCAL client_min_messages = warning;
