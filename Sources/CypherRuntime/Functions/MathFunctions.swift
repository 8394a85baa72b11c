import CypherPlanning
import CypherSyntax
import Foundation
import PropertyGraph

/// Functions on numbers, apart from trigonometry.
enum MathFunctions {
    static let all: [FunctionDescriptor] = signs + rounding + powers + chance

    /// A function from a number to a float.
    static func float(
        _ name: String,
        _ summary: String,
        _ compute: @escaping @Sendable (Double) -> Double
    ) -> FunctionDescriptor {
        .strict(name, 1...1, result: .float, summary) { (values, _) throws(CypherError) in
            .float(compute(try Arguments(name, values).double(0)))
        }
    }

    static func constant(
        _ name: String,
        _ summary: String,
        _ value: Double
    ) -> FunctionDescriptor {
        .strict(name, 0...0, result: .float, summary) { (_, _) throws(CypherError) in
            .float(value)
        }
    }

    private static let signs: [FunctionDescriptor] = [
        .strict("abs", 1...1, result: .number, "The number without its sign.") {
            (values, _) throws(CypherError) in
            guard case .integer(let number) = values[0] else {
                return .float(abs(try Arguments("abs", values).double(0)))
            }
            guard number != .min else { throw .integerOverflow }
            return .integer(abs(number))
        },
        .strict("sign", 1...1, result: .integer, "-1, 0 or 1 as the number's sign.") {
            (values, _) throws(CypherError) in
            let number = try Arguments("sign", values).double(0)
            return .integer(number > 0 ? 1 : number < 0 ? -1 : 0)
        },
        .strict("isNaN", 1...1, result: .boolean, "Whether the number is NaN.") {
            (values, _) throws(CypherError) in
            .boolean(try Arguments("isNaN", values).double(0).isNaN)
        },
        .strict("mod", 2...2, result: .number, "The remainder of a division.") {
            (values, _) throws(CypherError) in
            try Arithmetic.apply(.remainder, values[0], values[1])
        },
    ]

    private static let rounding: [FunctionDescriptor] = [
        float("ceil", "The smallest whole number that is not smaller.") { $0.rounded(.up) },
        float("floor", "The largest whole number that is not larger.") { $0.rounded(.down) },
        .strict(
            "round", 1...3, result: .float,
            "The number rounded to whole, or to so many decimal places in a mode."
        ) { (values, _) throws(CypherError) in try Rounding.round(Arguments("round", values)) },
    ]

    private static let powers: [FunctionDescriptor] = [
        float("sqrt", "The square root.") { $0.squareRoot() },
        float("exp", "e to the power of the number.") { Foundation.exp($0) },
        float("log", "The natural logarithm.") { Foundation.log($0) },
        float("log10", "The logarithm to base 10.") { Foundation.log10($0) },
        float("log2", "The logarithm to base 2.") { Foundation.log2($0) },
        .strict("pow", 2...2, result: .float, "The first number to the power of the second.") {
            (values, _) throws(CypherError) in
            try Arithmetic.apply(.power, values[0], values[1])
        },
        constant("e", "Euler's number.", M_E),
    ]

    private static let chance: [FunctionDescriptor] = [
        .strict(
            "rand", 0...0, result: .float, "A random number from 0 up to, not including, 1.",
            isDeterministic: false
        ) { (_, context) throws(CypherError) in
            .float(Double(context.environment.random() >> 11) * 0x1p-53)
        },
        .strict(
            "randomUUID", 0...0, result: .string, "A random UUID of version 4.",
            isDeterministic: false
        ) { (_, context) throws(CypherError) in
            let high = context.environment.random() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
            let low = context.environment.random() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
            func hex(_ bits: UInt64, _ digits: Int) -> String {
                let text = String(bits, radix: 16)
                return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
            }
            let parts = [
                hex(high >> 32, 8), hex(high >> 16 & 0xFFFF, 4), hex(high & 0xFFFF, 4),
                hex(low >> 48, 4), hex(low & 0xFFFF_FFFF_FFFF, 12),
            ]
            return .string(parts.joined(separator: "-"))
        },
    ]
}

/// `round(number, precision, mode)`.
///
/// Without a precision halves go up, towards positive infinity; with one the mode decides, halves
/// away from zero by default. Decimal places mean those of the shortest decimal form, so that
/// `round(1.005, 2)` is 1.01.
///
/// Source: Neo4j 5, `round()`.
enum Rounding {
    static func round(_ arguments: Arguments) throws(CypherError) -> Value {
        let number = try arguments.double(0)
        let count = arguments.values.count
        guard count > 1 else { return .float(halfUp(number)) }
        let precision = try arguments.integer(1)
        guard (0...1000).contains(precision) else {
            throw .numberOutOfRange("The precision of round() must be between 0 and 1000.")
        }
        // Without a mode, no decimal places mean what no precision means.
        if count == 2, precision == 0 { return .float(halfUp(number)) }
        let mode = count > 2 ? try arguments.string(2).uppercased() : "HALF_UP"
        guard let rule = rules[mode] else {
            throw .invalidArgument(
                "The text names no rounding mode.",
                hint: "Modes are \(rules.keys.sorted().joined(separator: ", ")).")
        }
        guard number.isFinite, precision < 18, number.magnitude < 1e15 else {
            return .float(number)
        }
        return .float(decimal(number, Int(precision), rule))
    }

    /// Which of two neighbours is taken, away from zero or not: given whether the number is
    /// negative, whether the lower digit is odd, and how the rest compares with a half (−1, 0, 1;
    /// nil for no rest).
    private typealias Rule =
        @Sendable (_ isNegative: Bool, _ isOdd: Bool, _ rest: Int) -> Bool

    private static let rules: [String: Rule] = [
        "UP": { _, _, _ in true },
        "DOWN": { _, _, _ in false },
        "CEILING": { isNegative, _, _ in !isNegative },
        "FLOOR": { isNegative, _, _ in isNegative },
        "HALF_UP": { _, _, rest in rest >= 0 },
        "HALF_DOWN": { _, _, rest in rest > 0 },
        "HALF_EVEN": { _, isOdd, rest in rest > 0 || (rest == 0 && isOdd) },
    ]

    private static func halfUp(_ number: Double) -> Double {
        guard number.magnitude < 0x1p52 else { return number }
        let floor = number.rounded(.down)
        return number - floor >= 0.5 ? floor + 1 : floor
    }

    private static func decimal(_ number: Double, _ precision: Int, _ rule: Rule) -> Double {
        guard let value = DecimalNumber(number.magnitude) else { return number }
        var unit = DecimalNumber.scale
        for _ in 0..<precision { unit /= 10 }
        let scaled = Int128(value.whole) * DecimalNumber.scale + value.fraction
        var (quotient, rest) = scaled.quotientAndRemainder(dividingBy: unit)
        if rest != 0 {
            let half = rest * 2 < unit ? -1 : rest * 2 == unit ? 0 : 1
            if rule(number < 0, quotient % 2 != 0, half) { quotient += 1 }
        }
        let magnitude = "\(quotient)e-\(precision)"
        let result = Double(magnitude) ?? number.magnitude
        return number.sign == .minus ? -result : result
    }
}
