// Which datasets are neither made from anything nor filled by a job, and so have no known origin?
// Returns dataset: STRING, owner: STRING, by dataset.
MATCH (d:Dataset)
WHERE NOT (d)-[:DERIVED_FROM]->() AND NOT (d)<-[:PRODUCES]-()
RETURN d.name AS dataset, d.owner AS owner
ORDER BY dataset
