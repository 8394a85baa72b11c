Feature: Projections, grouping and order

  Scenario Outline: single values
    Given any graph
    When executing query:
      """
      <query>
      """
    Then the result should be, in any order:
      | x   |
      | <x> |

    Examples:
      | query                                                                                    | x                 |
      | UNWIND [1, 2, 2, null] AS v RETURN count(v) AS x                                         | 3                 |
      | UNWIND [1, 2, 2, null] AS v RETURN count(*) AS x                                         | 4                 |
      | UNWIND [1, 2, 2, null] AS v RETURN count(DISTINCT v) AS x                                | 2                 |
      | UNWIND [1, 2, 2, null] AS v RETURN collect(v) AS x                                       | [1, 2, 2]         |
      | UNWIND [1, 2, 2, null] AS v RETURN collect(DISTINCT v) AS x                              | [1, 2]            |
      | UNWIND [1, 2, 2, null] AS v RETURN sum(v) AS x                                           | 5                 |
      | UNWIND [1, 2, 2, null] AS v RETURN sum(DISTINCT v) AS x                                  | 3                 |
      | UNWIND [1, 2, 3, null] AS v RETURN avg(v) AS x                                           | 2.0               |
      | UNWIND [3, 1, null] AS v RETURN min(v) AS x                                              | 1                 |
      | UNWIND ['b', 'a', 1] AS v RETURN max(v) AS x                                             | 1                 |
      | UNWIND [] AS v RETURN count(v) AS x                                                      | 0                 |
      | UNWIND [] AS v RETURN sum(v) AS x                                                        | 0                 |
      | UNWIND [] AS v RETURN avg(v) AS x                                                        | null              |
      | UNWIND [] AS v RETURN collect(v) AS x                                                    | []                |
      | UNWIND [] AS v RETURN max(v) AS x                                                        | null              |
      | UNWIND [1, 2, 3, 4] AS v RETURN percentileCont(v, 0.5) AS x                              | 2.5               |
      | UNWIND [1, 2, 3, 4] AS v RETURN percentileDisc(v, 0.5) AS x                              | 2                 |
      | UNWIND [1, 2] AS v RETURN sum(v) + count(*) * 10 AS x                                    | 23                |
      | UNWIND [[1, 2], [3]] AS l UNWIND l AS v RETURN collect(v) AS x                           | [1, 2, 3]         |
      | UNWIND range(1, 3) AS v WITH v ORDER BY v DESC RETURN collect(v) AS x                    | [3, 2, 1]         |
      | WITH [3, 1, 2] AS l UNWIND l AS v WITH v ORDER BY v LIMIT 2 RETURN collect(v) AS x       | [1, 2]            |
      | WITH 1 AS a WITH a + 1 AS a RETURN a AS x                                                | 2                 |
      | WITH {a: {b: [1, 2]}} AS m RETURN m.a.b[1] AS x                                          | 2                 |
      | WITH [1, 2, 3] AS l RETURN l[-1] AS x                                                    | 3                 |
      | WITH [1, 2, 3] AS l RETURN l[1..] AS x                                                   | [2, 3]            |
      | WITH [1, 2, 3] AS l RETURN l[..-1] AS x                                                  | [1, 2]            |
      | WITH [1, 2, 3] AS l RETURN l[5] AS x                                                     | null              |
      | RETURN [x IN range(1, 5) WHERE x % 2 = 1 \| x * x] AS x                                  | [1, 9, 25]        |
      | RETURN split('a,,b,', ',') AS x                                                          | ['a', '', 'b', ''] |
      | RETURN split('', ',') AS x                                                               | ['']              |
      | RETURN 7 / 2 AS x                                                                        | 3                 |
      | RETURN -7 / 2 AS x                                                                       | -3                |
      | RETURN 7 % 3 AS x                                                                        | 1                 |
      | RETURN -7 % 3 AS x                                                                       | -1                |
      | RETURN 7 / 2.0 AS x                                                                      | 3.5               |
      | RETURN 2 ^ 3 AS x                                                                        | 8.0               |
      | RETURN 2 ^ 3 ^ 2 AS x                                                                    | 64.0              |
      | RETURN 1.0 / 0 AS x                                                                      | Infinity          |
      | RETURN 0.0 / 0 AS x                                                                      | NaN               |
      | RETURN 'a' + 1 AS x                                                                      | 'a1'              |
      | RETURN [1] + 2 AS x                                                                      | [1, 2]            |
      | RETURN 1 + [2] AS x                                                                      | [1, 2]            |
      | RETURN 'a' \|\| 'b' AS x                                                                 | 'ab'              |
      | RETURN null + 1 AS x                                                                     | null              |
      | RETURN 0x1F AS x                                                                         | 31                |
      | RETURN 0o17 AS x                                                                         | 15                |
      | RETURN 1_000_000 AS x                                                                    | 1000000           |
      | RETURN 1e3 AS x                                                                          | 1000.0            |
      | RETURN .5 AS x                                                                           | 0.5               |
      | RETURN -9223372036854775808 AS x                                                         | -9223372036854775808 |
      | RETURN substring('hello', 1, 3) AS x                                                     | 'ell'             |
      | RETURN reverse('abc') AS x                                                               | 'cba'             |
      | RETURN reverse([1, 2]) AS x                                                              | [2, 1]            |
      | RETURN head([]) AS x                                                                     | null              |
      | RETURN coalesce(null, 2, 3) AS x                                                         | 2                 |
      | RETURN toInteger('12') AS x                                                              | 12                |
      | RETURN toInteger('x') AS x                                                               | null              |
      | RETURN toFloat('1.5') AS x                                                               | 1.5               |
      | RETURN toBoolean('TRUE') AS x                                                            | true              |
      | RETURN size('ünï') AS x                                                                  | 3                 |
      | RETURN range(5, 1, -2) AS x                                                              | [5, 3, 1]         |
      | RETURN keys({b: 1, a: 2}) = ['a', 'b'] OR keys({b: 1, a: 2}) = ['b', 'a'] AS x           | true              |
      | RETURN 3 IN [1, 2, 3] AND NOT 4 IN [1] AS x                                              | true              |
      | RETURN "it's" + 'a "b"' AS x                                                             | 'it\'sa "b"'      |

  Scenario: grouping by the other items
    Given any graph
    When executing query:
      """
      UNWIND [['a', 1], ['b', 2], ['a', 3]] AS r RETURN r[0] AS k, sum(r[1]) AS s ORDER BY s DESC
      """
    Then the result should be, in order:
      | k   | s |
      | 'a' | 4 |
      | 'b' | 2 |

  Scenario: null is a group of its own
    Given any graph
    When executing query:
      """
      UNWIND [null, 1, null] AS v RETURN v, count(*) AS n
      """
    Then the result should be, in any order:
      | v    | n |
      | null | 2 |
      | 1    | 1 |

  Scenario: the order of unlike values
    Given any graph
    When executing query:
      """
      UNWIND [null, 1, 'a', true, 2.5, [1], {a: 1}, false] AS v RETURN v ORDER BY v
      """
    Then the result should be, in order:
      | v      |
      | {a: 1} |
      | [1]    |
      | 'a'    |
      | false  |
      | true   |
      | 1      |
      | 2.5    |
      | null   |

  Scenario: order by what is not returned
    Given an empty graph
    And having executed:
      """
      CREATE (:N {a: 1, b: 3}), (:N {a: 2, b: 2}), (:N {a: 3, b: 1})
      """
    When executing query:
      """
      MATCH (n:N) RETURN n.a AS a ORDER BY n.b
      """
    Then the result should be, in order:
      | a |
      | 3 |
      | 2 |
      | 1 |

  Scenario: order by two keys, skip and limit
    Given any graph
    When executing query:
      """
      UNWIND [[1, 'b'], [1, 'a'], [0, 'z'], [2, 'q']] AS r RETURN r[0] AS x, r[1] AS y ORDER BY x DESC, y SKIP 1 LIMIT 2
      """
    Then the result should be, in order:
      | x | y   |
      | 1 | 'a' |
      | 1 | 'b' |

  Scenario: order survives a later WITH that only renames
    Given any graph
    When executing query:
      """
      UNWIND [3, 1, 2] AS v WITH v ORDER BY v WITH v AS w RETURN collect(w) AS l
      """
    Then the result should be, in order:
      | l         |
      | [1, 2, 3] |

  Scenario: DISTINCT
    Given any graph
    When executing query:
      """
      UNWIND [1, 1.0, '1', 1, null, null] AS v RETURN DISTINCT v
      """
    Then the result should be, in any order:
      | v    |
      | 1    |
      | '1'  |
      | null |

  Scenario: WITH star and more
    Given any graph
    When executing query:
      """
      WITH 1 AS a, 2 AS b WITH *, a + b AS c RETURN *
      """
    Then the result should be, in any order:
      | a | b | c |
      | 1 | 2 | 3 |

  Scenario: filters after grouping
    Given any graph
    When executing query:
      """
      UNWIND ['a', 'b', 'a'] AS k WITH k, count(*) AS n WHERE n > 1 RETURN k, n
      """
    Then the result should be, in any order:
      | k   | n |
      | 'a' | 2 |

  Scenario: columns without names
    Given any graph
    When executing query:
      """
      RETURN 1+1, 'a',  [1,2][0]
      """
    Then the result should be, in any order:
      | 1+1 | 'a' | [1,2][0] |
      | 2   | 'a' | 1        |

  Scenario: limits from parameters and expressions
    Given any graph
    And parameters are:
      | skip  | 1 |
      | limit | 2 |
    When executing query:
      """
      UNWIND range(1, 9) AS x RETURN x ORDER BY x SKIP $skip LIMIT $limit + 1
      """
    Then the result should be, in order:
      | x |
      | 2 |
      | 3 |
      | 4 |

  Scenario: UNION of equal rows
    Given any graph
    When executing query:
      """
      UNWIND [1, 2] AS x RETURN x UNION UNWIND [2, 3] AS x RETURN x
      """
    Then the result should be, in any order:
      | x |
      | 1 |
      | 2 |
      | 3 |

  Scenario Outline: errors
    Given any graph
    When executing query:
      """
      <query>
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | query                                            | type            | phase        | detail                          |
      | RETURN x                                         | SyntaxError     | compile time | UndefinedVariable               |
      | RETURN 1 / 0                                     | ArithmeticError | any time     | *                               |
      | RETURN 5 % 0                                     | ArithmeticError | any time     | *                               |
      | RETURN 9223372036854775807 + 1                   | ArithmeticError | any time     | *                               |
      | RETURN 9223372036854775807 * 2                   | ArithmeticError | any time     | *                               |
      | RETURN -9223372036854775808 - 1                  | ArithmeticError | any time     | *                               |
      | RETURN 9223372036854775808                       | SyntaxError     | compile time | IntegerOverflow                 |
      | RETURN 010                                       | SyntaxError     | compile time | InvalidNumberLiteral            |
      | WITH 1 AS a, 2 AS a RETURN a                     | SyntaxError     | compile time | ColumnNameConflict              |
      | RETURN 1 AS a, 2 AS a                            | SyntaxError     | compile time | ColumnNameConflict              |
      | WITH 1 + 1 RETURN 1                              | SyntaxError     | compile time | NoExpressionAlias               |
      | MATCH (n) RETURN sum(n.x) + n.y                  | SyntaxError     | compile time | AmbiguousAggregationExpression  |
      | MATCH (n) WHERE count(n) > 1 RETURN n            | SyntaxError     | compile time | InvalidAggregation              |
      | RETURN count(count(1))                           | SyntaxError     | compile time | NestedAggregation               |
      | RETURN 1 AS x UNION RETURN 2 AS y                | SyntaxError     | compile time | DifferentColumnsInUnion         |
      | RETURN 1 AS x UNION RETURN 2 AS x UNION ALL RETURN 3 AS x | SyntaxError | compile time | InvalidClauseComposition     |
      | RETURN foo(1)                                    | SyntaxError     | compile time | UnknownFunction                 |
      | RETURN 1 LIMIT -1                                | SyntaxError     | compile time | NegativeIntegerArgument         |
      | RETURN 1 LIMIT 1.5                               | SyntaxError     | compile time | InvalidArgumentType             |
      | UNWIND [1] AS x RETURN x LIMIT x                 | SyntaxError     | compile time | NonConstantExpression           |
      | MATCH (n) RETURN                                 | SyntaxError     | compile time | UnexpectedSyntax                |
      | MATCH (n)                                        | SyntaxError     | compile time | *                               |
      | CALL missing.procedure()                         | ProcedureError  | compile time | ProcedureNotFound               |
      | MATCH (n)-[n]->() RETURN n                       | SyntaxError     | compile time | VariableTypeConflict            |
      | CREATE (a)-[:A\|B]->(b)                          | SyntaxError     | compile time | NoSingleRelationshipType        |
      | CREATE (a)-[:A]-(b)                              | SyntaxError     | compile time | RequiresDirectedRelationship    |
      | CREATE (a)-[:A*2]->(b)                           | SyntaxError     | compile time | CreatingVarLength               |
      | MATCH (a) CREATE (a)                             | SyntaxError     | compile time | VariableAlreadyBound            |
      | RETURN $missing                                  | ParameterMissing | any time    | *                               |
      | RETURN 'abc                                      | SyntaxError     | compile time | UnexpectedSyntax                |
