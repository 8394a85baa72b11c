// Which columns hold personal data, in which area of the business, and who may see them?
// Returns domain: STRING, dataset: STRING, column: STRING, pii_type: STRING, roles: LIST<STRING>.
MATCH (d:Dataset)-[:HAS_COLUMN]->(c:Column {is_pii: true})
OPTIONAL MATCH (d)-[:PART_OF]->(domain:Domain)
OPTIONAL MATCH (d)-[:REQUIRES_ROLE]->(role:Role)
WITH domain, d, c, role
ORDER BY role.rank
RETURN domain.name AS domain, d.name AS dataset, c.name AS column, c.pii_type AS pii_type,
       collect(DISTINCT role.name) AS roles
ORDER BY domain, dataset, column
