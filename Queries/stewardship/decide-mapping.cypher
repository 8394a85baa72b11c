// Approves or rejects the mapping of a column to a business term.
// $dataset: STRING, full name of the dataset
// $column: STRING, name of the column
// $term: STRING, key of the term
// $status: STRING = "approved", approved or rejected
// Returns dataset: STRING, column: STRING, term: STRING, status: STRING.
MATCH (c:Column {dataset_name: $dataset, name: $column})-[m:MAPS_TO]->(t:BusinessTerm {term: $term})
SET m.status = $status, m.updated_at = datetime()
RETURN c.dataset_name AS dataset, c.name AS column, t.term AS term, m.status AS status
