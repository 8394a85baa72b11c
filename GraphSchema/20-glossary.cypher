// The glossary: what the business calls things, and which columns hold them.
//
// (:BusinessTerm) A word of the business with one agreed meaning.
//   term: STRING         unique, snake_case
//   name: STRING         as shown to people
//   definition: STRING
//   synonyms: LIST       other ways people say it
//   domain: STRING       name of its domain
//   steward: STRING      id of the user or team that keeps it
//   kind: STRING         entity, dimension, measure or metric
//   formula: STRING      arithmetic over other terms: clicks / impressions
//   aggregation: STRING  sum, count, count_distinct, avg, min or max
//   unit: STRING         USD, hours, ratio, count
//   format: STRING       how a value is shown: currency, percent, decimal, integer, duration
//   grain: STRING        for calendar terms: hour, day, week, month, quarter or year
//   lower_bound: FLOAT   smallest value that makes sense
//   upper_bound: FLOAT   largest value that makes sense
//   status: STRING       draft, in_review, approved or deprecated
//   values: LIST         codes of its columns and what people say: PH = policy holder | insured
//   created_at: DATETIME
//   updated_at: DATETIME
//   embedding: LIST      vector of the term's texts
//
// (:Domain) An area of the business.
//   name: STRING         unique
//   description: STRING
//
// (:Tag) A word to file things under.
//   name: STRING         unique
//   description: STRING
//
// (:Column)-[:MAPS_TO]->(:BusinessTerm) The column holds the term.
//   confidence: FLOAT    0…1
//   status: STRING       proposed, approved or rejected
//   source: STRING       who said so: seed, steward, agent, import
//   evidence: STRING     why
//   role: STRING         for entities: key identifies one, display names one
//   condition: STRING    SQL over the dataset's columns: the rows that count
//   expression: STRING   SQL over the dataset's columns when the term is not the bare column;
//                        products.unit_cost names a column of a dataset that is joined
//   through: LIST        datasets that have a row for each row that counts, as a subtype has
//   created_at: DATETIME
//   updated_at: DATETIME
// (:BusinessTerm)-[:IS_A]->(:BusinessTerm) A narrower term of a broader one.
// (:BusinessTerm)-[:RELATED_TO]->(:BusinessTerm) See also.
// (:BusinessTerm)-[:USES]->(:BusinessTerm) The formula of the first names the second.
// (:BusinessTerm)-[:PART_OF]->(:Domain) The term belongs to the domain.
// (:Dataset)-[:PART_OF]->(:Domain) The dataset belongs to the domain.
// (:Dataset)-[:RELATED_TO]->(:Tag) The dataset is filed under the tag.

CREATE CONSTRAINT business_term_unique IF NOT EXISTS
FOR (t:BusinessTerm) REQUIRE t.term IS UNIQUE;

CREATE CONSTRAINT domain_name_unique IF NOT EXISTS
FOR (d:Domain) REQUIRE d.name IS UNIQUE;

CREATE CONSTRAINT tag_name_unique IF NOT EXISTS
FOR (t:Tag) REQUIRE t.name IS UNIQUE;

CREATE INDEX business_term_domain_idx IF NOT EXISTS
FOR (t:BusinessTerm) ON (t.domain);

CREATE INDEX business_term_steward_idx IF NOT EXISTS
FOR (t:BusinessTerm) ON (t.steward);

CREATE INDEX mapping_status_idx IF NOT EXISTS
FOR ()-[m:MAPS_TO]-() ON (m.status);
