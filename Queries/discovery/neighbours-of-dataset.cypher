// Which datasets are one join away from this one?
// $dataset: STRING, full name of the dataset
// Returns dataset: STRING, via: LIST<STRING> (columns of the reference), direction: STRING.
MATCH (l:Column {dataset_name: $dataset})-[:REFERENCES]->(r:Column)
RETURN r.dataset_name AS dataset, collect(DISTINCT l.name) AS via, 'references' AS direction
UNION
MATCH (l:Column)-[:REFERENCES]->(r:Column {dataset_name: $dataset})
RETURN l.dataset_name AS dataset, collect(DISTINCT l.name) AS via, 'referenced by' AS direction
