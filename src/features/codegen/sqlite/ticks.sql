  -- A number counts {{UNIT}}; its fraction is rounded to microseconds.
  wholes AS MATERIALIZED (
    SELECT value, number, CAST(number AS INTEGER) - (number < CAST(number AS INTEGER)) AS whole
    FROM numbers WHERE number BETWEEN {{LEAST}} AND {{MOST}}
  ),
  parts AS MATERIALIZED (
    SELECT value, whole, ((whole % {{PER_SECOND}}) + {{PER_SECOND}}) % {{PER_SECOND}} AS rest,
      CASE WHEN abs(number) < 4503599627370496 THEN (number - whole) * {{NANOS}}.0 / 1000.0 ELSE 0.0 END AS micros
    FROM wholes
  ),
  ticks AS MATERIALIZED (
    SELECT value, (whole - rest) / {{PER_SECOND}}{{START}} AS seconds,
      rest * {{NANOS}} + (CAST(micros AS INTEGER) + (micros - CAST(micros AS INTEGER) >= 0.5)) * 1000 AS nanos
    FROM parts
  ),
  counted AS MATERIALIZED (
    SELECT value, seconds + nanos / 1000000000 AS seconds, nanos % 1000000000 AS nanos FROM ticks
  ),
