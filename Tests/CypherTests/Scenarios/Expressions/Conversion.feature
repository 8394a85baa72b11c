# A text that is no value of the wanted type gives null; a type that has no such value is an error.
Feature: Conversions

  Scenario Outline: To integers
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
      | expression                       | result              |
      | toInteger('12')                  | 12                  |
      | toInteger(' 12 ')                | 12                  |
      | toInteger('-7')                  | -7                  |
      | toInteger('+7')                  | 7                   |
      | toInteger('12.9')                | 12                  |
      | toInteger('-12.9')               | -12                 |
      | toInteger('1e3')                 | 1000                |
      | toInteger('0x1F')                | null                |
      | toInteger('')                    | null                |
      | toInteger('abc')                 | null                |
      | toInteger('1 2')                 | null                |
      | toInteger('NaN')                 | null                |
      | toInteger(7)                     | 7                   |
      | toInteger(2.9)                   | 2                   |
      | toInteger(-2.9)                  | -2                  |
      | toInteger(true)                  | 1                   |
      | toInteger(false)                 | 0                   |
      | toInteger(null)                  | null                |
      | toInteger('9223372036854775807') | 9223372036854775807 |
      | toInteger(1e15)                  | 1000000000000000    |

  Scenario Outline: Numbers beyond 64 bits are no integers
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression                       | type          | phase   | detail           |
      | toInteger(1e19)                  | ArgumentError | runtime | NumberOutOfRange |
      | toInteger('9223372036854775808') | ArgumentError | runtime | NumberOutOfRange |
      | toInteger('1e400')               | ArgumentError | runtime | NumberOutOfRange |
      | toInteger(1.0 / 0)               | ArgumentError | runtime | NumberOutOfRange |

  Scenario Outline: To floats
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
      | expression       | result |
      | toFloat('1.5')   | 1.5    |
      | toFloat('-1')    | -1.0   |
      | toFloat(' 2.5 ') | 2.5    |
      | toFloat('1e3')   | 1000.0 |
      | toFloat('.5')    | 0.5    |
      | toFloat('abc')   | null   |
      | toFloat('')      | null   |
      | toFloat('1,5')   | null   |
      | toFloat('0x10')  | null   |
      | toFloat(3)       | 3.0    |
      | toFloat(3.5)     | 3.5    |
      | toFloat(null)    | null   |
      | toFloat('1e400') | Inf    |

  Scenario Outline: To booleans
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
      | expression          | result |
      | toBoolean('true')   | true   |
      | toBoolean('FALSE')  | false  |
      | toBoolean(' True ') | true   |
      | toBoolean('yes')    | null   |
      | toBoolean('1')      | null   |
      | toBoolean('')       | null   |
      | toBoolean(true)     | true   |
      | toBoolean(1)        | true   |
      | toBoolean(0)        | false  |
      | toBoolean(-5)       | true   |
      | toBoolean(null)     | null   |

  Scenario Outline: To strings
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
      | expression                                                            | result                                            |
      | toString(1)                                                           | '1'                                               |
      | toString(-0)                                                          | '0'                                               |
      | toString(1.0)                                                         | '1.0'                                             |
      | toString(0.1)                                                         | '0.1'                                             |
      | toString(1e7)                                                         | '1.0E7'                                           |
      | toString(1234567.5)                                                   | '1234567.5'                                       |
      | toString(1.5e-5)                                                      | '1.5E-5'                                          |
      | toString(0.001)                                                       | '0.001'                                           |
      | toString(1.0 / 0)                                                     | 'Infinity'                                        |
      | toString(0.0 / 0)                                                     | 'NaN'                                             |
      | toString(true)                                                        | 'true'                                            |
      | toString('a')                                                         | 'a'                                               |
      | toString(null)                                                        | null                                              |
      | toString(date('2020-02-01'))                                          | '2020-02-01'                                      |
      | toString(duration('P1Y2M3DT4H5M6.789S'))                              | 'P1Y2M3DT4H5M6.789S'                              |
      | toString(duration({minutes: 12, seconds: -60}))                       | 'PT11M'                                           |
      | toString(datetime('1984-10-11T12:31:14.341+01:00[Europe/Stockholm]')) | '1984-10-11T12:31:14.341+01:00[Europe/Stockholm]' |
      | toString(point({x: 1, y: 2}))                                         | 'point({x: 1.0, y: 2.0, crs: \\'cartesian\\'})'   |

  Scenario Outline: Types without such a value
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression                    | type      | phase   | detail               |
      | toInteger([1])                | TypeError | runtime | InvalidArgumentValue |
      | toInteger({a: 1})             | TypeError | runtime | InvalidArgumentValue |
      | toInteger(date('2020-01-01')) | TypeError | runtime | InvalidArgumentValue |
      | toFloat(true)                 | TypeError | runtime | InvalidArgumentValue |
      | toFloat([1.0])                | TypeError | runtime | InvalidArgumentValue |
      | toBoolean(1.0)                | TypeError | runtime | InvalidArgumentValue |
      | toBoolean([])                 | TypeError | runtime | InvalidArgumentValue |
      | toString([1])                 | TypeError | runtime | InvalidArgumentValue |
      | toString({a: 1})              | TypeError | runtime | InvalidArgumentValue |
      | toIntegerList('12')           | TypeError | runtime | InvalidArgumentValue |
      | toStringList(1)               | TypeError | runtime | InvalidArgumentValue |

  Scenario Outline: Null in place of an error
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
      | expression              | result |
      | toIntegerOrNull([1])    | null   |
      | toIntegerOrNull('7')    | 7      |
      | toIntegerOrNull(1e19)   | null   |
      | toFloatOrNull(true)     | null   |
      | toFloatOrNull(1)        | 1.0    |
      | toBooleanOrNull(1.5)    | null   |
      | toBooleanOrNull('true') | true   |
      | toStringOrNull([1])     | null   |
      | toStringOrNull(1)       | '1'    |
      | toIntegerOrNull(null)   | null   |

  Scenario Outline: Lists of converted elements
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
      | expression                                            | result                                 |
      | toIntegerList(['1', 2.5, true, null, 'x', [1]])       | [1, 2, 1, null, null, null]            |
      | toFloatList(['1', 2, null, true])                     | [1.0, 2.0, null, null]                 |
      | toBooleanList(['true', 0, 1.5, null])                 | [true, false, null, null]              |
      | toStringList([1, 2.0, null, [1], date('2020-01-01')]) | ['1', '2.0', null, null, '2020-01-01'] |
      | toIntegerList(null)                                   | null                                   |
      | toStringList([])                                      | []                                     |

  Scenario Outline: Names of types
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
      | expression                                   | result                                                                                                      |
      | valueType(1)                                 | 'INTEGER NOT NULL'                                                                                          |
      | valueType(1.0)                               | 'FLOAT NOT NULL'                                                                                            |
      | valueType('a')                               | 'STRING NOT NULL'                                                                                           |
      | valueType(true)                              | 'BOOLEAN NOT NULL'                                                                                          |
      | valueType(null)                              | 'NULL'                                                                                                      |
      | valueType({})                                | 'MAP NOT NULL'                                                                                              |
      | valueType([])                                | 'LIST<NOTHING> NOT NULL'                                                                                    |
      | valueType([null])                            | 'LIST<NULL> NOT NULL'                                                                                       |
      | valueType([1, null])                         | 'LIST<INTEGER> NOT NULL'                                                                                    |
      | valueType([1.0, 'a', 1])                     | 'LIST<STRING NOT NULL \| INTEGER NOT NULL \| FLOAT NOT NULL> NOT NULL'                                      |
      | valueType([[1], [2.0], []])                  | 'LIST<LIST<NOTHING> NOT NULL \| LIST<INTEGER NOT NULL> NOT NULL \| LIST<FLOAT NOT NULL> NOT NULL> NOT NULL' |
      | valueType(date('2020-01-01'))                | 'DATE NOT NULL'                                                                                             |
      | valueType(time('10:00Z'))                    | 'ZONED TIME NOT NULL'                                                                                       |
      | valueType(localtime('10:00'))                | 'LOCAL TIME NOT NULL'                                                                                       |
      | valueType(datetime('2020-01-01T00:00Z'))     | 'ZONED DATETIME NOT NULL'                                                                                   |
      | valueType(localdatetime('2020-01-01T00:00')) | 'LOCAL DATETIME NOT NULL'                                                                                   |
      | valueType(duration('P1D'))                   | 'DURATION NOT NULL'                                                                                         |
      | valueType(point({x: 1, y: 2}))               | 'POINT NOT NULL'                                                                                            |

  Scenario Outline: Type predicates
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
      | expression                                         | result |
      | 1 IS :: INTEGER                                    | true   |
      | 1 IS :: FLOAT                                      | false  |
      | 1.0 IS :: FLOAT                                    | true   |
      | 'a' IS :: STRING                                   | true   |
      | null IS :: INTEGER                                 | true   |
      | null IS :: INTEGER NOT NULL                        | false  |
      | 1 IS NOT :: STRING                                 | true   |
      | [1, 2] IS :: LIST<INTEGER>                         | true   |
      | [1, null] IS :: LIST<INTEGER>                      | true   |
      | [1, null] IS :: LIST<INTEGER NOT NULL>             | false  |
      | [1, 2.0] IS :: LIST<INTEGER>                       | false  |
      | [] IS :: LIST<NOTHING>                             | true   |
      | 1 IS :: INTEGER \| FLOAT                           | true   |
      | 'a' IS :: INTEGER \| FLOAT                         | false  |
      | {} IS :: MAP                                       | true   |
      | {} IS :: PROPERTY VALUE                            | false  |
      | 42 IS :: ANY                                       | true   |
      | 42 IS :: NOTHING                                   | false  |
      | point({x: 1, y: 2}) IS :: POINT                    | true   |
      | 1 IS :: POINT                                      | false  |
      | date('2020-01-01') IS :: DATE                      | true   |
      | datetime('2020-01-01T00:00Z') IS :: ZONED DATETIME | true   |
      | 1 IS TYPED INTEGER                                 | true   |
      | 1 :: INTEGER                                       | true   |
