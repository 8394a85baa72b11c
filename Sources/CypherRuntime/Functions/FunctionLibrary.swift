/// The functions that queries may call, found by name without regard to case.
public struct FunctionLibrary: Sendable {
    private var functions: [String: FunctionDescriptor] = [:]

    /// Makes a library; of two functions with one name the later wins.
    public init(_ functions: [FunctionDescriptor] = []) {
        for function in functions { register(function) }
    }

    /// Adds a function, in place of one with the same name.
    public mutating func register(_ function: FunctionDescriptor) {
        functions[function.name.lowercased()] = function
    }

    /// Adds a second name for a function; nothing happens when the function is unknown.
    public mutating func alias(_ name: String, for original: String) {
        functions[name.lowercased()] = functions[original.lowercased()]
    }

    /// The function of a name in any case, or nil.
    ///
    /// - Complexity: O(1) in the number of functions.
    public subscript(_ name: String) -> FunctionDescriptor? {
        functions[name.lowercased()]
    }

    /// All functions without their second names, by name.
    public var all: [FunctionDescriptor] {
        var seen: [String: FunctionDescriptor] = [:]
        for function in functions.values { seen[function.name] = function }
        return seen.values.sorted { $0.name < $1.name }
    }

    /// All functions of the language: openCypher 9 and the common ones of Neo4j 5.
    public static let standard = FunctionLibrary(standardFunctions, aliases: standardAliases)

    private init(_ functions: [FunctionDescriptor], aliases: [(String, String)]) {
        self.init(functions)
        for (name, original) in aliases { alias(name, for: original) }
    }
}

extension FunctionLibrary {
    private static var standardFunctions: [FunctionDescriptor] {
        GraphFunctions.all + ListFunctions.all + ListConversionFunctions.all + StringFunctions.all
            + ConversionFunctions.all + MathFunctions.all + TrigonometricFunctions.all
            + SimilarityFunctions.all + SpatialFunctions.all + InstantFunctions.all
            + DurationFunctions.all + FileFunctions.all
            + Aggregates.all
    }

    private static var standardAliases: [(String, String)] {
        [
            ("upper", "toUpper"), ("lower", "toLower"),
            ("char_length", "size"), ("character_length", "size"),
            ("ceiling", "ceil"), ("ln", "log"), ("power", "pow"), ("modulus", "mod"),
            ("rels", "relationships"), ("distance", "point.distance"),
            ("local_time", "localtime"), ("local_datetime", "localdatetime"),
            ("zoned_time", "time"), ("zoned_datetime", "datetime"),
            ("percentile_cont", "percentileCont"), ("percentile_disc", "percentileDisc"),
            ("stdev_samp", "stDev"), ("stdev_pop", "stDevP"),
            ("collect_list", "collect"),
        ]
    }
}
