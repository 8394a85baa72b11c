Feature: Membership in long lists

  Scenario Outline: A list that is the same for all rows answers as a short one does
    Given an empty graph
    When executing query:
      """
      UNWIND range(1, 20) AS row
      WITH <element> AS element
      RETURN DISTINCT element IN (<list> + <extra>) AS found
      """
    Then the result should be, in any order:
      | found   |
      | <found> |
    And no side effects

    Examples:
      | list                                                                                          | extra                | element            | found |
      | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]                                   | []                   | 7                  | true  |
      | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]                                   | []                   | 7.0                | true  |
      | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]                                   | []                   | 7.5                | false |
      | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]                                   | []                   | '7'                | false |
      | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]                                   | [null]               | 7                  | true  |
      | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]                                   | [null]               | 700                | null  |
      | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]                                   | []                   | null               | null  |
      | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]                                   | [0.0 / 0.0]          | 0.0 / 0.0          | false |
      | ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15', '16', '17'] | []                   | '4' + '2'          | false |
      | ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15', '16', '17'] | []                   | '1' + '2'          | true  |
      | ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15', '16', '17'] | []                   | 12                 | false |
      | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]                                   | [[1, 2]]             | [1, 2]             | true  |
      | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]                                   | []                   | [1]                | false |
      | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]                                   | [true]               | true               | true  |
      | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]                                   | []                   | true               | false |
      | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]                                   | [date('2024-01-01')] | date('2024-01-01') | true  |
      | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]                                   | [9007199254740993]   | 9007199254740992   | false |
      | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]                                   | [{a: 1}]             | {a: 1}             | true  |

  Scenario: A parameter with many texts finds stored and computed texts
    Given an empty graph
    And having executed:
      """
      UNWIND range(1, 300) AS x CREATE (:N {name: 'name ' + x})
      """
    And parameters are:
      | names | ['name 1', 'name 2', 'name 3', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n'] |
    When executing query:
      """
      MATCH (n:N) WHERE n.name IN $names OR n.name + '0' IN ['name 10'] + $names
      RETURN n.name AS name ORDER BY name
      """
    Then the result should be, in order:
      | name     |
      | 'name 1' |
      | 'name 2' |
      | 'name 3' |
    And no side effects
