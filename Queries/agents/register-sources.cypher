// Registers which datasets a data product reads, and that its result is derived from them.
// $name: STRING, name of the product
// $version: STRING, version of the product
// $sources: LIST<MAP>, each with dataset and transformation
// Returns sources: INTEGER.
MATCH (p:DataProduct {name: $name, version: $version})-[:PRODUCES]->(d:Dataset)
UNWIND $sources AS source
MATCH (s:Dataset {name: source.dataset})
MERGE (p)-[:USES]->(s)
MERGE (d)-[r:DERIVED_FROM]->(s)
ON CREATE SET r.created_at = datetime()
SET r.transformation = source.transformation, r.job = $name
RETURN count(s) AS sources
