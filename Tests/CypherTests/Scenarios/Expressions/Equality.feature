# Equality is three-valued; values of different types differ, numbers compare by value.
Feature: Equality and comparison

  Scenario Outline: Equality of scalars
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then the result should be, in any order:
      | result   |
      | <result> |
    And no side effects

    Examples:
      | expression                            | result |
      | 1 = 1                                 | true   |
      | 1 = 1.0                               | true   |
      | 1 = 2                                 | false  |
      | 1 = '1'                               | false  |
      | 'a' = 'a'                             | true   |
      | 'a' = 'A'                             | false  |
      | true = true                           | true   |
      | true = 1                              | false  |
      | 1 <> 2                                | true   |
      | 1 <> '1'                              | true   |
      | 0.0 = -0.0                            | true   |
      | 9007199254740993 = 9007199254740992.0 | false  |
      | 9007199254740992 = 9007199254740992.0 | true   |
      | 1 = 1 = true                          | false  |
      | 1 <> 2 <> 1                           | true   |

  Scenario Outline: Null is equal to nothing
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then the result should be, in any order:
      | result   |
      | <result> |
    And no side effects

    Examples:
      | expression    | result |
      | null = null   | null   |
      | null <> null  | null   |
      | 1 = null      | null   |
      | null <> 1     | null   |
      | [null] = null | null   |
      | null < 1      | null   |
      | 1 >= null     | null   |
      | null = {a: 1} | null   |

  Scenario Outline: NaN
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then the result should be, in any order:
      | result   |
      | <result> |
    And no side effects

    Examples:
      | expression         | result |
      | 0.0 / 0 = 0.0 / 0  | false  |
      | 0.0 / 0 <> 0.0 / 0 | true   |
      | 0.0 / 0 < 1        | false  |
      | 0.0 / 0 > 1        | false  |
      | 0.0 / 0 <= 1       | false  |
      | 1 >= 0.0 / 0       | false  |
      | 0.0 / 0 < 'a'      | null   |
      | isNaN(0.0 / 0)     | true   |
      | isNaN(1)           | false  |
      | isNaN(1.0 / 0)     | false  |
      | isNaN(null)        | null   |

  Scenario Outline: Equality of lists
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then the result should be, in any order:
      | result   |
      | <result> |
    And no side effects

    Examples:
      | expression                    | result |
      | [] = []                       | true   |
      | [1, 2] = [1, 2]               | true   |
      | [1, 2] = [1.0, 2.0]           | true   |
      | [1, 2] = [2, 1]               | false  |
      | [1] = [1, 2]                  | false  |
      | [1, null] = [1, 2]            | null   |
      | [1, null] = [2, 2]            | false  |
      | [1, null] = [1, null]         | null   |
      | [1, null] = [1]               | false  |
      | [null] <> [null]              | null   |
      | [[1]] = [[1]]                 | true   |
      | [[1], [2, 3]] = [[1], [null]] | false  |
      | [1] = 1                       | false  |

  Scenario Outline: Equality of maps
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then the result should be, in any order:
      | result   |
      | <result> |
    And no side effects

    Examples:
      | expression                        | result |
      | {} = {}                           | true   |
      | {a: 1} = {a: 1.0}                 | true   |
      | {a: 1, b: 2} = {b: 2, a: 1}       | true   |
      | {a: 1} = {a: 2}                   | false  |
      | {a: 1} = {b: 1}                   | false  |
      | {a: 1, b: null} = {a: 1}          | false  |
      | {a: null} = {a: null}             | null   |
      | {a: null, b: 1} = {a: null, b: 2} | false  |
      | {a: [1]} = {a: [1]}               | true   |
      | {a: 1} = [1]                      | false  |

  Scenario Outline: Comparison
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then the result should be, in any order:
      | result   |
      | <result> |
    And no side effects

    Examples:
      | expression                                                          | result |
      | 1 < 2                                                               | true   |
      | 2 < 1                                                               | false  |
      | 1 <= 1.0                                                            | true   |
      | 1.5 > 1                                                             | true   |
      | 'a' < 'b'                                                           | true   |
      | 'a' < 'B'                                                           | false  |
      | 'a' < 'aa'                                                          | true   |
      | '' < 'a'                                                            | true   |
      | false < true                                                        | true   |
      | true >= false                                                       | true   |
      | 1 < 'a'                                                             | null   |
      | 'a' >= 1                                                            | null   |
      | true > 0                                                            | null   |
      | 1 < 2 < 3                                                           | true   |
      | 1 < 3 < 2                                                           | false  |
      | 3 > 1 < 2                                                           | true   |
      | 1 < null < 3                                                        | null   |
      | 5 < 3 < null                                                        | false  |
      | [1, 2] < [1, 3]                                                     | true   |
      | [1] < [1, 0]                                                        | true   |
      | [] < [null]                                                         | true   |
      | [2] < [1, 5]                                                        | false  |
      | [1, null] < [1, 2]                                                  | null   |
      | [1, 'a'] < [1, 2]                                                   | null   |
      | [1, 'a'] < [2, 1]                                                   | true   |
      | {a: 1} < {a: 2}                                                     | null   |
      | [1] < 2                                                             | null   |
      | date('2020-01-01') < date('2020-01-02')                             | true   |
      | date('2020-01-01') < datetime('2020-01-02T00:00Z')                  | null   |
      | duration('P1D') < duration('P2D')                                   | null   |
      | duration('P1D') = duration('PT24H')                                 | false  |
      | duration('P12M') = duration('P1Y')                                  | true   |
      | time('12:00Z') = time('13:00+01:00')                                | false  |
      | time('12:00Z') < time('12:30+01:00')                                | false  |
      | datetime('2020-01-01T12:00Z') <= datetime('2020-01-01T13:00+01:00') | true   |

  Scenario Outline: Membership
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then the result should be, in any order:
      | result   |
      | <result> |
    And no side effects

    Examples:
      | expression            | result |
      | 1 IN [1, 2]           | true   |
      | 3 IN [1, 2]           | false  |
      | 1 IN [1.0]            | true   |
      | 1 IN []               | false  |
      | null IN []            | false  |
      | null IN [1]           | null   |
      | null IN [null]        | null   |
      | 1 IN [1, null]        | true   |
      | 2 IN [1, null]        | null   |
      | 1 IN null             | null   |
      | [1] IN [[1], 2]       | true   |
      | [1] IN [1, 2]         | false  |
      | [1, null] IN [[1, 2]] | null   |
      | [1, null] IN [[3, 2]] | false  |
      | [null] IN [[null]]    | null   |
      | 'a' IN ['A']          | false  |
      | {a: 1} IN [{a: 1}]    | true   |
      | NOT 1 IN [2]          | true   |
      | 1 IN [2] = false      | true   |
      | 0.0 / 0 IN [0.0 / 0]  | false  |

  Scenario Outline: Three-valued logic
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then the result should be, in any order:
      | result   |
      | <result> |
    And no side effects

    Examples:
      | expression                       | result |
      | true AND null                    | null   |
      | false AND null                   | false  |
      | null AND null                    | null   |
      | true OR null                     | true   |
      | false OR null                    | null   |
      | true XOR null                    | null   |
      | true XOR true                    | false  |
      | true XOR false                   | true   |
      | NOT null                         | null   |
      | NOT true                         | false  |
      | true OR false AND false          | true   |
      | NOT false AND false              | false  |
      | NOT (false AND false)            | true   |
      | null IS NULL                     | true   |
      | 1 IS NOT NULL                    | true   |
      | null IS NOT NULL                 | false  |
      | true XOR false OR true AND false | true   |

  Scenario Outline: What is not a truth value
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression   | type        | phase        | detail              |
      | 1 AND true   | SyntaxError | compile time | InvalidArgumentType |
      | NOT 'a'      | SyntaxError | compile time | InvalidArgumentType |
      | true OR [1]  | SyntaxError | compile time | InvalidArgumentType |
      | 1.5 XOR true | SyntaxError | compile time | InvalidArgumentType |
      | 1 IN 2       | SyntaxError | compile time | InvalidArgumentType |
      | 'a' IN 'abc' | SyntaxError | compile time | InvalidArgumentType |

  Scenario: A path equals the list of its nodes and relationships
    Given an empty graph
    And having executed:
      """
      CREATE (:A)-[:R]->(:B)
      """
    When executing query:
      """
      MATCH p = (a)-[r]->(b)
      RETURN p = [a, r, b] AS same, p = [b, r, a] AS turned, p = [a, r] AS cut
      """
    Then the result should be, in any order:
      | same | turned | cut   |
      | true | false  | false |
    And no side effects

  Scenario: Values of all types in ascending order
    Given an empty graph
    When executing query:
      """
      UNWIND [null, 1.5, 1, true, 'b', 'a', [1], {a: 1}, date('2020-01-01'), duration('P1D'), 0.0 / 0, false,
        localtime('10:00'), point({x: 1, y: 2}), localdatetime('2020-01-01T00:00'), time('10:00Z'),
        datetime('2020-01-01T00:00Z')] AS value
      RETURN value ORDER BY value
      """
    Then the result should be, in order:
      | value                                           |
      | {a: 1}                                          |
      | [1]                                             |
      | 'point({x: 1.0, y: 2.0, crs: \\'cartesian\\'})' |
      | '2020-01-01T00:00Z'                             |
      | '2020-01-01T00:00'                              |
      | '2020-01-01'                                    |
      | '10:00Z'                                        |
      | '10:00'                                         |
      | 'P1D'                                           |
      | 'a'                                             |
      | 'b'                                             |
      | false                                           |
      | true                                            |
      | 1                                               |
      | 1.5                                             |
      | NaN                                             |
      | null                                            |
    And no side effects

  Scenario: Values of all types in descending order
    Given an empty graph
    When executing query:
      """
      UNWIND ['a', 1, null, [2], {b: 1}, true] AS value
      RETURN value ORDER BY value DESC
      """
    Then the result should be, in order:
      | value  |
      | null   |
      | 1      |
      | true   |
      | 'a'    |
      | [2]    |
      | {b: 1} |
    And no side effects

  Scenario: Lists order by elements and then by length
    Given an empty graph
    When executing query:
      """
      UNWIND [[2], [1, 2], [], [1, null], [1, 'a'], [1]] AS value
      RETURN value ORDER BY value
      """
    Then the result should be, in order:
      | value     |
      | []        |
      | [1]       |
      | [1, 'a']  |
      | [1, 2]    |
      | [1, null] |
      | [2]       |
    And no side effects

  Scenario: Nodes come before relationships, lists before paths
    Given an empty graph
    And having executed:
      """
      CREATE (:A)-[:R]->(:B)
      """
    When executing query:
      """
      MATCH p = (a:A)-[r]->(b)
      UNWIND [p, r, [1], a] AS value
      WITH value ORDER BY value
      RETURN collect(valueType(value)) AS types
      """
    Then the result should be, in any order:
      | types                                                                                          |
      | ['NODE NOT NULL', 'RELATIONSHIP NOT NULL', 'LIST<INTEGER NOT NULL> NOT NULL', 'PATH NOT NULL'] |
    And no side effects

  Scenario: Equal numbers are one value to DISTINCT
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 1.0, 2, null, null, 0.0 / 0, 0.0 / 0, 0.0, -0.0] AS x
      RETURN count(DISTINCT x) AS values
      """
    Then the result should be, in any order:
      | values |
      | 4      |
    And no side effects

  Scenario: Lists and maps are grouped by their contents
    Given an empty graph
    When executing query:
      """
      UNWIND [[1, null], [1.0, null], {a: [1]}, {a: [1.0]}, []] AS x
      RETURN x, count(*) AS times
      """
    Then the result should be, in any order:
      | x         | times |
      | [1, null] | 2     |
      | {a: [1]}  | 2     |
      | []        | 1     |
    And no side effects
