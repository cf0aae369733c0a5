  -- 1 Jun 2024, Jun 1, 2024 9:30 PM, Sat, 01 Jun 2024 09:30:00 +0200; a remark in brackets at the end is left out.
  named_texts AS MATERIALIZED (
    SELECT value, lower(replace(replace(replace(replace(CASE
      WHEN text LIKE '%(%)' THEN trim(substr(text, 1, instr(text, '(') - 1), {{WHITE}}) ELSE text END,
      char(9), ' '), char(10), ' '), char(12), ' '), char(13), ' ')) AS text
    FROM texts
  ),
  named_weekdays AS MATERIALIZED (
    SELECT value, text, {{RUN}} AS word FROM named_texts
  ),
  named_firsts AS MATERIALIZED (
    SELECT value, CASE WHEN word IN ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'monday', 'tuesday', 'wednesday',
      'thursday', 'friday', 'saturday', 'sunday') THEN {{GAP}} ELSE text END AS text
    FROM (SELECT value, text, word, substr(text, length(word) + 1) AS rest FROM named_weekdays)
  ),
  -- The first and the second of day and month, and what is after them.
  named_seconds AS MATERIALIZED (
    SELECT value, word AS first, substr(text, length(word) + 1, 1) AS dash, CASE
      WHEN text GLOB '[0-9]*' AND substr(text, length(word) + 1, 1) = '-' THEN substr(text, length(word) + 2)
      ELSE ltrim(substr(text, length(word) + 1), ' ') END AS text
    FROM (SELECT value, text, {{RUN}} AS word FROM named_firsts)
    WHERE substr(text, length(word) + 1, 1) IN (' ', '-')
  ),
  named_years AS MATERIALIZED (
    SELECT value, first, second, CASE
      WHEN dash = ' ' THEN {{GAP}} WHEN rest GLOB '-*' THEN ltrim(substr(rest, 2), ' ') END AS text
    FROM (
      SELECT value, first, dash, word AS second, substr(text, length(word) + 1) AS rest
      FROM (SELECT value, first, dash, text, {{RUN}} AS word FROM named_seconds)
    )
  ),
  named_clocks AS MATERIALIZED (
    SELECT value, year, CASE WHEN first GLOB '[a-z]*' THEN first ELSE second END AS month,
      CASE WHEN first GLOB '[a-z]*' THEN second ELSE first END AS day, CASE
      WHEN rest = '' THEN '00:00' ELSE {{GAP}} END AS clock
    FROM (
      SELECT value, first, second, word AS year, substr(text, length(word) + 1) AS rest
      FROM (SELECT value, first, second, text, {{RUN}} AS word FROM named_years)
    )
  ),
  named AS MATERIALIZED (
    SELECT value, 'named' AS form, {{YEAR}} AS year,
      (instr('janfebmaraprmayjunjulaugsepoctnovdec', substr(month, 1, 3)) + 2) / 3 AS month, day, clock
    FROM named_clocks WHERE year GLOB '[0-9]*' AND length(year) {{DIGITS}} AND day GLOB '[0-9]*' AND length(day) <= 2
      AND month IN ('jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec', 'january', 'february',
      'march', 'april', 'june', 'july', 'august', 'september', 'october', 'november', 'december')
  ),
