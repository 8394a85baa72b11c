// Removes the columns of a dataset that are not among these.
// $dataset: STRING, full name of the dataset
// $columns: LIST<STRING>, names of the columns that stay
// Returns removed: INTEGER.
MATCH (:Dataset {name: $dataset})-[:HAS_COLUMN]->(c:Column)
WHERE NOT c.name IN $columns
DETACH DELETE c
RETURN count(*) AS removed
