// Which datasets are used most?
// $limit: INTEGER = 10, most rows to return
// Returns dataset: STRING, usage_count: INTEGER, owner: STRING, description: STRING.
MATCH (d:Dataset)
RETURN d.name AS dataset, coalesce(d.usage_count, 0) AS usage_count, d.owner AS owner,
       d.description AS description
ORDER BY usage_count DESC, dataset
LIMIT $limit
