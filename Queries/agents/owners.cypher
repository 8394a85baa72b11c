// Who answers for these datasets and terms?
// $datasets: LIST<STRING>, full names
// $terms: LIST<STRING>, terms
// Returns kind: STRING (label), name: STRING, owner: STRING (id), owner_name: STRING,
// by kind and name.
MATCH (n)-[:OWNED_BY]->(u:User)
WHERE (n:Dataset AND n.name IN $datasets) OR (n:BusinessTerm AND n.term IN $terms)
RETURN CASE WHEN n:Dataset THEN 'Dataset' ELSE 'BusinessTerm' END AS kind,
       coalesce(n.term, n.name) AS name, u.id AS owner, coalesce(u.name, u.id) AS owner_name
ORDER BY kind, name, owner
