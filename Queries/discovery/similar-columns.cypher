// Which columns are close in meaning to this vector?
// $embedding: LIST<FLOAT>, vector of the same model as the columns' own
// $threshold: FLOAT = 0.7, least cosine similarity
// $limit: INTEGER = 10, most rows to return
// Returns dataset: STRING, column: STRING, similarity: FLOAT, closest first.
MATCH (c:Column)
WHERE c.embedding IS NOT NULL AND size(c.embedding) = size($embedding)
WITH c, gds.similarity.cosine(c.embedding, $embedding) AS similarity
WHERE similarity > $threshold
RETURN c.dataset_name AS dataset, c.name AS column, similarity
ORDER BY similarity DESC, dataset, column
LIMIT $limit
