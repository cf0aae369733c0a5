-- The rows of {{LEADS}} in the order in which SQLite reads them.
CREATE TEMPORARY TABLE lab_leads ({{COLUMNS}});
INSERT INTO temp.lab_leads SELECT {{SOURCES}} FROM main.{{TABLE}};

