// How much of each dataset is mapped to the glossary?
// Returns dataset: STRING, columns: INTEGER, mapped: INTEGER, share: FLOAT, least first.
MATCH (d:Dataset)-[:HAS_COLUMN]->(c:Column)
OPTIONAL MATCH (c)-[m:MAPS_TO]->(:BusinessTerm)
WITH d, c, count(m) > 0 AS is_mapped
WITH d, count(c) AS columns, sum(CASE WHEN is_mapped THEN 1 ELSE 0 END) AS mapped
RETURN d.name AS dataset, columns, mapped, toFloat(mapped) / columns AS share
ORDER BY share, dataset
