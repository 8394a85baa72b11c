// Quality: rules that data must keep, and scores that were measured.
//
// (:QualityRule) A condition that rows must meet.
//   rule_id: STRING      unique (QR001)
//   rule_type: STRING    completeness, uniqueness, accuracy, consistency, validity, integrity,
//                        timeliness or statistical
//   condition: STRING    SQL that holds for a good row; for uniqueness, UNIQUE(column, …); for
//                        integrity, a REFERENCES b
//   threshold: FLOAT     share of rows that must meet it, 0…1
//   severity: STRING     error, warning or info
//   description: STRING
//   status: STRING       active or retired
//   last_status: STRING  passed, failed or not_run, when it was last tested
//   last_failed_rows: INTEGER
//   created_at: DATETIME
//
// (:QualityScore) One measurement of a dataset's quality.
//   score: FLOAT           0…1
//   measured_at: DATETIME
//   source: STRING         who measured: seed, quality run
//
// (:Dataset)-[:HAS_QUALITY_RULE]->(:QualityRule) The rule is about whole rows of the dataset.
// (:Column)-[:HAS_QUALITY_RULE]->(:QualityRule) The rule is about the column.
// (:Dataset)-[:HAS_QUALITY_SCORE]->(:QualityScore) The dataset was measured.

CREATE CONSTRAINT quality_rule_id_unique IF NOT EXISTS
FOR (r:QualityRule) REQUIRE r.rule_id IS UNIQUE;

CREATE INDEX quality_rule_type_idx IF NOT EXISTS
FOR (r:QualityRule) ON (r.rule_type);

CREATE INDEX quality_score_time_idx IF NOT EXISTS
FOR (s:QualityScore) ON (s.measured_at);
