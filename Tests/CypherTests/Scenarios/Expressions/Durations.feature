# Months, days and seconds are kept apart; only fractions are carried to smaller units.
Feature: Durations

  Scenario Outline: Durations from strings
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
      | expression                           | result                     |
      | duration('P1Y2M3DT4H5M6S')           | 'P1Y2M3DT4H5M6S'           |
      | duration('P1.5Y')                    | 'P1Y6M'                    |
      | duration('P0.75M')                   | 'P22DT19H51M49.5S'         |
      | duration('P2.5W')                    | 'P17DT12H'                 |
      | duration('P14DT16H12M70S')           | 'P14DT16H13M10S'           |
      | duration('PT0.75M')                  | 'PT45S'                    |
      | duration('-P1D')                     | 'P-1D'                     |
      | duration('P-1D')                     | 'P-1D'                     |
      | duration('PT-0.5S')                  | 'PT-0.5S'                  |
      | duration('P2012-02-02T14:37:21.545') | 'P2012Y2M2DT14H37M21.545S' |
      | duration('P0D')                      | 'PT0S'                     |
      | duration(null)                       | null                       |

  Scenario Outline: Durations from maps
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
      | expression                                                                                   | result              |
      | duration({days: 14, hours: 16, minutes: 12})                                                 | 'P14DT16H12M'       |
      | duration({months: 0.75})                                                                     | 'P22DT19H51M49.5S'  |
      | duration({weeks: 2.5})                                                                       | 'P17DT12H'          |
      | duration({minutes: 1.5, seconds: 1, milliseconds: 123, microseconds: 456, nanoseconds: 789}) | 'PT1M31.123456789S' |
      | duration({years: 1.5, months: -3})                                                           | 'P1Y3M'             |
      | duration({seconds: -1, nanoseconds: 1})                                                      | 'PT-0.999999999S'   |
      | duration({hours: 36})                                                                        | 'PT36H'             |
      | duration({days: null})                                                                       | null                |

  Scenario Outline: What is no duration
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression                | type          | phase   | detail               |
      | duration('P')             | ArgumentError | runtime | InvalidArgumentValue |
      | duration('a day')         | ArgumentError | runtime | InvalidArgumentValue |
      | duration({fortnights: 1}) | ArgumentError | runtime | InvalidArgumentValue |
      | duration({days: 'x'})     | TypeError     | runtime | InvalidArgumentValue |
      | duration(1)               | TypeError     | runtime | InvalidArgumentValue |
      | duration('P1D').colour    | TypeError     | runtime | InvalidArgumentType  |

  Scenario Outline: Arithmetic of durations
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
      | expression                                                         | result                   |
      | duration('P1D') + duration('PT1H')                                 | 'P1DT1H'                 |
      | duration('P1M') - duration('P1D')                                  | 'P1M-1D'                 |
      | duration('P1D') * 2                                                | 'P2D'                    |
      | 2 * duration('P1D')                                                | 'P2D'                    |
      | duration('P1D') / 2                                                | 'PT12H'                  |
      | duration('P1M') * 0.5                                              | 'P15DT5H14M33S'          |
      | -duration('P1D')                                                   | 'P-1D'                   |
      | duration({days: 14, minutes: 12, seconds: 70, nanoseconds: 1}) / 3 | 'P4DT16H4M23.333333333S' |
      | duration('PT36H') = duration('P1DT12H')                            | false                    |

  Scenario Outline: Durations move points in time
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
      | expression                                                 | result                           |
      | date('2020-01-31') + duration('P1M')                       | '2020-02-29'                     |
      | date('2020-02-29') + duration('P1Y')                       | '2021-02-28'                     |
      | date('2020-03-31') - duration('P1M')                       | '2020-02-29'                     |
      | date('2020-01-01') + duration('PT36H')                     | '2020-01-02'                     |
      | duration('P1D') + date('2020-01-01')                       | '2020-01-02'                     |
      | localtime('23:00') + duration('PT2H')                      | '01:00'                          |
      | time('00:30Z') - duration('PT1H')                          | '23:30Z'                         |
      | localdatetime('2020-01-31T12:00') + duration('P1M1DT1H')   | '2020-03-01T13:00'               |
      | datetime('2020-01-01T00:00Z') - duration('PT0.000000001S') | '2019-12-31T23:59:59.999999999Z' |
      | date('2011-01-31') + duration('P1M') + duration('P12M')    | '2012-02-28'                     |
      | date('2011-01-31') + (duration('P1M') + duration('P12M'))  | '2012-02-29'                     |

  Scenario Outline: What durations cannot do
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression                                 | type            | phase        | detail              |
      | duration('P1D') - date('2020-01-01')       | TypeError       | runtime      | InvalidArgumentType |
      | date('2020-01-02') - date('2020-01-01')    | TypeError       | runtime      | InvalidArgumentType |
      | duration('P1D') / 0                        | ArithmeticError | runtime      | DivisionByZero      |
      | duration('P1D') * 'a'                      | SyntaxError     | compile time | InvalidArgumentType |
      | duration('P1D') + 1                        | TypeError       | runtime      | InvalidArgumentType |
      | date('+999999999-12-31') + duration('P1D') | ArithmeticError | runtime      | TemporalOverflow    |

  Scenario Outline: Differences
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
      | expression                                                                                                         | result        |
      | duration.between(date('2020-01-01'), date('2021-03-15'))                                                           | 'P1Y2M14D'    |
      | duration.between(date('2021-03-15'), date('2020-01-01'))                                                           | 'P-1Y-2M-14D' |
      | duration.between(localtime('10:00'), localtime('09:30'))                                                           | 'PT-30M'      |
      | duration.between(datetime('2020-01-01T00:00Z'), datetime('2020-01-01T00:00+01:00'))                                | 'PT-1H'       |
      | duration.between(date('2020-01-01'), localtime('12:00'))                                                           | 'PT12H'       |
      | duration.between(null, date('2020-01-01'))                                                                         | null          |
      | duration.inMonths(date('2020-01-01'), date('2021-03-15'))                                                          | 'P1Y2M'       |
      | duration.inDays(date('2020-01-01'), date('2021-03-15'))                                                            | 'P439D'       |
      | duration.inDays(date('2014-10-11'), date('2015-08-06'))                                                            | 'P299D'       |
      | duration.inSeconds(date('2020-01-01'), date('2020-01-02'))                                                         | 'PT24H'       |
      | duration.inSeconds(datetime('2020-03-29T00:00[Europe/Stockholm]'), datetime('2020-03-30T00:00[Europe/Stockholm]')) | 'PT23H'       |

  Scenario Outline: Differences of what is no point in time
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression                                  | type      | phase   | detail               |
      | duration.between(1, 2)                      | TypeError | runtime | InvalidArgumentValue |
      | duration.inDays('2020-01-01', '2020-01-02') | TypeError | runtime | InvalidArgumentValue |

  Scenario: Components of a duration
    Given an empty graph
    When executing query:
      """
      WITH duration('P1Y5M10DT5H6M7.008009010S') AS d
      RETURN [d.years, d.quarters, d.months, d.weeks, d.days] AS date,
        [d.hours, d.minutes, d.seconds, d.milliseconds, d.microseconds, d.nanoseconds] AS time,
        [d.quartersOfYear, d.monthsOfYear, d.monthsOfQuarter, d.daysOfWeek] AS dateParts,
        [d.minutesOfHour, d.secondsOfMinute, d.millisecondsOfSecond, d.microsecondsOfSecond, d.nanosecondsOfSecond] AS timeParts
      """
    Then the result should be, in any order:
      | date              | time                                                   | dateParts    | timeParts                |
      | [1, 5, 17, 1, 10] | [5, 306, 18367, 18367008, 18367008009, 18367008009010] | [1, 5, 2, 3] | [6, 7, 8, 8009, 8009010] |
    And no side effects

  Scenario: Durations order by their length on average
    Given an empty graph
    When executing query:
      """
      UNWIND [duration('P1M'), duration('P30D'), duration('P31D'), duration('PT1S'), duration('P-1D')] AS d
      RETURN d ORDER BY d
      """
    Then the result should be, in order:
      | d      |
      | 'P-1D' |
      | 'PT1S' |
      | 'P30D' |
      | 'P1M'  |
      | 'P31D' |
    And no side effects
