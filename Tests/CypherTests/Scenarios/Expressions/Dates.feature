# Values from ISO 8601 strings and from maps, their components and their truncation.
Feature: Dates, times and moments

  Scenario Outline: Dates from strings
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
      | expression           | result         |
      | date('2020')         | '2020-01-01'   |
      | date('2020-02')      | '2020-02-01'   |
      | date('202002')       | '2020-02-01'   |
      | date('20200203')     | '2020-02-03'   |
      | date('2020-02-03')   | '2020-02-03'   |
      | date('2020-W05')     | '2020-01-27'   |
      | date('2020W053')     | '2020-01-29'   |
      | date('2020-Q2-05')   | '2020-04-05'   |
      | date('2020-034')     | '2020-02-03'   |
      | date('2020034')      | '2020-02-03'   |
      | date('-0044-03-15')  | '-0044-03-15'  |
      | date('+12345-01-01') | '+12345-01-01' |
      | date('2020-02-29')   | '2020-02-29'   |
      | date(null)           | null           |

  Scenario Outline: Dates from maps and other values
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
      | expression                                         | result       |
      | date({year: 2020})                                 | '2020-01-01' |
      | date({year: 2020, month: 2, day: 3})               | '2020-02-03' |
      | date({year: 2020, week: 1, dayOfWeek: 3})          | '2020-01-01' |
      | date({year: 2020, quarter: 3, dayOfQuarter: 1})    | '2020-07-01' |
      | date({year: 2020, ordinalDay: 366})                | '2020-12-31' |
      | date({date: date('2020-05-06'), day: 1})           | '2020-05-01' |
      | date(datetime('2020-01-02T03:04Z'))                | '2020-01-02' |
      | date({year: null})                                 | null         |
      | date() = date.statement()                          | true         |
      | date({timezone: 'America/Los Angeles'}) IS :: DATE | true         |

  Scenario Outline: What is no date
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression                    | type          | phase   | detail               |
      | date('2020-13-01')            | ArgumentError | runtime | NumberOutOfRange     |
      | date('2019-02-29')            | ArgumentError | runtime | NumberOutOfRange     |
      | date('')                      | ArgumentError | runtime | InvalidArgumentValue |
      | date('tomorrow')              | ArgumentError | runtime | InvalidArgumentValue |
      | date({month: 2})              | ArgumentError | runtime | InvalidArgumentValue |
      | date({year: 2020, day: 3})    | ArgumentError | runtime | InvalidArgumentValue |
      | date({year: 2020, month: 13}) | ArgumentError | runtime | NumberOutOfRange     |
      | date({year: '2020'})          | TypeError     | runtime | InvalidArgumentValue |
      | date({year: 2020, colour: 1}) | ArgumentError | runtime | InvalidArgumentValue |
      | date(2020)                    | TypeError     | runtime | InvalidArgumentValue |
      | date('2020-01-01').colour     | TypeError     | runtime | InvalidArgumentType  |

  Scenario Outline: Times from strings and maps
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
      | expression                                                 | result         |
      | localtime('12')                                            | '12:00'        |
      | localtime('1230')                                          | '12:30'        |
      | localtime('12:30:15.5')                                    | '12:30:15.5'   |
      | localtime({hour: 1, minute: 2, second: 3, millisecond: 4}) | '01:02:03.004' |
      | time('12:30+01:00')                                        | '12:30+01:00'  |
      | time('1230Z')                                              | '12:30Z'       |
      | time('12:30-0130')                                         | '12:30-01:30'  |
      | time({hour: 10, timezone: '+02:00'})                       | '10:00+02:00'  |
      | time({time: time('10:00+01:00'), timezone: '+03:00'})      | '12:00+03:00'  |
      | localtime(time('10:00+01:00'))                             | '10:00'        |

  Scenario Outline: Moments from strings and maps
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
      | expression                                                                          | result                                        |
      | localdatetime('2020-01-02T03:04:05')                                                | '2020-01-02T03:04:05'                         |
      | localdatetime('20200102T0304')                                                      | '2020-01-02T03:04'                            |
      | datetime('2020-01-02T03:04Z')                                                       | '2020-01-02T03:04Z'                           |
      | datetime('2020-01-02T03:04')                                                        | '2020-01-02T03:04Z'                           |
      | datetime('2020-07-02T03:04[Europe/Stockholm]')                                      | '2020-07-02T03:04+02:00[Europe/Stockholm]'    |
      | datetime({year: 2020, month: 1, day: 2, hour: 3, timezone: 'Europe/Stockholm'})     | '2020-01-02T03:00+01:00[Europe/Stockholm]'    |
      | datetime({year: 2020, timezone: 'America/Los Angeles'})                             | '2020-01-01T00:00-08:00[America/Los_Angeles]' |
      | datetime({date: date('2020-01-02'), time: time('10:00+01:00')})                     | '2020-01-02T10:00+01:00'                      |
      | datetime({datetime: datetime('2020-01-02T03:04+01:00'), timezone: 'Europe/London'}) | '2020-01-02T02:04Z[Europe/London]'            |
      | datetime({epochSeconds: 0})                                                         | '1970-01-01T00:00Z'                           |
      | datetime({epochMillis: 1500})                                                       | '1970-01-01T00:00:01.5Z'                      |
      | datetime({epochMillis: -1})                                                         | '1969-12-31T23:59:59.999Z'                    |
      | datetime.fromepoch(1, 5)                                                            | '1970-01-01T00:00:01.000000005Z'              |
      | datetime.fromepochmillis(1000)                                                      | '1970-01-01T00:00:01Z'                        |

  Scenario Outline: Clocks that go forward and back
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
      | expression                                                         | result                                     |
      | datetime('2020-03-29T02:30[Europe/Stockholm]')                     | '2020-03-29T03:30+02:00[Europe/Stockholm]' |
      | datetime('2020-10-25T02:30[Europe/Stockholm]')                     | '2020-10-25T02:30+02:00[Europe/Stockholm]' |
      | datetime('2020-03-28T12:00[Europe/Stockholm]') + duration('P1D')   | '2020-03-29T12:00+02:00[Europe/Stockholm]' |
      | datetime('2020-03-28T12:00[Europe/Stockholm]') + duration('PT24H') | '2020-03-29T13:00+02:00[Europe/Stockholm]' |

  Scenario Outline: What is no time or moment
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression                                 | type          | phase   | detail               |
      | localtime('24:00')                         | ArgumentError | runtime | InvalidArgumentValue |
      | time('25:00')                              | ArgumentError | runtime | InvalidArgumentValue |
      | datetime('2020-01-01T00:00[Mars/Olympus]') | ArgumentError | runtime | InvalidArgumentValue |
      | localtime({hour: 25})                      | ArgumentError | runtime | NumberOutOfRange     |
      | localtime({minute: 1})                     | ArgumentError | runtime | InvalidArgumentValue |
      | localdatetime('2020-01-01 10:00')          | ArgumentError | runtime | InvalidArgumentValue |
      | datetime({})                               | ArgumentError | runtime | InvalidArgumentValue |

  Scenario: Components of a moment
    Given an empty graph
    When executing query:
      """
      WITH datetime('2020-02-03T04:05:06.789123456+01:00') AS d
      RETURN [d.year, d.quarter, d.month, d.week, d.weekYear, d.dayOfQuarter, d.quarterDay, d.day, d.ordinalDay,
        d.dayOfWeek, d.weekDay] AS date, [d.hour, d.minute, d.second, d.millisecond, d.microsecond, d.nanosecond] AS time,
        [d.timezone, d.offset, d.offsetMinutes, d.offsetSeconds] AS zone, d.epochSeconds AS seconds, d.epochMillis AS millis
      """
    Then the result should be, in any order:
      | date                                       | time                              | zone                           | seconds    | millis        |
      | [2020, 1, 2, 6, 2020, 34, 34, 3, 34, 1, 1] | [4, 5, 6, 789, 789123, 789123456] | ['+01:00', '+01:00', 60, 3600] | 1580699106 | 1580699106789 |
    And no side effects

  Scenario Outline: The year of a week differs from the year at its ends
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
      | expression                  | result |
      | date('2020-12-31').weekYear | 2020   |
      | date('2021-01-01').weekYear | 2020   |
      | date('2021-01-01').week     | 53     |
      | date('2019-12-30').weekYear | 2020   |
      | date('2019-12-30').week     | 1      |

  Scenario Outline: Truncation
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
      | expression                                                                         | result                                     |
      | date.truncate('millennium', date('2025-05-06'))                                    | '2000-01-01'                               |
      | date.truncate('century', date('2025-05-06'))                                       | '2000-01-01'                               |
      | date.truncate('decade', date('2025-05-06'))                                        | '2020-01-01'                               |
      | date.truncate('year', date('2020-05-06'))                                          | '2020-01-01'                               |
      | date.truncate('year', date('2020-05-06'), {day: 5})                                | '2020-01-05'                               |
      | date.truncate('quarter', date('2020-05-06'))                                       | '2020-04-01'                               |
      | date.truncate('month', datetime('2020-05-06T10:00Z'))                              | '2020-05-01'                               |
      | date.truncate('week', date('2020-05-06'))                                          | '2020-05-04'                               |
      | date.truncate('week', date('2020-05-06'), {dayOfWeek: 2})                          | '2020-05-05'                               |
      | date.truncate('weekYear', date('2020-01-01'))                                      | '2019-12-30'                               |
      | datetime.truncate('hour', datetime('2020-05-06T10:20:30.5Z'))                      | '2020-05-06T10:00Z'                        |
      | datetime.truncate('day', date('2020-05-06'), {timezone: 'Europe/Stockholm'})       | '2020-05-06T00:00+02:00[Europe/Stockholm]' |
      | localdatetime.truncate('millisecond', localdatetime('2020-01-01T00:00:00.123456')) | '2020-01-01T00:00:00.123'                  |
      | localtime.truncate('minute', localtime('10:20:30'))                                | '10:20'                                    |
      | time.truncate('hour', time('10:20+01:00'), {minute: 5})                            | '10:05+01:00'                              |
      | date.truncate('day', null)                                                         | null                                       |

  Scenario Outline: Truncation to what there is not
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression                                      | type          | phase   | detail               |
      | date.truncate('fortnight', date('2020-01-01'))  | ArgumentError | runtime | InvalidArgumentValue |
      | date.truncate('hour', date('2020-01-01'))       | ArgumentError | runtime | InvalidArgumentValue |
      | localtime.truncate('month', localtime('10:00')) | ArgumentError | runtime | InvalidArgumentValue |
      | date.truncate('year', 1)                        | TypeError     | runtime | InvalidArgumentValue |

  Scenario Outline: The present
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
      | expression                                     | result             |
      | datetime() = datetime.statement()              | true               |
      | datetime.transaction() <= datetime.statement() | true               |
      | datetime.statement() <= datetime.realtime()    | true               |
      | localtime() IS :: LOCAL TIME                   | true               |
      | time.transaction() IS :: ZONED TIME            | true               |
      | localdatetime.realtime() IS :: LOCAL DATETIME  | true               |
      | datetime({timezone: '+05:00'}).offset          | '+05:00'           |
      | datetime.realtime('Europe/Stockholm').timezone | 'Europe/Stockholm' |
      | timestamp() = datetime().epochMillis           | true               |
      | timestamp() IS :: INTEGER                      | true               |
