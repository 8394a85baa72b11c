// Which datasets are there, and how good and how much used are they?
// $layer: STRING = null, only datasets of this layer
// Returns name: STRING, layer: STRING, kind: STRING, description: STRING, owner: STRING,
// row_count: INTEGER, freshness: STRING, quality_score: FLOAT, usage_count: INTEGER, by name.
MATCH (d:Dataset)
WHERE $layer IS NULL OR d.layer = $layer
OPTIONAL MATCH (d)-[:HAS_QUALITY_SCORE]->(q:QualityScore)
WITH d, q
ORDER BY q.measured_at IS NULL, q.measured_at DESC
WITH d, head(collect(q.score)) AS quality_score
RETURN d.name AS name, d.layer AS layer, d.kind AS kind, d.description AS description,
       d.owner AS owner, d.row_count AS row_count, d.freshness AS freshness,
       quality_score, d.usage_count AS usage_count
ORDER BY name
