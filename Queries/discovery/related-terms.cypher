// Which business terms are close to this one: broader, narrower, related, or used in its formula?
// $term: STRING, key of the term
// Returns term: STRING, relation: STRING, definition: STRING.
MATCH (:BusinessTerm {term: $term})-[r:IS_A|RELATED_TO|USES]-(other:BusinessTerm)
RETURN other.term AS term,
       CASE type(r)
         WHEN 'RELATED_TO' THEN 'related'
         WHEN 'IS_A' THEN CASE WHEN endNode(r) = other THEN 'broader' ELSE 'narrower' END
         ELSE CASE WHEN endNode(r) = other THEN 'part of its formula' ELSE 'uses it' END
       END AS relation,
       other.definition AS definition
ORDER BY relation, term
