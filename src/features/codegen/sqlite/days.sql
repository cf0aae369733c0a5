  -- A number counts {{UNIT}}; it is rounded to milliseconds.
  millis AS MATERIALIZED (
    SELECT value, (number - {{EPOCH}}) * 86400000.0 AS millis FROM numbers WHERE number BETWEEN {{LEAST}} AND {{MOST}}
  ),
  ticks AS MATERIALIZED (
    SELECT value, (CAST(abs(millis) AS INTEGER) + (abs(millis) - CAST(abs(millis) AS INTEGER) >= 0.5))
      * CASE WHEN millis < 0 THEN -1 ELSE 1 END AS millis
    FROM millis
  ),
  counted AS MATERIALIZED (
    SELECT value, (millis - ((millis % 1000) + 1000) % 1000) / 1000 AS seconds, ((millis % 1000) + 1000) % 1000 * 1000000 AS nanos
    FROM ticks
  ),
