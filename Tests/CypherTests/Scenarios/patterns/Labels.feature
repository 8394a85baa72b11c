Feature: Label expressions and dynamic labels

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (:A {n: 1}), (:B {n: 2}), (:A:B {n: 3}), ({n: 4}), (a:C {n: 5})-[:R]->(b:C {n: 6}), (a)-[:S]->(b), (a)-[:T]->(b)
      """

  Scenario Outline: label expressions of nodes
    When executing query:
      """
      MATCH (x <labels>) RETURN collect(x.n) AS n
      """
    Then the result should be (ignoring element order for lists):
      | n   |
      | <n> |

    Examples:
      | labels     | n                  |
      | :A         | [1, 3]             |
      | :A:B       | [3]                |
      | :A&B       | [3]                |
      | :A\|B      | [1, 2, 3]          |
      | :!A        | [2, 4, 5, 6]       |
      | :A&!B      | [1]                |
      | :%         | [1, 2, 3, 5, 6]    |
      | :!%        | [4]                |
      | :(A\|C)&!B | [1, 5, 6]          |
      | :!(A\|B)   | [4, 5, 6]          |
      | :!!A       | [1, 3]             |
      | IS A       | [1, 3]             |
      | IS A&B     | [3]                |
      | :A\|:B     | [1, 2, 3]          |

  Scenario Outline: label expressions as predicates
    When executing query:
      """
      MATCH (x) WHERE <predicate> RETURN collect(x.n) AS n
      """
    Then the result should be (ignoring element order for lists):
      | n   |
      | <n> |

    Examples:
      | predicate          | n               |
      | x:A                | [1, 3]          |
      | x:A\|B             | [1, 2, 3]       |
      | x:A&!B             | [1]             |
      | NOT x:A            | [2, 4, 5, 6]    |
      | x:!A&!C            | [2, 4]          |
      | x:%                | [1, 2, 3, 5, 6] |
      | x IS A             | [1, 3]          |
      | x IS NOT A         | [2, 4, 5, 6]    |
      | x:A OR x:C         | [1, 3, 5, 6]    |
      | x:$('A')           | [1, 3]          |
      | x:$(['A', 'B'])    | [3]             |
      | x:$any(['A', 'C']) | [1, 3, 5, 6]    |
      | x:$all(['A', 'B']) | [3]             |
      | x:!$('A')          | [2, 4, 5, 6]    |

  Scenario Outline: relationship type expressions
    When executing query:
      """
      MATCH ()-[r <types>]->() RETURN collect(type(r)) AS t
      """
    Then the result should be (ignoring element order for lists):
      | t   |
      | <t> |

    Examples:
      | types          | t               |
      | :R             | ['R']           |
      | :R\|S          | ['R', 'S']      |
      | :R\|:S         | ['R', 'S']      |
      | :!R            | ['S', 'T']      |
      | :!R&!S         | ['T']           |
      | :%             | ['R', 'S', 'T'] |
      | :!(R\|S)       | ['T']           |
      | :R&S           | []              |
      | IS R\|S        | ['R', 'S']      |
      | :$('R')        | ['R']           |
      | :$any(['R', 'T']) | ['R', 'T']   |

  Scenario: a dynamic label of a parameter
    Given parameters are:
      | label | 'A' |
    When executing query:
      """
      MATCH (x:$($label)) RETURN collect(x.n) AS n
      """
    Then the result should be (ignoring element order for lists):
      | n      |
      | [1, 3] |

  Scenario: a dynamic label of each row
    When executing query:
      """
      UNWIND ['A', 'B'] AS label MATCH (x:$(label)) RETURN label, collect(x.n) AS n ORDER BY label
      """
    Then the result should be, in order (ignoring element order for lists):
      | label | n      |
      | 'A'   | [1, 3] |
      | 'B'   | [2, 3] |

  Scenario: nodes are created with dynamic labels
    When executing query:
      """
      UNWIND ['X', 'Y'] AS label CREATE (n:Z:$(label) {v: 1}) RETURN labels(n) AS labels
      """
    Then the result should be, in any order (ignoring element order for lists):
      | labels     |
      | ['Z', 'X'] |
      | ['Z', 'Y'] |

  Scenario: relationships are created with dynamic types
    When executing query:
      """
      MATCH (a {n: 1}), (b {n: 2}) CREATE (a)-[r:$('KNOWS') {since: 1}]->(b) RETURN type(r) AS type, r.since AS since
      """
    Then the result should be, in any order:
      | type    | since |
      | 'KNOWS' | 1     |

  Scenario: merging by a dynamic label
    When executing query:
      """
      UNWIND ['A', 'New'] AS label MERGE (n:$(label) {n: 1}) RETURN label, labels(n) AS labels
      """
    Then the result should be, in any order:
      | label | labels  |
      | 'A'   | ['A']   |
      | 'New' | ['New'] |
    And the side effects should be:
      | +nodes      | 1 |
      | +labels     | 1 |
      | +properties | 1 |

  Scenario: merging by a dynamic type
    When executing query:
      """
      MATCH (a {n: 5}), (b {n: 6}) UNWIND ['R', 'NEW'] AS t MERGE (a)-[r:$(t)]->(b) RETURN type(r) AS t
      """
    Then the result should be, in any order:
      | t     |
      | 'R'   |
      | 'NEW' |
    And the side effects should be:
      | +relationships | 1 |

  Scenario: dynamic labels are set and removed
    When executing query:
      """
      MATCH (x {n: 1}) SET x:$('P'):Q REMOVE x:$('A') RETURN labels(x) AS labels
      """
    Then the result should be (ignoring element order for lists):
      | labels     |
      | ['P', 'Q'] |

  Scenario: labels set with IS
    When executing query:
      """
      MATCH (x {n: 4}) SET x IS P RETURN labels(x) AS labels
      """
    Then the result should be, in any order:
      | labels |
      | ['P']  |

  Scenario: dynamic properties are read, set and removed
    When executing query:
      """
      MATCH (x {n: 1}) WITH x, 'k' AS key SET x[key] = x['n'] + 1, x[key + '2'] = 7 REMOVE x['n'] RETURN x.k AS k, x['k2'] AS k2, x.n AS n
      """
    Then the result should be, in any order:
      | k | k2 | n    |
      | 2 | 7  | null |

  Scenario: a dynamic label that is no text
    When executing query:
      """
      CREATE (n:$(1))
      """
    Then a TypeError should be raised at any time: *

  Scenario: an expression over labels cannot be created
    When executing query:
      """
      CREATE (n:A|B)
      """
    Then a SyntaxError should be raised at compile time: *
