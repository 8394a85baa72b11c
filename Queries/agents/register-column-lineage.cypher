// Registers from which columns the columns of a dataset are computed.
// $dataset: STRING, full name of the dataset
// $edges: LIST<MAP>, each with column, source_dataset, source_column, transformation, expression
// $job: STRING = null, name of the data product or job that computes them
// Returns edges: INTEGER.
UNWIND $edges AS edge
MATCH (c:Column {dataset_name: $dataset, name: edge.column})
MATCH (s:Column {dataset_name: edge.source_dataset, name: edge.source_column})
MERGE (c)-[r:DERIVED_FROM]->(s)
ON CREATE SET r.created_at = datetime()
SET r.transformation = edge.transformation, r.expression = edge.expression, r.job = $job
RETURN count(r) AS edges
