// Which words are names or synonyms of more than one business term?
// Returns word: STRING, terms: LIST<STRING>, by word.
MATCH (t:BusinessTerm)
UNWIND [toLower(t.term), toLower(coalesce(t.name, t.term))]
       + [s IN coalesce(t.synonyms, []) | toLower(s)] AS word
WITH DISTINCT word, t.term AS term
ORDER BY term
WITH word, collect(term) AS terms
WHERE size(terms) > 1
RETURN word, terms
ORDER BY word
