// Where does personal data end up downstream?
// $depth: INTEGER = 5, hops (1…20)
// Returns source: STRING, pii_type: STRING, reaches: STRING, distance: INTEGER (hops).
MATCH path = (pii:Column {is_pii: true})<-[:DERIVED_FROM*1..20]-(c:Column)
WHERE length(path) <= $depth
WITH pii, c, min(length(path)) AS distance
RETURN pii.dataset_name + '.' + pii.name AS source, pii.pii_type AS pii_type,
       c.dataset_name + '.' + c.name AS reaches, distance
ORDER BY source, distance, reaches
