// Registers the columns of a dataset; those that it no longer has are left for retire-columns.
// $dataset: STRING, full name of the dataset
// $columns: LIST<MAP>, properties of each column; name identifies it
// Returns columns: INTEGER.
MATCH (d:Dataset {name: $dataset})
UNWIND $columns AS column
MERGE (c:Column {dataset_name: $dataset, name: column.name})
SET c += column
MERGE (d)-[:HAS_COLUMN]->(c)
RETURN count(c) AS columns
