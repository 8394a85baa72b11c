Feature: Functions on the graph

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:A:B {x: 1, y: 'z'})-[:R {w: 1}]->(b:C)
      """

  Scenario Outline: functions of entities
    When executing query:
      """
      MATCH (a:A)-[r]->(b) RETURN <expression> AS x
      """
    Then the result should be (ignoring element order for lists):
      | x   |
      | <x> |

    Examples:
      | expression                                 | x                |
      | labels(a)                                  | ['A', 'B']       |
      | type(r)                                    | 'R'              |
      | keys(a)                                    | ['x', 'y']       |
      | properties(a)                              | {x: 1, y: 'z'}   |
      | properties(r)                              | {w: 1}           |
      | startNode(r) = a                           | true             |
      | endNode(r) = b                             | true             |
      | id(a) = id(startNode(r))                   | true             |
      | elementId(a) = elementId(startNode(r))     | true             |
      | elementId(a) IS :: STRING                  | true             |
      | a.x + r.w                                  | 2                |
      | a['x']                                     | 1                |
      | a.missing                                  | null             |
      | a.missing.deeper                           | null             |
      | exists(a.x)                                | true             |
      | exists(a.missing)                          | false            |
      | a.x IS NOT NULL AND a.missing IS NULL      | true             |
      | size(keys(b))                              | 0                |
      | a:A:B                                      | true             |
      | a:C                                        | false            |
      | r:R                                        | true             |
      | a = a                                      | true             |
      | a <> b                                     | true             |
      | a IN [b, a]                                | true             |
      | [n IN [a, b] \| labels(n)[0]] <> []        | true             |
      | count(*)                                   | 1                |
      | isEmpty(keys(b))                           | true             |
      | valueType(a.x)                             | 'INTEGER NOT NULL' |
      | coalesce(b.name, a.y, 'none')              | 'z'              |
      | toString(a.x) + a.y                        | '1z'             |
      | nullIf(a.x, 1)                             | null             |
