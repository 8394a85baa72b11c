extension FunctionDescriptor {
    /// The kind of function as `SHOW FUNCTIONS` names it.
    var category: String {
        if isAggregate { return "Aggregating" }
        return Self.categories[name] ?? "Scalar"
    }

    private static let categories: [String: String] = {
        let groups: [(String, [FunctionDescriptor])] = [
            ("List", ListFunctions.all + ListConversionFunctions.all),
            ("String", StringFunctions.all), ("Numeric", MathFunctions.all),
            ("Trigonometric", TrigonometricFunctions.all), ("Vector", SimilarityFunctions.all),
            ("Spatial", SpatialFunctions.all),
            ("Temporal", InstantFunctions.all + DurationFunctions.all),
        ]
        var result: [String: String] = [:]
        for (category, functions) in groups {
            for function in functions { result[function.name] = category }
        }
        return result
    }()
}
