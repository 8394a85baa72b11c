// Which columns have this text in their name or description?
// $text: STRING, part of a name or description, in lower case
// $limit: INTEGER = 50, most rows to return
// Returns dataset: STRING, column: STRING, data_type: STRING, description: STRING, names first.
MATCH (c:Column)
WHERE toLower(c.name) CONTAINS $text OR toLower(coalesce(c.description, '')) CONTAINS $text
RETURN c.dataset_name AS dataset, c.name AS column, c.data_type AS data_type,
       c.description AS description
ORDER BY NOT toLower(c.name) CONTAINS $text, dataset, column
LIMIT $limit
