Feature: Indexes and constraints

  Scenario Outline: commands that are accepted
    Given an empty graph
    When executing query:
      """
      <command>
      """
    Then the result should be empty

    Examples:
      | command                                                                           |
      | CREATE INDEX i FOR (n:A) ON (n.x)                                                 |
      | CREATE INDEX FOR (n:A) ON (n.x)                                                   |
      | CREATE INDEX i IF NOT EXISTS FOR (n:A) ON (n.x)                                   |
      | CREATE RANGE INDEX i FOR (n:A) ON (n.x, n.y)                                      |
      | CREATE TEXT INDEX i FOR (n:A) ON (n.x)                                            |
      | CREATE INDEX i FOR ()-[r:R]-() ON (r.x)                                           |
      | CREATE INDEX i FOR ()-[r:R]->() ON r.x                                            |
      | CREATE FULLTEXT INDEX i FOR (n:A\|B) ON EACH [n.x, n.y]                           |
      | CREATE VECTOR INDEX i FOR (n:A) ON (n.e) OPTIONS {indexConfig: {`vector.dimensions`: 3, `vector.similarity_function`: 'cosine'}} |
      | CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS UNIQUE                               |
      | CREATE CONSTRAINT FOR (n:A) REQUIRE n.x IS UNIQUE                                 |
      | CREATE CONSTRAINT c IF NOT EXISTS FOR (n:A) REQUIRE (n.x, n.y) IS UNIQUE          |
      | CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS NODE UNIQUE                          |
      | CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS NOT NULL                             |
      | CREATE CONSTRAINT c FOR (n:A) REQUIRE (n.x, n.y) IS NODE KEY                      |
      | DROP INDEX missing IF EXISTS                                                      |
      | DROP CONSTRAINT missing IF EXISTS                                                 |

  Scenario: an index is shown
    Given an empty graph
    And having executed:
      """
      CREATE INDEX by_x FOR (n:A) ON (n.x)
      """
    When executing query:
      """
      SHOW INDEXES YIELD name, type, entityType, labelsOrTypes, properties WHERE name = 'by_x' RETURN name, type, entityType, labelsOrTypes, properties
      """
    Then the result should be, in any order:
      | name   | type    | entityType | labelsOrTypes | properties |
      | 'by_x' | 'RANGE' | 'NODE'     | ['A']         | ['x']      |

  Scenario: constraints are shown
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT unique_x FOR (n:A) REQUIRE n.x IS UNIQUE
      """
    When executing query:
      """
      SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties
      """
    Then the result should be, in any order:
      | name       | type         | labelsOrTypes | properties |
      | 'unique_x' | 'UNIQUENESS' | ['A']         | ['x']      |

  Scenario: a constraint refuses what breaks it
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT unique_x FOR (n:A) REQUIRE n.x IS UNIQUE
      """
    And having executed:
      """
      CREATE (:A {x: 1})
      """
    When executing query:
      """
      CREATE (:A {x: 1})
      """
    Then a ConstraintValidationFailed should be raised at runtime: *
    And no side effects

  Scenario: merging respects a constraint
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT unique_x FOR (n:A) REQUIRE n.x IS UNIQUE
      """
    When executing query:
      """
      UNWIND [1, 2, 1] AS x MERGE (n:A {x: x}) RETURN count(DISTINCT n) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |

  Scenario Outline: commands that are refused
    Given an empty graph
    When executing query:
      """
      <command>
      """
    Then a <error> should be raised at any time: *

    Examples:
      | command                                             | error       |
      | DROP INDEX missing                                  | SchemaError |
      | DROP CONSTRAINT missing                             | SchemaError |
      | CREATE INDEX ON :A(x)                               | SyntaxError |
      | CREATE CONSTRAINT ON (n:A) ASSERT n.x IS UNIQUE     | SyntaxError |
      | CREATE OR REPLACE INDEX i FOR (n:A) ON (n.x)        | SyntaxError |
      | CREATE POINT INDEX i FOR (n:A) ON (n.p)             | SchemaError |

  Scenario: an index finds what a scan finds
    Given an empty graph
    And having executed:
      """
      CREATE INDEX FOR (n:A) ON (n.x)
      """
    And having executed:
      """
      UNWIND [1, 1.0, 2, '1', true, null, 3] AS x CREATE (:A {x: x})
      """
    When executing query:
      """
      MATCH (n:A) WHERE n.x = 1 WITH count(n) AS equal
      MATCH (n:A) WHERE n.x > 1 WITH equal, count(n) AS more
      MATCH (n:A) WHERE n.x IN [2, 3, '1'] RETURN equal, more, count(n) AS any
      """
    Then the result should be, in any order:
      | equal | more | any |
      | 2     | 2    | 3   |

  Scenario Outline: what is shown can be filtered
    Given an empty graph
    When executing query:
      """
      <command>
      """
    Then the result should be, in any order:
      | name   |
      | <name> |

    Examples:
      | command                                                             | name        |
      | SHOW FUNCTIONS YIELD name WHERE name = 'toUpper'                    | 'toUpper'   |
      | SHOW FUNCTIONS YIELD name WHERE name STARTS WITH 'toLow' RETURN name | 'toLower'  |
      | SHOW PROCEDURES YIELD name WHERE name = 'db.labels'                 | 'db.labels' |
      | SHOW ALL FUNCTIONS YIELD name ORDER BY name DESC WHERE name = 'abs' | 'abs'       |
      | SHOW BUILT IN FUNCTIONS YIELD name WHERE name = 'abs'               | 'abs'       |

  Scenario Outline: constraints of one kind
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT u FOR (n:A) REQUIRE n.x IS UNIQUE
      """
    And having executed:
      """
      CREATE CONSTRAINT e FOR (n:A) REQUIRE n.y IS NOT NULL
      """
    When executing query:
      """
      SHOW <kind> CONSTRAINTS YIELD name RETURN collect(name) AS names
      """
    Then the result should be (ignoring element order for lists):
      | names   |
      | <names> |

    Examples:
      | kind                    | names      |
      | ALL                     | ['u', 'e'] |
      | UNIQUE                  | ['u']      |
      | NODE UNIQUENESS         | ['u']      |
      | RELATIONSHIP UNIQUENESS | []         |
      | PROPERTY EXISTENCE      | ['e']      |
      | NODE KEY                | []         |
      | PROPERTY TYPE           | []         |
