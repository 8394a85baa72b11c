Feature: Subqueries

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:Person {name: 'Ann', age: 30}), (b:Person {name: 'Bob', age: 40}), (c:Person {name: 'Cid', age: 50}),
        (a)-[:KNOWS {since: 1}]->(b), (a)-[:KNOWS {since: 2}]->(c), (b)-[:KNOWS {since: 3}]->(c),
        (a)-[:OWNS]->(:Dog {name: 'Rex'})
      """

  Scenario: CALL with a leading WITH
    When executing query:
      """
      MATCH (p:Person) CALL { WITH p MATCH (p)-[:KNOWS]->(q) RETURN count(q) AS n } RETURN p.name AS name, n
      """
    Then the result should be, in any order:
      | name  | n |
      | 'Ann' | 2 |
      | 'Bob' | 1 |
      | 'Cid' | 0 |

  Scenario: CALL with a list of variables
    When executing query:
      """
      MATCH (p:Person) CALL (p) { MATCH (p)-[:KNOWS]->(q) RETURN collect(q.name) AS names } RETURN p.name AS name, size(names) AS n
      """
    Then the result should be, in any order:
      | name  | n |
      | 'Ann' | 2 |
      | 'Bob' | 1 |
      | 'Cid' | 0 |

  Scenario: CALL with all variables
    When executing query:
      """
      WITH 1 AS x, 2 AS y CALL (*) { RETURN x + y AS sum } RETURN sum
      """
    Then the result should be, in any order:
      | sum |
      | 3   |

  Scenario: CALL without variables runs for each row
    When executing query:
      """
      UNWIND [1, 2] AS x CALL () { RETURN 7 AS y } RETURN x, y
      """
    Then the result should be, in any order:
      | x | y |
      | 1 | 7 |
      | 2 | 7 |

  Scenario: rows without inner rows are dropped
    When executing query:
      """
      MATCH (p:Person) CALL (p) { MATCH (p)-[:OWNS]->(d) RETURN d } RETURN p.name AS name, d.name AS dog
      """
    Then the result should be, in any order:
      | name  | dog   |
      | 'Ann' | 'Rex' |

  Scenario: OPTIONAL CALL keeps them
    When executing query:
      """
      MATCH (p:Person) OPTIONAL CALL (p) { MATCH (p)-[:OWNS]->(d) RETURN d.name AS dog } RETURN p.name AS name, dog
      """
    Then the result should be, in any order:
      | name  | dog   |
      | 'Ann' | 'Rex' |
      | 'Bob' | null  |
      | 'Cid' | null  |

  Scenario: UNION inside CALL
    When executing query:
      """
      MATCH (p:Person {name: 'Ann'})
      CALL { WITH p MATCH (p)-[:KNOWS]->(q) RETURN q.name AS n UNION WITH p MATCH (p)-[:OWNS]->(q) RETURN q.name AS n }
      RETURN n ORDER BY n
      """
    Then the result should be, in order:
      | n     |
      | 'Bob' |
      | 'Cid' |
      | 'Rex' |

  Scenario: UNION of scoped subqueries
    When executing query:
      """
      UNWIND [1, 2] AS x CALL (x) { RETURN x AS y UNION ALL RETURN x * 10 AS y } RETURN y ORDER BY y
      """
    Then the result should be, in order:
      | y  |
      | 1  |
      | 2  |
      | 10 |
      | 20 |

  Scenario: a subquery for its effects
    When executing query:
      """
      MATCH (p:Person) CALL (p) { SET p.seen = true } RETURN count(p) AS n
      """
    Then the result should be, in any order:
      | n |
      | 3 |
    And the side effects should be:
      | +properties | 3 |

  Scenario: a subquery's rows after updates
    When executing query:
      """
      UNWIND [1, 2] AS i CALL { WITH i CREATE (n:New {i: i}) RETURN n } RETURN n.i AS i
      """
    Then the result should be, in any order:
      | i |
      | 1 |
      | 2 |

  Scenario: aggregation inside and order with limit
    When executing query:
      """
      MATCH (p:Person) CALL (p) { MATCH (p)-[k:KNOWS]->(q) RETURN q ORDER BY k.since DESC LIMIT 1 } RETURN p.name AS p, q.name AS q
      """
    Then the result should be, in any order:
      | p     | q     |
      | 'Ann' | 'Cid' |
      | 'Bob' | 'Cid' |

  Scenario: a name that exists outside cannot be returned
    When executing query:
      """
      WITH 1 AS x CALL { RETURN 2 AS x } RETURN x
      """
    Then a SyntaxError should be raised at compile time: VariableAlreadyBound

  Scenario: outer variables have to be imported
    When executing query:
      """
      WITH 1 AS x CALL { RETURN x AS y } RETURN y
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable

  Scenario: EXISTS with a pattern
    When executing query:
      """
      MATCH (p:Person) WHERE EXISTS { (p)-[:OWNS]->(:Dog) } RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |

  Scenario: EXISTS with MATCH and WHERE
    When executing query:
      """
      MATCH (p:Person) WHERE EXISTS { MATCH (p)-[:KNOWS]->(q) WHERE q.age > p.age + 15 } RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |

  Scenario: NOT EXISTS
    When executing query:
      """
      MATCH (p:Person) WHERE NOT EXISTS { (p)-[:KNOWS]->() } RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Cid' |

  Scenario: EXISTS as a value
    When executing query:
      """
      MATCH (p:Person) RETURN p.name AS name, EXISTS { (p)-[:OWNS]->() } AS owner
      """
    Then the result should be, in any order:
      | name  | owner |
      | 'Ann' | true  |
      | 'Bob' | false |
      | 'Cid' | false |

  Scenario: EXISTS inside EXISTS
    When executing query:
      """
      MATCH (p:Person) WHERE EXISTS { MATCH (p)-[:KNOWS]->(q) WHERE EXISTS { (q)-[:KNOWS]->() } } RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |

  Scenario: EXISTS with UNION and RETURN
    When executing query:
      """
      MATCH (p:Person) WHERE EXISTS { MATCH (p)-[:OWNS]->(d) RETURN d UNION MATCH (p {name: 'Cid'}) RETURN p AS d } RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |
      | 'Cid' |

  Scenario: COUNT
    When executing query:
      """
      MATCH (p:Person) RETURN p.name AS name, COUNT { (p)-[:KNOWS]-() } AS n
      """
    Then the result should be, in any order:
      | name  | n |
      | 'Ann' | 2 |
      | 'Bob' | 2 |
      | 'Cid' | 2 |

  Scenario: COUNT in WHERE and arithmetic
    When executing query:
      """
      MATCH (p:Person) WHERE COUNT { (p)-[:KNOWS]->(q) WHERE q.age > 45 } + 1 > 1 RETURN p.name AS name ORDER BY name
      """
    Then the result should be, in order:
      | name  |
      | 'Ann' |
      | 'Bob' |

  Scenario: COUNT with DISTINCT rows
    When executing query:
      """
      RETURN COUNT { MATCH (p:Person)-[:KNOWS]->(q) RETURN DISTINCT q } AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |

  Scenario: COLLECT
    When executing query:
      """
      MATCH (p:Person) WHERE p.name = 'Ann' RETURN COLLECT { MATCH (p)-[:KNOWS]->(q) RETURN q.name ORDER BY q.name DESC } AS names
      """
    Then the result should be, in any order:
      | names          |
      | ['Cid', 'Bob'] |

  Scenario: COLLECT keeps nulls
    When executing query:
      """
      RETURN COLLECT { UNWIND [1, null, 2] AS x RETURN x } AS xs
      """
    Then the result should be, in any order:
      | xs           |
      | [1, null, 2] |

  Scenario: COLLECT without rows
    When executing query:
      """
      RETURN COLLECT { MATCH (n:Nothing) RETURN n } AS xs
      """
    Then the result should be, in any order:
      | xs |
      | [] |

  Scenario: COLLECT with two columns
    When executing query:
      """
      RETURN COLLECT { MATCH (n:Person) RETURN n, n.name } AS xs
      """
    Then a SyntaxError should be raised at compile time: *

  Scenario: subqueries in SET, in lists and in maps
    When executing query:
      """
      MATCH (p:Person) SET p.friends = COUNT { (p)-[:KNOWS]->() } RETURN {n: p.name, f: p.friends} AS m, [COUNT { (p)-->() }] AS l
      """
    Then the result should be, in any order:
      | m                 | l   |
      | {n: 'Ann', f: 2}  | [3] |
      | {n: 'Bob', f: 1}  | [1] |
      | {n: 'Cid', f: 0}  | [0] |

  Scenario: pattern comprehensions
    When executing query:
      """
      MATCH (p:Person) RETURN p.name AS name, [(p)-[k:KNOWS]->(q) WHERE q.age > 45 | q.name + k.since] AS l
      """
    Then the result should be, in any order:
      | name  | l        |
      | 'Ann' | ['Cid2'] |
      | 'Bob' | ['Cid3'] |
      | 'Cid' | []       |

  Scenario: pattern predicates
    When executing query:
      """
      MATCH (p:Person), (q:Person) WHERE (p)-[:KNOWS]->(q) AND NOT (p)-->(:Dog) RETURN p.name AS p, q.name AS q
      """
    Then the result should be, in any order:
      | p     | q     |
      | 'Bob' | 'Cid' |

  Scenario: size of a pattern comprehension
    When executing query:
      """
      MATCH (p:Person) RETURN p.name AS name, size([(p)-->() | 1]) AS n ORDER BY n DESC, name
      """
    Then the result should be, in order:
      | name  | n |
      | 'Ann' | 3 |
      | 'Bob' | 1 |
      | 'Cid' | 0 |

  Scenario: map projections
    When executing query:
      """
      MATCH (p:Person {name: 'Ann'}) WITH p, 7 AS extra
      RETURN p {.name, .missing, extra, twice: p.age * 2} AS a, p {.*, age: 1} AS b
      """
    Then the result should be, in any order:
      | a                                                | b                     |
      | {name: 'Ann', missing: null, extra: 7, twice: 60} | {name: 'Ann', age: 1} |

  Scenario: a map projection with collected maps
    When executing query:
      """
      MATCH (p:Person {name: 'Ann'})-[:KNOWS]->(q) WITH p, q ORDER BY q.name
      RETURN p {.name, friends: collect(q {.name})} AS m
      """
    Then the result should be, in any order:
      | m                                                       |
      | {name: 'Ann', friends: [{name: 'Bob'}, {name: 'Cid'}]} |

  Scenario: a map projection of null and of a map
    When executing query:
      """
      OPTIONAL MATCH (n:Nothing) WITH n, {a: 1, b: 2} AS m RETURN n {.x} AS n, m {.a} AS m
      """
    Then the result should be, in any order:
      | n    | m      |
      | null | {a: 1} |

  Scenario: reduce, all, any, none and single
    When executing query:
      """
      WITH [1, 2, 3] AS l
      RETURN reduce(s = 0, x IN l | s + x) AS r, all(x IN l WHERE x > 0) AS a, any(x IN l WHERE x = 2) AS b,
        none(x IN l WHERE x > 3) AS c, single(x IN l WHERE x < 2) AS d
      """
    Then the result should be, in any order:
      | r | a    | b    | c    | d    |
      | 6 | true | true | true | true |
