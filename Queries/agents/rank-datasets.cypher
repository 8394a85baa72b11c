// Which datasets serve a request for these terms best?
// $terms: LIST<STRING>, keys of business terms
// $datasets: LIST<STRING> = null, the only ones to consider
// $freshness: STRING = null, how often the request needs new data; else what each one promises
// $proposed: BOOLEAN = false, whether mappings that wait for a steward count too
// $weights: MAP = {"coverage": 0.4, "quality": 0.3, "freshness": 0.2, "popularity": 0.1}
// $limit: INTEGER = 10, most rows to return
// Returns dataset: STRING, score: FLOAT (weighted mean), coverage: FLOAT (share of the terms that
// its columns, or the keys that they refer to, hold), terms: LIST<STRING>, columns: LIST<STRING>,
// quality_score: FLOAT, freshness: STRING, freshness_score: FLOAT, usage_count: INTEGER,
// popularity: FLOAT (share of the most used one's uses), owner: STRING, best first; datasets that
// hold nothing of the request come last.
MATCH (d:Dataset)
WHERE $datasets IS NULL OR d.name IN $datasets
OPTIONAL MATCH (d)-[:HAS_COLUMN]->(c:Column)-[:REFERENCES*0..1]->(:Column)-[m:MAPS_TO]->(t:BusinessTerm)
WHERE t.term IN $terms
  AND (coalesce(m.status, 'approved') = 'approved' OR ($proposed AND m.status = 'proposed'))
WITH d, t, c
ORDER BY t.term, c.name
WITH d, collect(DISTINCT t.term) AS terms, collect(DISTINCT c.name) AS columns
OPTIONAL MATCH (d)-[:HAS_QUALITY_SCORE]->(q:QualityScore)
WITH d, terms, columns, q
ORDER BY q.measured_at IS NULL, q.measured_at DESC
WITH d, terms, columns, coalesce(head(collect(q.score)), 0.5) AS quality,
     {streaming: 0.1, realtime: 0.1, hourly: 1.0, daily: 24.0, weekly: 168.0, monthly: 730.0,
      quarterly: 2190.0, yearly: 8760.0} AS hours
WITH d, terms, columns, quality, hours[toLower(d.freshness)] AS actual,
     hours[toLower(coalesce($freshness, d.freshness_sla))] AS needed
WITH d, terms, columns, quality,
     CASE WHEN size($terms) = 0 THEN 0.0 ELSE toFloat(size(terms)) / size($terms) END AS coverage,
     CASE
       WHEN actual IS NULL THEN 0.5
       WHEN needed IS NULL THEN 0.75
       WHEN actual <= needed THEN 1.0
       ELSE needed / actual
     END AS freshness
WITH collect({node: d, terms: terms, columns: columns, coverage: coverage, quality: quality,
              freshness: freshness, uses: coalesce(d.usage_count, 0)}) AS candidates
UNWIND candidates AS candidate
WITH candidates, max(candidate.uses) AS most
UNWIND candidates AS candidate
WITH candidate, CASE WHEN most > 0 THEN toFloat(candidate.uses) / most ELSE 0.0 END AS popularity,
     $weights.coverage + $weights.quality + $weights.freshness + $weights.popularity AS total
WITH candidate, popularity,
     CASE WHEN total > 0 THEN ($weights.coverage * candidate.coverage
       + $weights.quality * candidate.quality + $weights.freshness * candidate.freshness
       + $weights.popularity * popularity) / total ELSE 0.0 END AS score
RETURN candidate.node.name AS dataset, score, candidate.coverage AS coverage,
       candidate.terms AS terms, candidate.columns AS columns,
       candidate.quality AS quality_score, candidate.node.freshness AS freshness,
       candidate.freshness AS freshness_score, candidate.uses AS usage_count, popularity,
       candidate.node.owner AS owner
ORDER BY coverage = 0.0, score DESC, dataset
LIMIT $limit
