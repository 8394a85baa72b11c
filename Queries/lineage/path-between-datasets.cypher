// By which way does data get from one dataset to another?
// $from: STRING, full name of the origin
// $to: STRING, full name of the result
// Returns hops: INTEGER, datasets: LIST<STRING> (from origin to result),
// transformations: LIST<STRING>.
MATCH path = shortestPath(
  (origin:Dataset {name: $from})<-[:DERIVED_FROM*1..20]-(result:Dataset {name: $to}))
RETURN length(path) AS hops, [d IN nodes(path) | d.name] AS datasets,
       [r IN relationships(path) | r.transformation] AS transformations
