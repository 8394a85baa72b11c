// From which columns is each column of this dataset computed, and how?
// $dataset: STRING, full name of the dataset
// Returns column: STRING, source: STRING, transformation: STRING, expression: STRING, in order.
MATCH (c:Column {dataset_name: $dataset})-[r:DERIVED_FROM]->(s:Column)
RETURN c.name AS column, s.dataset_name + '.' + s.name AS source,
       r.transformation AS transformation, r.expression AS expression
ORDER BY c.ordinal, column, source
