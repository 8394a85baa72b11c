// Marks a business term as no longer to be used.
// $term: STRING, key of the term
// Returns term: STRING, status: STRING, used_by: LIST<STRING> (terms whose formula names it).
MATCH (t:BusinessTerm {term: $term})
SET t.status = 'deprecated', t.updated_at = datetime()
WITH t
OPTIONAL MATCH (t)<-[:USES]-(other:BusinessTerm)
RETURN t.term AS term, t.status AS status, collect(other.term) AS used_by
