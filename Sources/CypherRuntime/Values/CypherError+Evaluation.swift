import CypherSyntax

extension CypherError {
    /// A value that is not allowed: `ArgumentError: InvalidArgumentValue`.
    static func invalidArgument(_ message: String, hint: String? = nil) -> CypherError {
        CypherError(
            .argumentError, at: .runtime, detail: "InvalidArgumentValue", message: message,
            hint: hint)
    }

    /// A value of a type that the function cannot take: `TypeError: InvalidArgumentValue`.
    static func invalidType(_ message: String, hint: String? = nil) -> CypherError {
        CypherError(
            .typeError, at: .runtime, detail: "InvalidArgumentValue", message: message, hint: hint)
    }

    /// Operands of types that an operator cannot combine: `TypeError: InvalidArgumentType`.
    static func invalidOperand(_ message: String, hint: String? = nil) -> CypherError {
        CypherError(
            .typeError, at: .runtime, detail: "InvalidArgumentType", message: message, hint: hint)
    }

    /// A number outside what is allowed: `ArgumentError: NumberOutOfRange`.
    static func numberOutOfRange(_ message: String, hint: String? = nil) -> CypherError {
        CypherError(
            .argumentError, at: .runtime, detail: "NumberOutOfRange", message: message, hint: hint)
    }

    /// A temporal component outside its range.
    static func outOfRange(
        _ name: String,
        _ range: ClosedRange<Int64>
    ) -> CypherError {
        .numberOutOfRange(
            "The component `\(name)` must be between \(range.lowerBound) and \(range.upperBound).")
    }

    /// A text that is not in any known format.
    static func unparsable(as what: String, example: String) -> CypherError {
        .invalidArgument("The text is not a \(what).", hint: "A \(what) looks like '\(example)'.")
    }

    /// An integer result beyond 64 bits.
    static var integerOverflow: CypherError {
        CypherError(
            .arithmeticError, at: .runtime, detail: "IntegerOverflow",
            message: "The result does not fit in a 64-bit integer.",
            hint: "Use toFloat() on an operand if an approximate result will do.")
    }

    /// A temporal result beyond the years or durations that exist.
    static var temporalOverflow: CypherError {
        CypherError(
            .arithmeticError, at: .runtime, detail: "TemporalOverflow",
            message: "The result is outside the years ±999,999,999 or the range of durations.")
    }

    /// An integer divided by zero.
    static var divisionByZero: CypherError {
        CypherError(
            .arithmeticError, at: .runtime, detail: "DivisionByZero",
            message: "An integer cannot be divided by zero.",
            hint: "Guard it: CASE WHEN divisor = 0 THEN null ELSE … END.")
    }

    /// A node or relationship that the query has deleted.
    static func deletedEntity(_ what: String) -> CypherError {
        CypherError(
            .entityNotFound, at: .runtime, detail: "DeletedEntityAccess",
            message: "The \(what) has been deleted in this query.")
    }

    /// A result that would be larger than a single value may be.
    static func tooLarge(_ message: String) -> CypherError {
        CypherError(.limitExceeded, at: .runtime, detail: "ResultTooLarge", message: message)
    }
}
