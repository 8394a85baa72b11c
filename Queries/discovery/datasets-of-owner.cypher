// What does this user or team answer for?
// $user: STRING, id of the user or team
// Returns kind: STRING (label), name: STRING, by kind and name.
MATCH (owned)-[:OWNED_BY]->(:User {id: $user})
RETURN head(labels(owned)) AS kind, coalesce(owned.term, owned.name) AS name
ORDER BY kind, name
