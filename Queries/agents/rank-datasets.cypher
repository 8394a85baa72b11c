// Which datasets serve a request for these terms best?
// $terms: LIST<STRING>, keys of business terms
// $datasets: LIST<STRING> = null, the only ones to consider
// $freshness: STRING = null, how often the request needs new data; else what each one promises
// $proposed: BOOLEAN = false, whether mappings that wait for a steward count too
// $coverage_weight: FLOAT = 0.4, what the share of the terms counts
// $quality_weight: FLOAT = 0.3, what measured quality counts
// $freshness_weight: FLOAT = 0.2, what fresh data counts
// $popularity_weight: FLOAT = 0.1, what use by others counts
// $limit: INTEGER = 10, most rows to return
// Returns dataset: STRING, score: FLOAT (weighted mean), coverage: FLOAT (share of the terms that
// its columns, or the keys that they refer to, hold), terms: LIST<STRING>, columns: LIST<STRING>,
// quality_score: FLOAT, freshness: STRING, freshness_score: FLOAT, usage_count: INTEGER,
// popularity: FLOAT (share of the most used one's uses), owner: STRING, best first; datasets that
// hold nothing of the request come last.
MATCH (every:Dataset)
WHERE $datasets IS NULL OR every.name IN $datasets
WITH max(coalesce(every.usage_count, 0)) AS most
MATCH (d:Dataset)
WHERE $datasets IS NULL OR d.name IN $datasets
OPTIONAL MATCH (d)-[:HAS_COLUMN]->(c:Column)-[:REFERENCES*0..1]->(:Column)-[m:MAPS_TO]->(t:BusinessTerm)
WHERE t.term IN $terms
  AND (coalesce(m.status, 'approved') = 'approved' OR ($proposed AND m.status = 'proposed'))
WITH most, d, t, c
ORDER BY t.term, c.name
WITH most, d, collect(DISTINCT t.term) AS terms, collect(DISTINCT c.name) AS columns
OPTIONAL MATCH (d)-[:HAS_QUALITY_SCORE]->(q:QualityScore)
WITH most, d, terms, columns, q
ORDER BY q.measured_at IS NULL, q.measured_at DESC
WITH most, d, terms, columns, coalesce(head(collect(q.score)), 0.5) AS quality_score,
     [['streaming', 0.1], ['realtime', 0.1], ['hourly', 1.0], ['daily', 24.0], ['weekly', 168.0],
      ['monthly', 730.0], ['quarterly', 2190.0], ['yearly', 8760.0]] AS periods
WITH d, terms, columns, quality_score,
     CASE WHEN size($terms) = 0 THEN 0.0 ELSE toFloat(size(terms)) / size($terms) END AS coverage,
     CASE WHEN most = 0 THEN 0.0 ELSE toFloat(coalesce(d.usage_count, 0)) / most END AS popularity,
     head([p IN periods WHERE p[0] = toLower(d.freshness) | p[1]]) AS actual,
     head([p IN periods WHERE p[0] = toLower(coalesce($freshness, d.freshness_sla)) | p[1]])
       AS needed
WITH d, terms, columns, quality_score, coverage, popularity,
     CASE
       WHEN actual IS NULL THEN 0.5
       WHEN needed IS NULL THEN 0.75
       WHEN actual <= needed THEN 1.0
       ELSE needed / actual
     END AS freshness_score,
     $coverage_weight + $quality_weight + $freshness_weight + $popularity_weight AS total
RETURN d.name AS dataset,
       CASE WHEN total > 0 THEN ($coverage_weight * coverage + $quality_weight * quality_score
         + $freshness_weight * freshness_score + $popularity_weight * popularity) / total
         ELSE 0.0 END AS score,
       coverage, terms, columns, quality_score, d.freshness AS freshness, freshness_score,
       coalesce(d.usage_count, 0) AS usage_count, popularity, d.owner AS owner
ORDER BY coverage = 0.0, score DESC, dataset
LIMIT $limit
