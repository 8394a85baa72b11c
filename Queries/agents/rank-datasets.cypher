// How well does each dataset serve a request for these terms?
// $terms: LIST<STRING>, keys of business terms
// $limit: INTEGER = 10, most rows to return
// Returns dataset: STRING, coverage: FLOAT (share of the terms), terms: LIST<STRING>,
// columns: LIST<STRING>, quality_score: FLOAT, freshness: STRING, usage_count: INTEGER,
// owner: STRING, most coverage first.
MATCH (d:Dataset)-[:HAS_COLUMN]->(c:Column)-[m:MAPS_TO]->(t:BusinessTerm)
WHERE t.term IN $terms AND coalesce(m.status, 'approved') = 'approved'
WITH d, t, c
ORDER BY t.term, c.name
WITH d, collect(DISTINCT t.term) AS terms, collect(DISTINCT c.name) AS columns
OPTIONAL MATCH (d)-[:HAS_QUALITY_SCORE]->(q:QualityScore)
WITH d, terms, columns, q
ORDER BY q.measured_at IS NULL, q.measured_at DESC
WITH d, terms, columns, head(collect(q.score)) AS quality_score
RETURN d.name AS dataset, toFloat(size(terms)) / size($terms) AS coverage, terms, columns,
       coalesce(quality_score, 0.5) AS quality_score, d.freshness AS freshness,
       coalesce(d.usage_count, 0) AS usage_count, d.owner AS owner
ORDER BY coverage DESC, quality_score DESC, dataset
LIMIT $limit
