// Datasets and their columns, and where they come from.
//
// Each file of this folder first declares the shape of its area in comments, which the tests hold
// every seed and query against, then states it as constraints and indexes.
//
// (:Dataset) A table, view or file that holds rows.
//   name: STRING           full name, unique (bronze.orders)
//   type: STRING           table, view or file
//   layer: STRING          bronze, silver or gold
//   kind: STRING           fact or dimension
//   description: STRING    what a row is
//   owner: STRING          id of the user or team that answers for it
//   row_count: INTEGER     rows when last measured
//   size_bytes: INTEGER    bytes on disk when last measured
//   freshness: STRING      how often it is renewed: hourly, daily, weekly, monthly
//   freshness_sla: STRING  how often it has been promised to be renewed
//   usage_count: INTEGER   how often it has been used, for ranking
//   primary_key: LIST      names of the columns that identify a row
//   time_column: STRING    name of the column that places a row in time
//   source_name: STRING    name of the registered source that it was harvested from
//   table_name: STRING     what the source itself calls it
//   status: STRING         for harvested ones: active, or gone when the source no longer has it
//   created_at: DATETIME
//   updated_at: DATETIME
//   embedding: LIST        vector of the dataset's texts
//
// (:Column) A named, typed field of a dataset.
//   dataset_name: STRING     name of the dataset that has it, kept from HAS_COLUMN
//   name: STRING             unique within the dataset
//   data_type: STRING        SQL type, upper case
//   declared_type: STRING    the type as a registered source declares it
//   description: STRING
//   ordinal: INTEGER         position in the dataset, from 1
//   is_nullable: BOOLEAN
//   is_primary_key: BOOLEAN
//   is_pii: BOOLEAN          whether it says something about a person
//   pii_type: STRING         email, phone or name
//   sample_values: LIST      a few values as text; all of them when there are few
//   distinct_count: INTEGER
//   null_percentage: FLOAT   0…100
//   min_value: STRING        the smallest value as text, and the largest
//   max_value: STRING
//   status: STRING           for harvested ones: active, or gone when the source no longer has it
//   unit: STRING             what one is of: USD, seconds
//   embedding: LIST          vector of the column's texts
//
// (:DataSource) A system that data comes from.
//   name: STRING         unique
//   kind: STRING         postgresql, sqlite, api, files
//   description: STRING
//   owner: STRING
//   path: STRING         the file of a registered source
//   harvested_at: DATETIME  when a registered source was last read
//
// (:Dataset)-[:HAS_COLUMN]->(:Column) The dataset has the column.
// (:Column)-[:REFERENCES]->(:Column) Foreign key: each value is found in the other column.
//   origin: STRING     how a harvest knows: declared or inferred; absent when people say so
//   confidence: FLOAT  0…1
//   evidence: STRING   why it was inferred
//   key: LIST          names of all columns of a key of several
// (:Dataset)-[:PART_OF]->(:DataSource) The dataset is held by the source.

CREATE CONSTRAINT dataset_name_unique IF NOT EXISTS
FOR (d:Dataset) REQUIRE d.name IS UNIQUE;

CREATE CONSTRAINT column_key_unique IF NOT EXISTS
FOR (c:Column) REQUIRE (c.dataset_name, c.name) IS UNIQUE;

CREATE CONSTRAINT data_source_name_unique IF NOT EXISTS
FOR (s:DataSource) REQUIRE s.name IS UNIQUE;

CREATE TEXT INDEX column_name_text IF NOT EXISTS
FOR (c:Column) ON (c.name);

CREATE INDEX column_pii_idx IF NOT EXISTS
FOR (c:Column) ON (c.is_pii);

CREATE INDEX dataset_layer_idx IF NOT EXISTS
FOR (d:Dataset) ON (d.layer);

CREATE INDEX dataset_owner_idx IF NOT EXISTS
FOR (d:Dataset) ON (d.owner);
