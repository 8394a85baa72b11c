// Which jobs and data products fill this dataset?
// $dataset: STRING, full name of the dataset
// Returns kind: STRING (label), name: STRING, schedule: STRING, reads: LIST<STRING>.
MATCH (maker)-[:PRODUCES]->(:Dataset {name: $dataset})
OPTIONAL MATCH (maker)-[:USES]->(input)
WITH maker, input
ORDER BY input.name
RETURN head(labels(maker)) AS kind, maker.name AS name, maker.schedule AS schedule,
       collect(DISTINCT input.name) AS reads
ORDER BY kind, name
