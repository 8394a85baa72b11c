// Which business terms has nobody to keep them?
// Returns term: STRING, domain: STRING, by term.
MATCH (t:BusinessTerm)
WHERE t.steward IS NULL AND NOT (t)-[:OWNED_BY]->(:User)
RETURN t.term AS term, t.domain AS domain
ORDER BY term
