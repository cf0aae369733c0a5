  -- 2024-06-01, 2024-6-1 9:30, 2024/06/01T09:30:00.5+02:00
  iso_months AS MATERIALIZED (
    SELECT value, text, CASE
      WHEN text GLOB '[0-9][0-9][0-9][0-9][-/][0-9][0-9][-/][0-9]*' THEN 2
      WHEN text GLOB '[0-9][0-9][0-9][0-9][-/][0-9][-/][0-9]*' THEN 1 END AS digits
    FROM texts
  ),
  iso_days AS MATERIALIZED (
    SELECT value, substr(text, 1, 4) AS year, substr(text, 6, digits) AS month, substr(text, 7 + digits) AS rest,
      CASE WHEN substr(text, 7 + digits) GLOB '?[0-9]*' THEN 2 ELSE 1 END AS digits
    FROM iso_months WHERE substr(text, 5, 1) = substr(text, 6 + digits, 1)
  ),
  iso AS MATERIALIZED (
    SELECT value, 'iso' AS form, year, month, substr(rest, 1, digits) AS day, CASE
      WHEN length(rest) = digits THEN '00:00'
      WHEN substr(rest, digits + 1, 1) = 'T' THEN substr(rest, digits + 2)
      WHEN instr({{SPACE}}, substr(rest, digits + 1, 1)) > 0 THEN ltrim(substr(rest, digits + 1), {{SPACE}}) END AS clock
    FROM iso_days
  ),
