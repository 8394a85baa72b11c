// Notes what a measurement of a dataset found: its size and the statistics of its columns.
// $dataset: STRING, full name of the dataset
// $row_count: INTEGER, rows
// $size_bytes: INTEGER, bytes
// $columns: LIST<MAP>, each with name, distinct_count, null_percentage
// Returns dataset: STRING, columns: INTEGER (that were found).
MATCH (d:Dataset {name: $dataset})
SET d.row_count = $row_count, d.size_bytes = $size_bytes, d.updated_at = datetime()
WITH d
UNWIND CASE WHEN size($columns) = 0 THEN [null] ELSE $columns END AS measured
OPTIONAL MATCH (c:Column {dataset_name: $dataset, name: measured.name})
SET c.distinct_count = measured.distinct_count, c.null_percentage = measured.null_percentage
RETURN d.name AS dataset, count(c) AS columns
