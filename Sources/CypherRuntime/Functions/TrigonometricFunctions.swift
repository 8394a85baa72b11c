import CypherPlanning
import CypherSyntax
import Foundation
import PropertyGraph

/// Trigonometric functions; angles are in radians.
enum TrigonometricFunctions {
    static let all: [FunctionDescriptor] = [
        MathFunctions.float("sin", "The sine.") { Foundation.sin($0) },
        MathFunctions.float("cos", "The cosine.") { Foundation.cos($0) },
        MathFunctions.float("tan", "The tangent.") { Foundation.tan($0) },
        MathFunctions.float("cot", "The cotangent.") { 1 / Foundation.tan($0) },
        MathFunctions.float("asin", "The arc sine.") { Foundation.asin($0) },
        MathFunctions.float("acos", "The arc cosine.") { Foundation.acos($0) },
        MathFunctions.float("atan", "The arc tangent.") { Foundation.atan($0) },
        MathFunctions.float("sinh", "The hyperbolic sine.") { Foundation.sinh($0) },
        MathFunctions.float("cosh", "The hyperbolic cosine.") { Foundation.cosh($0) },
        MathFunctions.float("tanh", "The hyperbolic tangent.") { Foundation.tanh($0) },
        MathFunctions.float("coth", "The hyperbolic cotangent.") { 1 / Foundation.tanh($0) },
        MathFunctions.float("haversin", "Half the versine.") { (1 - Foundation.cos($0)) / 2 },
        MathFunctions.float("degrees", "Radians as degrees.") { $0 * (180 / .pi) },
        MathFunctions.float("radians", "Degrees as radians.") { $0 * (.pi / 180) },
        .strict(
            "atan2", 2...2, result: .float, "The arc tangent of y and x in the right quadrant."
        ) { (values, _) throws(CypherError) in
            let arguments = Arguments("atan2", values)
            return .float(Foundation.atan2(try arguments.double(0), try arguments.double(1)))
        },
        MathFunctions.constant("pi", "The ratio of a circle's circumference to its diameter.", .pi),
    ]
}
