Feature: Vector indexes

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE VECTOR INDEX near FOR (n:V) ON (n.e)
      OPTIONS {indexConfig: {`vector.dimensions`: 2, `vector.similarity_function`: 'cosine'}}
      """
    And having executed:
      """
      CREATE VECTOR INDEX close FOR (n:V) ON (n.f)
      OPTIONS {indexConfig: {`vector.dimensions`: 2, `vector.similarity_function`: 'EUCLIDEAN'}}
      """
    And having executed:
      """
      CREATE VECTOR INDEX links FOR ()-[r:L]-() ON (r.e)
      OPTIONS {indexConfig: {`vector.dimensions`: 2}}
      """
    And having executed:
      """
      CREATE (a:V {k: 1, e: [1.0, 0.0], f: [0, 0]}), (b:V {k: 2, e: [0.0, 1.0], f: [3, 0]}),
        (c:V {k: 3, e: [1.0, 1.0]}), (:V {k: 4}), (:V {k: 5, e: [1.0]}), (:V {k: 6, e: 'no'}),
        (:W {k: 7, e: [1.0, 0.0]}), (a)-[:L {e: [1, 2]}]->(b), (a)-[:L {e: [2, 1]}]->(c)
      """

  Scenario Outline: the nearest nodes, nearest first
    When executing query:
      """
      CALL db.index.vector.queryNodes('<index>', <count>, <vector>) YIELD node, score
      RETURN collect(node.k) AS keys, collect(round(score, 3)) AS scores
      """
    Then the result should be, in any order:
      | keys   | scores   |
      | <keys> | <scores> |

    Examples:
      | index | count | vector     | keys      | scores            |
      | near  | 10    | [1, 0]     | [1, 3, 2] | [1.0, 0.854, 0.5] |
      | near  | 2     | [0.0, 2.5] | [2, 3]    | [1.0, 0.854]      |
      | close | 10    | [0, 0]     | [1, 2]    | [1.0, 0.1]        |

  Scenario: the nearest relationships
    When executing query:
      """
      CALL db.index.vector.queryRelationships('links', 1, [2.0, 4.0]) YIELD relationship
      RETURN relationship.e AS e
      """
    Then the result should be, in any order:
      | e      |
      | [1, 2] |

  Scenario: the vector of a node that was matched
    When executing query:
      """
      MATCH (v:V {k: 2})
      CALL db.index.vector.queryNodes('near', 5, v.e) YIELD node, score
      WHERE node <> v AND score > 0.6
      RETURN node.k AS k
      """
    Then the result should be, in any order:
      | k |
      | 3 |

  Scenario: a vector is set as floats
    When executing query:
      """
      MATCH (v:V {k: 4}) CALL db.create.setNodeVectorProperty(v, 'e', [1, 2]) RETURN v.e AS e
      """
    Then the result should be, in any order:
      | e          |
      | [1.0, 2.0] |

  Scenario Outline: what cannot be asked
    When executing query:
      """
      CALL db.index.vector.<call> YIELD score RETURN score
      """
    Then a <error> should be raised at runtime: *

    Examples:
      | call                                  | error          |
      | queryNodes('missing', 1, [1, 2])      | ProcedureError |
      | queryNodes('links', 1, [1, 2])        | ProcedureError |
      | queryRelationships('near', 1, [1, 2]) | ProcedureError |
      | queryNodes('near', 1, [1, 2, 3])      | ArgumentError  |
      | queryNodes('near', 0, [1, 2])         | ArgumentError  |
      | queryNodes('near', 1, ['a', 'b'])     | TypeError      |
