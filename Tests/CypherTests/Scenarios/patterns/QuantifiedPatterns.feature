Feature: Quantified path patterns

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:Stop {name: 'a'}), (b:Stop {name: 'b'}), (c:Stop {name: 'c'}), (d:Stop {name: 'd'}),
        (a)-[:NEXT {km: 1}]->(b), (b)-[:NEXT {km: 2}]->(c), (c)-[:NEXT {km: 4}]->(d),
        (a)-[:EXPRESS {km: 9}]->(d)
      """

  Scenario: a repeated pattern between two ends
    When executing query:
      """
      MATCH (:Stop {name: 'a'}) ((x)-[:NEXT]->(y)){1,3} (z) RETURN z.name AS z
      """
    Then the result should be, in any order:
      | z   |
      | 'b' |
      | 'c' |
      | 'd' |

  Scenario: variables inside are lists outside
    When executing query:
      """
      MATCH (:Stop {name: 'a'}) ((x)-[r:NEXT]->(y)){2} (z)
      RETURN [n IN x | n.name] AS x, [n IN y | n.name] AS y, [n IN r | n.km] AS km, z.name AS z
      """
    Then the result should be, in any order:
      | x          | y          | km     | z   |
      | ['a', 'b'] | ['b', 'c'] | [1, 2] | 'c' |

  Scenario: walked from the right end the lists keep the pattern's order
    When executing query:
      """
      MATCH (z) ((x)-[r:NEXT]->(y)){2} (:Stop {name: 'd'})
      RETURN [n IN x | n.name] AS x, [n IN r | n.km] AS km, z.name AS z
      """
    Then the result should be, in any order:
      | x          | km     | z   |
      | ['b', 'c'] | [2, 4] | 'b' |

  Scenario: a predicate on each repetition
    When executing query:
      """
      MATCH (:Stop {name: 'a'}) ((x)-[r]->(y) WHERE r.km < 4 AND x.name < y.name)+ (z)
      RETURN z.name AS z, size(r) AS hops
      """
    Then the result should be, in any order:
      | z   | hops |
      | 'b' | 1    |
      | 'c' | 2    |

  Scenario: no repetition at all
    When executing query:
      """
      MATCH (s:Stop {name: 'b'}) ((x)-[r:NEXT]->(y))* (z) RETURN z.name AS z, size(x) AS hops
      """
    Then the result should be, in any order:
      | z   | hops |
      | 'b' | 0    |
      | 'c' | 1    |
      | 'd' | 2    |

  Scenario: from any number of repetitions to a bound
    When executing query:
      """
      MATCH (s:Stop {name: 'a'}) ((x)-[:NEXT]->(y:Stop)){,2} (z) RETURN z.name AS z
      """
    Then the result should be, in any order:
      | z   |
      | 'a' |
      | 'b' |
      | 'c' |

  Scenario: at least a number of repetitions
    When executing query:
      """
      MATCH (s:Stop {name: 'a'}) ((x)-->(y)){3,} (z) RETURN z.name AS z
      """
    Then the result should be, in any order:
      | z   |
      | 'd' |

  Scenario: a quantified relationship
    When executing query:
      """
      MATCH (:Stop {name: 'a'})-[r:NEXT]->{1,2}(z) RETURN z.name AS z, size(r) AS hops
      """
    Then the result should be, in any order:
      | z   | hops |
      | 'b' | 1    |
      | 'c' | 2    |

  Scenario Outline: the quantifiers of a relationship
    When executing query:
      """
      MATCH (:Stop {name: 'a'})-[:NEXT]-><quantifier>(z) RETURN collect(z.name) AS z
      """
    Then the result should be (ignoring element order for lists):
      | z   |
      | <z> |

    Examples:
      | quantifier | z                    |
      | +          | ['b', 'c', 'd']      |
      | *          | ['a', 'b', 'c', 'd'] |
      | {2}        | ['c']                |
      | {2,}       | ['c', 'd']           |
      | {,1}       | ['a', 'b']           |
      | {0,1}      | ['a', 'b']           |

  Scenario: the predicate of a quantified relationship holds for each
    When executing query:
      """
      MATCH (:Stop {name: 'a'})-[r:NEXT WHERE r.km < 3]->+(z) RETURN z.name AS z
      """
    Then the result should be, in any order:
      | z   |
      | 'b' |
      | 'c' |

  Scenario: a repeated pattern of two relationships
    When executing query:
      """
      MATCH (s:Stop {name: 'a'}) (()-[r:NEXT]->()-[q:NEXT]->()){1} (z)
      RETURN z.name AS z, [x IN r | x.km] AS r, [x IN q | x.km] AS q
      """
    Then the result should be, in any order:
      | z   | r   | q   |
      | 'c' | [1] | [2] |

  Scenario: the whole path runs through all repetitions
    When executing query:
      """
      MATCH p = (s:Stop {name: 'a'}) ((x)-[:NEXT]->(y) WHERE y.name <> 'zz')+ (z:Stop {name: 'd'})
      RETURN length(p) AS length, [n IN nodes(p) | n.name] AS names
      """
    Then the result should be, in any order:
      | length | names                |
      | 3      | ['a', 'b', 'c', 'd'] |

  Scenario: no relationship comes twice in a match
    Given an empty graph
    And having executed:
      """
      CREATE (a:A), (b:A), (a)-[:T]->(b), (b)-[:T]->(a)
      """
    When executing query:
      """
      MATCH (s) ((x:A)-[r:T]->(y:A))+ (t) RETURN size(r) AS hops, count(*) AS ways
      """
    Then the result should be, in any order:
      | hops | ways |
      | 1    | 2    |
      | 2    | 2    |

  Scenario: relationships beside the repetition differ from those in it
    When executing query:
      """
      MATCH (a {name: 'a'})-[e]->(m) ((x)-[r]->(y) WHERE x.name <> 'q'){0,3} (z {name: 'd'})
      RETURN type(e) AS e, size(r) AS hops
      """
    Then the result should be, in any order:
      | e         | hops |
      | 'NEXT'    | 2    |
      | 'EXPRESS' | 0    |

  Scenario: without nodes around it
    When executing query:
      """
      MATCH ((x)-[r:NEXT]->(y)){3} RETURN [n IN x | n.name] AS x
      """
    Then the result should be, in any order:
      | x               |
      | ['a', 'b', 'c'] |

  Scenario: two repetitions one after the other
    When executing query:
      """
      MATCH (s {name: 'a'}) ((x)-[:NEXT]->(y WHERE y.name = 'b')){1} ((u)-[q:NEXT]->(v WHERE v.name > 'a')){2} (z)
      RETURN z.name AS z, size(q) AS q
      """
    Then the result should be, in any order:
      | z   | q |
      | 'd' | 2 |

  Scenario: variables of earlier clauses are visible inside
    When executing query:
      """
      MATCH (limit:Stop {name: 'c'})
      MATCH (s {name: 'a'}) ((x)-[:NEXT]->(y) WHERE y.name <= limit.name)+ (z)
      RETURN z.name AS z
      """
    Then the result should be, in any order:
      | z   |
      | 'b' |
      | 'c' |

  Scenario: both ends bound
    When executing query:
      """
      MATCH (s {name: 'a'}), (t {name: 'c'})
      MATCH (s) ((x:Stop)-[:NEXT]->(y:Stop))+ (t)
      RETURN size(x) AS hops
      """
    Then the result should be, in any order:
      | hops |
      | 2    |

  Scenario: an optional match with a repetition keeps the row
    When executing query:
      """
      MATCH (s {name: 'd'}) OPTIONAL MATCH (s) ((x:Stop)-[r:NEXT]->(y))+ (t) RETURN s.name AS s, r, t
      """
    Then the result should be, in any order:
      | s   | r    | t    |
      | 'd' | null | null |

  Scenario: a repetition inside EXISTS
    When executing query:
      """
      MATCH (s:Stop) WHERE EXISTS { (s) ((x)-[:NEXT]->(y:Stop)){2} ({name: 'd'}) } RETURN s.name AS s
      """
    Then the result should be, in any order:
      | s   |
      | 'b' |

  Scenario: list functions on the variables of a repetition
    When executing query:
      """
      MATCH (s {name: 'a'}) ((x)-[r:NEXT]->(y:Stop)){3} (t)
      RETURN reduce(sum = 0, step IN r | sum + step.km) AS km, all(n IN y WHERE n:Stop) AS stops
      """
    Then the result should be, in any order:
      | km | stops |
      | 7  | true  |

  Scenario: a whole pattern in parentheses with a predicate
    When executing query:
      """
      MATCH ((x)-[r:NEXT]->(y) WHERE r.km > 1) RETURN x.name AS x
      """
    Then the result should be, in any order:
      | x   |
      | 'b' |
      | 'c' |

  Scenario Outline: what a quantifier cannot be
    When executing query:
      """
      MATCH (s) <pattern> (t) RETURN s
      """
    Then a SyntaxError should be raised at compile time: *

    Examples:
      | pattern                  |
      | ((x)-->(y)){0}           |
      | ((x)-->(y)){3,1}         |
      | ((x)){1,2}               |
      | ((x)-[*]->(y)){1,2}      |
      | (((x)-->(y)){2}){2}      |
      | ((s)-->(y)){2}           |
      | ((x)-->(y))              |

  Scenario: a repeated pattern cannot be created
    When executing query:
      """
      CREATE (s) ((x)-[:T]->(y)){2} (t)
      """
    Then a SyntaxError should be raised at compile time: CreatingVarLength
