# Points of four coordinate systems; those of different systems are neither equal nor comparable.
Feature: Points

  Scenario Outline: Points as strings
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
      | expression                                                   | result                                                       |
      | toString(point({x: 3, y: 0}))                                | 'point({x: 3.0, y: 0.0, crs: \\'cartesian\\'})'              |
      | toString(point({x: 0, y: 4, z: 1}))                          | 'point({x: 0.0, y: 4.0, z: 1.0, crs: \\'cartesian-3d\\'})'   |
      | toString(point({latitude: 12, longitude: 56}))               | 'point({x: 56.0, y: 12.0, crs: \\'wgs-84\\'})'               |
      | toString(point({latitude: 12, longitude: 56, height: 1000})) | 'point({x: 56.0, y: 12.0, z: 1000.0, crs: \\'wgs-84-3d\\'})' |
      | 'at ' + point({x: 1, y: 2})                                  | 'at point({x: 1.0, y: 2.0, crs: \\'cartesian\\'})'           |

  Scenario Outline: Systems by name, by number and by coordinates
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
      | expression                                        | result      |
      | point({x: 1, y: 2}).crs                           | 'cartesian' |
      | point({x: 1, y: 2}).srid                          | 7203        |
      | point({x: 1, y: 2, z: 3}).srid                    | 9157        |
      | point({longitude: 1, latitude: 2}).srid           | 4326        |
      | point({longitude: 1, latitude: 2, height: 3}).crs | 'wgs-84-3d' |
      | point({x: 1, y: 2, crs: 'WGS-84'}).srid           | 4326        |
      | point({x: 1, y: 2, srid: 4326}).crs               | 'wgs-84'    |
      | point({x: 1, y: 2, z: 3, crs: 'wgs-84-3D'}).srid  | 4979        |
      | point({longitude: 1, latitude: 2, z: 3}).srid     | 4979        |

  Scenario Outline: Components
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
      | expression                                             | result |
      | point({x: 1, y: 2}).x                                  | 1.0    |
      | point({x: 1, y: 2.5}).y                                | 2.5    |
      | point({x: 1, y: 2, z: 3}).z                            | 3.0    |
      | point({longitude: 56, latitude: 12}).longitude         | 56.0   |
      | point({longitude: 56, latitude: 12}).latitude          | 12.0   |
      | point({longitude: 56, latitude: 12}).x                 | 56.0   |
      | point({longitude: 56, latitude: 12, height: 7}).height | 7.0    |
      | point({longitude: 56, latitude: 12, height: 7}).z      | 7.0    |
      | point({longitude: 200, latitude: 0}).x                 | -160.0 |
      | point({longitude: -190, latitude: 0}).x                | 170.0  |
      | point({longitude: 180, latitude: 0}).x                 | 180.0  |

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
      | expression                                                       | result |
      | point(null)                                                      | null   |
      | point({x: 1, y: null})                                           | null   |
      | point({x: 1, y: 2, crs: null})                                   | null   |
      | point.distance(null, point({x: 1, y: 2}))                        | null   |
      | point.distance(point({x: 1, y: 2}), null)                        | null   |
      | point.withinBBox(null, point({x: 1, y: 2}), point({x: 1, y: 2})) | null   |

  Scenario Outline: Equality and comparison
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
      | expression                                               | result |
      | point({x: 1, y: 2}) = point({x: 1.0, y: 2.0})            | true   |
      | point({x: 1, y: 2}) = point({x: 2, y: 1})                | false  |
      | point({x: 1, y: 2}) = point({x: 1, y: 2, crs: 'wgs-84'}) | false  |
      | point({x: 1, y: 2}) = point({x: 1, y: 2, z: 0})          | false  |
      | point({x: 0.0, y: 0}) = point({x: -0.0, y: 0})           | true   |
      | point({x: 1, y: 2}) <> point({x: 1, y: 3})               | true   |
      | point({x: 1, y: 2}) < point({x: 2, y: 3})                | null   |
      | point({x: 1, y: 2}) >= point({x: 1, y: 2})               | null   |
      | point({x: 1, y: 2}) IN [point({x: 1, y: 2})]             | true   |
      | [point({x: 1, y: 2})] = [point({x: 1, y: 2})]            | true   |
      | point({x: 1, y: 2}) = 'a'                                | false  |

  Scenario Outline: Distances
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
      | expression                                                                                                                                | result      |
      | point.distance(point({x: 0, y: 0}), point({x: 3, y: 4}))                                                                                  | 5.0         |
      | point.distance(point({x: 1, y: 2, z: 3}), point({x: 3, y: 5, z: 9}))                                                                      | 7.0         |
      | round(point.distance(point({longitude: 12.564590, latitude: 55.672874}), point({longitude: 12.994341, latitude: 55.611784})))             | 27842.0     |
      | round(point.distance(point({longitude: 12.78, latitude: 56.7, height: 100}), point({latitude: 56.71, longitude: 12.79, height: 100})), 6) | 1269.914871 |
      | point.distance(point({longitude: 1, latitude: 2, height: 10}), point({longitude: 1, latitude: 2, height: 50}))                            | 40.0        |
      | point.distance(point({x: 0, y: 0}), point({x: 0, y: 0, z: 0}))                                                                            | null        |
      | point.distance(point({x: 0, y: 0}), point({x: 0, y: 0, crs: 'wgs-84'}))                                                                   | null        |
      | point.distance(point({longitude: 179, latitude: 0}), point({longitude: -179, latitude: 0})) < 300000                                      | true        |

  Scenario Outline: Boxes
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
      | expression                                                                                                                                     | result |
      | point.withinBBox(point({x: 5, y: 5}), point({x: 0, y: 0}), point({x: 10, y: 10}))                                                              | true   |
      | point.withinBBox(point({x: 0, y: 10}), point({x: 0, y: 0}), point({x: 10, y: 10}))                                                             | true   |
      | point.withinBBox(point({x: 5, y: 11}), point({x: 0, y: 0}), point({x: 10, y: 10}))                                                             | false  |
      | point.withinBBox(point({x: 5, y: 5}), point({x: 10, y: 0}), point({x: 0, y: 10}))                                                              | false  |
      | point.withinBBox(point({longitude: 180, latitude: 55.66}), point({longitude: 179, latitude: 55.66}), point({longitude: -179, latitude: 55.7})) | true   |
      | point.withinBBox(point({longitude: 0, latitude: 55.66}), point({longitude: 179, latitude: 55.66}), point({longitude: -179, latitude: 55.7}))   | false  |
      | point.withinBBox(point({longitude: 1, latitude: 1}), point({longitude: 0, latitude: 2}), point({longitude: 2, latitude: 0}))                   | false  |
      | point.withinBBox(point({x: 1, y: 1, z: 1}), point({x: 0, y: 0}), point({x: 2, y: 2}))                                                          | null   |

  Scenario Outline: Points that cannot be
    Given any graph
    When executing query:
      """
      RETURN <expression> AS result
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression                                           | type          | phase        | detail               |
      | point({x: 1})                                        | ArgumentError | runtime      | InvalidArgumentValue |
      | point({})                                            | ArgumentError | runtime      | InvalidArgumentValue |
      | point({x: '1', y: 2})                                | TypeError     | runtime      | InvalidArgumentValue |
      | point({longitude: 0, latitude: 91})                  | ArgumentError | runtime      | NumberOutOfRange     |
      | point({x: 1, y: 2, crs: 'mars'})                     | ArgumentError | runtime      | InvalidArgumentValue |
      | point({x: 1, y: 2, srid: 1})                         | ArgumentError | runtime      | InvalidArgumentValue |
      | point({x: 1, y: 2, z: 3, crs: 'cartesian'})          | ArgumentError | runtime      | InvalidArgumentValue |
      | point({x: 1, y: 2, crs: 'cartesian-3d'})             | ArgumentError | runtime      | InvalidArgumentValue |
      | point({longitude: 1, latitude: 2, crs: 'cartesian'}) | ArgumentError | runtime      | InvalidArgumentValue |
      | point({x: 1.0 / 0, y: 2})                            | ArgumentError | runtime      | NumberOutOfRange     |
      | point(1)                                             | SyntaxError   | compile time | InvalidArgumentType  |
      | point.distance(1, 2)                                 | SyntaxError   | compile time | InvalidArgumentType  |
      | point({x: 1, y: 2}).latitude                         | TypeError     | runtime      | InvalidArgumentType  |
      | point({x: 1, y: 2}).colour                           | TypeError     | runtime      | InvalidArgumentType  |
      | point({x: 1, y: 2}) + 1                              | TypeError     | runtime      | InvalidArgumentType  |

  Scenario: Points are stored as properties, alone and in lists
    Given an empty graph
    And having executed:
      """
      CREATE (:Place {at: point({x: 1, y: 2}), stops: [point({x: 1, y: 2}), point({x: 3, y: 4})]})
      """
    When executing query:
      """
      MATCH (n:Place)
      RETURN n.at.x AS x, n.at = point({x: 1, y: 2}) AS same, n.stops[1].y AS y, valueType(n.stops) AS type
      """
    Then the result should be, in any order:
      | x   | same | y   | type                            |
      | 1.0 | true | 4.0 | 'LIST<POINT NOT NULL> NOT NULL' |
    And no side effects

  Scenario: Nodes are found by their point
    Given an empty graph
    And having executed:
      """
      CREATE (:Place {name: 'a', at: point({x: 1, y: 2})}), (:Place {name: 'b', at: point({x: 2, y: 1})}), (:Place {name: 'c', at: point({x: 1, y: 2, crs: 'wgs-84'})})
      """
    When executing query:
      """
      MATCH (n:Place {at: point({x: 1.0, y: 2.0})}) RETURN n.name AS name
      """
    Then the result should be, in any order:
      | name |
      | 'a'  |
    And no side effects

  Scenario: Points order by system and then by coordinates
    Given an empty graph
    When executing query:
      """
      UNWIND [point({x: 2, y: 1}), point({x: 1, y: 2, z: 0}), point({x: 1, y: 9}), point({longitude: 9, latitude: 9}), point({x: 1, y: 2})] AS p
      WITH p ORDER BY p
      RETURN collect([p.srid, p.x, p.y]) AS all
      """
    Then the result should be, in any order:
      | all                                                                                        |
      | [[4326, 9.0, 9.0], [7203, 1.0, 2.0], [7203, 1.0, 9.0], [7203, 2.0, 1.0], [9157, 1.0, 2.0]] |
    And no side effects

  Scenario: Equal points are one value to DISTINCT
    Given an empty graph
    When executing query:
      """
      UNWIND [point({x: 1, y: 2}), point({x: 1.0, y: 2.0}), point({x: 0.0, y: 0}), point({x: -0.0, y: 0})] AS p
      RETURN count(DISTINCT p) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |
    And no side effects

  Scenario: A point can be made from the properties of a node
    Given an empty graph
    And having executed:
      """
      CREATE ({longitude: 12.5, latitude: 55.5, city: 'Malmö'})
      """
    When executing query:
      """
      MATCH (n) RETURN point(n).x AS x
      """
    Then the result should be, in any order:
      | x    |
      | 12.5 |
    And no side effects
