// What is there to know about this dataset at a glance?
// $dataset: STRING, full name of the dataset
// Returns one row: name: STRING, description: STRING, layer: STRING, kind: STRING, owner: STRING,
// freshness: STRING, row_count: INTEGER, columns: INTEGER, pii_columns: INTEGER,
// mapped_columns: INTEGER, rules: INTEGER, roles: LIST<STRING>.
MATCH (d:Dataset {name: $dataset})
OPTIONAL MATCH (d)-[:HAS_COLUMN]->(c:Column)
OPTIONAL MATCH (c)-[:MAPS_TO]->(t:BusinessTerm)
OPTIONAL MATCH (c)-[:HAS_QUALITY_RULE]->(r:QualityRule)
WITH d, count(DISTINCT c) AS columns,
     count(DISTINCT CASE WHEN c.is_pii THEN c END) AS pii_columns,
     count(DISTINCT CASE WHEN t IS NOT NULL THEN c END) AS mapped_columns,
     count(DISTINCT r) AS column_rules
OPTIONAL MATCH (d)-[:HAS_QUALITY_RULE]->(own:QualityRule)
WITH d, columns, pii_columns, mapped_columns, column_rules + count(own) AS rules
OPTIONAL MATCH (d)-[:REQUIRES_ROLE]->(role:Role)
WITH d, columns, pii_columns, mapped_columns, rules, role
ORDER BY role.rank
RETURN d.name AS name, d.description AS description, d.layer AS layer, d.kind AS kind,
       d.owner AS owner, d.freshness AS freshness, d.row_count AS row_count, columns,
       pii_columns, mapped_columns, rules, collect(role.name) AS roles
