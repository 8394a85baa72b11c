import CypherPlanning
import CypherSyntax
import PropertyGraph

/// `toIntegerList` and its kin: each element converted, null where that cannot be.
///
/// Source: Neo4j 5, list functions.
enum ListConversionFunctions {
    static let all: [FunctionDescriptor] = [
        conversion("toIntegerList", "integers", ConversionFunctions.toInteger),
        conversion("toFloatList", "floats", ConversionFunctions.toFloat),
        conversion("toBooleanList", "booleans", ConversionFunctions.toBoolean),
        conversion("toStringList", "strings", ConversionFunctions.toString),
    ]

    private static func conversion(
        _ name: String,
        _ what: String,
        _ convert: @escaping ConversionFunctions.Conversion
    ) -> FunctionDescriptor {
        .strict(
            name, 1...1, result: .list,
            "The list's elements as \(what), null for those that cannot be."
        ) { (values, _) throws(CypherError) in
            let elements = try Arguments(name, values).list(0)
            return .list(elements.map { ConversionFunctions.orNull($0, convert) })
        }
    }
}
