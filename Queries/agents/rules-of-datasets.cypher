// Which quality rules hold for these datasets and their columns?
// $datasets: LIST<STRING>, full names
// Returns dataset: STRING, column: STRING (null for whole rows), rule_id: STRING,
// rule_type: STRING, condition: STRING, threshold: FLOAT, severity: STRING, description: STRING.
MATCH (d:Dataset)-[:HAS_COLUMN]->(c:Column)-[:HAS_QUALITY_RULE]->(r:QualityRule)
WHERE d.name IN $datasets AND coalesce(r.status, 'active') = 'active'
RETURN d.name AS dataset, c.name AS column, r.rule_id AS rule_id, r.rule_type AS rule_type,
       r.condition AS condition, r.threshold AS threshold, r.severity AS severity,
       r.description AS description
ORDER BY rule_id, dataset, column
UNION
MATCH (d:Dataset)-[:HAS_QUALITY_RULE]->(r:QualityRule)
WHERE d.name IN $datasets AND coalesce(r.status, 'active') = 'active'
RETURN d.name AS dataset, null AS column, r.rule_id AS rule_id, r.rule_type AS rule_type,
       r.condition AS condition, r.threshold AS threshold, r.severity AS severity,
       r.description AS description
ORDER BY rule_id, dataset, column
