// Which data products read this dataset?
// $dataset: STRING, full name of the dataset
// Returns product: STRING, version: STRING, status: STRING, target: STRING.
MATCH (p:DataProduct)-[:USES]->(:Dataset {name: $dataset})
RETURN p.name AS product, p.version AS version, p.status AS status, p.target AS target
ORDER BY product, version
