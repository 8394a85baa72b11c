// All business terms in use, with everything a question may call them.
// Returns term: STRING, name: STRING, definition: STRING, synonyms: LIST<STRING>, domain: STRING,
// kind: STRING, formula: STRING, aggregation: STRING, unit: STRING, format: STRING, grain: STRING,
// lower_bound: FLOAT, upper_bound: FLOAT, status: STRING, values: LIST<STRING>, by term.
MATCH (t:BusinessTerm)
WHERE coalesce(t.status, 'approved') <> 'deprecated'
RETURN t.term AS term, t.name AS name, t.definition AS definition,
       coalesce(t.synonyms, []) AS synonyms, t.domain AS domain, t.kind AS kind,
       t.formula AS formula, t.aggregation AS aggregation, t.unit AS unit, t.format AS format,
       t.grain AS grain, t.lower_bound AS lower_bound, t.upper_bound AS upper_bound,
       t.status AS status, coalesce(t.values, []) AS values
ORDER BY term
