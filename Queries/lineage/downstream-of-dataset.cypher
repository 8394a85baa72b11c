// What is made from this dataset?
// $dataset: STRING, full name of the dataset
// $depth: INTEGER = 5, hops (1…20)
// Returns dataset: STRING, layer: STRING, distance: INTEGER (hops), nearest first.
MATCH path = (:Dataset {name: $dataset})<-[:DERIVED_FROM*1..20]-(target:Dataset)
WHERE length(path) <= $depth
WITH target, min(length(path)) AS distance
RETURN target.name AS dataset, target.layer AS layer, distance
ORDER BY distance, dataset
