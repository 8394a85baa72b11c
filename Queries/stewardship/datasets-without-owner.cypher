// Which datasets does nobody answer for?
// Returns dataset: STRING, layer: STRING, by dataset.
MATCH (d:Dataset)
WHERE d.owner IS NULL AND NOT (d)-[:OWNED_BY]->(:User)
RETURN d.name AS dataset, d.layer AS layer
ORDER BY dataset
