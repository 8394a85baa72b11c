internal import JSON

extension SchemaEvaluator {
    /// `allOf`, `anyOf`, `oneOf`, `not`, `if`/`then`/`else`.
    mutating func checkCombinations(
        _ value: JSONValue,
        _ schema: JSONObject,
        _ base: String,
        _ path: [String],
        _ coverage: inout Coverage
    ) throws(SchemaError) {
        for branch in schema["allOf"]?.arrayValue ?? [] {
            try require(value, branch, base, path, &coverage)
        }
        if let branches = schema["anyOf"]?.arrayValue {
            let valid = try satisfied(value, branches, base, path)
            for result in valid { coverage.merge(result) }
            if valid.isEmpty {
                fail("anyOf", "None of the allowed forms fits.", at: path, &coverage)
            }
        }
        if let branches = schema["oneOf"]?.arrayValue {
            let valid = try satisfied(value, branches, base, path)
            if valid.count == 1 {
                coverage.merge(valid[0])
            } else {
                let message =
                    valid.isEmpty
                    ? "None of the allowed forms fits." : "More than one of the forms fits."
                fail("oneOf", message, at: path, &coverage)
            }
        }
        if let branch = schema["not"], try probe(value, branch, base, path).isValid {
            fail("not", "The value has a form that is not allowed.", at: path, &coverage)
        }
        if let condition = schema["if"] {
            let result = try probe(value, condition, base, path)
            if result.isValid { coverage.merge(result) }
            if let branch = result.isValid ? schema["then"] : schema["else"] {
                try require(value, branch, base, path, &coverage)
            }
        }
    }

    private mutating func satisfied(
        _ value: JSONValue,
        _ branches: [JSONValue],
        _ base: String,
        _ path: [String]
    ) throws(SchemaError) -> [Coverage] {
        var valid: [Coverage] = []
        for branch in branches {
            let result = try probe(value, branch, base, path)
            if result.isValid { valid.append(result) }
        }
        return valid
    }
}
