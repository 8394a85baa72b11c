// Removes the rules that were made with a data product and no longer are; other rules stay.
// $dataset: STRING, full name of the dataset
// $prefix: STRING, what the identifiers of the product's rules begin with
// $rules: LIST<STRING>, identifiers of the rules that stay
// Returns removed: INTEGER.
MATCH (d:Dataset {name: $dataset})-[:HAS_COLUMN*0..1]->()-[:HAS_QUALITY_RULE]->(r:QualityRule)
WHERE r.rule_id STARTS WITH $prefix AND NOT r.rule_id IN $rules
WITH DISTINCT r
DETACH DELETE r
RETURN count(*) AS removed
