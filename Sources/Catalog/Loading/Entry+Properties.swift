import PropertyGraph

extension DatasetEntry {
    /// The properties that the entry states; null where it says nothing.
    var properties: GraphMerger.Properties {
        [
            ("type", Value(text: type)),
            ("layer", Value(text: layer)),
            ("kind", Value(text: kind)),
            ("description", Value(text: description)),
            ("owner", Value(text: owner)),
            ("freshness", Value(text: freshness)),
            ("freshness_sla", Value(text: freshnessSLA)),
            ("usage_count", Value(integer: usageCount)),
            ("row_count", Value(integer: rowCount)),
            ("size_bytes", Value(integer: sizeBytes)),
            ("primary_key", Value(texts: primaryKey)),
            ("time_column", Value(text: timeColumn)),
        ]
    }
}

extension ColumnEntry {
    /// The properties that the entry states; null where it says nothing.
    func properties(ordinal: Int, isKey: Bool) -> GraphMerger.Properties {
        [
            ("data_type", Value(text: type)),
            ("description", Value(text: description)),
            ("unit", Value(text: unit)),
            ("ordinal", .integer(Int64(ordinal))),
            ("is_nullable", Value(boolean: isNullable)),
            ("is_primary_key", .boolean(isKey)),
            ("is_pii", .boolean(piiType != nil)),
            ("pii_type", Value(text: piiType)),
            ("distinct_count", Value(integer: distinctCount)),
            ("null_percentage", .float(nullPercentage ?? 0)),
            ("sample_values", Value(texts: sampleValues)),
        ]
    }
}

extension TermEntry {
    /// The name to show when none is given: the key with blanks.
    var displayName: String {
        String(term.map { $0 == "_" ? " " : $0 })
    }

    /// The properties that the entry states; null where it says nothing.
    var properties: GraphMerger.Properties {
        [
            ("name", Value(text: name)),
            ("definition", Value(text: definition)),
            ("synonyms", Value(texts: synonyms)),
            ("domain", Value(text: domain)),
            ("steward", Value(text: steward)),
            ("kind", Value(text: kind)),
            ("formula", Value(text: formula)),
            ("aggregation", Value(text: aggregation)),
            ("unit", Value(text: unit)),
            ("format", Value(text: format)),
            ("grain", Value(text: grain)),
            ("lower_bound", Value(number: lowerBound)),
            ("upper_bound", Value(number: upperBound)),
            ("status", Value(text: status)),
            ("values", values.isEmpty ? .null : Value(texts: values.map(\.text))),
        ]
    }
}

extension MappingEntry {
    /// The properties that the entry states; a mapping is told whole, so null where it says nothing.
    func properties(source: String) -> GraphMerger.Properties {
        [
            ("confidence", .float(confidence ?? 1)),
            ("status", .string(status ?? "approved")),
            ("source", .string(source)),
            ("evidence", Value(text: evidence)),
            ("role", Value(text: role)),
            ("condition", Value(text: condition)),
            ("expression", Value(text: expression)),
            ("through", through.isEmpty ? .null : Value(texts: through)),
        ]
    }
}
