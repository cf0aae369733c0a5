  -- 20240601, 20240601T093000Z
  compact AS MATERIALIZED (
    SELECT value, 'compact' AS form, substr(text, 1, 4) AS year, substr(text, 5, 2) AS month, substr(text, 7, 2) AS day,
      CASE length(text) WHEN 8 THEN '00:00'
        ELSE substr(text, 10, 2) || ':' || substr(text, 12, 2) || ':' || substr(text, 14) END AS clock
    FROM texts WHERE {{SHAPES}}
  ),
