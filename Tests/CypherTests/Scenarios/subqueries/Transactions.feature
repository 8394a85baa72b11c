Feature: Subqueries in transactions

  Scenario: batches are committed
    Given an empty graph
    When executing query:
      """
      UNWIND range(1, 10) AS i CALL { WITH i CREATE (:N {i: i}) } IN TRANSACTIONS OF 3 ROWS
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes      | 10 |
      | +labels     | 1  |
      | +properties | 10 |

  Scenario: rows are returned
    Given an empty graph
    When executing query:
      """
      UNWIND range(1, 5) AS i CALL (i) { CREATE (n:N {i: i}) RETURN n.i * 2 AS twice } IN TRANSACTIONS OF 2 ROWS RETURN i, twice
      """
    Then the result should be, in any order:
      | i | twice |
      | 1 | 2     |
      | 2 | 4     |
      | 3 | 6     |
      | 4 | 8     |
      | 5 | 10    |

  Scenario: earlier batches stay when a later one fails
    Given an empty graph
    When executing query:
      """
      UNWIND [4, 2, 1, 0, 5] AS i CALL (i) { CREATE (:N {i: 8 / i}) } IN TRANSACTIONS OF 1 ROW
      """
    Then a ArithmeticError should be raised at runtime: *
    And the side effects should be:
      | +nodes      | 3 |
      | +labels     | 1 |
      | +properties | 3 |

  Scenario: a batch that fails is undone as a whole, and the next ones run
    Given an empty graph
    When executing query:
      """
      UNWIND [4, 2, 1, 0, 8] AS i CALL (i) { CREATE (n:N {i: 8 / i}) RETURN n.i AS q }
      IN TRANSACTIONS OF 2 ROWS ON ERROR CONTINUE REPORT STATUS AS s
      RETURN i, q, s.started AS started, s.committed AS committed, s.errorMessage IS NULL AS fine
      """
    Then the result should be, in any order:
      | i | q    | started | committed | fine  |
      | 4 | 2    | true    | true      | true  |
      | 2 | 4    | true    | true      | true  |
      | 1 | null | true    | false     | false |
      | 0 | null | true    | false     | false |
      | 8 | 1    | true    | true      | true  |
    And the side effects should be:
      | +nodes      | 3 |
      | +labels     | 1 |
      | +properties | 3 |

  Scenario: after a batch that fails no other runs
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 0, 2] AS i CALL (i) { CREATE (n:N {i: 8 / i}) } IN TRANSACTIONS OF 1 ROWS ON ERROR BREAK REPORT STATUS AS s
      RETURN i, s.started AS started, s.committed AS committed
      """
    Then the result should be, in any order:
      | i | started | committed |
      | 1 | true    | true      |
      | 0 | true    | false     |
      | 2 | false   | false     |
    And the side effects should be:
      | +nodes      | 1 |
      | +labels     | 1 |
      | +properties | 1 |

  Scenario: deleting in batches
    Given an empty graph
    And having executed:
      """
      UNWIND range(1, 7) AS i CREATE (:N {i: i})-[:R]->(:M)
      """
    When executing query:
      """
      MATCH (n:N) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 2 ROWS
      """
    Then the result should be empty
    And the side effects should be:
      | -nodes         | 7 |
      | -relationships | 7 |
      | -labels        | 1 |
      | -properties    | 7 |

  Scenario: concurrent batches
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3] AS i CALL (i) { CREATE (:N {i: i}) } IN 2 CONCURRENT TRANSACTIONS OF 1 ROW
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes      | 3 |
      | +labels     | 1 |
      | +properties | 3 |

  Scenario: reading in batches
    Given any graph
    When executing query:
      """
      UNWIND [1, 2, 3] AS i CALL (i) { RETURN i + 1 AS j } IN TRANSACTIONS RETURN sum(j) AS s
      """
    Then the result should be, in any order:
      | s |
      | 9 |

  Scenario Outline: where batches cannot stand
    Given any graph
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | query                                                                                | detail                      |
      | CALL { CALL { CREATE (:N) } IN TRANSACTIONS }                                        | InvalidTransactionBatches   |
      | CREATE (n) WITH n CALL (n) { SET n.x = 1 } IN TRANSACTIONS                           | InvalidTransactionBatches   |
      | CALL { CREATE (:N) } IN TRANSACTIONS REPORT STATUS AS s RETURN s                     | InvalidClauseComposition    |
      | CALL { CREATE (:N) } IN TRANSACTIONS OF -1 ROWS                                      | NegativeIntegerArgument     |
