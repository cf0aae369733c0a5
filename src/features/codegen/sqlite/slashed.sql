  -- {{EXAMPLE}}
  slashed_firsts AS MATERIALIZED (
    SELECT value, text, CASE
      WHEN text GLOB '[0-9][-/.]*' THEN 1 WHEN text GLOB '[0-9][0-9][-/.]*' THEN 2 END AS digits
    FROM texts
  ),
  slashed_seconds AS MATERIALIZED (
    SELECT value, substr(text, 1, digits) AS first, substr(text, digits + 1, 1) AS dash, substr(text, digits + 2) AS rest, CASE
      WHEN substr(text, digits + 2) GLOB '[0-9][-/.]*' THEN 1
      WHEN substr(text, digits + 2) GLOB '[0-9][0-9][-/.]*' THEN 2 END AS digits
    FROM slashed_firsts WHERE digits IS NOT NULL
  ),
  slashed_years AS MATERIALIZED (
    SELECT value, first, substr(rest, 1, digits) AS second, substr(rest, digits + 2) AS rest,
      length(rest) - digits - 1 - length(ltrim(substr(rest, digits + 2), '0123456789')) AS digits
    FROM slashed_seconds WHERE substr(rest, digits + 1, 1) = dash
  ),
  slashed AS MATERIALIZED (
    SELECT value, 'slashed' AS form, {{YEAR}} AS year, {{MONTH}} AS month, {{DAY}} AS day, CASE
      WHEN length(rest) = digits THEN '00:00'
      WHEN substr(rest, digits + 1, 1) = ' ' THEN substr(rest, digits + 2) END AS clock
    FROM slashed_years WHERE digits {{DIGITS}}
  ),
