// Which business terms say nothing about what they mean?
// Returns term: STRING, steward: STRING, by term.
MATCH (t:BusinessTerm)
WHERE t.definition IS NULL OR trim(t.definition) = ''
RETURN t.term AS term, t.steward AS steward
ORDER BY term
