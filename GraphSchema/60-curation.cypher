// Curation: changes that wait for a steward, and questions worth keeping.
//
// (:Proposal) A suggested change.
//   id: STRING           unique
//   kind: STRING         mapping, definition, synonym or rule
//   status: STRING       open, accepted or rejected
//   confidence: FLOAT    0…1
//   evidence: STRING
//   source: STRING       who suggests it
//   decided_by: STRING
//   created_at: DATETIME
//   decided_at: DATETIME
//
// (:SavedQuery) A question with its checked answer.
//   id: STRING           unique
//   name: STRING
//   question: STRING
//   sql: STRING
//   created_by: STRING
//   created_at: DATETIME
//
// (:Proposal)-[:RELATED_TO]->(:Column) The change is about the column.
// (:Proposal)-[:RELATED_TO]->(:BusinessTerm) The change is about the term.
// (:SavedQuery)-[:USES]->(:Dataset) The query reads the dataset.

CREATE CONSTRAINT proposal_id_unique IF NOT EXISTS
FOR (p:Proposal) REQUIRE p.id IS UNIQUE;

CREATE CONSTRAINT saved_query_id_unique IF NOT EXISTS
FOR (q:SavedQuery) REQUIRE q.id IS UNIQUE;

CREATE INDEX proposal_status_idx IF NOT EXISTS
FOR (p:Proposal) ON (p.status);
