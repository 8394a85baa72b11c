// Which columns are computed from this column?
// $dataset: STRING, full name of the dataset
// $column: STRING, name of the column
// $depth: INTEGER = 5, hops (1…20)
// Returns dataset: STRING, column: STRING, distance: INTEGER (hops), nearest first.
MATCH path = (:Column {dataset_name: $dataset, name: $column})<-[:DERIVED_FROM*1..20]-(c:Column)
WHERE length(path) <= $depth
WITH c, min(length(path)) AS distance
RETURN c.dataset_name AS dataset, c.name AS column, distance
ORDER BY distance, dataset, column
