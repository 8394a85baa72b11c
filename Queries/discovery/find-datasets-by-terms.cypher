// Which datasets hold columns for these business terms, best first?
// $terms: LIST<STRING>, keys of business terms
// $limit: INTEGER = 10, most rows to return
// Returns dataset: STRING, coverage: INTEGER (terms held), terms: LIST<STRING>,
// quality_score: FLOAT, freshness: STRING, usage_count: INTEGER, most coverage first.
MATCH (d:Dataset)-[:HAS_COLUMN]->(c:Column)-[m:MAPS_TO]->(t:BusinessTerm)
WHERE t.term IN $terms AND coalesce(m.status, 'approved') = 'approved'
WITH d, collect(DISTINCT t.term) AS terms
OPTIONAL MATCH (d)-[:HAS_QUALITY_SCORE]->(q:QualityScore)
WITH d, terms, q
ORDER BY q.measured_at IS NULL, q.measured_at DESC
WITH d, terms, head(collect(q.score)) AS quality_score
RETURN d.name AS dataset, size(terms) AS coverage, terms, quality_score,
       d.freshness AS freshness, d.usage_count AS usage_count
ORDER BY coverage DESC, coalesce(quality_score, 0.0) DESC, dataset
LIMIT $limit
