# Functions on numbers give floats, except where a number keeps its type.
Feature: Mathematical functions

  Scenario Outline: Signs
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
      | expression | result |
      | abs(-5)    | 5      |
      | abs(5)     | 5      |
      | abs(-2.5)  | 2.5    |
      | abs(null)  | null   |
      | sign(-3)   | -1     |
      | sign(0)    | 0      |
      | sign(0.5)  | 1      |
      | sign(-0.0) | 0      |
      | sign(null) | null   |

  Scenario Outline: Rounding to whole numbers
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
      | expression                 | result |
      | ceil(1.2)                  | 2.0    |
      | ceil(-1.2)                 | -1.0   |
      | ceil(3)                    | 3.0    |
      | floor(1.8)                 | 1.0    |
      | floor(-1.2)                | -2.0   |
      | round(1.4)                 | 1.0    |
      | round(1.5)                 | 2.0    |
      | round(2.5)                 | 3.0    |
      | round(-1.5)                | -1.0   |
      | round(-1.6)                | -2.0   |
      | round(7)                   | 7.0    |
      | round(0.49999999999999994) | 0.0    |
      | round(1e300)               | 1e300  |
      | round(null)                | null   |
      | round(0.0 / 0)             | NaN    |
      | round(1.0 / 0)             | Inf    |

  Scenario Outline: Rounding to decimal places
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
      | expression                   | result |
      | round(3.141592, 3)           | 3.142  |
      | round(-1.5, 0)               | -1.0   |
      | round(1.5, 0)                | 2.0    |
      | round(-1.55, 1)              | -1.6   |
      | round(1.005, 2)              | 1.01   |
      | round(12, 1)                 | 12.0   |
      | round(2.5, null)             | null   |
      | round(null, 1)               | null   |
      | round(1.249, 1, 'UP')        | 1.3    |
      | round(-1.251, 1, 'UP')       | -1.3   |
      | round(1.25, 1, 'DOWN')       | 1.2    |
      | round(-1.35, 1, 'DOWN')      | -1.3   |
      | round(1.25, 1, 'CEILING')    | 1.3    |
      | round(-1.35, 1, 'CEILING')   | -1.3   |
      | round(1.25, 1, 'FLOOR')      | 1.2    |
      | round(-1.35, 1, 'FLOOR')     | -1.4   |
      | round(1.25, 1, 'HALF_UP')    | 1.3    |
      | round(-1.35, 1, 'HALF_UP')   | -1.4   |
      | round(1.25, 1, 'HALF_DOWN')  | 1.2    |
      | round(1.25, 1, 'HALF_EVEN')  | 1.2    |
      | round(-1.35, 1, 'HALF_EVEN') | -1.4   |
      | round(1.249, 1, 'half_even') | 1.2    |

  Scenario Outline: Precisions and modes that do not exist
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression                | type          | phase   | detail               |
      | round(1.5, -1)            | ArgumentError | runtime | NumberOutOfRange     |
      | round(1.5, 1, 'SIDEWAYS') | ArgumentError | runtime | InvalidArgumentValue |
      | round('1.5')              | TypeError     | runtime | InvalidArgumentValue |
      | round(1.5, '1')           | TypeError     | runtime | InvalidArgumentValue |

  Scenario Outline: Powers and logarithms
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
      | expression  | result            |
      | sqrt(256)   | 16.0              |
      | sqrt(-1)    | NaN               |
      | exp(0)      | 1.0               |
      | exp(1000)   | Inf               |
      | log(1)      | 0.0               |
      | log(0)      | -Inf              |
      | log(-1)     | NaN               |
      | log10(1000) | 3.0               |
      | e()         | 2.718281828459045 |
      | log(e())    | 1.0               |
      | sqrt(null)  | null              |
      | log(null)   | null              |

  Scenario Outline: Angles
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
      | expression               | result            |
      | sin(0)                   | 0.0               |
      | cos(0)                   | 1.0               |
      | tan(0)                   | 0.0               |
      | cot(0)                   | Inf               |
      | asin(2)                  | NaN               |
      | acos(1)                  | 0.0               |
      | atan(0)                  | 0.0               |
      | atan2(0, 1)              | 0.0               |
      | atan2(1, 1) = pi() / 4   | true              |
      | pi()                     | 3.141592653589793 |
      | degrees(pi())            | 180.0             |
      | degrees(3.14159)         | 179.9998479605043 |
      | radians(180)             | 3.141592653589793 |
      | haversin(0)              | 0.0               |
      | round(haversin(0.5), 10) | 0.0612087191      |
      | sinh(0)                  | 0.0               |
      | cosh(0)                  | 1.0               |
      | tanh(0)                  | 0.0               |
      | sin(null)                | null              |
      | atan2(null, 1)           | null              |

  Scenario Outline: Chance
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
      | expression                                                                            | result |
      | 0 <= rand() < 1                                                                       | true   |
      | randomUUID() =~ '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}' | true   |
      | randomUUID() <> randomUUID()                                                          | true   |

  Scenario Outline: What is no number
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression    | type        | phase        | detail                   |
      | abs('1')      | TypeError   | runtime      | InvalidArgumentValue     |
      | sqrt('4')     | TypeError   | runtime      | InvalidArgumentValue     |
      | ceil([1])     | TypeError   | runtime      | InvalidArgumentValue     |
      | isNaN('NaN')  | TypeError   | runtime      | InvalidArgumentValue     |
      | sin(true)     | TypeError   | runtime      | InvalidArgumentValue     |
      | pi(1)         | SyntaxError | compile time | InvalidNumberOfArguments |
      | abs()         | SyntaxError | compile time | InvalidNumberOfArguments |
      | atan2(1)      | SyntaxError | compile time | InvalidNumberOfArguments |
      | squareRoot(4) | SyntaxError | compile time | UnknownFunction          |
