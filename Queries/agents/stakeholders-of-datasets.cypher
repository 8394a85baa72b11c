// Who owns these datasets or keeps the terms that their columns hold?
// $datasets: LIST<STRING>, full names
// Returns user: STRING, name: STRING, owns: LIST<STRING>, keeps: INTEGER (terms), by user.
MATCH (d:Dataset)
WHERE d.name IN $datasets
OPTIONAL MATCH (d)-[:HAS_COLUMN]->(:Column)-[:MAPS_TO]->(t:BusinessTerm)
WITH d, collect(DISTINCT t) AS terms
MATCH (u:User)
OPTIONAL MATCH (d)-[owns:OWNED_BY]->(u)
WITH u, d, owns, size([t IN terms WHERE t.steward = u.id]) AS keeps
WITH u, collect(CASE WHEN owns IS NOT NULL THEN d.name END) AS owned, sum(keeps) AS keeps
WHERE size(owned) > 0 OR keeps > 0
RETURN u.id AS user, u.name AS name, owned AS owns, keeps
ORDER BY user
