Feature: Matching

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:P {n: 'a', v: 1}), (b:P {n: 'b', v: 2}), (c:P {n: 'c', v: 3}), (d:Q {n: 'd'}),
        (a)-[:R {w: 1}]->(b), (b)-[:R {w: 2}]->(c), (c)-[:S {w: 3}]->(a), (a)-[:R {w: 4}]->(a), (d)-[:S]->(a)
      """

  Scenario Outline: matches
    When executing query:
      """
      MATCH <match> RETURN <result> AS x
      """
    Then the result should be (ignoring element order for lists):
      | x   |
      | <x> |

    Examples:
      | match                                               | result                  | x                                      |
      | (n)                                                 | count(n)                | 4                                      |
      | (n:P)                                               | collect(n.n)            | ['a', 'b', 'c']                        |
      | (n:P:Q)                                             | count(n)                | 0                                      |
      | (n {v: 2})                                          | collect(n.n)            | ['b']                                  |
      | (n {v: null})                                       | count(n)                | 0                                      |
      | (n) WHERE n.v IS NULL                               | collect(n.n)            | ['d']                                  |
      | (n)-->()                                            | count(*)                | 5                                      |
      | (n)--()                                             | count(*)                | 9                                      |
      | ()<--(n)                                            | count(*)                | 5                                      |
      | (n)<-->()                                           | count(*)                | 9                                      |
      | (n)-->(n)                                           | collect(n.n)            | ['a']                                  |
      | (n)--(n)                                            | collect(n.n)            | ['a']                                  |
      | ()-[r:R]->()                                        | collect(r.w)            | [1, 2, 4]                              |
      | ()-[r:R\|S]->()                                     | count(r)                | 5                                      |
      | ()-[r {w: 3}]->(x)                                  | collect(x.n)            | ['a']                                  |
      | ()-[r]->() WHERE type(r) = 'S'                      | count(r)                | 2                                      |
      | (x {n: 'a'})-[:R]->(y)-[:R]->(z)                    | collect(z.n)            | ['c', 'b']                             |
      | (x {n: 'a'})-[:R*]->(y)                             | collect(y.n)            | ['a', 'b', 'c', 'b', 'c']              |
      | (x {n: 'a'})-[:R*2]->(y)                            | collect(y.n)            | ['c', 'b']                             |
      | (x {n: 'a'})-[:R*0..1]->(y)                         | collect(y.n)            | ['a', 'a', 'b']                        |
      | (x {n: 'a'})-[:R*..1]->(y)                          | collect(y.n)            | ['a', 'b']                             |
      | (x {n: 'b'})-[r:R\|S*2..2]->(y)                     | collect(y.n)            | ['a']                                  |
      | (x {n: 'c'})<-[r*1..2]-(y {n: 'a'})                 | count(*)                | 1                                      |
      | p = (x {n: 'b'})-[*1..3]->(y {n: 'b'})              | collect(length(p))      | [3]                                    |
      | (x)-[r1:R]->(y), (y)-[r2:R]->(z)                    | collect([r1.w, r2.w])   | [[1, 2], [4, 1]]                       |
      | (x)-[r1]->(y), (z)-[r2]->(w)                        | count(*)                | 20                                     |
      | (x:P), (y:P)                                        | count(*)                | 9                                      |
      | (x:P), (y:P) WHERE x.v < y.v                        | count(*)                | 3                                      |
      | (x {n: 'a'}), (x)-[:R]->(y)                         | collect(y.n)            | ['b', 'a']                             |
      | (x)-[r]->(y) WHERE x = y                            | count(*)                | 1                                      |
      | (x:P) WHERE x.n =~ '[ab]'                           | collect(x.n)            | ['a', 'b']                             |
      | (x:P) WHERE x.n = 'a' OR x.v = 3                    | collect(x.n)            | ['a', 'c']                             |
      | (x:P) WHERE x.v IN [1, 3, 9]                        | collect(x.n)            | ['a', 'c']                             |
      | (x:P) WHERE 1 < x.v <= 3                            | collect(x.n)            | ['b', 'c']                             |
      | (x:P) WHERE NOT (x)-[:S]->()                        | collect(x.n)            | ['a', 'b']                             |
      | (x) WHERE (x)-[:S]->({n: 'a'})                      | collect(x.n)            | ['c', 'd']                             |
      | (x) WHERE exists((x)-[:S]->())                      | collect(x.n)            | ['c', 'd']                             |
      | (x) WHERE x:P AND x.v > 1                           | collect(x.n)            | ['b', 'c']                             |
      | (x:P) WHERE x['v'] = 2                              | collect(x.n)            | ['b']                                  |
      | (x:P) WHERE any(l IN labels(x) WHERE l = 'P')       | count(x)                | 3                                      |
      | p = (x {n: 'd'})-[:S]->()-[:R]->(y {n: 'b'})        | [z IN nodes(p) \| z.n]  | ['d', 'a', 'b']                        |
      | (x:Missing)                                         | count(x)                | 0                                      |
      | (x)-[:MISSING]->()                                  | count(x)                | 0                                      |
      | (x:P)-[r:R]-(y:P)                                   | count(*)                | 5                                      |
      | (x:P {n: 'a'})-[r:R]-(y)                            | collect(r.w)            | [1, 4]                                 |

  Scenario: relationships may repeat between clauses
    When executing query:
      """
      MATCH (x {n: 'a'})-[r1]->(y) MATCH (x)-[r2]->(z) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 4 |

  Scenario: a bound relationship is matched again
    When executing query:
      """
      MATCH ()-[r {w: 1}]->() MATCH (x)-[r]->(y) RETURN x.n AS x, y.n AS y
      """
    Then the result should be, in any order:
      | x   | y   |
      | 'a' | 'b' |

  Scenario: a bound relationship matched undirected comes both ways
    When executing query:
      """
      MATCH ()-[r {w: 1}]->() MATCH (x)-[r]-(y) RETURN x.n AS x, y.n AS y
      """
    Then the result should be, in any order:
      | x   | y   |
      | 'a' | 'b' |
      | 'b' | 'a' |

  Scenario: an optional match with a predicate
    When executing query:
      """
      MATCH (x:P) OPTIONAL MATCH (x)-[r:R]->(y) WHERE r.w > 1 RETURN x.n AS x, y.n AS y
      """
    Then the result should be, in any order:
      | x   | y    |
      | 'a' | 'a'  |
      | 'b' | 'c'  |
      | 'c' | null |

  Scenario: optional matches one after the other
    When executing query:
      """
      MATCH (x {n: 'c'}) OPTIONAL MATCH (x)-[:R]->(y) OPTIONAL MATCH (y)-[:R]->(z) RETURN x.n AS x, y, z
      """
    Then the result should be, in any order:
      | x   | y    | z    |
      | 'c' | null | null |

  Scenario: matching from null finds nothing
    When executing query:
      """
      OPTIONAL MATCH (x:Missing) MATCH (x)-->(y) RETURN y
      """
    Then the result should be empty

  Scenario: a predicate after an optional match filters rows
    When executing query:
      """
      MATCH (x:P) OPTIONAL MATCH (x)-[:S]->(y) WITH x, y WHERE y IS NULL RETURN x.n AS x
      """
    Then the result should be, in any order:
      | x   |
      | 'a' |
      | 'b' |

  Scenario: several patterns in an optional match hold together
    When executing query:
      """
      MATCH (x:P) OPTIONAL MATCH (x)-[:R]->(y), (y)-[:S]->(z) RETURN x.n AS x, y.n AS y, z.n AS z
      """
    Then the result should be, in any order:
      | x   | y    | z    |
      | 'a' | null | null |
      | 'b' | 'c'  | 'a'  |
      | 'c' | null | null |

  Scenario: shortest paths
    When executing query:
      """
      MATCH (x {n: 'd'}), (y {n: 'c'}), p = shortestPath((x)-[*]->(y)) RETURN length(p) AS l, [r IN relationships(p) | type(r)] AS t
      """
    Then the result should be, in any order:
      | l | t               |
      | 3 | ['S', 'R', 'R'] |

  Scenario: all shortest paths
    Given having executed:
      """
      MATCH (a {n: 'a'}), (b {n: 'b'}) CREATE (a)-[:R {w: 9}]->(b)
      """
    When executing query:
      """
      MATCH p = allShortestPaths((x {n: 'd'})-[*]->(y {n: 'c'})) RETURN count(p) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |

  Scenario: no shortest path
    When executing query:
      """
      MATCH p = shortestPath((x {n: 'a'})-[*]->(y {n: 'd'})) RETURN p
      """
    Then the result should be empty

  Scenario: the functions of paths
    When executing query:
      """
      MATCH p = (x {n: 'a'})-[:R]->({n: 'b'})-[:R]->() RETURN length(p) AS l, size(nodes(p)) AS n, [r IN relationships(p) | r.w] AS w, startNode(relationships(p)[0]).n AS s, endNode(last(relationships(p))).n AS e
      """
    Then the result should be, in any order:
      | l | n | w      | s   | e   |
      | 2 | 3 | [1, 2] | 'a' | 'c' |

  Scenario: a path of one node
    When executing query:
      """
      MATCH p = (x {n: 'd'}) RETURN length(p) AS l, size(nodes(p)) AS n, relationships(p) AS r
      """
    Then the result should be, in any order:
      | l | n | r  |
      | 0 | 1 | [] |
