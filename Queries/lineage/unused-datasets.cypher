// Which datasets is nothing made from, so that they may be the end of the line or forgotten?
// Returns dataset: STRING, usage_count: INTEGER, least used first.
MATCH (d:Dataset)
WHERE NOT (d)<-[:DERIVED_FROM]-() AND NOT (d)<-[:USES]-()
RETURN d.name AS dataset, coalesce(d.usage_count, 0) AS usage_count
ORDER BY usage_count, dataset
