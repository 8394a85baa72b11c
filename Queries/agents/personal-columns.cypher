// Which columns of these datasets say something about a person?
// $datasets: LIST<STRING>, full names
// Returns dataset: STRING, column: STRING, pii_type: STRING, roles: LIST<STRING> that see them,
// by dataset and in order.
UNWIND $datasets AS name
MATCH (d:Dataset {name: name})-[:HAS_COLUMN]->(c:Column)
WHERE c.is_pii AND coalesce(c.status, 'active') <> 'gone'
OPTIONAL MATCH (d)-[:REQUIRES_ROLE]->(role:Role)
WITH d, c, role
ORDER BY role.rank
WITH d, c, collect(role.name) AS roles
RETURN d.name AS dataset, c.name AS column, c.pii_type AS pii_type, roles
ORDER BY dataset, c.ordinal, column
