// How can these datasets be joined to each other over declared references?
// $datasets: LIST<STRING>, full names
// Returns left_dataset: STRING, left_column: STRING, right_dataset: STRING, right_column: STRING.
MATCH (l:Column)-[:REFERENCES]->(r:Column)
WHERE l.dataset_name IN $datasets AND r.dataset_name IN $datasets
RETURN l.dataset_name AS left_dataset, l.name AS left_column,
       r.dataset_name AS right_dataset, r.name AS right_column
ORDER BY left_dataset, left_column, right_dataset, right_column
