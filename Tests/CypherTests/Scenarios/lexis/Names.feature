Feature: Names, literals and comments

  Scenario Outline: names and literals
    Given any graph
    When executing query:
      """
      <query>
      """
    Then the result should be, in any order:
      | x   |
      | <x> |

    Examples:
      | query                                                        | x         |
      | WITH 1 AS `a b` RETURN `a b` AS x                            | 1         |
      | WITH 1 AS `a``b` RETURN `a``b` AS x                          | 1         |
      | WITH 1 AS größe RETURN größe AS x                            | 1         |
      | WITH 1 AS 名前 RETURN 名前 AS x                              | 1         |
      | WITH 1 AS _a RETURN _a AS x                                  | 1         |
      | WITH 1 AS a1 RETURN a1 AS x                                  | 1         |
      | WITH {match: 1, return: 2} AS m RETURN m.match + m.return AS x | 3       |
      | WITH 1 AS count RETURN count AS x                            | 1         |
      | WITH 1 AS type RETURN type AS x                              | 1         |
      | WITH 1 AS order RETURN order AS x                            | 1         |
      | WITH 1 AS all RETURN all AS x                                | 1         |
      | WITH 1 AS exists RETURN exists AS x                          | 1         |
      | WITH 1 AS end RETURN end AS x                                | 1         |
      | WITH 1 AS filter RETURN filter AS x                          | 1         |
      | WITH 1 AS let RETURN let AS x                                | 1         |
      | WITH 1 AS shortest RETURN shortest AS x                      | 1         |
      | WITH 1 AS finish RETURN finish AS x                          | 1         |
      | WITH 1 AS offset RETURN offset AS x                          | 1         |
      | WITH 1 AS skip RETURN skip AS x                              | 1         |
      | WITH 1 AS limit RETURN limit AS x                            | 1         |
      | WITH 1 AS insert RETURN insert AS x                          | 1         |
      | WITH 1 AS next RETURN next AS x                              | 1         |
      | RETURN 1 AS x // a comment                                   | 1         |
      | RETURN /* in between */ 1 AS x                               | 1         |
      | /* before */ RETURN 1 AS x                                   | 1         |
      | RETURN 'http://a' AS x                                       | 'http://a' |
      | return 1 as x                                                | 1         |
      | ReTuRn TrUe As x                                             | true      |
      | RETURN '\u0041\u00e9' AS x                                   | 'Aé'      |
      | RETURN size('\uD83D\uDE00') AS x                             | 1         |
      | RETURN size('\t\n') AS x                                     | 2         |
      | RETURN 'a\'b' AS x                                           | 'a\'b'    |
      | RETURN NULL AS x                                             | null      |
      | RETURN {} AS x                                               | {}        |
      | RETURN [[], [1]] AS x                                        | [[], [1]] |
      | RETURN {`a b`: 1}.`a b` AS x                                 | 1         |
      | RETURN 1.5e-3 AS x                                           | 0.0015    |
      | RETURN -1 AS x                                               | -1        |
      | RETURN - - 1 AS x                                            | 1         |
      | RETURN +1 AS x                                               | 1         |
      | RETURN NOT NOT true AS x                                     | true      |
      | RETURN 0xff AS x                                             | 255       |
      | RETURN 0o7_7 AS x                                            | 63        |
      | RETURN 1_0.5_0 AS x                                          | 10.5      |

  Scenario: parameters of all kinds of names
    Given any graph
    And parameters are:
      | 1   | 'one' |
      | a b | 'two' |
      | c   | [1]   |
    When executing query:
      """
      RETURN $1 AS x, $`a b` AS y, $c[0] AS z
      """
    Then the result should be, in any order:
      | x     | y     | z |
      | 'one' | 'two' | 1 |

  Scenario: labels, types and keys of all kinds of names
    Given an empty graph
    When executing query:
      """
      CREATE (n:`A B`:Match {`k-1`: 1})-[r:`HAS PART` {order: 2}]->() RETURN labels(n) AS l, n.`k-1` AS k, type(r) AS t, r.order AS o
      """
    Then the result should be, in any order (ignoring element order for lists):
      | l                | k | t          | o |
      | ['A B', 'Match'] | 1 | 'HAS PART' | 2 |
