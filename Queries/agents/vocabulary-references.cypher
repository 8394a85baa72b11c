// All foreign keys.
// $source: STRING = null, name of a registered source; else those of no registered source
// Returns dataset: STRING, column: STRING, target_dataset: STRING, target_column: STRING,
// confidence: FLOAT, key: LIST<STRING> (all columns of a key of several).
MATCH (l:Dataset)-[:HAS_COLUMN]->(c:Column)-[f:REFERENCES]->(r:Column)<-[:HAS_COLUMN]-(t:Dataset)
WHERE coalesce(l.source_name, '') = coalesce($source, '')
  AND coalesce(c.status, 'active') <> 'gone' AND coalesce(r.status, 'active') <> 'gone'
RETURN l.name AS dataset, c.name AS column, t.name AS target_dataset, r.name AS target_column,
       coalesce(f.confidence, 1.0) AS confidence, f.key AS key
ORDER BY dataset, column, target_dataset, target_column
