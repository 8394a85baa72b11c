// Which business terms are in the glossary?
// $domain: STRING = null, only terms of this domain
// Returns term: STRING, name: STRING, definition: STRING, synonyms: LIST<STRING>, domain: STRING,
// steward: STRING, kind: STRING, formula: STRING, status: STRING, by term.
MATCH (t:BusinessTerm)
WHERE $domain IS NULL OR t.domain = $domain
RETURN t.term AS term, t.name AS name, t.definition AS definition, t.synonyms AS synonyms,
       t.domain AS domain, t.steward AS steward, t.kind AS kind, t.formula AS formula,
       t.status AS status
ORDER BY term
