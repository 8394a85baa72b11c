// Which business terms do people mean by these words, by key, name or synonym?
// $words: LIST<STRING>, words or phrases in lower case
// Returns term: STRING, name: STRING, definition: STRING, domain: STRING, kind: STRING,
// formula: STRING, matched: LIST<STRING>, by term.
MATCH (t:BusinessTerm)
WITH t, [toLower(t.term), toLower(coalesce(t.name, t.term))]
        + [s IN coalesce(t.synonyms, []) | toLower(s)] AS names
WITH t, [w IN $words WHERE w IN names] AS matched
WHERE size(matched) > 0
RETURN t.term AS term, t.name AS name, t.definition AS definition, t.domain AS domain,
       t.kind AS kind, t.formula AS formula, matched
ORDER BY term
