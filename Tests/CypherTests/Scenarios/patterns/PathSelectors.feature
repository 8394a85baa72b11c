Feature: Path selectors

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:N {name: 'a'}), (b:N {name: 'b'}), (c:N {name: 'c'}), (d:N {name: 'd'}), (e:N {name: 'e'}),
        (a)-[:R {w: 1}]->(b), (b)-[:R {w: 1}]->(d), (a)-[:R {w: 2}]->(c), (c)-[:R {w: 2}]->(d),
        (d)-[:R {w: 1}]->(e), (a)-[:LONG {w: 5}]->(e)
      """

  Scenario: one shortest path
    When executing query:
      """
      MATCH p = SHORTEST 1 (:N {name: 'a'})-[:R]->+(:N {name: 'd'}) RETURN length(p) AS length
      """
    Then the result should be, in any order:
      | length |
      | 2      |

  Scenario: all shortest paths
    When executing query:
      """
      MATCH p = ALL SHORTEST (:N {name: 'a'})-[:R]->+(:N {name: 'd'}) RETURN [n IN nodes(p) | n.name] AS names
      """
    Then the result should be, in any order:
      | names           |
      | ['a', 'b', 'd'] |
      | ['a', 'c', 'd'] |

  Scenario: any path
    When executing query:
      """
      MATCH p = ANY (:N {name: 'a'})-[:R]->+(:N {name: 'e'}) RETURN count(*) AS paths
      """
    Then the result should be, in any order:
      | paths |
      | 1     |

  Scenario: any shortest path
    When executing query:
      """
      MATCH p = ANY SHORTEST (:N {name: 'a'})-->+(:N {name: 'e'}) RETURN length(p) AS length
      """
    Then the result should be, in any order:
      | length |
      | 1      |

  Scenario: the shortest few paths
    When executing query:
      """
      MATCH p = SHORTEST 2 (:N {name: 'a'})-->+(:N {name: 'e'}) RETURN length(p) AS length
      """
    Then the result should be, in any order:
      | length |
      | 1      |
      | 3      |

  Scenario: groups of equal length
    When executing query:
      """
      MATCH p = SHORTEST 2 GROUPS (:N {name: 'a'})-->+(:N {name: 'e'}) RETURN length(p) AS length
      """
    Then the result should be, in any order:
      | length |
      | 1      |
      | 3      |
      | 3      |

  Scenario: one group
    When executing query:
      """
      MATCH p = SHORTEST GROUP (:N {name: 'a'})-[:R]->+(:N {name: 'e'}) RETURN length(p) AS length
      """
    Then the result should be, in any order:
      | length |
      | 3      |
      | 3      |

  Scenario: as many as a parameter says
    Given parameters are:
      | k | 3 |
    When executing query:
      """
      MATCH p = SHORTEST $k PATHS (:N {name: 'a'})-->+(:N {name: 'e'}) RETURN count(*) AS paths
      """
    Then the result should be, in any order:
      | paths |
      | 3     |

  Scenario: paths are counted for each two ends
    When executing query:
      """
      MATCH p = SHORTEST 1 (s:N)-[:R]->+(t:N) RETURN count(*) AS paths
      """
    Then the result should be, in any order:
      | paths |
      | 9     |

  Scenario: WHERE looks at the selected paths only
    When executing query:
      """
      MATCH p = SHORTEST 1 (:N {name: 'a'})-->+(:N {name: 'e'}) WHERE length(p) > 1 RETURN p
      """
    Then the result should be empty

  Scenario: a predicate on each repetition takes part in the search
    When executing query:
      """
      MATCH p = SHORTEST 1 (:N {name: 'a'}) ((x)-[r]->(y) WHERE r.w < 3)+ (:N {name: 'e'}) RETURN length(p) AS length
      """
    Then the result should be, in any order:
      | length |
      | 3      |

  Scenario: the predicate of a pattern in parentheses
    When executing query:
      """
      MATCH p = SHORTEST 1 ((s:N {name: 'a'})-[r]->+(t:N {name: 'e'}) WHERE all(x IN r WHERE x.w = 1))
      RETURN length(p) AS length
      """
    Then the result should be, in any order:
      | length |
      | 3      |

  Scenario: ends bound before
    When executing query:
      """
      MATCH (s {name: 'a'}), (t) WHERE t.name IN ['d', 'e']
      MATCH p = SHORTEST 1 (s)-[:R]->+(t)
      RETURN t.name AS t, length(p) AS length
      """
    Then the result should be, in any order:
      | t   | length |
      | 'd' | 2      |
      | 'e' | 3      |

  Scenario: an optional selection keeps the row
    When executing query:
      """
      MATCH (s {name: 'e'}) OPTIONAL MATCH p = SHORTEST 1 (s)-[:R]->+(t) RETURN s.name AS s, p
      """
    Then the result should be, in any order:
      | s   | p    |
      | 'e' | null |

  Scenario: from a node back to itself
    Given having executed:
      """
      MATCH (d {name: 'd'}), (a {name: 'a'}) CREATE (d)-[:R]->(a)
      """
    When executing query:
      """
      MATCH (s {name: 'a'}) MATCH p = SHORTEST 1 (s)-[:R]->+(t {name: 'a'}) RETURN length(p) AS length
      """
    Then the result should be, in any order:
      | length |
      | 3      |

  Scenario: all paths
    When executing query:
      """
      MATCH p = ALL (:N {name: 'a'})-[:R]->+(:N {name: 'd'}) RETURN count(*) AS paths
      """
    Then the result should be, in any order:
      | paths |
      | 2     |

  Scenario: any number of paths
    When executing query:
      """
      MATCH p = ANY 5 PATHS (:N {name: 'a'})-[:R]->+(:N {name: 'd'}) RETURN count(*) AS paths
      """
    Then the result should be, in any order:
      | paths |
      | 2     |

  Scenario: a selector inside EXISTS
    When executing query:
      """
      MATCH (s:N) WHERE EXISTS { SHORTEST 1 (s)-[:R]->+({name: 'e'}) } RETURN count(s) AS n
      """
    Then the result should be, in any order:
      | n |
      | 4 |

  Scenario: two patterns with a selector
    When executing query:
      """
      MATCH SHORTEST 1 (s)-->+(t), (u) RETURN s
      """
    Then a SyntaxError should be raised at compile time: *

  Scenario: no path is asked for
    When executing query:
      """
      MATCH SHORTEST 0 (s)-->+(t) RETURN s
      """
    Then a SyntaxError should be raised at compile time: *

  Scenario: shortestPath heeds its predicate
    When executing query:
      """
      MATCH (s {name: 'a'}), (t {name: 'e'}), p = shortestPath((s)-[*]->(t))
      WHERE all(r IN relationships(p) WHERE r.w < 3)
      RETURN length(p) AS length
      """
    Then the result should be, in any order:
      | length |
      | 3      |

  Scenario: shortestPath with a predicate on its length
    When executing query:
      """
      MATCH p = shortestPath((s {name: 'a'})-[*]->(t {name: 'e'})) WHERE length(p) > 1 RETURN length(p) AS length
      """
    Then the result should be, in any order:
      | length |
      | 3      |

  Scenario: shortestPath as a value
    When executing query:
      """
      MATCH (s {name: 'a'}), (t {name: 'd'}) RETURN length(shortestPath((s)-[:R*]->(t))) AS length
      """
    Then the result should be, in any order:
      | length |
      | 2      |

  Scenario: shortestPath of bounded length
    When executing query:
      """
      MATCH p = shortestPath((s {name: 'a'})-[:R*..2]->(t {name: 'e'})) RETURN p
      """
    Then the result should be empty

  Scenario: repeatable elements
    When executing query:
      """
      MATCH REPEATABLE ELEMENTS (s {name: 'a'})-[r]->(x), (s)-[q]->(y) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 9 |

  Scenario: different relationships
    When executing query:
      """
      MATCH DIFFERENT RELATIONSHIPS (s {name: 'a'})-[r]->(x), (s)-[q]->(y) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 6 |
