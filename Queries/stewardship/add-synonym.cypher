// Adds a way of saying a business term, once.
// $term: STRING, key of the term
// $synonym: STRING, as people say it
// Returns term: STRING, synonyms: LIST<STRING>.
MATCH (t:BusinessTerm {term: $term})
SET t.synonyms = [s IN coalesce(t.synonyms, []) WHERE s <> $synonym] + $synonym,
    t.updated_at = datetime()
RETURN t.term AS term, t.synonyms AS synonyms
