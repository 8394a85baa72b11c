// Which mappings are not sure enough, or still wait for a steward?
// $confidence: FLOAT = 0.8, mappings below this are listed
// Returns dataset: STRING, column: STRING, term: STRING, confidence: FLOAT, status: STRING,
// source: STRING, evidence: STRING, least sure first.
MATCH (c:Column)-[m:MAPS_TO]->(t:BusinessTerm)
WHERE coalesce(m.confidence, 0.0) < $confidence OR m.status = 'proposed'
RETURN c.dataset_name AS dataset, c.name AS column, t.term AS term, m.confidence AS confidence,
       m.status AS status, m.source AS source, m.evidence AS evidence
ORDER BY coalesce(confidence, 0.0), dataset, column, term
