// Which business terms have neither a mapping nor a formula nor a grain, so nobody can compute them?
// Returns term: STRING, domain: STRING, steward: STRING, by term.
MATCH (t:BusinessTerm)
WHERE t.formula IS NULL AND t.grain IS NULL AND NOT (t)<-[:MAPS_TO]-(:Column)
RETURN t.term AS term, t.domain AS domain, t.steward AS steward
ORDER BY term
