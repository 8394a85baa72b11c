// Registers quality rules of a dataset, on the column that each names or else on whole rows.
// $dataset: STRING, full name of the dataset
// $rules: LIST<MAP>, properties of each rule in `rule`; rule_id identifies it; `column` may be null
// Returns rules: INTEGER.
MATCH (d:Dataset {name: $dataset})
UNWIND $rules AS item
MERGE (r:QualityRule {rule_id: item.rule.rule_id})
ON CREATE SET r.created_at = datetime()
SET r += item.rule
WITH d, r, item
OPTIONAL MATCH (d)-[:HAS_COLUMN]->(c:Column {name: item.column})
FOREACH (column IN CASE WHEN c IS NULL THEN [] ELSE [c] END |
  MERGE (column)-[:HAS_QUALITY_RULE]->(r))
FOREACH (dataset IN CASE WHEN c IS NULL THEN [d] ELSE [] END |
  MERGE (dataset)-[:HAS_QUALITY_RULE]->(r))
RETURN count(DISTINCT r) AS rules
