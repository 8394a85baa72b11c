// What is this dataset made from?
// $dataset: STRING, full name of the dataset
// $depth: INTEGER = 5, hops (1…20)
// Returns dataset: STRING, layer: STRING, distance: INTEGER (hops), nearest first.
MATCH path = (:Dataset {name: $dataset})-[:DERIVED_FROM*1..20]->(source:Dataset)
WHERE length(path) <= $depth
WITH source, min(length(path)) AS distance
RETURN source.name AS dataset, source.layer AS layer, distance
ORDER BY distance, dataset
