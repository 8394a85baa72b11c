// What is affected if this column changes: columns, data products, terms and rules?
// $dataset: STRING, full name of the dataset
// $column: STRING, name of the column
// $depth: INTEGER = 5, hops (1…20)
// Returns kind: STRING (label), name: STRING, distance: INTEGER (hops), nearest first.
MATCH path = (:Column {dataset_name: $dataset, name: $column})<-[:DERIVED_FROM*1..20]-(c:Column)
WHERE length(path) <= $depth
RETURN 'Column' AS kind, c.dataset_name + '.' + c.name AS name, min(length(path)) AS distance
ORDER BY distance, name
UNION
MATCH path = (:Column {dataset_name: $dataset, name: $column})<-[:DERIVED_FROM*1..20]-(:Column)
             <-[:HAS_COLUMN]-(:Dataset)<-[:PRODUCES]-(p:DataProduct)
WHERE length(path) <= $depth + 2
RETURN 'DataProduct' AS kind, p.name + ' ' + p.version AS name, min(length(path)) AS distance
ORDER BY distance, name
UNION
MATCH path = (:Column {dataset_name: $dataset, name: $column})
             -[:MAPS_TO]->(:BusinessTerm)<-[:USES*0..4]-(t:BusinessTerm)
RETURN 'BusinessTerm' AS kind, t.term AS name, min(length(path)) AS distance
ORDER BY distance, name
UNION
MATCH (:Column {dataset_name: $dataset, name: $column})-[:HAS_QUALITY_RULE]->(r:QualityRule)
RETURN 'QualityRule' AS kind, r.rule_id AS name, 1 AS distance
ORDER BY distance, name
