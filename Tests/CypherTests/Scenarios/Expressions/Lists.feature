# Indexes count from 0, negative ones from the end.
Feature: Lists

  Scenario Outline: Elements and slices
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
      | expression                         | result    |
      | [1, 2, 3][0]                       | 1         |
      | [1, 2, 3][-1]                      | 3         |
      | [1, 2, 3][3]                       | null      |
      | [1, 2, 3][-4]                      | null      |
      | [][0]                              | null      |
      | [1, 2, 3][null]                    | null      |
      | null[0]                            | null      |
      | [1, 2, 3, 4][1..3]                 | [2, 3]    |
      | [1, 2, 3, 4][1..-1]                | [2, 3]    |
      | [1, 2, 3][..2]                     | [1, 2]    |
      | [1, 2, 3][1..]                     | [2, 3]    |
      | [1, 2, 3][-2..]                    | [2, 3]    |
      | [1, 2, 3][..-1]                    | [1, 2]    |
      | [1, 2, 3][0..9]                    | [1, 2, 3] |
      | [1, 2, 3][5..]                     | []        |
      | [1, 2, 3][2..1]                    | []        |
      | [1, 2, 3][-9..2]                   | [1, 2]    |
      | [1, 2, 3][null..2]                 | null      |
      | [1, 2, 3][1..null]                 | null      |
      | [[1, 2], [3]][0][1]                | 2         |
      | [1, 2, 3][0..9223372036854775807]  | [1, 2, 3] |
      | [1, 2, 3][-9223372036854775808..2] | [1, 2]    |
      | [1, 2, 3][-9223372036854775808]    | null      |

  Scenario Outline: Wrong indexes
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression  | type      | phase   | detail                        |
      | [1, 2][1.0] | TypeError | runtime | ListElementAccessByNonInteger |
      | [1, 2]['0'] | TypeError | runtime | ListElementAccessByNonInteger |
      | {a: 1}[0]   | TypeError | runtime | MapElementAccessByNonString   |

  Scenario Outline: Ends of lists
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
      | expression            | result       |
      | head([1, 2])          | 1            |
      | head([])              | null         |
      | head([null, 1])       | null         |
      | head(null)            | null         |
      | last([1, 2])          | 2            |
      | last([])              | null         |
      | last(null)            | null         |
      | tail([1, 2, 3])       | [2, 3]       |
      | tail([1])             | []           |
      | tail([])              | []           |
      | tail(null)            | null         |
      | reverse([1, null, 3]) | [3, null, 1] |
      | reverse([])           | []           |
      | size([1, null])       | 2            |
      | size([])              | 0            |
      | isEmpty([])           | true         |
      | isEmpty([null])       | false        |

  Scenario Outline: Ranges
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
      | expression                                                            | result                                          |
      | range(1, 3)                                                           | [1, 2, 3]                                       |
      | range(0, 10, 3)                                                       | [0, 3, 6, 9]                                    |
      | range(2, 18, 3)                                                       | [2, 5, 8, 11, 14, 17]                           |
      | range(3, 1, -1)                                                       | [3, 2, 1]                                       |
      | range(10, 0, -3)                                                      | [10, 7, 4, 1]                                   |
      | range(5, 5)                                                           | [5]                                             |
      | range(1, 0)                                                           | []                                              |
      | range(0, 5, -1)                                                       | []                                              |
      | range(9223372036854775806, 9223372036854775807)                       | [9223372036854775806, 9223372036854775807]      |
      | range(-9223372036854775808, 9223372036854775807, 9223372036854775807) | [-9223372036854775808, -1, 9223372036854775806] |
      | size(range(1, 100000))                                                | 100000                                          |

  Scenario Outline: Ranges that cannot be
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression             | type          | phase        | detail                   |
      | range(1, 3, 0)         | ArgumentError | runtime      | NumberOutOfRange         |
      | range(1.0, 3)          | ArgumentError | runtime      | InvalidArgumentType      |
      | range('a', 3)          | ArgumentError | runtime      | InvalidArgumentType      |
      | range(1)               | SyntaxError   | compile time | InvalidNumberOfArguments |
      | range(1, 100000000000) | LimitExceeded | runtime      | ResultTooLarge           |

  Scenario Outline: Comprehensions
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
      | expression                                | result                   |
      | [x IN [1, 2, 3] WHERE x > 1]              | [2, 3]                   |
      | [x IN [1, 2, 3] \| x * 2]                 | [2, 4, 6]                |
      | [x IN [1, 2, 3] WHERE x % 2 = 1 \| x ^ 2] | [1.0, 9.0]               |
      | [x IN [1, null, 3] WHERE x > 1]           | [3]                      |
      | [x IN null \| x]                          | null                     |
      | [x IN [] \| x]                            | []                       |
      | [x IN [[1], [2]] \| [y IN x \| y + 1]]    | [[2], [3]]               |
      | [x IN range(1, 3) \| {n: x}]              | [{n: 1}, {n: 2}, {n: 3}] |
      | [x IN {s: 'a'}.s \| x]                    | ['a']                    |

  Scenario Outline: Quantifiers
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
      | all(x IN [1, 2] WHERE x > 0)          | true   |
      | all(x IN [1, 2] WHERE x > 1)          | false  |
      | all(x IN [] WHERE false)              | true   |
      | all(x IN [1, null] WHERE x > 0)       | null   |
      | all(x IN [0, null] WHERE x > 0)       | false  |
      | any(x IN [1, 2] WHERE x > 1)          | true   |
      | any(x IN [] WHERE true)               | false  |
      | any(x IN [null, 1] WHERE x = 1)       | true   |
      | any(x IN [null, 2] WHERE x = 1)       | null   |
      | none(x IN [1, 2] WHERE x > 2)         | true   |
      | none(x IN [null] WHERE x > 2)         | null   |
      | none(x IN [3, null] WHERE x > 2)      | false  |
      | single(x IN [1, 2] WHERE x > 1)       | true   |
      | single(x IN [2, 2] WHERE x > 1)       | false  |
      | single(x IN [2, null] WHERE x > 1)    | null   |
      | single(x IN [2, 2, null] WHERE x > 1) | false  |
      | any(x IN null WHERE true)             | null   |
      | any(x IN {s: 'a'}.s WHERE x = 'a')    | true   |

  Scenario Outline: Reduction
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
      | expression                                                         | result    |
      | reduce(s = 0, x IN [1, 2, 3] \| s + x)                             | 6         |
      | reduce(s = '', x IN ['a', 'b'] \| s + x)                           | 'ab'      |
      | reduce(s = 0, x IN [] \| s + x)                                    | 0         |
      | reduce(s = 0, x IN [1, null] \| s + x)                             | null      |
      | reduce(s = 0, x IN null \| s + x)                                  | null      |
      | reduce(l = [], x IN [1, 2, 3] \| [x] + l)                          | [3, 2, 1] |
      | reduce(m = 0, x IN [3, 9, 4] \| CASE WHEN x > m THEN x ELSE m END) | 9         |

  Scenario Outline: Null and defaults
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
      | coalesce(null, 1, 2)  | 1      |
      | coalesce(null, null)  | null   |
      | coalesce(false, true) | false  |
      | nullIf(4, 4)          | null   |
      | nullIf('abc', 'def')  | 'abc'  |
      | nullIf(null, 1)       | null   |
      | nullIf(1, null)       | 1      |
      | nullIf(1, 1.0)        | null   |

  Scenario Outline: Maps
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
      | expression               | result     |
      | {a: 1}.a                 | 1          |
      | {a: 1}.b                 | null       |
      | {a: 1}['a']              | 1          |
      | {a: 1}['b']              | null       |
      | {a: 1}[null]             | null       |
      | {a: {b: [1, 2]}}.a.b[1]  | 2          |
      | keys({b: 1, a: null})    | ['a', 'b'] |
      | keys({})                 | []         |
      | keys(null)               | null       |
      | properties({a: 1})       | {a: 1}     |
      | properties(null)         | null       |
      | size(keys({a: 1, b: 2})) | 2          |

  Scenario Outline: What is no list
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression             | type        | phase        | detail                   |
      | head(1)                | TypeError   | runtime      | InvalidArgumentValue     |
      | tail('abc')            | TypeError   | runtime      | InvalidArgumentValue     |
      | [x IN 1 \| x]          | SyntaxError | compile time | InvalidArgumentType      |
      | any(x IN true WHERE x) | SyntaxError | compile time | InvalidArgumentType      |
      | coalesce()             | SyntaxError | compile time | InvalidNumberOfArguments |
      | length([1, 2])         | SyntaxError | compile time | InvalidArgumentType      |
      | length('abc')          | SyntaxError | compile time | InvalidArgumentType      |

  Scenario: UNWIND of null and of empty lists gives no rows, of a scalar one
    Given an empty graph
    When executing query:
      """
      UNWIND [[], null, [1, 2], 3] AS list
      UNWIND list AS x
      RETURN x
      """
    Then the result should be, in any order:
      | x |
      | 1 |
      | 2 |
      | 3 |
    And no side effects
