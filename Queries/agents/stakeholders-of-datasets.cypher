// Who owns these datasets or keeps the terms of a request?
// $datasets: LIST<STRING>, full names
// $terms: LIST<STRING> = [], keys of business terms
// Returns user: STRING, name: STRING, owns: LIST<STRING>, keeps: INTEGER (of the terms), owners
// first, then those who keep most.
MATCH (u:User)
OPTIONAL MATCH (d:Dataset)-[:OWNED_BY]->(u)
WHERE d.name IN $datasets
WITH u, d
ORDER BY d.name
WITH u, collect(d.name) AS owns
OPTIONAL MATCH (t:BusinessTerm)
WHERE t.steward = u.id AND t.term IN $terms
WITH u, owns, count(DISTINCT t) AS keeps
WHERE size(owns) > 0 OR keeps > 0
RETURN u.id AS user, u.name AS name, owns, keeps
ORDER BY size(owns) DESC, keeps DESC, user
