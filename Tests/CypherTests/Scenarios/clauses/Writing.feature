Feature: Writing

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:P {n: 'a', v: 1}), (b:P {n: 'b', v: 2}), (a)-[:R {w: 1}]->(b)
      """

  Scenario: CREATE returns what it made
    When executing query:
      """
      CREATE (x:X {a: 1})-[r:T {b: 2}]->(y:Y) RETURN x.a AS a, r.b AS b, labels(y) AS l
      """
    Then the result should be, in any order:
      | a | b | l     |
      | 1 | 2 | ['Y'] |

  Scenario: CREATE for each row, connected to what was matched
    When executing query:
      """
      MATCH (p:P) CREATE (p)-[:HAS]->(t:Tag {of: p.n}) RETURN t.of AS of
      """
    Then the result should be, in any order:
      | of  |
      | 'a' |
      | 'b' |
    And the side effects should be:
      | +nodes         | 2 |
      | +relationships | 2 |
      | +labels        | 1 |
      | +properties    | 2 |

  Scenario: CREATE with properties from a parameter
    Given parameters are:
      | props | {a: 1, b: 'x'} |
    When executing query:
      """
      CREATE (n:X $props) RETURN n.a AS a, n.b AS b
      """
    Then the result should be, in any order:
      | a | b   |
      | 1 | 'x' |

  Scenario: CREATE from a list of maps
    Given parameters are:
      | rows | [{k: 1}, {k: 2}] |
    When executing query:
      """
      UNWIND $rows AS row CREATE (n:X) SET n = row RETURN n.k AS k
      """
    Then the result should be, in any order:
      | k |
      | 1 |
      | 2 |

  Scenario: null properties are not stored
    When executing query:
      """
      CREATE (n:X {a: null, b: 1}) RETURN keys(n) AS k
      """
    Then the result should be, in any order:
      | k     |
      | ['b'] |

  Scenario: MERGE finds
    When executing query:
      """
      MERGE (p:P {n: 'a'}) ON CREATE SET p.new = true ON MATCH SET p.seen = true RETURN p.new AS new, p.seen AS seen
      """
    Then the result should be, in any order:
      | new  | seen |
      | null | true |

  Scenario: MERGE creates
    When executing query:
      """
      MERGE (p:P {n: 'z'}) ON CREATE SET p.new = true ON MATCH SET p.seen = true RETURN p.new AS new, p.seen AS seen
      """
    Then the result should be, in any order:
      | new  | seen |
      | true | null |
    And the side effects should be:
      | +nodes      | 1 |
      | +properties | 2 |

  Scenario: MERGE of a relationship between bound nodes
    When executing query:
      """
      MATCH (a {n: 'a'}), (b {n: 'b'}) MERGE (a)-[r:R]->(b) MERGE (b)-[s:R]->(a) RETURN r.w AS r, s.w AS s
      """
    Then the result should be, in any order:
      | r | s    |
      | 1 | null |
    And the side effects should be:
      | +relationships | 1 |

  Scenario: MERGE without direction finds either
    When executing query:
      """
      MATCH (a {n: 'a'}), (b {n: 'b'}) MERGE (b)-[r:R]-(a) RETURN r.w AS w
      """
    Then the result should be, in any order:
      | w |
      | 1 |
    And no side effects

  Scenario: MERGE sees what earlier rows created
    When executing query:
      """
      UNWIND ['x', 'y', 'x'] AS n MERGE (p:Q {n: n}) RETURN count(p) AS rows, count(DISTINCT p) AS nodes
      """
    Then the result should be, in any order:
      | rows | nodes |
      | 3    | 2     |

  Scenario: MERGE of null
    When executing query:
      """
      MERGE (p:P {n: null})
      """
    Then a SemanticError should be raised at any time: MergeReadOwnWrites

  Scenario: SET in all its forms
    When executing query:
      """
      MATCH (a {n: 'a'}) SET a.x = 1, a.v = null, a += {y: 2, n: 'aa'}, a:Extra:More
      RETURN a.x AS x, a.v AS v, a.y AS y, a.n AS n, size(labels(a)) AS l
      """
    Then the result should be, in any order:
      | x | v    | y | n    | l |
      | 1 | null | 2 | 'aa' | 3 |

  Scenario: SET replaces all properties
    When executing query:
      """
      MATCH (a {n: 'a'}) SET a = {z: 1} RETURN keys(a) AS k
      """
    Then the result should be, in any order:
      | k     |
      | ['z'] |

  Scenario: SET copies from another entity
    When executing query:
      """
      MATCH (a {n: 'a'})-[r]->(b) SET b = properties(a), r += a RETURN b.n AS n, b.v AS v, r.n AS rn, r.w AS w
      """
    Then the result should be, in any order:
      | n   | v | rn  | w |
      | 'a' | 1 | 'a' | 1 |

  Scenario: SET swaps values in order
    When executing query:
      """
      MATCH (a {n: 'a'}) SET a.x = a.v, a.v = 9 RETURN a.x AS x, a.v AS v
      """
    Then the result should be, in any order:
      | x | v |
      | 1 | 9 |

  Scenario: SET on null does nothing
    When executing query:
      """
      OPTIONAL MATCH (x:Missing) SET x.a = 1, x:L RETURN x
      """
    Then the result should be, in any order:
      | x    |
      | null |
    And no side effects

  Scenario: SET by CASE
    When executing query:
      """
      MATCH (p:P) SET (CASE WHEN p.v = 1 THEN p END).one = true RETURN p.n AS n, p.one AS one
      """
    Then the result should be, in any order:
      | n   | one  |
      | 'a' | true |
      | 'b' | null |

  Scenario: REMOVE
    When executing query:
      """
      MATCH (a {n: 'a'}) REMOVE a.v, a:P RETURN a.v AS v, labels(a) AS l
      """
    Then the result should be, in any order:
      | v    | l  |
      | null | [] |

  Scenario: DELETE of a connected node
    When executing query:
      """
      MATCH (a {n: 'a'}) DELETE a
      """
    Then a ConstraintVerificationFailed should be raised at runtime: DeleteConnectedNode
    And no side effects

  Scenario: DETACH DELETE
    When executing query:
      """
      MATCH (a {n: 'a'}) DETACH DELETE a
      """
    Then the result should be empty
    And the side effects should be:
      | -nodes         | 1 |
      | -relationships | 1 |
      | -properties    | 3 |

  Scenario: DELETE of relationships and nodes together
    When executing query:
      """
      MATCH (a)-[r]->(b) DELETE r, a, b RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 1 |
    And the side effects should be:
      | -nodes         | 2 |
      | -relationships | 1 |
      | -labels        | 1 |
      | -properties    | 5 |

  Scenario: DELETE of a path and of null
    When executing query:
      """
      MATCH p = (a)-[r]->(b) OPTIONAL MATCH (x:Missing) DELETE p, x
      """
    Then the result should be empty
    And the side effects should be:
      | -nodes         | 2 |
      | -relationships | 1 |
      | -labels        | 1 |
      | -properties    | 5 |

  Scenario: a deleted node cannot be read
    When executing query:
      """
      MATCH (a {n: 'a'}) DETACH DELETE a RETURN a.n AS n
      """
    Then a EntityNotFound should be raised at runtime: *

  Scenario: MATCH does not see what a later CREATE makes
    When executing query:
      """
      MATCH (p:P) CREATE (:P {n: 'new'}) RETURN count(p) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |
    And the side effects should be:
      | +nodes      | 2 |
      | +properties | 2 |

  Scenario: CREATE and then MATCH in one query
    When executing query:
      """
      CREATE (:New {k: 1}) WITH 1 AS one MATCH (n:New) RETURN n.k AS k
      """
    Then the result should be, in any order:
      | k |
      | 1 |

  Scenario: writes happen whatever LIMIT says
    When executing query:
      """
      MATCH (p:P) SET p.seen = 1 RETURN p.seen AS s LIMIT 0
      """
    Then the result should be empty
    And the side effects should be:
      | +properties | 2 |

  Scenario: an error undoes everything
    When executing query:
      """
      UNWIND [1, 0] AS x CREATE (:Z {v: 1 / x})
      """
    Then a ArithmeticError should be raised at runtime: *
    And no side effects

  Scenario Outline: values that cannot be stored
    When executing query:
      """
      CREATE (n:X {v: <value>})
      """
    Then a TypeError should be raised at any time: InvalidPropertyType

    Examples:
      | value      |
      | {a: 1}     |
      | [{a: 1}]   |
      | [[1]]      |
      | [1, null]  |

  Scenario: lists of equal types are stored
    When executing query:
      """
      CREATE (n:X {a: [1, 2], b: ['x'], c: [true], d: [], e: [1.5]}) RETURN n.a AS a, n.b AS b, n.c AS c, n.d AS d, n.e AS e
      """
    Then the result should be, in any order:
      | a      | b     | c      | d  | e     |
      | [1, 2] | ['x'] | [true] | [] | [1.5] |

  Scenario Outline: a new relationship needs a variable of its own
    Given an empty graph
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: VariableAlreadyBound

    Examples:
      | query                                |
      | CREATE (n)-[r:R]->(r)                |
      | CREATE (r)-[r:R]->(n)                |
      | CREATE (a)-[r:R]->(b)-[r:R]->(c)     |
      | CREATE (a)-[r:R]->(b), (c)-[r:R]->(d) |
      | MERGE (a)-[r:R]->(r)                 |
