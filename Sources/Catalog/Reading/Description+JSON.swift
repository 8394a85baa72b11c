public import JSON

extension DatasetDescription {
    /// The dataset as JSON, its fields named as in the graph; what is not known is null.
    public var json: JSONValue {
        .object([
            "name": .string(name), "type": JSONValue(type), "layer": JSONValue(layer),
            "kind": JSONValue(kind), "description": JSONValue(description),
            "owner": JSONValue(owner), "freshness": JSONValue(freshness),
            "freshness_sla": JSONValue(freshnessSLA), "row_count": JSONValue(rowCount),
            "size_bytes": JSONValue(sizeBytes), "usage_count": JSONValue(usageCount),
            "quality_score": JSONValue(qualityScore), "primary_key": JSONValue(primaryKey),
            "time_column": JSONValue(timeColumn), "domains": JSONValue(domains),
            "tags": JSONValue(tags), "required_roles": JSONValue(requiredRoles),
            "columns": .array(columns.map(\.json)),
        ])
    }
}

extension ColumnDescription {
    /// The column as JSON, its fields named as in the graph; what is not known is null.
    public var json: JSONValue {
        .object([
            "name": .string(name), "data_type": JSONValue(dataType),
            "description": JSONValue(description), "ordinal": JSONValue(ordinal),
            "is_nullable": isNullable.map { .boolean($0) } ?? .null,
            "is_primary_key": .boolean(isPrimaryKey), "is_pii": .boolean(isPII),
            "pii_type": JSONValue(piiType), "unit": JSONValue(unit),
            "sample_values": JSONValue(sampleValues), "distinct_count": JSONValue(distinctCount),
            "null_percentage": JSONValue(nullPercentage), "references": JSONValue(references),
            "business_terms": JSONValue(terms),
        ])
    }
}

extension TermDescription {
    /// The term as JSON, its fields named as in the graph; what is not known is null.
    public var json: JSONValue {
        .object([
            "term": .string(term), "name": .string(name), "definition": JSONValue(definition),
            "synonyms": JSONValue(synonyms), "domain": JSONValue(domain),
            "steward": JSONValue(steward), "kind": JSONValue(kind),
            "formula": JSONValue(formula), "aggregation": JSONValue(aggregation),
            "unit": JSONValue(unit), "format": JSONValue(format), "grain": JSONValue(grain),
            "lower_bound": JSONValue(lowerBound), "upper_bound": JSONValue(upperBound),
            "status": JSONValue(status), "mappings": .array(mappings.map(\.json)),
        ])
    }
}

extension MappingDescription {
    /// The mapping as JSON, its fields named as in the graph; what is not known is null.
    public var json: JSONValue {
        .object([
            "column": .string(column), "confidence": .number(confidence),
            "status": .string(status), "source": JSONValue(source),
            "evidence": JSONValue(evidence), "role": JSONValue(role),
            "condition": JSONValue(condition), "expression": JSONValue(expression),
        ])
    }
}

extension JSONValue {
    fileprivate init(_ text: String?) { self = text.map { .string($0) } ?? .null }
    fileprivate init(_ integer: Int64?) { self = integer.map { .integer($0) } ?? .null }
    fileprivate init(_ number: Double?) { self = number.map { .number($0) } ?? .null }
    fileprivate init(_ texts: [String]) { self = .array(texts.map { .string($0) }) }
}
