# Positions and lengths count code points.
Feature: String functions

  Scenario Outline: Parts of a string
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
      | expression               | result |
      | left('hello', 3)         | 'hel'  |
      | left('hi', 9)            | 'hi'   |
      | left('hi', 0)            | ''     |
      | left(null, 3)            | null   |
      | left(null, null)         | null   |
      | right('hello', 3)        | 'llo'  |
      | right('hi', 9)           | 'hi'   |
      | right(null, 3)           | null   |
      | substring('hello', 1)    | 'ello' |
      | substring('hello', 1, 3) | 'ell'  |
      | substring('hello', 5)    | ''     |
      | substring('hello', 9)    | ''     |
      | substring('hello', 0, 0) | ''     |
      | substring('hello', 3, 9) | 'lo'   |
      | substring(null, 1)       | null   |
      | substring('a😀b', 1, 1)   | '😀'    |
      | left('😀😀', 1)            | '😀'    |

  Scenario Outline: Positions and lengths that are no natural numbers
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression                  | type          | phase   | detail               |
      | left('hello', -1)           | ArgumentError | runtime | NumberOutOfRange     |
      | right('hello', -1)          | ArgumentError | runtime | NumberOutOfRange     |
      | substring('hello', -1)      | ArgumentError | runtime | NumberOutOfRange     |
      | substring('hello', 0, -1)   | ArgumentError | runtime | NumberOutOfRange     |
      | left('hello', null)         | TypeError     | runtime | InvalidArgumentValue |
      | right('hello', null)        | TypeError     | runtime | InvalidArgumentValue |
      | substring('hello', null)    | TypeError     | runtime | InvalidArgumentValue |
      | substring('hello', 0, null) | TypeError     | runtime | InvalidArgumentValue |
      | left('hello', 1.5)          | TypeError     | runtime | InvalidArgumentValue |
      | left(1, 1)                  | TypeError     | runtime | InvalidArgumentValue |
      | substring('hello', '1')     | TypeError     | runtime | InvalidArgumentValue |

  Scenario Outline: Splitting keeps empty parts
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
      | expression                         | result          |
      | split('a,b,c', ',')                | ['a', 'b', 'c'] |
      | split('a,,b', ',')                 | ['a', '', 'b']  |
      | split(',a,', ',')                  | ['', 'a', '']   |
      | split(',', ',')                    | ['', '']        |
      | split('', ',')                     | ['']            |
      | split('abc', ',')                  | ['abc']         |
      | split('abc', '')                   | ['a', 'b', 'c'] |
      | split('', '')                      | ['']            |
      | split('a--b-c', '--')              | ['a', 'b-c']    |
      | split('a.b;c', ['.', ';'])         | ['a', 'b', 'c'] |
      | split('a.b', '.')                  | ['a', 'b']      |
      | split('a\|b', '\|')                | ['a', 'b']      |
      | split(null, ',')                   | null            |
      | split('a', null)                   | null            |
      | size(split('one two  three', ' ')) | 4               |

  Scenario Outline: Replacing
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
      | expression                 | result  |
      | replace('hello', 'l', 'w') | 'hewwo' |
      | replace('hello', 'x', 'y') | 'hello' |
      | replace('aaa', 'aa', 'b')  | 'ba'    |
      | replace('abc', 'b', '')    | 'ac'    |
      | replace('a.b.c', '.', '-') | 'a-b-c' |
      | replace('', 'a', 'b')      | ''      |
      | replace(null, 'a', 'b')    | null    |
      | replace('a', null, 'b')    | null    |
      | replace('a', 'a', null)    | null    |

  Scenario Outline: Trimming
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
      | expression                   | result      |
      | trim('  a b  ')              | 'a b'       |
      | ltrim('  a ')                | 'a '        |
      | rtrim(' a  ')                | ' a'        |
      | trim('')                     | ''          |
      | trim(null)                   | null        |
      | btrim('xxaxbxx', 'x')        | 'axb'       |
      | btrim('xxyyhelloxyxy', 'xy') | 'hello'     |
      | ltrim('xxyyhelloxyxy', 'xy') | 'helloxyxy' |
      | rtrim('xxyyhelloxyxy', 'xy') | 'xxyyhello' |
      | btrim('hello', null)         | null        |
      | btrim(null, 'x')             | null        |
      | btrim('hello', '')           | 'hello'     |

  Scenario Outline: Upper and lower case
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
      | expression        | result    |
      | toUpper('hello')  | 'HELLO'   |
      | toLower('HeLLo')  | 'hello'   |
      | toUpper('straße') | 'STRASSE' |
      | toLower('ÅÄÖ')    | 'åäö'     |
      | upper('a1')       | 'A1'      |
      | lower('A1')       | 'a1'      |
      | toUpper(null)     | null      |
      | toLower('')       | ''        |

  Scenario Outline: Sizes and reversal
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
      | size('hello')           | 5      |
      | size('')                | 0      |
      | size('😀')               | 1      |
      | size('åé')              | 2      |
      | char_length('abc')      | 3      |
      | character_length('abc') | 3      |
      | size(null)              | null   |
      | reverse('abc')          | 'cba'  |
      | reverse('a😀b')          | 'b😀a'  |
      | reverse('')             | ''     |
      | reverse(null)           | null   |
      | isEmpty('')             | true   |
      | isEmpty(' ')            | false  |
      | isEmpty(null)           | null   |

  Scenario Outline: Prefixes, suffixes and parts
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
      | expression               | result |
      | 'hello' STARTS WITH 'he' | true   |
      | 'hello' STARTS WITH ''   | true   |
      | 'hello' STARTS WITH 'He' | false  |
      | 'hello' ENDS WITH 'lo'   | true   |
      | 'hello' CONTAINS 'll'    | true   |
      | 'hello' CONTAINS ''      | true   |
      | 'hello' CONTAINS 'L'     | false  |
      | 'hello' STARTS WITH null | null   |
      | null CONTAINS 'a'        | null   |
      | 1 STARTS WITH '1'        | null   |
      | '1' ENDS WITH 1          | null   |
      | NOT 'hello' CONTAINS 'x' | true   |

  Scenario Outline: Regular expressions match the whole string
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
      | 'hello' =~ 'hel.*'        | true   |
      | 'hello' =~ 'ell'          | false  |
      | 'hello' =~ 'hello'        | true   |
      | 'hello' =~ 'h\|x'         | false  |
      | 'Hello' =~ '(?i)hello'    | true   |
      | 'hello' =~ 'HELLO'        | false  |
      | 'a1b2' =~ '([a-z][0-9])+' | true   |
      | 'a.b' =~ 'a[.]b'          | true   |
      | 'axb' =~ 'a[.]b'          | false  |
      | '' =~ ''                  | true   |
      | '' =~ '.+'                | false  |
      | null =~ 'a'               | null   |
      | 'a' =~ null               | null   |
      | 1 =~ '1'                  | null   |

  Scenario Outline: Normal forms
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
      | normalize('e' + '\\u0301') = 'é' | true   |
      | size(normalize('é', 'NFD'))      | 2      |
      | normalize('ﬁ', 'NFKC')           | 'fi'   |
      | normalize(null)                  | null   |

  Scenario Outline: What is no string
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression           | type          | phase        | detail                   |
      | toUpper(1)           | TypeError     | runtime      | InvalidArgumentValue     |
      | trim(1)              | TypeError     | runtime      | InvalidArgumentValue     |
      | replace('a', 1, 'b') | TypeError     | runtime      | InvalidArgumentValue     |
      | split('a', 1)        | TypeError     | runtime      | InvalidArgumentValue     |
      | reverse(12)          | TypeError     | runtime      | InvalidArgumentValue     |
      | normalize('a', 'X')  | ArgumentError | runtime      | InvalidArgumentValue     |
      | size(1)              | SyntaxError   | compile time | InvalidArgumentType      |
      | toUpper()            | SyntaxError   | compile time | InvalidNumberOfArguments |
      | split('a')           | SyntaxError   | compile time | InvalidNumberOfArguments |
      | replace('a', 'b')    | SyntaxError   | compile time | InvalidNumberOfArguments |

  Scenario Outline: A backslash that begins no escape stands for itself
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
      | expression             | result |
      | size('\\d')            | 2      |
      | size('\\\\d')          | 2      |
      | '\\d' = '\\\\d'        | true   |
      | 'a7' =~ '[a-z]\\d'     | true   |
      | 'a.b' =~ 'a\\.b'       | true   |
      | 'axb' =~ 'a\\.b'       | false  |
      | size('\\n')            | 1      |
      | size("\\"")            | 1      |
