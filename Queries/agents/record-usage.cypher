// Counts one more use of these datasets, for ranking.
// $datasets: LIST<STRING>, full names
// Returns dataset: STRING, usage_count: INTEGER, by dataset.
MATCH (d:Dataset)
WHERE d.name IN $datasets
SET d.usage_count = coalesce(d.usage_count, 0) + 1
RETURN d.name AS dataset, d.usage_count AS usage_count
ORDER BY dataset
