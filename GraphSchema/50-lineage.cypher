// What is made from what, and by which job or data product.
//
// (:DataProduct) A versioned, validated dataset with everything needed to run it.
//   name: STRING            unique together with its version
//   version: STRING         1.0.0
//   description: STRING
//   owner: STRING
//   status: STRING          draft, active, incomplete or retired
//   use_case: STRING
//   request: STRING         the sentence it was made from
//   grain: STRING           Weekly, by campaign
//   target: STRING          name of the dataset that it fills
//   specification: STRING   the whole specification, as YAML
//   sql: STRING             the transformation
//   signature: STRING       what was asked for; tells products of one name apart
//   content: STRING         columns and formulas; another content makes another version
//   freshness: STRING
//   created_at: DATETIME
//   updated_at: DATETIME
//
// (:Job) A program that makes datasets.
//   namespace: STRING    unique together with its name
//   name: STRING
//   description: STRING
//   schedule: STRING     when it runs, in words
//   updated_at: DATETIME
//
// (:Dataset)-[:DERIVED_FROM]->(:Dataset) The first is made from the second.
//   transformation: STRING  identity, aggregation, join, calculation, filter
//   description: STRING
//   job: STRING             name of the job or data product that does it
//   created_at: DATETIME
// (:Column)-[:DERIVED_FROM]->(:Column) The first is computed from the second.
//   transformation: STRING
//   expression: STRING      how, as SQL
//   job: STRING
//   created_at: DATETIME
// (:DataProduct)-[:PRODUCES]->(:Dataset) The product fills the dataset.
// (:DataProduct)-[:USES]->(:Dataset) The product reads the dataset.
// (:DataProduct)-[:OWNED_BY]->(:User) The user answers for the product.
// (:DataProduct)-[:HAS_QUALITY_RULE]->(:QualityRule) The product's result must keep the rule.
// (:Job)-[:PRODUCES]->(:Dataset) The job fills the dataset.
// (:Job)-[:USES]->(:Dataset) The job reads the dataset.
// (:Job)-[:USES]->(:DataSource) The job reads from the source.

CREATE CONSTRAINT data_product_key_unique IF NOT EXISTS
FOR (p:DataProduct) REQUIRE (p.name, p.version) IS UNIQUE;

CREATE CONSTRAINT job_key_unique IF NOT EXISTS
FOR (j:Job) REQUIRE (j.namespace, j.name) IS UNIQUE;

CREATE INDEX data_product_name_idx IF NOT EXISTS
FOR (p:DataProduct) ON (p.name);
