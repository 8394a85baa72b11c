// Which versions of this data product are registered?
// $name: STRING, name of the product
// Returns version: STRING, status: STRING, target: STRING, signature: STRING (what was asked),
// content: STRING (what it holds), created_at: DATETIME, newest first.
MATCH (p:DataProduct {name: $name})
RETURN p.version AS version, p.status AS status, p.target AS target, p.signature AS signature,
       p.content AS content, p.created_at AS created_at
ORDER BY created_at DESC, version DESC
