// Which suggestions wait for a steward's decision?
// $limit: INTEGER = 50, most rows to return
// Returns id: STRING, kind: STRING, subject: STRING, term: STRING, confidence: FLOAT,
// evidence: STRING, surest first.
MATCH (p:Proposal {status: 'open'})
OPTIONAL MATCH (p)-[:RELATED_TO]->(c:Column)
OPTIONAL MATCH (p)-[:RELATED_TO]->(t:BusinessTerm)
RETURN p.id AS id, p.kind AS kind, c.dataset_name + '.' + c.name AS subject, t.term AS term,
       p.confidence AS confidence, p.evidence AS evidence
ORDER BY confidence DESC, id
LIMIT $limit
