// All columns of all datasets.
// $source: STRING = null, name of a registered source; else those of no registered source
// Returns dataset: STRING, column: STRING, data_type: STRING, description: STRING,
// ordinal: INTEGER, is_nullable: BOOLEAN, is_primary_key: BOOLEAN, is_pii: BOOLEAN,
// pii_type: STRING, sample_values: LIST<STRING>, distinct_count: INTEGER,
// null_percentage: FLOAT, by dataset and in order.
MATCH (d:Dataset)-[:HAS_COLUMN]->(c:Column)
WHERE coalesce(d.source_name, '') = coalesce($source, '')
  AND coalesce(c.status, 'active') <> 'gone'
RETURN d.name AS dataset, c.name AS column, c.data_type AS data_type,
       c.description AS description, c.ordinal AS ordinal, c.is_nullable AS is_nullable,
       c.is_primary_key AS is_primary_key, c.is_pii AS is_pii, c.pii_type AS pii_type,
       c.sample_values AS sample_values, c.distinct_count AS distinct_count,
       c.null_percentage AS null_percentage
ORDER BY dataset, ordinal, column
