# They are null for null, and errors for what is neither.
Feature: Functions on nodes, relationships and paths

  Scenario Outline: Null
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
      | id(null)            | null   |
      | elementId(null)     | null   |
      | type(null)          | null   |
      | labels(null)        | null   |
      | keys(null)          | null   |
      | properties(null)    | null   |
      | startNode(null)     | null   |
      | endNode(null)       | null   |
      | nodes(null)         | null   |
      | relationships(null) | null   |
      | length(null)        | null   |
      | exists(null)        | null   |

  Scenario: Parts of nodes and relationships
    Given an empty graph
    And having executed:
      """
      CREATE (:A:B {name: 'x', age: 1})-[:KNOWS {since: 2020}]->()
      """
    When executing query:
      """
      MATCH (a:A)-[r:KNOWS]->(b)
      RETURN labels(a) AS labels, type(r) AS type, keys(a) AS keys, properties(r) AS properties, startNode(r) = a AS starts, endNode(r) = b AS ends, id(a) <> id(b) AS differ
      """
    Then the result should be, in any order:
      | labels     | type    | keys            | properties    | starts | ends | differ |
      | ['A', 'B'] | 'KNOWS' | ['age', 'name'] | {since: 2020} | true   | true | true   |
    And no side effects

  Scenario: Nodes and relationships are found by their identities
    Given an empty graph
    And having executed:
      """
      CREATE ({name: 'x'})-[:R]->({name: 'y'})
      """
    When executing query:
      """
      MATCH (a)-[r]->()
      WITH elementId(a) AS node, id(a) AS number, elementId(r) AS relationship
      MATCH (n) WHERE elementId(n) = node AND id(n) = number
      MATCH ()-[s]->() WHERE elementId(s) = relationship
      RETURN n.name AS name, type(s) AS type
      """
    Then the result should be, in any order:
      | name | type |
      | 'x'  | 'R'  |
    And no side effects

  Scenario: Parts of paths
    Given an empty graph
    And having executed:
      """
      CREATE (:A)-[:R]->(:B)-[:S]->(:C)
      """
    When executing query:
      """
      MATCH p = (:A)-[*2]->(:C)
      RETURN length(p) AS length, [n IN nodes(p) | labels(n)[0]] AS nodes, [r IN relationships(p) | type(r)] AS relationships
      """
    Then the result should be, in any order:
      | length | nodes           | relationships |
      | 2      | ['A', 'B', 'C'] | ['R', 'S']    |
    And no side effects

  Scenario: A path of no relationships
    Given an empty graph
    And having executed:
      """
      CREATE ()
      """
    When executing query:
      """
      MATCH p = (n) RETURN length(p) AS length, size(nodes(p)) AS nodes, relationships(p) AS relationships
      """
    Then the result should be, in any order:
      | length | nodes | relationships |
      | 0      | 1     | []            |
    And no side effects

  Scenario: Properties by computed names
    Given an empty graph
    And having executed:
      """
      CREATE ({name: 'x'})
      """
    When executing query:
      """
      MATCH (n) RETURN n['na' + 'me'] AS name, n['other'] AS other, n[null] AS none
      """
    Then the result should be, in any order:
      | name | other | none |
      | 'x'  | null  | null |
    And no side effects

  Scenario: A property exists or not
    Given an empty graph
    And having executed:
      """
      CREATE ({name: 'x'})
      """
    When executing query:
      """
      MATCH (n) RETURN n.name, exists(n.name) AS has, n.age IS NOT NULL AS hasAge
      """
    Then the result should be, in any order:
      | n.name | has  | hasAge |
      | 'x'    | true | false  |
    And no side effects

  Scenario: Similarities of vectors
    Given an empty graph
    When executing query:
      """
      RETURN vector.similarity.cosine([1, 0], [0, 1]) AS cosine, vector.similarity.euclidean([1, 0], [1, 2]) AS euclidean, vector.similarity.cosine(null, [1]) AS none
      """
    Then the result should be, in any order:
      | cosine | euclidean | none |
      | 0.5    | 0.2       | null |
    And no side effects

  Scenario Outline: What has no such part
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression                            | type          | phase        | detail                   |
      | labels(1)                             | SyntaxError   | compile time | InvalidArgumentType      |
      | type('a')                             | SyntaxError   | compile time | InvalidArgumentType      |
      | keys(1)                               | SyntaxError   | compile time | InvalidArgumentType      |
      | properties([1])                       | SyntaxError   | compile time | InvalidArgumentType      |
      | id({a: 1})                            | SyntaxError   | compile time | InvalidArgumentType      |
      | nodes([1])                            | SyntaxError   | compile time | InvalidArgumentType      |
      | startNode(1)                          | SyntaxError   | compile time | InvalidArgumentType      |
      | vector.similarity.cosine([1], [1, 2]) | ArgumentError | runtime      | InvalidArgumentValue     |
      | vector.similarity.cosine([0], [1])    | ArgumentError | runtime      | InvalidArgumentValue     |
      | vector.similarity.cosine(['a'], [1])  | TypeError     | runtime      | InvalidArgumentValue     |
      | graph.names()                         | SyntaxError   | compile time | UnknownFunction          |
      | apoc.text.join(['a'], ',')            | SyntaxError   | compile time | UnknownFunction          |
      | id()                                  | SyntaxError   | compile time | InvalidNumberOfArguments |
