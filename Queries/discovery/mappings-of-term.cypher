// Which columns hold this business term, and under which condition?
// $term: STRING, key of the term
// Returns dataset: STRING, column: STRING, role: STRING, condition: STRING, expression: STRING,
// confidence: FLOAT, status: STRING, source: STRING, surest first.
MATCH (c:Column)-[m:MAPS_TO]->(:BusinessTerm {term: $term})
RETURN c.dataset_name AS dataset, c.name AS column, m.role AS role, m.condition AS condition,
       m.expression AS expression, m.confidence AS confidence, m.status AS status,
       m.source AS source
ORDER BY confidence DESC, dataset, column
