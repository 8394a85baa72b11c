# Integers are exact or an error; floats follow IEEE 754.
Feature: Arithmetic

  Scenario Outline: Arithmetic on integers
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
      | expression                | result               |
      | 1 + 2                     | 3                    |
      | 7 - 10                    | -3                   |
      | 6 * 7                     | 42                   |
      | 7 / 2                     | 3                    |
      | -7 / 2                    | -3                   |
      | 7 / -2                    | -3                   |
      | 7 % 3                     | 1                    |
      | -7 % 3                    | -1                   |
      | 7 % -3                    | 1                    |
      | -7 % -3                   | -1                   |
      | 2 ^ 3                     | 8.0                  |
      | 2 ^ -1                    | 0.5                  |
      | 0 ^ 0                     | 1.0                  |
      | 2 + 3 * 4                 | 14                   |
      | (2 + 3) * 4               | 20                   |
      | 2 ^ 3 ^ 2                 | 64.0                 |
      | -2 ^ 2                    | 4.0                  |
      | - -3                      | 3                    |
      | 10 - 3 - 2                | 5                    |
      | 100 / 10 / 2              | 5                    |
      | 9223372036854775807       | 9223372036854775807  |
      | -9223372036854775808      | -9223372036854775808 |
      | 9223372036854775806 + 1   | 9223372036854775807  |
      | -9223372036854775807 - 1  | -9223372036854775808 |
      | -9223372036854775808 % -1 | 0                    |
      | 0x1F                      | 31                   |
      | 0o17                      | 15                   |
      | 1_000_000                 | 1000000              |

  Scenario Outline: An integer that does not fit is an error, never another number
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression                                | type            | phase   | detail          |
      | 9223372036854775807 + 1                   | ArithmeticError | runtime | IntegerOverflow |
      | -9223372036854775808 - 1                  | ArithmeticError | runtime | IntegerOverflow |
      | 9223372036854775807 * 2                   | ArithmeticError | runtime | IntegerOverflow |
      | -9223372036854775808 / -1                 | ArithmeticError | runtime | IntegerOverflow |
      | -(-9223372036854775808)                   | ArithmeticError | runtime | IntegerOverflow |
      | abs(-9223372036854775808)                 | ArithmeticError | runtime | IntegerOverflow |
      | 3037000500 * 3037000500                   | ArithmeticError | runtime | IntegerOverflow |
      | reduce(p = 1, x IN range(1, 25) \| p * x) | ArithmeticError | runtime | IntegerOverflow |

  Scenario Outline: An integer cannot be divided by zero
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression  | type            | phase   | detail         |
      | 1 / 0       | ArithmeticError | runtime | DivisionByZero |
      | 0 / 0       | ArithmeticError | runtime | DivisionByZero |
      | 1 % 0       | ArithmeticError | runtime | DivisionByZero |
      | 5 / (3 - 3) | ArithmeticError | runtime | DivisionByZero |

  Scenario Outline: Arithmetic on floats
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
      | expression            | result              |
      | 1.0 / 2               | 0.5                 |
      | 7 / 2.0               | 3.5                 |
      | 7.5 % 2               | 1.5                 |
      | -7.5 % 2              | -1.5                |
      | 7.5 % -2              | 1.5                 |
      | 1 + 0.5               | 1.5                 |
      | 0.1 + 0.2             | 0.30000000000000004 |
      | 1 - 1.0               | 0.0                 |
      | 2 * 1.5               | 3.0                 |
      | 10.0 ^ 2              | 100.0               |
      | 1.0 / 0               | Inf                 |
      | -1.0 / 0              | -Inf                |
      | 1 / 0.0               | Inf                 |
      | 0.0 / 0               | NaN                 |
      | 0 / 0.0               | NaN                 |
      | 1.0 % 0               | NaN                 |
      | 1 % 0.0               | NaN                 |
      | 1e308 * 10            | Inf                 |
      | -1e308 * 10           | -Inf                |
      | (1.0 / 0) - (1.0 / 0) | NaN                 |
      | (-8) ^ 0.5            | NaN                 |
      | 1e-400                | 0.0                 |

  Scenario Outline: Null makes every operator null
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
      | expression                | result |
      | 1 + null                  | null   |
      | null + 1                  | null   |
      | null - 1                  | null   |
      | null * 2                  | null   |
      | null / 0                  | null   |
      | null % 0                  | null   |
      | null ^ 2                  | null   |
      | -null                     | null   |
      | +null                     | null   |
      | 'a' + null                | null   |
      | null + 'a'                | null   |
      | [1] + null                | null   |
      | null + [1]                | null   |
      | date('2020-01-01') + null | null   |
      | duration('P1D') * null    | null   |

  Scenario Outline: Plus joins strings with other scalars
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
      | expression                 | result          |
      | 'a' + 'b'                  | 'ab'            |
      | 'a' + 1                    | 'a1'            |
      | 1 + 'a'                    | '1a'            |
      | 'a' + 1.0                  | 'a1.0'          |
      | 'a' + true                 | 'atrue'         |
      | false + 'a'                | 'falsea'        |
      | 'a' + 1 + 2                | 'a12'           |
      | 1 + 2 + 'a'                | '3a'            |
      | 'on ' + date('2020-02-01') | 'on 2020-02-01' |
      | 'for ' + duration('P1D')   | 'for P1D'       |
      | '' + ''                    | ''              |

  Scenario Outline: Plus and two bars join lists
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
      | expression         | result          |
      | [1] + [2, 3]       | [1, 2, 3]       |
      | [1] + 2            | [1, 2]          |
      | 0 + [1]            | [0, 1]          |
      | [] + []            | []              |
      | [1] + [[2]]        | [1, [2]]        |
      | ['a'] + 'b'        | ['a', 'b']      |
      | 'a' + ['b']        | ['a', 'b']      |
      | [1] \|\| [2]       | [1, 2]          |
      | 'a' \|\| 'b'       | 'ab'            |
      | [1] \|\| null      | null            |
      | null \|\| 'a'      | null            |
      | [1, null] + [null] | [1, null, null] |

  Scenario Outline: Operands that cannot be combined
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression                              | type        | phase        | detail              |
      | true + 1                                | TypeError   | runtime      | InvalidArgumentType |
      | 1 + true                                | TypeError   | runtime      | InvalidArgumentType |
      | true + false                            | TypeError   | runtime      | InvalidArgumentType |
      | {a: 1} + 1                              | TypeError   | runtime      | InvalidArgumentType |
      | {a: 1} + {b: 2}                         | TypeError   | runtime      | InvalidArgumentType |
      | date('2020-01-01') + 1                  | TypeError   | runtime      | InvalidArgumentType |
      | date('2020-01-01') + date('2020-01-02') | TypeError   | runtime      | InvalidArgumentType |
      | 'a' + {b: 1}                            | TypeError   | runtime      | InvalidArgumentType |
      | 'a' - 'b'                               | SyntaxError | compile time | InvalidArgumentType |
      | 'a' * 2                                 | SyntaxError | compile time | InvalidArgumentType |
      | [1] - 1                                 | SyntaxError | compile time | InvalidArgumentType |
      | 'a' / 2                                 | SyntaxError | compile time | InvalidArgumentType |
      | '7' % 2                                 | SyntaxError | compile time | InvalidArgumentType |
      | -'a'                                    | SyntaxError | compile time | InvalidArgumentType |
      | -[1]                                    | SyntaxError | compile time | InvalidArgumentType |
      | true ^ 2                                | SyntaxError | compile time | InvalidArgumentType |
      | 1 \|\| 2                                | SyntaxError | compile time | InvalidArgumentType |
