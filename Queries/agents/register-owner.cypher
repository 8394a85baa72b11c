// Notes who answers for a data product and its dataset.
// $name: STRING, name of the product
// $version: STRING, version of the product
// $owner: STRING, id of the user or team
// Returns owner: STRING; no row when there is no such user.
MATCH (p:DataProduct {name: $name, version: $version})-[:PRODUCES]->(d:Dataset)
MATCH (u:User {id: $owner})
MERGE (p)-[:OWNED_BY]->(u)
MERGE (d)-[:OWNED_BY]->(u)
RETURN u.id AS owner
