  texts AS MATERIALIZED (
    SELECT value, trim(value, {{WHITE}}) AS text FROM written
    WHERE typeof(value) = 'text' AND instr(value, char(0)) = 0
  ),
