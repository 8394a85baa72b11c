// Notes one measurement of a dataset's quality.
// $dataset: STRING, full name of the dataset
// $score: FLOAT, 0…1
// $source: STRING = "quality run", who measured
// Returns score: FLOAT.
MATCH (d:Dataset {name: $dataset})
CREATE (d)-[:HAS_QUALITY_SCORE]->(q:QualityScore {
  score: $score, measured_at: datetime(), source: $source})
RETURN q.score AS score
