public import JSON

extension Specification {
    /// The specification as JSON; sections and members keep this order in YAML too.
    public var json: JSONValue {
        [
            "metadata": metadata.json,
            "business_context": businessContext.json,
            "data_model": dataModel.json,
            "sources": .array(sources.map(\.json)),
            "transformation": transformation.json,
            "quality_rules": .array(qualityRules.map { $0.json(table: dataModel.targetTable) }),
            "sla": serviceLevel.json,
            "lineage": lineage.json,
            "status": .string(status.rawValue),
            "warnings": .strings(warnings),
        ]
    }
}

extension JSONValue {
    static func strings(_ strings: [String]) -> JSONValue {
        .array(strings.map { .string($0) })
    }

    static func text(_ text: String?) -> JSONValue {
        text.map { .string($0) } ?? .null
    }
}

extension Specification.Metadata {
    fileprivate var json: JSONValue {
        [
            "name": .string(name),
            "version": .string(version),
            "description": .string(description),
            "owner": .text(owner),
            "created_at": .string(createdAt),
            "tags": .strings(tags),
        ]
    }
}

extension Specification.BusinessContext {
    fileprivate var json: JSONValue {
        [
            "use_case": .text(useCase),
            "request": .string(request),
            "stakeholders": .strings(stakeholders),
            "business_metrics": .array(metrics.map(\.json)),
            "dimensions": .strings(dimensions),
        ]
    }
}

extension Specification.BusinessContext.Metric {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["term": .string(term), "definition": .string(definition)]
        if let formula { object["formula"] = .string(formula) }
        if let unit { object["unit"] = .string(unit) }
        return .object(object)
    }
}

extension Specification.DataModel {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "target_table": .string(targetTable),
            "grain": .string(grain),
            "schema": .array(columns.map(\.json)),
            "primary_keys": .strings(primaryKeys),
            "constraints": .strings(constraints),
        ]
        if let partitioning {
            object["partitioning"] = [
                "type": .string(partitioning.type),
                "column": .string(partitioning.column),
                "interval": .string(partitioning.interval),
            ]
        }
        object["indexing"] = .strings(indexing)
        return .object(object)
    }
}

extension Specification.DataModel.Column {
    fileprivate var json: JSONValue {
        [
            "name": .string(name),
            "type": .string(type),
            "description": .string(description),
            "role": .string(role.rawValue),
            "nullable": .boolean(isNullable),
            "primary_key": .boolean(isPrimaryKey),
            "constraints": .strings(constraints),
            "source_columns": .strings(sources),
        ]
    }
}

extension Specification.Source {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["dataset": .string(dataset), "columns": .strings(columns)]
        if let relevance { object["relevance_score"] = .number(relevance) }
        return .object(object)
    }
}

extension Specification.Transformation {
    fileprivate var json: JSONValue {
        [
            "language": .string(language),
            "dialect": .string(dialect),
            "code": .string(code),
            "dependencies": .strings(dependencies),
            "estimated_rows": .integer(Int64(estimatedRows)),
            "joins": .strings(joins),
            "assumptions": .strings(assumptions),
        ]
    }
}

extension QualityRule {
    fileprivate func json(table: String) -> JSONValue {
        var object: JSONObject = [
            "rule_id": .string(id),
            "rule_type": .string(kind.rawValue),
        ]
        if let dataset { object["dataset"] = .string(dataset) }
        if let column { object["column"] = .string(column) }
        object["condition"] = .string(condition)
        object["severity"] = .string(severity.rawValue)
        object["description"] = .string(description)
        object["origin"] = .string(origin.rawValue)
        object["threshold"] = .number(threshold)
        let model = table.split(separator: ".").last.map(String.init) ?? table
        object["test"] = [
            "test_type": "dbt_test", "code": .string(dbtTest(model: model)),
            "sql": .string(test(on: table)),
        ]
        if let outcome {
            var result: JSONObject = [
                "status": .string(outcome.status.rawValue),
                "failed_rows": .integer(Int64(outcome.failedRows)),
                "checked_rows": .integer(Int64(outcome.checkedRows)),
            ]
            if let note = outcome.note { result["note"] = .string(note) }
            object["outcome"] = .object(result)
        }
        return .object(object)
    }
}

extension Specification.ServiceLevel {
    fileprivate var json: JSONValue {
        [
            "freshness": .string(freshness),
            "latency": .string(latency),
            "completeness": .string(completeness),
            "accuracy": .string(accuracy),
        ]
    }
}

extension LineageGraph {
    /// The graph as JSON.
    public var json: JSONValue {
        var object: JSONObject = [
            "nodes": .array(
                nodes.map { node in
                    [
                        "id": .string(node.id), "type": .string(node.type),
                        "layer": .string(node.layer),
                    ]
                }
            ),
            "edges": .array(edges.map(\.json)),
        ]
        if !columns.isEmpty { object["columns"] = .array(columns.map(\.json)) }
        return .object(object)
    }
}

extension LineageGraph.Edge {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "from": .string(from), "to": .string(to),
            "transformation": .string(transformation),
        ]
        if let expression { object["expression"] = .string(expression) }
        return .object(object)
    }
}
