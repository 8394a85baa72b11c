// Which parts of the catalog speak of these words?
// $text: STRING, words to look for, in the syntax of full-text queries
// $limit: INTEGER = 20, most rows to return
// Returns label: STRING, name: STRING, dataset: STRING, score: FLOAT, best first.
CALL db.index.fulltext.queryNodes('catalog_text_idx', $text) YIELD node, score
RETURN head(labels(node)) AS label, coalesce(node.name, node.term, node.rule_id) AS name,
       node.dataset_name AS dataset, score
ORDER BY score DESC, name
LIMIT $limit
