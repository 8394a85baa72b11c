// All mappings that may be relied on, from columns to business terms.
// $proposed: BOOLEAN = false, whether mappings that wait for a steward count too
// $source: STRING = null, name of a registered source; else those of no registered source
// Returns dataset: STRING, column: STRING, term: STRING, confidence: FLOAT, status: STRING,
// role: STRING, condition: STRING, expression: STRING, by term and surest first.
MATCH (d:Dataset)-[:HAS_COLUMN]->(c:Column)-[m:MAPS_TO]->(t:BusinessTerm)
WHERE coalesce(d.source_name, '') = coalesce($source, '')
  AND (coalesce(m.status, 'approved') = 'approved' OR ($proposed AND m.status = 'proposed'))
RETURN d.name AS dataset, c.name AS column, t.term AS term,
       coalesce(m.confidence, 1.0) AS confidence, coalesce(m.status, 'approved') AS status,
       m.role AS role, m.condition AS condition, m.expression AS expression
ORDER BY term, confidence DESC, dataset, column
