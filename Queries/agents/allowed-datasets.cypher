// Which datasets may this user see?
// $user: STRING = null, id of the user; without one, those that require no role
// Returns dataset: STRING, by dataset.
MATCH (d:Dataset)
OPTIONAL MATCH (d)-[:REQUIRES_ROLE]->(needed:Role)
OPTIONAL MATCH (holder:User)-[:HAS_ROLE]->(needed)
WHERE holder.id = $user
WITH d, count(DISTINCT needed) AS required, count(DISTINCT holder) AS held
WHERE required = 0 OR held > 0
RETURN d.name AS dataset
ORDER BY dataset
