// Which systems does data come from, and which datasets are filled from them?
// Returns source: STRING, kind: STRING, jobs: LIST<STRING>, datasets: LIST<STRING>, by source.
MATCH (s:DataSource)
OPTIONAL MATCH (j:Job)-[:USES]->(s)
OPTIONAL MATCH (j)-[:PRODUCES]->(d:Dataset)
WITH s, j, d
ORDER BY j.name, d.name
RETURN s.name AS source, s.kind AS kind, collect(DISTINCT j.name) AS jobs,
       collect(DISTINCT d.name) AS datasets
ORDER BY source
