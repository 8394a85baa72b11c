// Suggests that a column holds a business term; what a steward has decided is left as it is.
// $dataset: STRING, full name of the dataset
// $column: STRING, name of the column
// $term: STRING, key of the term
// $confidence: FLOAT = 0.5, 0…1
// $source: STRING = "steward", who suggests it
// $evidence: STRING = null, why
// Returns status: STRING, confidence: FLOAT.
MATCH (c:Column {dataset_name: $dataset, name: $column})
MATCH (t:BusinessTerm {term: $term})
MERGE (c)-[m:MAPS_TO]->(t)
ON CREATE SET m.status = 'proposed', m.confidence = $confidence, m.source = $source,
              m.evidence = $evidence, m.created_at = datetime()
RETURN m.status AS status, m.confidence AS confidence
