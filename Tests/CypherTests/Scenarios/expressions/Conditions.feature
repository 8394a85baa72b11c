Feature: Conditions

  Scenario Outline: CASE with tests of its subject
    Given any graph
    When executing query:
      """
      UNWIND [<value>] AS x RETURN CASE x WHEN IS NULL THEN 'null' WHEN 1, 2 THEN 'few' WHEN < 0 THEN 'less' WHEN > 100, = 50 THEN 'round' ELSE 'other' END AS c
      """
    Then the result should be, in any order:
      | c   |
      | <c> |

    Examples:
      | value | c       |
      | null  | 'null'  |
      | 1     | 'few'   |
      | 2     | 'few'   |
      | -5    | 'less'  |
      | 101   | 'round' |
      | 50    | 'round' |
      | 7     | 'other' |

  Scenario Outline: CASE with tests of a text
    Given any graph
    When executing query:
      """
      RETURN CASE <value> WHEN STARTS WITH 'a' THEN 1 WHEN ENDS WITH 'z' THEN 2 WHEN CONTAINS 'm' THEN 3 WHEN =~ '[0-9]+' THEN 4 WHEN IS :: INTEGER THEN 5 WHEN IS NOT NULL THEN 6 END AS c
      """
    Then the result should be, in any order:
      | c   |
      | <c> |

    Examples:
      | value | c    |
      | 'abc' | 1    |
      | 'xyz' | 2    |
      | 'omo' | 3    |
      | '42'  | 4    |
      | 42    | 5    |
      | 'q'   | 6    |
      | null  | 5    |

  Scenario Outline: CASE
    Given any graph
    When executing query:
      """
      RETURN <expression> AS c
      """
    Then the result should be, in any order:
      | c   |
      | <c> |

    Examples:
      | expression                                         | c     |
      | CASE WHEN true THEN 1 END                          | 1     |
      | CASE WHEN false THEN 1 END                         | null  |
      | CASE WHEN null THEN 1 ELSE 2 END                   | 2     |
      | CASE 1 WHEN 1.0 THEN 'y' ELSE 'n' END              | 'y'   |
      | CASE null WHEN null THEN 'y' ELSE 'n' END          | 'n'   |
      | CASE 2 WHEN 1 THEN 'a' WHEN 2 THEN 'b' END         | 'b'   |
      | CASE 3 WHEN 1, 2 THEN 'a' WHEN 3, 4 THEN 'b' END   | 'b'   |
      | CASE WHEN 1 > 0 THEN CASE 1 WHEN 1 THEN 'x' END END | 'x'  |
      | [x IN [1, 5] \| CASE x WHEN > 3 THEN 'b' ELSE 'a' END] | ['a', 'b'] |

  Scenario Outline: type predicates
    Given any graph
    When executing query:
      """
      RETURN <expression> AS c
      """
    Then the result should be, in any order:
      | c   |
      | <c> |

    Examples:
      | expression                                | c     |
      | 1 IS :: INTEGER                           | true  |
      | 1 IS :: INT                               | true  |
      | 1 IS NOT :: INTEGER                       | false |
      | 1.5 IS :: FLOAT                           | true  |
      | 'a' IS :: STRING                          | true  |
      | 'a' :: STRING                             | true  |
      | 'a' IS TYPED STRING                       | true  |
      | 1 IS :: STRING                            | false |
      | null IS :: STRING                         | true  |
      | null IS :: STRING NOT NULL                | false |
      | 1 IS :: INTEGER \| STRING                 | true  |
      | 1 IS :: INTEGER NOT NULL \| STRING NOT NULL | true |
      | true IS :: BOOLEAN                        | true  |
      | [1, 2] IS :: LIST<INTEGER>                | true  |
      | [1, 'a'] IS :: LIST<INTEGER>              | false |
      | [1, null] IS :: LIST<INTEGER>             | true  |
      | [1, null] IS :: LIST<INTEGER NOT NULL>    | false |
      | [1, 'a'] IS :: LIST<INTEGER \| STRING>    | true  |
      | {a: 1} IS :: MAP                          | true  |
      | date() IS :: DATE                         | true  |
      | duration('P1D') IS :: DURATION            | true  |
      | datetime() IS :: ZONED DATETIME           | true  |
      | 1 IS :: ANY                               | true  |
      | null IS :: NULL                           | true  |
      | 1 IS :: NOTHING                           | false |
      | [] IS :: LIST<NOTHING>                    | true  |
      | 1 IS :: PROPERTY VALUE                    | true  |
      | {a: 1} IS :: PROPERTY VALUE               | false |

  Scenario Outline: normal forms
    Given any graph
    When executing query:
      """
      RETURN <expression> AS c
      """
    Then the result should be, in any order:
      | c   |
      | <c> |

    Examples:
      | expression                             | c     |
      | 'abc' IS NORMALIZED                    | true  |
      | 'A\u030A' IS NORMALIZED                | false |
      | 'A\u030A' IS NOT NORMALIZED            | true  |
      | 'A\u030A' IS NFD NORMALIZED            | true  |
      | 'A\u030A' IS NOT NFD NORMALIZED        | false |
      | null IS NORMALIZED                     | null  |
      | null IS NOT NORMALIZED                 | null  |
      | size(normalize('A\u030A'))             | 1     |
      | size(normalize('A\u030A', NFD))        | 2     |
      | normalize('\uFE64', NFKC) = '<'        | true  |

  Scenario Outline: trim in all its forms
    Given any graph
    When executing query:
      """
      RETURN <expression> AS c
      """
    Then the result should be, in any order:
      | c   |
      | <c> |

    Examples:
      | expression                       | c      |
      | trim('  a ')                     | 'a'    |
      | trim(BOTH 'x' FROM 'xxaxx')      | 'a'    |
      | trim(LEADING 'x' FROM 'xxaxx')   | 'axx'  |
      | trim(TRAILING 'x' FROM 'xxaxx')  | 'xxa'  |
      | trim(BOTH FROM '  a  ')          | 'a'    |
      | trim('x' FROM 'xax')             | 'a'    |
      | trim(LEADING FROM '  a')         | 'a'    |
      | ltrim('  a ')                    | 'a '   |
      | rtrim('  a ')                    | '  a'  |
      | btrim('xxaxx', 'x')              | 'a'    |
      | trim(null)                       | null   |
      | trim(BOTH null FROM 'a')         | null   |

  Scenario Outline: logic with null
    Given any graph
    When executing query:
      """
      RETURN <expression> AS c
      """
    Then the result should be, in any order:
      | c   |
      | <c> |

    Examples:
      | expression                 | c     |
      | null = null                | null  |
      | null <> 1                  | null  |
      | null AND false             | false |
      | null OR true               | true  |
      | null XOR true              | null  |
      | NOT null                   | null  |
      | null IS NULL               | true  |
      | 1 IN [1, null]             | true  |
      | 2 IN [1, null]             | null  |
      | null IN []                 | false |
      | null IN [1]                | null  |
      | 1 < null                   | null  |
      | 1 < 2 < 3                  | true  |
      | 3 > 2 > 2                  | false |
      | 1 = 1.0                    | true  |
      | 'a' < 'b'                  | true  |
      | 1 < 'a'                    | null  |
      | [1, 2] = [1, 2]            | true  |
      | [1, null] = [1, null]      | null  |
      | [1, 2] < [1, 3]            | true  |
      | {a: 1} = {a: 1}            | true  |
      | {a: null} = {a: null}      | null  |
      | true > false               | true  |
      | 'abc' =~ 'b'               | false |
      | 'abc' =~ '.*b.*'           | true  |
      | 'ABC' =~ '(?i)abc'         | true  |
      | 'abc' STARTS WITH 'ab'     | true  |
      | 'abc' ENDS WITH ''         | true  |
      | 'abc' CONTAINS null        | null  |
      | 1 STARTS WITH 'a'          | null  |
