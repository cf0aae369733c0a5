  -- Numbers written as text, perhaps with a point and an exponent.
  digits AS MATERIALIZED (
    SELECT value, text, CASE WHEN text GLOB '[-+]*' THEN lower(substr(text, 2)) ELSE lower(text) END AS digits
    FROM texts WHERE length(text) <= 40
  ),
  exponents AS MATERIALIZED (
    SELECT value, text, CASE WHEN instr(digits, 'e') > 0 THEN substr(digits, 1, instr(digits, 'e') - 1) ELSE digits END AS digits,
      CASE WHEN instr(digits, 'e') > 0 THEN substr(digits, instr(digits, 'e') + 1) END AS exponent
    FROM digits
  ),
  numbers AS MATERIALIZED (
    SELECT value, CASE
      WHEN exponent IS NULL AND instr(digits, '.') = 0 THEN CAST(text AS NUMERIC) ELSE CAST(text AS REAL) END AS number
    FROM exponents
    WHERE digits GLOB '[0-9]*' AND digits NOT GLOB '*[^0-9.]*' AND digits NOT GLOB '*.*.*' AND (exponent IS NULL
      OR (exponent GLOB '[-+0-9]*[0-9]' OR exponent GLOB '[0-9]') AND substr(exponent, 2) NOT GLOB '*[^0-9]*')
    UNION ALL SELECT value, value FROM written WHERE typeof(value) = 'real'
  ),
