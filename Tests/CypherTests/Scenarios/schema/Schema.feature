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
      | CREATE POINT INDEX i FOR (n:A) ON (n.x)                                           |
      | CREATE POINT INDEX i FOR ()-[r:R]-() ON (r.x) OPTIONS {indexConfig: {`spatial.cartesian.min`: [-100.0, -100.0]}} |
      | CREATE LOOKUP INDEX i FOR (n) ON EACH labels(n)                                   |
      | CREATE LOOKUP INDEX i FOR ()-[r]-() ON EACH type(r)                               |
      | CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS NOT NULL                             |
      | CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS :: STRING                            |
      | CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS TYPED INTEGER \| FLOAT               |
      | CREATE CONSTRAINT c FOR ()-[r:R]-() REQUIRE r.x :: LIST<ZONED DATETIME NOT NULL>  |
      | CREATE CONSTRAINT c FOR ()-[r:R]-() REQUIRE r.x IS UNIQUE                         |
      | CREATE CONSTRAINT c FOR ()-[r:R]-() REQUIRE (r.x, r.y) IS RELATIONSHIP KEY        |
      | CREATE CONSTRAINT c FOR ()-[r:R]-() REQUIRE r.x IS REL KEY                        |
      | CREATE CONSTRAINT c FOR ()-[r:R]-() REQUIRE r.x IS NOT NULL                       |
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
      | CREATE OR REPLACE CONSTRAINT c FOR (n:A) REQUIRE n.x IS UNIQUE | SyntaxError |
      | CREATE POINT INDEX i FOR (n:A) ON (n.p, n.q)        | SchemaError |
      | CREATE TEXT INDEX i FOR (n:A) ON (n.p, n.q)         | SchemaError |
      | CREATE LOOKUP INDEX i FOR (n) ON EACH type(n)       | SyntaxError |
      | CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS :: MAP | SyntaxError |
      | CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS :: ANY | SyntaxError |
      | CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS :: NODE | SyntaxError |
      | CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS :: STRING NOT NULL | SyntaxError |
      | CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS :: LIST<STRING> | SyntaxError |
      | CREATE CONSTRAINT c FOR (n:A) REQUIRE (n.x, n.y) IS :: STRING | SyntaxError |

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

  Scenario Outline: a constraint on a type refuses other values
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT t FOR (n:A) REQUIRE n.x IS :: <type>
      """
    When executing query:
      """
      CREATE (n:A {x: <value>}) RETURN n.x IS NOT NULL AS stored
      """
    Then a ConstraintValidationFailed should be raised at runtime: *
    And no side effects

    Examples:
      | type                          | value          |
      | STRING                        | 1              |
      | STRING                        | ['a']          |
      | INTEGER                       | 1.0            |
      | INTEGER \| FLOAT              | true           |
      | LIST<INTEGER NOT NULL>        | [1, 2.5]       |
      | LIST<INTEGER NOT NULL>        | 1              |
      | DATE                          | datetime()     |
      | ZONED DATETIME                | localdatetime() |
      | POINT                         | 'POINT'        |

  Scenario Outline: a constraint on a type admits its values, and none at all
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT t FOR (n:A) REQUIRE n.x IS :: <type>
      """
    When executing query:
      """
      CREATE (:A {x: <value>}), (:A) RETURN 1 AS done
      """
    Then the result should be, in any order:
      | done |
      | 1    |

    Examples:
      | type                                            | value              |
      | STRING                                          | 'a'                |
      | INTEGER \| FLOAT                                | 1.5                |
      | LIST<INTEGER NOT NULL>                          | [1, 2]             |
      | LIST<INTEGER NOT NULL>                          | []                 |
      | STRING \| LIST<STRING NOT NULL>                 | ['a']              |
      | LIST<STRING NOT NULL> \| LIST<DATE NOT NULL>    | [date()]           |
      | POINT                                           | point({x: 1, y: 2}) |
      | DURATION                                        | duration('P1D')    |

  Scenario Outline: a constraint on a type holds for every change
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT t FOR (n:A) REQUIRE n.x IS :: STRING
      """
    And having executed:
      """
      CREATE CONSTRAINT u FOR ()-[r:R]-() REQUIRE r.x IS :: INTEGER
      """
    And having executed:
      """
      CREATE (:A {x: 'a'})-[:R {x: 1}]->(:B {x: 1})
      """
    When executing query:
      """
      <query>
      """
    Then a ConstraintValidationFailed should be raised at runtime: *
    And no side effects

    Examples:
      | query                                |
      | MATCH (n:A) SET n.x = 1              |
      | MATCH (n:A) SET n += {x: true}       |
      | MATCH (n:A) SET n = {x: 1.5}         |
      | MATCH (n:B) SET n:A                  |
      | MERGE (n:A {x: 2})                   |
      | MATCH ()-[r:R]->() SET r.x = 'one'   |

  Scenario: a constraint on a type is not made of data that break it
    Given an empty graph
    And having executed:
      """
      CREATE (:A {x: 1}), (:A {x: 'a'}), (:A)
      """
    When executing query:
      """
      CREATE CONSTRAINT t FOR (n:A) REQUIRE n.x IS :: STRING
      """
    Then a ConstraintVerificationFailed should be raised at runtime: *
    And no side effects

  Scenario: constraints on types are shown
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT t FOR (n:A) REQUIRE n.x IS :: LIST<STRING NOT NULL> | STRING
      """
    And having executed:
      """
      CREATE CONSTRAINT u FOR ()-[r:R]-() REQUIRE r.y IS :: LOCAL TIME
      """
    When executing query:
      """
      SHOW PROPERTY TYPE CONSTRAINTS YIELD name, type, propertyType, ownedIndex, createStatement
      """
    Then the result should be, in any order:
      | name | type                         | propertyType                       | ownedIndex | createStatement |
      | 't'  | 'NODE_PROPERTY_TYPE'         | 'STRING \| LIST<STRING NOT NULL>' | null       | 'CREATE CONSTRAINT `t` FOR (n:`A`) REQUIRE (n.`x`) IS :: STRING \| LIST<STRING NOT NULL>' |
      | 'u'  | 'RELATIONSHIP_PROPERTY_TYPE' | 'LOCAL TIME'                       | null       | 'CREATE CONSTRAINT `u` FOR ()-[r:`R`]-() REQUIRE (r.`y`) IS :: LOCAL TIME' |

  Scenario: a constraint that demands another type of the same property
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT t FOR (n:A) REQUIRE n.x IS :: STRING
      """
    When executing query:
      """
      CREATE CONSTRAINT u IF NOT EXISTS FOR (n:A) REQUIRE n.x IS :: INTEGER
      """
    Then a SchemaError should be raised at runtime: EquivalentSchemaExists
    And no side effects

  Scenario: indexes of points find points
    Given an empty graph
    And having executed:
      """
      CREATE POINT INDEX p FOR (n:A) ON (n.x)
      """
    And having executed:
      """
      CREATE (:A {x: point({x: 1, y: 2})}), (:A {x: point({x: 5, y: 5})}), (:A {x: 1})
      """
    When executing query:
      """
      MATCH (n:A) WHERE n.x = point({x: 1, y: 2}) RETURN n.x.y AS y
      """
    Then the result should be, in any order:
      | y   |
      | 2.0 |

  Scenario Outline: indexes of each kind are shown
    Given an empty graph
    And having executed:
      """
      CREATE <kind> INDEX i FOR <target>
      """
    When executing query:
      """
      SHOW <kind> INDEXES YIELD name, type, entityType, labelsOrTypes, properties, createStatement
      RETURN name, type, entityType, labelsOrTypes, properties, split(createStatement, ' OPTIONS')[0] AS statement
      """
    Then the result should be, in any order:
      | name | type     | entityType | labelsOrTypes | properties | statement                         |
      | 'i'  | '<kind>' | '<entity>' | <labels>      | <keys>     | 'CREATE <kind> INDEX `i` FOR <shown>' |

    Examples:
      | kind     | target                        | entity       | labels | keys       | shown                               |
      | RANGE    | (n:A) ON (n.x, n.y)           | NODE         | ['A']  | ['x', 'y'] | (n:`A`) ON (n.`x`, n.`y`)           |
      | POINT    | ()-[r:R]-() ON (r.x)          | RELATIONSHIP | ['R']  | ['x']      | ()-[r:`R`]-() ON (r.`x`)            |
      | LOOKUP   | (n) ON EACH labels(n)         | NODE         | null   | null       | (n) ON EACH labels(n)               |
      | LOOKUP   | ()-[r]-() ON EACH type(r)     | RELATIONSHIP | null   | null       | ()-[r]-() ON EACH type(r)           |
      | FULLTEXT | (n:A\|B) ON EACH [n.x]        | NODE         | ['A', 'B'] | ['x']  | (n:`A`\|`B`) ON EACH [n.`x`]        |

  Scenario Outline: what else can be shown
    Given an empty graph
    When executing query:
      """
      <command>
      """
    Then the result should be, in any order:
      | shown   |
      | <shown> |

    Examples:
      | command                                                                    | shown    |
      | SHOW DATABASES YIELD name AS shown                                         | 'neo4j'  |
      | SHOW DATABASE neo4j YIELD currentStatus AS shown                           | 'online' |
      | SHOW DATABASE other YIELD name RETURN count(*) AS shown                    | 0        |
      | SHOW HOME DATABASE YIELD name AS shown                                     | 'neo4j'  |
      | SHOW DEFAULT DATABASE YIELD default AS shown                               | true     |
      | SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery STARTS WITH 'SHOW TRANSACTIONS' AS shown | true |
      | SHOW TRANSACTION 'none-of-these' YIELD status RETURN count(*) AS shown     | 0        |
      | SHOW USER DEFINED FUNCTIONS YIELD name RETURN count(*) AS shown            | 0        |
      | SHOW FUNCTIONS EXECUTABLE YIELD name WHERE name = 'abs' RETURN name AS shown | 'abs'  |
      | SHOW PROCEDURES EXECUTABLE BY CURRENT USER YIELD name WHERE name = 'db.labels' RETURN name AS shown | 'db.labels' |
      | SHOW FUNCTIONS YIELD name, category WHERE name = 'split' RETURN category AS shown | 'String' |

  Scenario: the index of a constraint is made by the constraint
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT k FOR (n:A) REQUIRE (n.x, n.y) IS NODE KEY
      """
    When executing query:
      """
      SHOW INDEXES YIELD name, owningConstraint, createStatement
      """
    Then the result should be, in any order:
      | name | owningConstraint | createStatement                                                       |
      | 'k'  | 'k'              | 'CREATE CONSTRAINT `k` FOR (n:`A`) REQUIRE (n.`x`, n.`y`) IS NODE KEY' |

  Scenario Outline: names from parameters
    Given an empty graph
    And parameters are:
      | name | 'given' |
    When executing query:
      """
      <command>
      """
    Then the result should be empty
    When executing control query:
      """
      SHOW <kind> YIELD name RETURN collect(name) AS names
      """
    Then the result should be, in any order:
      | names     |
      | ['given'] |

    Examples:
      | command                                                  | kind        |
      | CREATE INDEX $name FOR (n:A) ON (n.x)                    | INDEXES     |
      | CREATE FULLTEXT INDEX $name IF NOT EXISTS FOR (n:A) ON EACH [n.x] | INDEXES |
      | CREATE CONSTRAINT $name FOR (n:A) REQUIRE n.x IS UNIQUE  | CONSTRAINTS |

  Scenario Outline: parameters that hold no name
    Given an empty graph
    And parameters are:
      | number | 1 |
    When executing query:
      """
      <command>
      """
    Then a <error> should be raised at any time: <detail>

    Examples:
      | command                                  | error            | detail              |
      | CREATE INDEX $other FOR (n:A) ON (n.x)   | ParameterMissing | MissingParameter    |
      | CREATE INDEX $number FOR (n:A) ON (n.x)  | TypeError        | InvalidArgumentType |
      | DROP INDEX $other IF EXISTS              | ParameterMissing | MissingParameter    |
