package import CypherPlanning
package import CypherSyntax
import Foundation
package import PropertyGraph

/// Cypher's arithmetic: checked 64-bit integers, IEEE 754 floats, and `+` on texts, lists and
/// temporal values.
///
/// Null in, null out. Source: TCK `expressions/mathematical`, `expressions/temporal/Temporal8`.
package enum Arithmetic {
    /// Applies a binary operator.
    ///
    /// - Throws: a type error for operands the operator cannot combine, an arithmetic error on
    ///   integer overflow and integer division by zero.
    package static func apply(
        _ operation: ArithmeticOperator,
        _ left: Value,
        _ right: Value
    ) throws(CypherError) -> Value {
        if left.isNull || right.isNull { return .null }
        return switch operation {
        case .add: try add(left, right)
        case .subtract: try subtract(left, right)
        case .multiply: try multiply(left, right)
        case .divide: try divide(left, right)
        case .remainder: try remainder(left, right)
        case .power: try power(left, right)
        case .concatenate: try concatenate(left, right)
        }
    }

    /// Unary minus.
    ///
    /// - Throws: a type error unless it is a number or duration, an arithmetic error on overflow.
    package static func negate(_ value: Value) throws(CypherError) -> Value {
        switch value {
        case .null: return .null
        case .integer(let number):
            let (result, overflow) = Int64(0).subtractingReportingOverflow(number)
            guard !overflow else { throw .integerOverflow }
            return .integer(result)
        case .float(let number): return .float(-number)
        case .duration(let duration): return .duration(try TemporalArithmetic.negate(duration))
        default: throw .invalidOperand("\(capitalised(value)) has no negative.")
        }
    }

    /// Unary plus: the number itself.
    ///
    /// - Throws: a type error unless it is a number or duration.
    package static func plus(_ value: Value) throws(CypherError) -> Value {
        switch value {
        case .null, .integer, .float, .duration: return value
        default: throw .invalidOperand("\(capitalised(value)) is not a number.")
        }
    }

    private static func capitalised(_ value: Value) -> String {
        let title = value.typeTitle
        return title.prefix(1).uppercased() + title.dropFirst()
    }

    private static func mismatch(_ left: Value, _ symbol: String, _ right: Value) -> CypherError {
        .invalidOperand(
            "The operator \(symbol) cannot combine \(left.typeTitle) and \(right.typeTitle).")
    }
}

extension Arithmetic {
    private static func add(_ left: Value, _ right: Value) throws(CypherError) -> Value {
        switch (left, right) {
        case (.integer(let a), .integer(let b)):
            let (sum, overflow) = a.addingReportingOverflow(b)
            guard !overflow else { throw .integerOverflow }
            return .integer(sum)
        case (.float(let a), .float(let b)): return .float(a + b)
        case (.integer(let a), .float(let b)): return .float(Double(a) + b)
        case (.float(let a), .integer(let b)): return .float(a + Double(b))
        case (.list(let a), .list(let b)): return .list(try joined(a, b))
        case (.list(let a), _): return .list(a + [right])
        case (_, .list(let b)): return .list([left] + b)
        case (.string(let a), _):
            guard let b = right.scalarText else { throw mismatch(left, "+", right) }
            return .string(a + b)
        case (_, .string(let b)):
            guard let a = left.scalarText else { throw mismatch(left, "+", right) }
            return .string(a + b)
        case (.duration(let a), .duration(let b)):
            return .duration(try TemporalArithmetic.add(a, b))
        case (_, .duration(let duration)):
            guard let sum = try TemporalArithmetic.add(left, duration) else {
                throw mismatch(left, "+", right)
            }
            return sum
        case (.duration(let duration), _):
            guard let sum = try TemporalArithmetic.add(right, duration) else {
                throw mismatch(left, "+", right)
            }
            return sum
        default: throw mismatch(left, "+", right)
        }
    }

    private static func subtract(_ left: Value, _ right: Value) throws(CypherError) -> Value {
        switch (left, right) {
        case (.integer(let a), .integer(let b)):
            let (difference, overflow) = a.subtractingReportingOverflow(b)
            guard !overflow else { throw .integerOverflow }
            return .integer(difference)
        case (.duration(let a), .duration(let b)):
            return .duration(
                try TemporalArithmetic.add(a, try TemporalArithmetic.negate(b)))
        case (_, .duration(let duration)):
            let backwards = try TemporalArithmetic.negate(duration)
            guard let result = try TemporalArithmetic.add(left, backwards) else {
                throw mismatch(left, "-", right)
            }
            return result
        default:
            guard let (a, b) = floats(left, right) else { throw mismatch(left, "-", right) }
            return .float(a - b)
        }
    }

    private static func multiply(_ left: Value, _ right: Value) throws(CypherError) -> Value {
        switch (left, right) {
        case (.integer(let a), .integer(let b)):
            let (product, overflow) = a.multipliedReportingOverflow(by: b)
            guard !overflow else { throw .integerOverflow }
            return .integer(product)
        case (.duration(let duration), _):
            return .duration(try TemporalArithmetic.multiply(duration, by: right))
        case (_, .duration(let duration)):
            return .duration(try TemporalArithmetic.multiply(duration, by: left))
        default:
            guard let (a, b) = floats(left, right) else { throw mismatch(left, "*", right) }
            return .float(a * b)
        }
    }

    private static func divide(_ left: Value, _ right: Value) throws(CypherError) -> Value {
        switch (left, right) {
        case (.integer(let a), .integer(let b)):
            guard b != 0 else { throw .divisionByZero }
            let (quotient, overflow) = a.dividedReportingOverflow(by: b)
            guard !overflow else { throw .integerOverflow }
            return .integer(quotient)
        case (.duration(let duration), _):
            return .duration(try TemporalArithmetic.divide(duration, by: right))
        default:
            guard let (a, b) = floats(left, right) else { throw mismatch(left, "/", right) }
            return .float(a / b)
        }
    }

    private static func remainder(_ left: Value, _ right: Value) throws(CypherError) -> Value {
        if case .integer(let a) = left, case .integer(let b) = right {
            guard b != 0 else { throw .divisionByZero }
            // The smallest integer over −1 overflows, though its remainder is 0.
            return .integer(b == -1 ? 0 : a % b)
        }
        guard let (a, b) = floats(left, right) else { throw mismatch(left, "%", right) }
        return .float(a.truncatingRemainder(dividingBy: b))
    }

    private static func power(_ left: Value, _ right: Value) throws(CypherError) -> Value {
        guard let (a, b) = floats(left, right) else { throw mismatch(left, "^", right) }
        return .float(Foundation.pow(a, b))
    }

    private static func concatenate(_ left: Value, _ right: Value) throws(CypherError) -> Value {
        switch (left, right) {
        case (.string(let a), .string(let b)): return .string(a + b)
        case (.list(let a), .list(let b)): return .list(try joined(a, b))
        default: throw mismatch(left, "||", right)
        }
    }

    /// One list after another, if that is not too long.
    private static func joined(_ left: [Value], _ right: [Value]) throws(CypherError) -> [Value] {
        guard left.count + right.count <= Value.weightLimit else { throw .tooManyValues }
        return left + right
    }

    private static func floats(_ left: Value, _ right: Value) -> (Double, Double)? {
        guard let a = left.asDouble, let b = right.asDouble else { return nil }
        return (a, b)
    }
}

extension Value {
    /// An integer or float as a float; nil for other values.
    var asDouble: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .float(let number): number
        default: nil
        }
    }
}
