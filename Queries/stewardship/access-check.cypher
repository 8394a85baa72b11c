// May this user see this dataset?
// $user: STRING, id of the user
// $dataset: STRING, full name of the dataset
// Returns one row when the dataset exists: has_access: BOOLEAN, required: LIST<STRING>,
// held: LIST<STRING>.
MATCH (d:Dataset {name: $dataset})
OPTIONAL MATCH (d)-[:REQUIRES_ROLE]->(needed:Role)
WITH d, collect(DISTINCT needed.name) AS required
OPTIONAL MATCH (:User {id: $user})-[:HAS_ROLE]->(role:Role)
WITH required, collect(DISTINCT role.name) AS held
RETURN size(required) = 0 OR any(name IN held WHERE name IN required) AS has_access,
       required, held
