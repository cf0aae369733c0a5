  -- The time of a day: hour, minute, perhaps second and fraction, AM or PM, and a zone.
  days AS MATERIALIZED (
    SELECT value, form, printf('%04d-%02d-%02d', year, month, day) AS day,
      CASE WHEN clock GLOB '[0-9]:*' THEN '0' || clock ELSE clock END AS clock
    FROM ({{FORMS}})
  ),
  minutes AS MATERIALIZED (
    SELECT value, form, day, substr(clock, 1, 2) AS hour, substr(clock, 4, 2) AS minute,
      CASE WHEN clock GLOB '?????:[0-9][0-9]*' THEN substr(clock, 7, 2) END AS second,
      substr(clock, CASE WHEN clock GLOB '?????:[0-9][0-9]*' THEN 9 ELSE 6 END) AS rest
    -- With `+0 days` SQLite makes 2 March of 30 February, which is another text.
    FROM days WHERE date(day, '+0 days') = day AND clock GLOB '[0-9][0-9]:[0-9][0-9]*'
  ),
  fractions AS MATERIALIZED (
    SELECT value, form, day, hour, minute, coalesce(second, '00') AS second, rest, CASE
      WHEN second IS NOT NULL AND rest GLOB '[.,][0-9]*' THEN length(rest) - 1 - length(ltrim(substr(rest, 2), '0123456789'))
      ELSE 0 END AS digits
    FROM minutes
  ),
  halves AS MATERIALIZED (
    SELECT value, form, day, hour, minute, second, substr(substr(rest, 2, digits) || '000000000', 1, 9) AS nanos,
      lower(ltrim(substr(rest, 1 + digits + (digits > 0)), {{SPACE}})) AS rest
    FROM fractions WHERE digits <= 9{{TAILS}}
  ),
  zones AS MATERIALIZED (
    SELECT value, form, day, minute, second, nanos, CASE
        WHEN rest NOT GLOB '[ap]m*' THEN hour
        WHEN hour BETWEEN '01' AND '12' THEN printf('%02d', hour % 12 + CASE WHEN rest GLOB 'p*' THEN 12 ELSE 0 END) END AS hour,
      CASE WHEN rest GLOB '[ap]m*' THEN ltrim(substr(rest, 3), {{SPACE}}) ELSE rest END AS zone
    FROM halves
  ),
  offsets AS MATERIALIZED (
    SELECT value, day, hour, minute, second, nanos, CASE
      WHEN zone IN ('', 'z', 'utc', 'gmt') THEN '+00'
      WHEN zone GLOB 'utc[-+]*' OR zone GLOB 'gmt[-+]*' THEN substr(zone, 4){{NAMES}}
      ELSE zone END AS east
    FROM zones
  ),
  calendar AS MATERIALIZED (
    SELECT value, nanos + 0 AS nanos, unixepoch(day) + hour * 3600 + minute * 60 + second
      - CASE substr(east, 1, 1) WHEN '-' THEN -60 ELSE 60 END
      * (substr(east, 2, 2) * 60 + substr(replace(east, ':', ''), 4)) AS seconds
    FROM offsets WHERE hour <= '23' AND minute <= '59' AND second <= '59' AND substr(east, 2, 2) <= '23'
      AND (east GLOB '[-+][0-9][0-9]' OR east GLOB '[-+][0-9][0-9][0-5][0-9]' OR east GLOB '[-+][0-9][0-9]:[0-5][0-9]')
  ),
