// All datasets that data products can be made from, which other data products' results are not.
// $source: STRING = null, name of a registered source; else those of no registered source
// Returns dataset: STRING, layer: STRING, kind: STRING, description: STRING, owner: STRING,
// row_count: INTEGER, primary_key: LIST<STRING>, time_column: STRING, freshness: STRING,
// freshness_sla: STRING, usage_count: INTEGER, quality_score: FLOAT, domain: STRING,
// table: STRING (what its source calls it), by dataset.
MATCH (d:Dataset)
WHERE NOT (:DataProduct)-[:PRODUCES]->(d)
  AND coalesce(d.source_name, '') = coalesce($source, '')
  AND coalesce(d.status, 'active') <> 'gone'
OPTIONAL MATCH (d)-[:HAS_QUALITY_SCORE]->(q:QualityScore)
WITH d, q
ORDER BY q.measured_at IS NULL, q.measured_at DESC
WITH d, head(collect(q.score)) AS quality_score
OPTIONAL MATCH (d)-[:PART_OF]->(domain:Domain)
WITH d, quality_score, head(collect(domain.name)) AS domain
RETURN d.name AS dataset, d.layer AS layer, d.kind AS kind, d.description AS description,
       d.owner AS owner, d.row_count AS row_count, coalesce(d.primary_key, []) AS primary_key,
       d.time_column AS time_column, d.freshness AS freshness,
       coalesce(d.freshness_sla, d.freshness) AS freshness_sla,
       coalesce(d.usage_count, 0) AS usage_count, quality_score, domain, d.table_name AS table
ORDER BY dataset
