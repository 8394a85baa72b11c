// Which columns are mapped to no business term?
// $dataset: STRING = null, only columns of this dataset
// Returns dataset: STRING, column: STRING, data_type: STRING, description: STRING.
MATCH (c:Column)
WHERE ($dataset IS NULL OR c.dataset_name = $dataset) AND NOT (c)-[:MAPS_TO]->(:BusinessTerm)
RETURN c.dataset_name AS dataset, c.name AS column, c.data_type AS data_type,
       c.description AS description
ORDER BY dataset, c.ordinal, column
