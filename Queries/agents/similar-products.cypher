// Which registered data products read the same datasets?
// $datasets: LIST<STRING>, full names
// $limit: INTEGER = 5, most rows to return
// Returns name: STRING, version: STRING, grain: STRING, shared: INTEGER (datasets in common).
MATCH (p:DataProduct)-[:USES]->(d:Dataset)
WHERE d.name IN $datasets
WITH p, count(DISTINCT d) AS shared
RETURN p.name AS name, p.version AS version, p.grain AS grain, shared
ORDER BY shared DESC, name, version
LIMIT $limit
