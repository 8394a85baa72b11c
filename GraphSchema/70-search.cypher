// Search: words and vectors.

CREATE FULLTEXT INDEX dataset_text_idx IF NOT EXISTS
FOR (d:Dataset) ON EACH [d.name, d.description];

CREATE FULLTEXT INDEX column_text_idx IF NOT EXISTS
FOR (c:Column) ON EACH [c.name, c.description, c.sample_values];

CREATE FULLTEXT INDEX business_term_text_idx IF NOT EXISTS
FOR (t:BusinessTerm) ON EACH [t.term, t.name, t.synonyms, t.definition];

CREATE FULLTEXT INDEX catalog_text_idx IF NOT EXISTS
FOR (n:Dataset|Column|BusinessTerm|DataProduct|QualityRule|DataSource)
ON EACH [n.name, n.term, n.synonyms, n.description, n.definition];

CREATE VECTOR INDEX column_embedding_idx IF NOT EXISTS
FOR (c:Column) ON (c.embedding)
OPTIONS {indexConfig: {`vector.dimensions`: 384, `vector.similarity_function`: 'cosine'}};

CREATE VECTOR INDEX business_term_embedding_idx IF NOT EXISTS
FOR (t:BusinessTerm) ON (t.embedding)
OPTIONS {indexConfig: {`vector.dimensions`: 384, `vector.similarity_function`: 'cosine'}};
