// How much does each steward keep: terms, and mappings that wait?
// Returns steward: STRING, terms: INTEGER, drafts: INTEGER, proposals: INTEGER, busiest first.
MATCH (t:BusinessTerm)
OPTIONAL MATCH (t)<-[m:MAPS_TO {status: 'proposed'}]-(:Column)
WITH t.steward AS steward, t, count(m) AS waiting
RETURN steward, count(t) AS terms,
       sum(CASE WHEN t.status IN ['draft', 'in_review'] THEN 1 ELSE 0 END) AS drafts,
       sum(waiting) AS proposals
ORDER BY proposals DESC, terms DESC, steward
