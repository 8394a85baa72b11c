// Removes what is known of how a dataset's columns are computed, before it is registered anew.
// $dataset: STRING, full name of the dataset
// Returns removed: INTEGER.
MATCH (:Column {dataset_name: $dataset})-[r:DERIVED_FROM]->(:Column)
DELETE r
RETURN count(*) AS removed
