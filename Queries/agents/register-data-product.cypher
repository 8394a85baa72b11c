// Registers a data product with the dataset that it fills; again, it brings both up to date.
// $product: MAP, properties of the product; name and version identify it
// $target: MAP, properties of the dataset; name identifies it
// Returns product: STRING, version: STRING, target: STRING.
MERGE (p:DataProduct {name: $product.name, version: $product.version})
ON CREATE SET p.created_at = datetime()
SET p += $product, p.updated_at = datetime()
MERGE (d:Dataset {name: $target.name})
ON CREATE SET d.created_at = datetime()
SET d += $target, d.updated_at = datetime()
MERGE (p)-[:PRODUCES]->(d)
RETURN p.name AS product, p.version AS version, d.name AS target
