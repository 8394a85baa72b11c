// Which quality rules must these columns keep?
// $columns: LIST<STRING>, columns with their dataset (bronze.orders.total_amount)
// Returns column: STRING, rule_id: STRING, rule_type: STRING, condition: STRING,
// threshold: FLOAT, severity: STRING, description: STRING, by rule.
MATCH (c:Column)-[:HAS_QUALITY_RULE]->(r:QualityRule)
WHERE c.dataset_name + '.' + c.name IN $columns
RETURN c.dataset_name + '.' + c.name AS column, r.rule_id AS rule_id, r.rule_type AS rule_type,
       r.condition AS condition, r.threshold AS threshold, r.severity AS severity,
       r.description AS description
ORDER BY rule_id, column
