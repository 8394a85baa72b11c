// Which columns say nothing about what they hold?
// Returns dataset: STRING, column: STRING, data_type: STRING.
MATCH (c:Column)
WHERE c.description IS NULL OR trim(c.description) = ''
RETURN c.dataset_name AS dataset, c.name AS column, c.data_type AS data_type
ORDER BY dataset, column
