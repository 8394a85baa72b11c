// Which datasets does no quality rule watch over?
// Returns dataset: STRING, owner: STRING, by dataset.
MATCH (d:Dataset)
WHERE NOT (d)-[:HAS_QUALITY_RULE]->(:QualityRule)
  AND NOT (d)-[:HAS_COLUMN]->(:Column)-[:HAS_QUALITY_RULE]->(:QualityRule)
RETURN d.name AS dataset, d.owner AS owner
ORDER BY dataset
