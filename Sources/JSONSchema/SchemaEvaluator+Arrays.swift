internal import JSON

extension SchemaEvaluator {
    /// The keywords for arrays.
    mutating func checkArray(
        _ elements: [JSONValue],
        _ schema: JSONObject,
        _ base: String,
        _ path: [String],
        _ coverage: inout Coverage
    ) throws(SchemaError) {
        if let least = schema["minItems"]?.integerValue, elements.count < least {
            let message = "There must be at least \(least) elements, not \(elements.count)."
            fail("minItems", message, at: path, &coverage)
        }
        if let most = schema["maxItems"]?.integerValue, elements.count > most {
            let message = "There may be at most \(most) elements, not \(elements.count)."
            fail("maxItems", message, at: path, &coverage)
        }
        if schema["uniqueItems"] == true,
            Set(elements.map(Canonical.init)).count < elements.count
        {
            fail("uniqueItems", "The elements must differ from each other.", at: path, &coverage)
        }
        try checkElements(elements, schema, base, path, &coverage)
        try checkContains(elements, schema, base, path, &coverage)
        guard let others = schema["unevaluatedItems"] else { return }
        for index in elements.indices where !coverage.items.contains(index) {
            try check(elements[index], index, others, base, path, &coverage)
            coverage.items.insert(index)
        }
    }

    private mutating func checkElements(
        _ elements: [JSONValue],
        _ schema: JSONObject,
        _ base: String,
        _ path: [String],
        _ coverage: inout Coverage
    ) throws(SchemaError) {
        let prefix = schema["prefixItems"]?.arrayValue ?? []
        for (index, element) in elements.enumerated() {
            if index < prefix.count {
                try check(element, index, prefix[index], base, path, &coverage)
            } else if let rest = schema["items"] {
                try check(element, index, rest, base, path, &coverage)
            } else {
                continue
            }
            coverage.items.insert(index)
        }
    }

    private mutating func checkContains(
        _ elements: [JSONValue],
        _ schema: JSONObject,
        _ base: String,
        _ path: [String],
        _ coverage: inout Coverage
    ) throws(SchemaError) {
        guard let wanted = schema["contains"] else { return }
        var count: Int64 = 0
        for (index, element) in elements.enumerated()
        where try probe(element, wanted, base, path + [String(index)]).isValid {
            count += 1
            coverage.items.insert(index)
        }
        let least = schema["minContains"]?.integerValue ?? 1
        if count < least {
            fail("contains", "Too few elements have the wanted form.", at: path, &coverage)
        }
        if let most = schema["maxContains"]?.integerValue, count > most {
            fail("maxContains", "Too many elements have the wanted form.", at: path, &coverage)
        }
    }

    private mutating func check(
        _ element: JSONValue,
        _ index: Int,
        _ schema: JSONValue,
        _ base: String,
        _ path: [String],
        _ coverage: inout Coverage
    ) throws(SchemaError) {
        let place = SchemaPlace(schema: schema, outerBase: base)
        if try !evaluate(element, against: place, at: path + [String(index)]).isValid {
            coverage.isValid = false
        }
    }
}
