// All foreign keys.
// Returns dataset: STRING, column: STRING, target_dataset: STRING, target_column: STRING.
MATCH (l:Dataset)-[:HAS_COLUMN]->(c:Column)-[:REFERENCES]->(r:Column)<-[:HAS_COLUMN]-(t:Dataset)
RETURN l.name AS dataset, c.name AS column, t.name AS target_dataset, r.name AS target_column
ORDER BY dataset, column, target_dataset, target_column
