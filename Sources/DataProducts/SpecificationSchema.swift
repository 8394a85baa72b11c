public import JSON
public import JSONSchema

/// The JSON Schema that every specification satisfies.
public enum SpecificationSchema {
    /// The schema's document.
    public static func document() throws(JSONError) -> JSONValue {
        try JSONValue(parsing: text)
    }

    /// What is wrong with a specification in its JSON form; empty when nothing is.
    ///
    /// - Parameter specification: The JSON form.
    /// - Returns: The violations, each with its place.
    /// - Throws: `JSONError` or `SchemaError` when the schema itself is broken.
    public static func violations(of specification: JSONValue) throws -> [SchemaViolation] {
        try Schema(document()).violations(of: specification)
    }

    /// The schema as text.
    public static let text = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:lexigraph:data-product:1",
          "title": "Data product specification",
          "type": "object",
          "required": ["metadata", "business_context", "data_model", "sources", "transformation",
                       "quality_rules", "sla", "lineage", "status", "warnings"],
          "additionalProperties": false,
          "properties": {
            "metadata": {
              "type": "object",
              "required": ["name", "version", "description", "owner", "created_at", "tags"],
              "additionalProperties": false,
              "properties": {
                "name": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"},
                "version": {"type": "string", "pattern": "^[0-9]+[.][0-9]+[.][0-9]+$"},
                "description": {"$ref": "#/$defs/text"},
                "owner": {"$ref": "#/$defs/text"},
                "created_at": {"type": "string", "format": "date-time"},
                "tags": {"type": "array", "items": {"$ref": "#/$defs/text"}, "uniqueItems": true}
              }
            },
            "business_context": {
              "type": "object",
              "required": ["use_case", "request", "stakeholders", "business_metrics",
                           "dimensions"],
              "additionalProperties": false,
              "properties": {
                "use_case": {"type": ["string", "null"]},
                "request": {"$ref": "#/$defs/text"},
                "stakeholders": {
                  "type": "array", "minItems": 1, "items": {"$ref": "#/$defs/text"}
                },
                "business_metrics": {
                  "type": "array",
                  "minItems": 1,
                  "items": {
                    "type": "object",
                    "required": ["term", "definition"],
                    "additionalProperties": false,
                    "properties": {
                      "term": {"$ref": "#/$defs/text"},
                      "definition": {"$ref": "#/$defs/text"},
                      "formula": {"$ref": "#/$defs/text"},
                      "unit": {"$ref": "#/$defs/text"}
                    }
                  }
                },
                "dimensions": {"type": "array", "items": {"$ref": "#/$defs/text"}}
              }
            },
            "data_model": {
              "type": "object",
              "required": ["target_table", "grain", "schema", "primary_keys", "indexing"],
              "additionalProperties": false,
              "properties": {
                "target_table": {"type": "string", "pattern": "^gold[.][a-z][a-z0-9_]*$"},
                "grain": {"$ref": "#/$defs/text"},
                "schema": {
                  "type": "array", "minItems": 1, "items": {"$ref": "#/$defs/column"}
                },
                "primary_keys": {"type": "array", "items": {"$ref": "#/$defs/text"}},
                "constraints": {"type": "array", "items": {"$ref": "#/$defs/text"}},
                "partitioning": {
                  "type": "object",
                  "required": ["type", "column", "interval"],
                  "additionalProperties": false,
                  "properties": {
                    "type": {"enum": ["range", "list", "hash"]},
                    "column": {"$ref": "#/$defs/text"},
                    "interval": {"enum": ["daily", "monthly", "quarterly", "yearly"]}
                  }
                },
                "indexing": {"type": "array", "items": {"$ref": "#/$defs/text"}}
              }
            },
            "sources": {
              "type": "array",
              "minItems": 1,
              "items": {
                "type": "object",
                "required": ["dataset", "columns"],
                "additionalProperties": false,
                "properties": {
                  "dataset": {"$ref": "#/$defs/text"},
                  "columns": {
                    "type": "array", "minItems": 1, "items": {"$ref": "#/$defs/text"}
                  },
                  "relevance_score": {"type": "number", "minimum": 0, "maximum": 1}
                }
              }
            },
            "transformation": {
              "type": "object",
              "required": ["language", "dialect", "code", "dependencies", "estimated_rows"],
              "additionalProperties": false,
              "properties": {
                "language": {"enum": ["SQL", "Python"]},
                "dialect": {"$ref": "#/$defs/text"},
                "code": {"$ref": "#/$defs/text"},
                "dependencies": {
                  "type": "array", "minItems": 1, "items": {"$ref": "#/$defs/text"}
                },
                "estimated_rows": {"type": "integer", "minimum": 0},
                "joins": {"type": "array", "items": {"$ref": "#/$defs/text"}},
                "assumptions": {"type": "array", "items": {"$ref": "#/$defs/text"}}
              }
            },
            "quality_rules": {
              "type": "array", "minItems": 8, "items": {"$ref": "#/$defs/rule"}
            },
            "sla": {
              "type": "object",
              "required": ["freshness", "latency", "completeness", "accuracy"],
              "additionalProperties": false,
              "properties": {
                "freshness": {"$ref": "#/$defs/text"},
                "latency": {"$ref": "#/$defs/text"},
                "completeness": {"$ref": "#/$defs/text"},
                "accuracy": {"$ref": "#/$defs/text"}
              }
            },
            "lineage": {
              "type": "object",
              "required": ["nodes", "edges"],
              "additionalProperties": false,
              "properties": {
                "nodes": {
                  "type": "array",
                  "minItems": 2,
                  "items": {
                    "type": "object",
                    "required": ["id", "type", "layer"],
                    "additionalProperties": false,
                    "properties": {
                      "id": {"$ref": "#/$defs/text"},
                      "type": {"enum": ["source", "target"]},
                      "layer": {"$ref": "#/$defs/text"}
                    }
                  }
                },
                "edges": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/edge"}},
                "columns": {"type": "array", "items": {"$ref": "#/$defs/edge"}}
              }
            },
            "status": {"enum": ["complete", "incomplete"]},
            "warnings": {"type": "array", "items": {"$ref": "#/$defs/text"}}
          },
          "$defs": {
            "text": {"type": "string", "minLength": 1},
            "column": {
              "type": "object",
              "required": ["name", "type", "description", "nullable", "primary_key"],
              "additionalProperties": false,
              "properties": {
                "name": {"type": "string", "pattern": "^[a-z_][a-z0-9_]*$"},
                "type": {"$ref": "#/$defs/text"},
                "description": {"$ref": "#/$defs/text"},
                "role": {"enum": ["time", "dimension", "measure", "metric"]},
                "nullable": {"type": "boolean"},
                "primary_key": {"type": "boolean"},
                "constraints": {"type": "array", "items": {"$ref": "#/$defs/text"}},
                "source_columns": {"type": "array", "items": {"$ref": "#/$defs/text"}}
              }
            },
            "rule": {
              "type": "object",
              "required": ["rule_id", "rule_type", "condition", "severity", "description",
                           "test"],
              "additionalProperties": false,
              "properties": {
                "rule_id": {"$ref": "#/$defs/text"},
                "rule_type": {
                  "enum": ["completeness", "uniqueness", "validity", "integrity", "accuracy",
                           "consistency", "timeliness", "statistical"]
                },
                "dataset": {"$ref": "#/$defs/text"},
                "column": {"$ref": "#/$defs/text"},
                "condition": {"$ref": "#/$defs/text"},
                "severity": {"enum": ["error", "warning"]},
                "description": {"$ref": "#/$defs/text"},
                "origin": {"enum": ["schema", "graph", "business", "model"]},
                "threshold": {"type": "number", "minimum": 0, "maximum": 1},
                "test": {
                  "type": "object",
                  "required": ["test_type", "code", "sql"],
                  "additionalProperties": false,
                  "properties": {
                    "test_type": {"const": "dbt_test"},
                    "code": {"$ref": "#/$defs/text"},
                    "sql": {"$ref": "#/$defs/text"}
                  }
                },
                "outcome": {
                  "type": "object",
                  "required": ["status", "failed_rows", "checked_rows"],
                  "additionalProperties": false,
                  "properties": {
                    "status": {"enum": ["passed", "failed", "not_run"]},
                    "failed_rows": {"type": "integer", "minimum": 0},
                    "checked_rows": {"type": "integer", "minimum": 0},
                    "note": {"$ref": "#/$defs/text"}
                  }
                }
              }
            },
            "edge": {
              "type": "object",
              "required": ["from", "to", "transformation"],
              "additionalProperties": false,
              "properties": {
                "from": {"$ref": "#/$defs/text"},
                "to": {"$ref": "#/$defs/text"},
                "transformation": {"$ref": "#/$defs/text"},
                "expression": {"$ref": "#/$defs/text"}
              }
            }
          }
        }
        """#
}
