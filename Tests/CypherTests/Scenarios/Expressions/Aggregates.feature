# Nulls are left out; of no rows the aggregates are 0, an empty list or null.
Feature: Aggregating functions

  Scenario: Aggregates of numbers
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3, null] AS x
      RETURN count(*) AS rows, count(x) AS n, sum(x) AS sum, avg(x) AS avg, min(x) AS min, max(x) AS max, collect(x) AS all
      """
    Then the result should be, in any order:
      | rows | n | sum | avg | min | max | all       |
      | 4    | 3 | 6   | 2.0 | 1   | 3   | [1, 2, 3] |
    And no side effects

  Scenario: Aggregates of no rows
    Given an empty graph
    When executing query:
      """
      UNWIND [] AS x
      RETURN count(*) AS rows, count(x) AS n, sum(x) AS sum, avg(x) AS avg, min(x) AS min, max(x) AS max, collect(x) AS all,
        stDev(x) AS dev, stDevP(x) AS devP, percentileCont(x, 0.5) AS cont, percentileDisc(x, 0.5) AS disc
      """
    Then the result should be, in any order:
      | rows | n | sum | avg  | min  | max  | all | dev | devP | cont | disc |
      | 0    | 0 | 0   | null | null | null | []  | 0.0 | 0.0  | null | null |
    And no side effects

  Scenario: Aggregates of nulls alone
    Given an empty graph
    When executing query:
      """
      UNWIND [null, null] AS x
      RETURN count(*) AS rows, count(x) AS n, sum(x) AS sum, avg(x) AS avg, max(x) AS max, collect(x) AS all, stDev(x) AS dev
      """
    Then the result should be, in any order:
      | rows | n | sum | avg  | max  | all | dev |
      | 2    | 0 | 0   | null | null | []  | 0.0 |
    And no side effects

  Scenario: A grouping key without rows gives no rows
    Given an empty graph
    When executing query:
      """
      UNWIND [] AS x
      RETURN x, count(*) AS n
      """
    Then the result should be empty
    And no side effects

  Scenario: A sum is an integer until a float joins
    Given an empty graph
    When executing query:
      """
      UNWIND [[1, 1, 2], [2, 1, 2.5], [3, 1.0, 2]] AS xs
      UNWIND xs[1..] AS x
      RETURN xs[0] AS number, sum(x) AS sum
      """
    Then the result should be, in any order:
      | number | sum |
      | 1      | 3   |
      | 2      | 3.5 |
      | 3      | 3.0 |
    And no side effects

  Scenario: Mixed types have extremes in the order of types
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 'a', null, 0.2, 'b', '1', '99'] AS x
      RETURN min(x) AS min, max(x) AS max
      """
    Then the result should be, in any order:
      | min | max |
      | '1' | 1   |
    And no side effects

  Scenario: Lists have extremes in the order of lists
    Given an empty graph
    When executing query:
      """
      UNWIND [[1, 'a', 89], [1, 2]] AS x
      RETURN min(x) AS min, max(x) AS max
      """
    Then the result should be, in any order:
      | min          | max    |
      | [1, 'a', 89] | [1, 2] |
    And no side effects

  Scenario: Extremes of strings, dates and booleans
    Given an empty graph
    When executing query:
      """
      UNWIND [['b', 'a'], [date('2020-01-01'), date('2019-01-01')], [true, false]] AS xs
      UNWIND xs AS x
      WITH xs, max(x) AS max, min(x) AS min
      RETURN xs[0] = max AS first, xs[1] = min AS last
      """
    Then the result should be, in any order:
      | first | last |
      | true  | true |
      | true  | true |
      | true  | true |
    And no side effects

  Scenario: Distinct values count once
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 1.0, 2, 2, null] AS x
      RETURN count(DISTINCT x) AS n, sum(DISTINCT x) AS sum, avg(DISTINCT x) AS avg, collect(DISTINCT x) AS all
      """
    Then the result should be, in any order:
      | n | sum | avg | all    |
      | 2 | 3   | 1.5 | [1, 2] |
    And no side effects

  Scenario: Deviations
    Given an empty graph
    When executing query:
      """
      UNWIND [2, 4, 4, 4, 5, 5, 7, 9] AS x
      RETURN stDevP(x) AS population, round(stDev(x), 6) AS sample
      """
    Then the result should be, in any order:
      | population | sample  |
      | 2.0        | 2.13809 |
    And no side effects

  Scenario: Percentiles
    Given an empty graph
    When executing query:
      """
      UNWIND [10, 20, 30, 40] AS x
      RETURN percentileCont(x, 0) AS c0, percentileCont(x, 0.4) AS c4, percentileCont(x, 1) AS c1,
        percentileDisc(x, 0) AS d0, percentileDisc(x, 0.5) AS d5, percentileDisc(x, 0.51) AS d51, percentileDisc(x, 1.0) AS d1
      """
    Then the result should be, in any order:
      | c0   | c4   | c1   | d0 | d5 | d51 | d1 |
      | 10.0 | 22.0 | 40.0 | 10 | 20 | 30  | 40 |
    And no side effects

  Scenario: Durations can be added up and averaged
    Given an empty graph
    When executing query:
      """
      UNWIND [duration('P1DT1H'), duration('PT3H'), null] AS x
      RETURN sum(x) AS sum, avg(x) AS avg
      """
    Then the result should be, in any order:
      | sum      | avg     |
      | 'P1DT4H' | 'PT14H' |
    And no side effects

  Scenario: Groups of null and of equal numbers
    Given an empty graph
    When executing query:
      """
      UNWIND [[1, 10], [1.0, 20], [null, 30], [null, 40]] AS p
      WITH p[0] AS key, p[1] AS x
      RETURN key, sum(x) AS sum
      """
    Then the result should be, in any order:
      | key  | sum |
      | 1    | 30  |
      | null | 70  |
    And no side effects

  Scenario: Aggregates within expressions
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3] AS x
      RETURN 2 * sum(x) + count(*) AS total, size(collect(x)) AS size, collect(x)[1] AS second, [m IN collect(x) WHERE m > 1] AS some
      """
    Then the result should be, in any order:
      | total | size | second | some   |
      | 15    | 3    | 2      | [2, 3] |
    And no side effects

  Scenario: Collecting keeps the order of rows
    Given an empty graph
    When executing query:
      """
      UNWIND [3, 1, 2] AS x
      WITH x ORDER BY x DESC
      RETURN collect(x) AS all
      """
    Then the result should be, in any order:
      | all       |
      | [3, 2, 1] |
    And no side effects

  Scenario: Averages of large integers do not overflow
    Given an empty graph
    When executing query:
      """
      UNWIND [9223372036854775807, 9223372036854775807] AS x
      RETURN avg(x) AS avg
      """
    Then the result should be, in any order:
      | avg                     |
      | 9.223372036854775807e18 |
    And no side effects

  Scenario: A sum that does not fit is an error
    Given any graph
    When executing query:
      """
      UNWIND [9223372036854775807, 1] AS x
      RETURN sum(x) AS sum
      """
    Then a ArithmeticError should be raised at runtime: IntegerOverflow

  Scenario: Strings cannot be summed
    Given any graph
    When executing query:
      """
      UNWIND [1, 'a'] AS x
      RETURN sum(x) AS sum
      """
    Then a TypeError should be raised at runtime: InvalidArgumentType

  Scenario: Strings have no average
    Given any graph
    When executing query:
      """
      UNWIND ['a'] AS x
      RETURN avg(x) AS avg
      """
    Then a TypeError should be raised at runtime: InvalidArgumentType

  Scenario: Numbers and durations cannot be summed together
    Given any graph
    When executing query:
      """
      UNWIND [1, duration('P1D')] AS x
      RETURN sum(x) AS sum
      """
    Then a TypeError should be raised at runtime: InvalidArgumentType

  Scenario: A percentile lies between 0 and 1
    Given any graph
    When executing query:
      """
      UNWIND [1] AS x
      RETURN percentileCont(x, 1.5) AS p
      """
    Then a ArgumentError should be raised at runtime: NumberOutOfRange

  Scenario: A discrete percentile is not negative
    Given any graph
    When executing query:
      """
      UNWIND [1] AS x
      RETURN percentileDisc(x, -0.1) AS p
      """
    Then a ArgumentError should be raised at runtime: NumberOutOfRange

  Scenario: An aggregate within an aggregate
    Given any graph
    When executing query:
      """
      RETURN count(count(*)) AS n
      """
    Then a SyntaxError should be raised at compile time: NestedAggregation

  Scenario: An aggregate among the conditions
    Given any graph
    When executing query:
      """
      MATCH (n) WHERE count(n) > 1 RETURN n
      """
    Then a SyntaxError should be raised at compile time: InvalidAggregation
