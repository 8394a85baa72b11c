// Which columns does this dataset have, and what do they mean?
// $dataset: STRING, full name of the dataset
// Returns name: STRING, data_type: STRING, is_nullable: BOOLEAN, is_primary_key: BOOLEAN,
// pii_type: STRING, description: STRING, terms: LIST<STRING>, references: STRING, in order.
MATCH (:Dataset {name: $dataset})-[:HAS_COLUMN]->(c:Column)
OPTIONAL MATCH (c)-[:MAPS_TO]->(t:BusinessTerm)
WITH c, t
ORDER BY t.term
WITH c, collect(DISTINCT t.term) AS terms
OPTIONAL MATCH (c)-[:REFERENCES]->(r:Column)
WITH c, terms, head(collect(r.dataset_name + '.' + r.name)) AS references
RETURN c.name AS name, c.data_type AS data_type, c.is_nullable AS is_nullable,
       c.is_primary_key AS is_primary_key, c.pii_type AS pii_type,
       c.description AS description, terms, references
ORDER BY c.ordinal, name
