Feature: Clauses of Neo4j beyond openCypher 9

  Background:
    Given an empty graph
    And having executed:
      """
      UNWIND range(1, 5) AS i CREATE (:P {i: i, even: i % 2 = 0})
      """

  Scenario: FILTER
    When executing query:
      """
      MATCH (p:P) FILTER p.even RETURN p.i AS i
      """
    Then the result should be, in any order:
      | i |
      | 2 |
      | 4 |

  Scenario: FILTER WHERE
    When executing query:
      """
      UNWIND [1, 2, 3] AS x FILTER WHERE x > 1 RETURN x
      """
    Then the result should be, in any order:
      | x |
      | 2 |
      | 3 |

  Scenario: LET
    When executing query:
      """
      UNWIND [1, 2] AS x LET y = x * 10, z = y + x RETURN x, y, z
      """
    Then the result should be, in any order:
      | x | y  | z  |
      | 1 | 10 | 11 |
      | 2 | 20 | 22 |

  Scenario: LET at the start
    When executing query:
      """
      LET a = 1 RETURN a
      """
    Then the result should be, in any order:
      | a |
      | 1 |

  Scenario: FINISH
    When executing query:
      """
      MATCH (p:P) SET p.seen = true FINISH
      """
    Then the result should be empty
    And the side effects should be:
      | +properties | 5 |

  Scenario: FINISH after reading
    When executing query:
      """
      MATCH (p:P) FINISH
      """
    Then the result should be empty
    And no side effects

  Scenario: INSERT
    When executing query:
      """
      INSERT (a:X&Y {v: 1})-[r:T]->(b) RETURN labels(a) AS labels, type(r) AS type
      """
    Then the result should be, in any order (ignoring element order for lists):
      | labels     | type |
      | ['X', 'Y'] | 'T'  |

  Scenario: ORDER BY, SKIP and LIMIT as clauses
    When executing query:
      """
      MATCH (p:P) ORDER BY p.i DESC SKIP 1 LIMIT 2 RETURN p.i AS i
      """
    Then the result should be, in order:
      | i |
      | 4 |
      | 3 |

  Scenario: LIMIT as a clause
    When executing query:
      """
      MATCH (p:P) LIMIT 2 RETURN count(p) AS n
      """
    Then the result should be, in order:
      | n |
      | 2 |

  Scenario: OFFSET
    When executing query:
      """
      UNWIND [1, 2, 3] AS x RETURN x ORDER BY x OFFSET 2
      """
    Then the result should be, in order:
      | x |
      | 3 |

  Scenario: ASCENDING and DESCENDING
    When executing query:
      """
      UNWIND [2, 1, 3] AS x WITH x ORDER BY x ASCENDING WITH collect(x) AS up
      UNWIND up AS x WITH up, x ORDER BY x DESCENDING RETURN up, collect(x) AS down
      """
    Then the result should be, in order:
      | up        | down      |
      | [1, 2, 3] | [3, 2, 1] |

  Scenario: NEXT
    When executing query:
      """
      MATCH (p:P) RETURN p.even AS even, count(*) AS n NEXT RETURN even, n * 10 AS n
      """
    Then the result should be, in any order:
      | even  | n  |
      | true  | 20 |
      | false | 30 |

  Scenario Outline: options before a query
    When executing query:
      """
      <prefix> RETURN 1 AS x
      """
    Then the result should be, in any order:
      | x |
      | 1 |

    Examples:
      | prefix                                         |
      | CYPHER                                         |
      | CYPHER 5                                       |
      | CYPHER 25                                      |
      | cypher runtime=slotted                         |
      | CYPHER 5 runtime = pipelined planner=cost      |
      | CYPHER replan=force connectComponentsPlanner=idp |
      | USE neo4j                                      |
      | USE `neo4j`                                    |
      | use graph.byName('neo4j')                      |

  Scenario: another graph
    When executing query:
      """
      USE other RETURN 1
      """
    Then a SyntaxError should be raised at compile time: GraphNotFound

  Scenario Outline: explained queries do not run
    When executing query:
      """
      <prefix> MATCH (p:P) DETACH DELETE p
      """
    Then the result should be empty
    And no side effects

    Examples:
      | prefix              |
      | EXPLAIN             |
      | explain             |
      | CYPHER 5 EXPLAIN    |
      | EXPLAIN CYPHER 5    |

  Scenario: profiled queries run
    When executing query:
      """
      profile MATCH (p:P) RETURN count(p) AS n
      """
    Then the result should be, in any order:
      | n |
      | 5 |

  Scenario: FOREACH inside FOREACH
    When executing query:
      """
      FOREACH (i IN [1, 2] | CREATE (n:Row {i: i}) FOREACH (j IN [1, 2, 3] | CREATE (n)-[:HAS]->(:Cell {j: j * i})))
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes         | 8 |
      | +relationships | 6 |
      | +labels        | 2 |
      | +properties    | 8 |

  Scenario: FOREACH over the nodes of a path
    Given having executed:
      """
      CREATE (:S {n: 1})-[:R]->(:S {n: 2})-[:R]->(:S {n: 3})
      """
    When executing query:
      """
      MATCH path = (:S {n: 1})-[:R*2]->() FOREACH (n IN nodes(path) | SET n.seen = true) RETURN length(path) AS length
      """
    Then the result should be, in any order:
      | length |
      | 2      |
    And the side effects should be:
      | +properties | 3 |

  Scenario: FOREACH as a condition
    When executing query:
      """
      MATCH (p:P) FOREACH (ignored IN CASE WHEN p.even THEN [1] ELSE [] END | SET p.mark = true)
      WITH p WHERE p.mark RETURN collect(p.i) AS marked
      """
    Then the result should be (ignoring element order for lists):
      | marked |
      | [2, 4] |

  Scenario: FOREACH over null does nothing
    When executing query:
      """
      FOREACH (x IN null | CREATE (:N))
      """
    Then the result should be empty
    And no side effects

  Scenario: reading is out of place in FOREACH
    When executing query:
      """
      FOREACH (x IN [1] | MATCH (n) SET n.x = x)
      """
    Then a SyntaxError should be raised at compile time: InvalidClauseComposition

  Scenario: LOAD CSV is refused where no folder may be read
    When executing query:
      """
      LOAD CSV WITH HEADERS FROM 'file:///x.csv' AS row RETURN row
      """
    Then a Forbidden should be raised at runtime: LoadingNotAllowed

  Scenario: LOAD CSV is no last clause
    When executing query:
      """
      LOAD CSV FROM 'file:///x.csv' AS row FIELDTERMINATOR ';'
      """
    Then a SyntaxError should be raised at compile time: InvalidClauseComposition

  Scenario: a trailing semicolon and blanks
    When executing query:
      """
      RETURN 1 AS x ;

      """
    Then the result should be, in any order:
      | x |
      | 1 |

  Scenario: UNION DISTINCT
    When executing query:
      """
      RETURN 1 AS x UNION DISTINCT RETURN 1 AS x
      """
    Then the result should be, in any order:
      | x |
      | 1 |

  Scenario: UNION ALL
    When executing query:
      """
      RETURN 1 AS x UNION ALL RETURN 1 AS x
      """
    Then the result should be, in any order:
      | x |
      | 1 |
      | 1 |

  Scenario: WHERE inside patterns
    When executing query:
      """
      CREATE (a:Q {v: 1})-[:R {w: 1}]->(b:Q {v: 2}), (a)-[:R {w: 2}]->(c:Q {v: 3})
      WITH 1 AS one
      MATCH (x:Q WHERE x.v = one)-[r:R WHERE r.w > 1]->(y WHERE y.v > x.v) RETURN y.v AS v
      """
    Then the result should be, in any order:
      | v |
      | 3 |

  Scenario: planner hints are accepted
    When executing query:
      """
      MATCH (p:P) USING SCAN p:P WHERE p.i = 3 RETURN p.i AS i
      """
    Then the result should be, in any order:
      | i |
      | 3 |

  Scenario: each branch of a UNION after NEXT has all rows
    When executing query:
      """
      UNWIND [1, 2, 2] AS x RETURN x
      NEXT RETURN count(*) AS n, sum(x) AS s UNION RETURN x AS n, -x AS s
      """
    Then the result should be, in any order:
      | n | s  |
      | 3 | 5  |
      | 1 | -1 |
      | 2 | -2 |

  Scenario: UNION before and after NEXT
    When executing query:
      """
      RETURN 1 AS a UNION RETURN 2 AS a
      NEXT RETURN a UNION ALL RETURN a * 10 AS a
      NEXT RETURN count(*) AS n, sum(a) AS s
      """
    Then the result should be, in any order:
      | n | s  |
      | 4 | 33 |

  Scenario: UNION after NEXT of no rows
    When executing query:
      """
      UNWIND [] AS x RETURN x NEXT RETURN count(x) AS n UNION ALL RETURN 7 AS n
      """
    Then the result should be, in any order:
      | n |
      | 0 |

  Scenario: what comes before NEXT is done once
    When executing query:
      """
      CREATE (n:Once {v: 1}) RETURN n
      NEXT MATCH (m:Once) RETURN m.v AS v UNION ALL RETURN n.v + 1 AS v
      """
    Then the result should be, in any order:
      | v |
      | 1 |
      | 2 |
    And the side effects should be:
      | +nodes      | 1 |
      | +labels     | 1 |
      | +properties | 1 |

  Scenario: UNION after NEXT needs the names of the columns
    When executing query:
      """
      WITH 1 AS a RETURN * NEXT RETURN a UNION RETURN 2 AS a
      """
    Then a SyntaxError should be raised at compile time: UnsupportedSyntax
