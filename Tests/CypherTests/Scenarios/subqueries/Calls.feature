Feature: Procedures

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (:A {x: 1})-[:R {y: 2}]->(:B)
      """

  Scenario Outline: procedures of the graph
    When executing query:
      """
      <query>
      """
    Then the result should be, in any order:
      | x   |
      | <x> |

    Examples:
      | query                                                                            | x                 |
      | CALL db.labels() YIELD label RETURN count(label) AS x                            | 2                 |
      | CALL db.labels() YIELD label AS l WITH l ORDER BY l RETURN collect(l) AS x       | ['A', 'B']        |
      | CALL db.labels() YIELD label WHERE label = 'A' RETURN label AS x                 | 'A'               |
      | CALL db.relationshipTypes() YIELD relationshipType AS x RETURN x                 | 'R'               |
      | CALL db.propertyKeys() YIELD propertyKey AS k WITH k ORDER BY k RETURN collect(k) AS x | ['x', 'y']  |
      | MATCH (a:A) CALL db.labels() YIELD label RETURN count(*) AS x                    | 2                 |
      | CALL dbms.components() YIELD name RETURN count(name) > 0 AS x                    | true              |
      | OPTIONAL CALL db.labels() YIELD label RETURN count(label) AS x                   | 2                 |
      | CALL db.labels() YIELD label RETURN DISTINCT size(label) AS x                    | 1                 |

  Scenario: a call that stands alone
    When executing query:
      """
      CALL db.labels
      """
    Then the result should be, in any order:
      | label |
      | 'A'   |
      | 'B'   |

  Scenario: a call that stands alone with YIELD star
    When executing query:
      """
      CALL db.labels() YIELD *
      """
    Then the result should be, in any order:
      | label |
      | 'A'   |
      | 'B'   |

  Scenario Outline: calls that fail
    When executing query:
      """
      <query>
      """
    Then a <error> should be raised at compile time: <detail>

    Examples:
      | query                                       | error          | detail                      |
      | CALL db.missing()                           | ProcedureError | ProcedureNotFound           |
      | CALL db.labels() YIELD missing RETURN 1     | SyntaxError    | UndefinedVariable           |
      | CALL db.labels(1)                           | SyntaxError    | InvalidNumberOfArguments    |
      | WITH 1 AS label CALL db.labels() YIELD label RETURN label | SyntaxError | VariableAlreadyBound |
