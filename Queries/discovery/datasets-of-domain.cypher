// Which datasets speak about this area of the business, because they belong to it or hold its terms?
// $domain: STRING, name of the domain
// Returns dataset: STRING, belongs: BOOLEAN, terms: INTEGER (terms of the domain it holds).
MATCH (d:Dataset)
OPTIONAL MATCH (d)-[:PART_OF]->(home:Domain {name: $domain})
OPTIONAL MATCH (d)-[:HAS_COLUMN]->(:Column)-[:MAPS_TO]->(t:BusinessTerm {domain: $domain})
WITH d, count(DISTINCT home) > 0 AS belongs, count(DISTINCT t) AS terms
WHERE belongs OR terms > 0
RETURN d.name AS dataset, belongs, terms
ORDER BY belongs DESC, terms DESC, dataset
