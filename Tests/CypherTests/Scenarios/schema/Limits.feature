Feature: Limits, access and plans

  Scenario: the row limit
    Given any graph
    And the row limit is 10
    When executing query:
      """
      UNWIND range(1, 11) AS x RETURN x
      """
    Then a LimitExceeded should be raised at runtime: RowLimit

  Scenario: the memory limit
    Given any graph
    And the memory limit is 1000000 bytes
    When executing query:
      """
      UNWIND range(1, 1000000) AS x WITH collect(x) AS l RETURN size(l) AS n
      """
    Then a LimitExceeded should be raised at runtime: *

  Scenario: the time limit
    Given any graph
    And the time limit is 50 milliseconds
    When executing query:
      """
      UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y WITH x WHERE x < 0 RETURN count(*) AS n
      """
    Then a LimitExceeded should be raised at runtime: Deadline

  Scenario: the time limit within repetitions of a pattern
    Given an empty graph
    And having executed:
      """
      UNWIND range(1, 12) AS i CREATE (:K {i: i}) WITH count(*) AS n MATCH (a:K), (b:K) WHERE a.i < b.i CREATE (a)-[:E]->(b), (b)-[:E]->(a)
      """
    And the time limit is 300 milliseconds
    When executing query:
      """
      MATCH ((x:K)-[:E]->(y:K)){5,} RETURN count(*) AS n
      """
    Then a LimitExceeded should be raised at runtime: Deadline

  Scenario: hidden nodes are not there
    Given an empty graph
    And having executed:
      """
      CREATE (a:Open {n: 1})-[:R]->(:Secret {n: 2})-[:R]->(b:Open {n: 3}), (a)-[:R]->(b)
      """
    And nodes labelled Secret are hidden
    When executing query:
      """
      MATCH (n) WITH count(n) AS nodes
      OPTIONAL MATCH p = (:Open {n: 1}) ((x:Open|Secret)-[:R]->(y)){1,3} (z)
      WITH nodes, collect(length(p)) AS lengths
      RETURN nodes, lengths, COUNT { ()-->() } AS edges
      """
    Then the result should be, in any order:
      | nodes | lengths | edges |
      | 2     | [1]     | 1     |

  Scenario: hidden nodes do not take part in shortest paths
    Given an empty graph
    And having executed:
      """
      CREATE (a:Open {n: 1})-[:R]->(:Secret)-[:R]->(b:Open {n: 3}), (a)-[:R]->(:Open)-[:R]->(:Open)-[:R]->(b)
      """
    And nodes labelled Secret are hidden
    When executing query:
      """
      MATCH p = SHORTEST 1 (:Open {n: 1})-[:R]->+(:Open {n: 3}) RETURN length(p) AS length
      """
    Then the result should be, in any order:
      | length |
      | 3      |

  Scenario: an index is used
    Given an empty graph
    And having executed:
      """
      CREATE INDEX FOR (n:A) ON (n.x)
      """
    And having executed:
      """
      UNWIND range(1, 1000) AS i CREATE (:A {x: i})
      """
    When executing query:
      """
      EXPLAIN MATCH (n:A {x: 1}) RETURN n
      """
    Then the plan should contain IndexSeek

  Scenario: repetitions in a plan
    Given any graph
    When executing query:
      """
      EXPLAIN MATCH (:A) ((x)-[:R]->(y) WHERE x.v < y.v)+ (z) RETURN z
      """
    Then the plan should contain Repeat

  Scenario: one repeated relationship is a chain
    Given any graph
    When executing query:
      """
      EXPLAIN MATCH (:A) (()-[r:R]->()){1,3} (z) RETURN z, r
      """
    Then the plan should contain VarExpand

  Scenario: selected paths along one chain are searched from both ends
    Given any graph
    When executing query:
      """
      EXPLAIN MATCH p = SHORTEST 1 (a:A)-[:R]->+(b:B) RETURN p
      """
    Then the plan should contain ShortestPath
