internal import JSON

extension SchemaEvaluator {
    /// The keywords for objects.
    mutating func checkObject(
        _ object: JSONObject,
        _ schema: JSONObject,
        _ base: String,
        _ path: [String],
        _ coverage: inout Coverage
    ) throws(SchemaError) {
        checkSize(object, schema, path, &coverage)
        for name in schema["required"]?.arrayValue ?? [] {
            if let name = name.stringValue, object[name] == nil {
                fail("required", "The member `\(name)` is missing.", at: path, &coverage)
            }
        }
        for (name, dependents) in schema["dependentRequired"]?.objectValue ?? [:] {
            guard object[name] != nil else { continue }
            for dependent in dependents.arrayValue ?? [] {
                if let dependent = dependent.stringValue, object[dependent] == nil {
                    let message = "The member `\(dependent)` is missing beside `\(name)`."
                    fail("dependentRequired", message, at: path, &coverage)
                }
            }
        }
        for (name, dependent) in schema["dependentSchemas"]?.objectValue ?? [:]
        where object[name] != nil {
            try require(.object(object), dependent, base, path, &coverage)
        }
        if let names = schema["propertyNames"] {
            for member in object {
                let result = try probe(.string(member.name), names, base, path)
                if !result.isValid {
                    let message = "The name `\(member.name)` is not allowed."
                    fail("propertyNames", message, at: path, &coverage)
                }
            }
        }
        try checkMembers(object, schema, base, path, &coverage)
    }

    private mutating func checkSize(
        _ object: JSONObject,
        _ schema: JSONObject,
        _ path: [String],
        _ coverage: inout Coverage
    ) {
        if let least = schema["minProperties"]?.integerValue, object.count < least {
            let message = "There must be at least \(least) members, not \(object.count)."
            fail("minProperties", message, at: path, &coverage)
        }
        if let most = schema["maxProperties"]?.integerValue, object.count > most {
            let message = "There may be at most \(most) members, not \(object.count)."
            fail("maxProperties", message, at: path, &coverage)
        }
    }

    private mutating func checkMembers(
        _ object: JSONObject,
        _ schema: JSONObject,
        _ base: String,
        _ path: [String],
        _ coverage: inout Coverage
    ) throws(SchemaError) {
        let properties = schema["properties"]?.objectValue ?? [:]
        let patterns = schema["patternProperties"]?.objectValue ?? [:]
        for member in object {
            var isCovered = false
            if let property = properties[member.name] {
                isCovered = true
                try check(member, property, base, path, &coverage)
            }
            for pattern in patterns where try Pattern(pattern.name).matches(member.name) {
                isCovered = true
                try check(member, pattern.value, base, path, &coverage)
            }
            if !isCovered, let others = schema["additionalProperties"] {
                isCovered = true
                if others == false {
                    let message = "The member `\(member.name)` is not known."
                    fail("additionalProperties", message, at: path, &coverage)
                } else {
                    try check(member, others, base, path, &coverage)
                }
            }
            if isCovered { coverage.properties.insert(member.name) }
        }
        guard let others = schema["unevaluatedProperties"] else { return }
        for member in object where !coverage.properties.contains(member.name) {
            if others == false {
                let message = "The member `\(member.name)` is not known."
                fail("unevaluatedProperties", message, at: path, &coverage)
            } else {
                try check(member, others, base, path, &coverage)
            }
            coverage.properties.insert(member.name)
        }
    }

    /// Checks a member's value; what is covered inside it does not count outside.
    private mutating func check(
        _ member: JSONObject.Element,
        _ schema: JSONValue,
        _ base: String,
        _ path: [String],
        _ coverage: inout Coverage
    ) throws(SchemaError) {
        let place = SchemaPlace(schema: schema, outerBase: base)
        if try !evaluate(member.value, against: place, at: path + [member.name]).isValid {
            coverage.isValid = false
        }
    }
}
