// Which datasets hold personal data although they require no role?
// Returns dataset: STRING, columns: LIST<STRING>, by dataset.
MATCH (d:Dataset)-[:HAS_COLUMN]->(c:Column {is_pii: true})
WHERE NOT (d)-[:REQUIRES_ROLE]->(:Role)
WITH d, c
ORDER BY c.name
RETURN d.name AS dataset, collect(c.name) AS columns
ORDER BY dataset
