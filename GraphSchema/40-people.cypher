// People and teams, what they may do, and what they answer for.
//
// (:User) A person, a team or a program.
//   id: STRING           unique
//   name: STRING
//   kind: STRING         person, team or service
//   email: STRING
//   status: STRING       active or inactive
//
// (:Role) A set of rights.
//   name: STRING         unique: viewer, analyst, engineer, steward, admin
//   description: STRING
//   rank: INTEGER        higher may do all that lower may
//
// (:User)-[:HAS_ROLE]->(:Role) The user has the rights of the role.
// (:User)-[:PART_OF]->(:User) The person is in the team.
// (:User)-[:PART_OF]->(:Domain) The team works in the domain.
// (:Dataset)-[:REQUIRES_ROLE]->(:Role) Only users with one of the required roles see the dataset.
// (:Dataset)-[:OWNED_BY]->(:User) The user answers for the dataset.
// (:BusinessTerm)-[:OWNED_BY]->(:User) The user is the term's steward.
// (:DataSource)-[:OWNED_BY]->(:User) The user answers for the source.

CREATE CONSTRAINT user_id_unique IF NOT EXISTS
FOR (u:User) REQUIRE u.id IS UNIQUE;

CREATE CONSTRAINT role_name_unique IF NOT EXISTS
FOR (r:Role) REQUIRE r.name IS UNIQUE;

CREATE INDEX user_name_idx IF NOT EXISTS
FOR (u:User) ON (u.name);
