import CypherSyntax
import PropertyGraph

extension CypherError {
    /// The same error at a span, if there is one and the error has none yet.
    func located(_ span: SourceSpan?) -> CypherError {
        guard let span else { return self }
        return located(at: span)
    }

    // MARK: Limits

    static func memoryExceeded(_ limit: Int) -> CypherError {
        CypherError(
            .limitExceeded, at: .runtime, detail: "MemoryLimit",
            message: "The query needs more than its memory budget of \(limit >> 20) MiB.",
            hint: "Return fewer rows, or aggregate earlier.")
    }

    static func rowsExceeded(_ limit: Int) -> CypherError {
        CypherError(
            .limitExceeded, at: .runtime, detail: "RowLimit",
            message: "The answer has more than \(limit) rows.", hint: "Add a LIMIT.")
    }

    static func cancelled() -> CypherError {
        CypherError(
            .cancelled, at: .runtime, detail: "Cancelled", message: "The query was cancelled.")
    }

    // MARK: Values

    static func missingParameter(_ name: String) -> CypherError {
        CypherError(
            .parameterMissing, detail: "MissingParameter",
            message: "The parameter $\(name) was not given.")
    }

    static func notBoolean(_ value: Value) -> CypherError {
        .invalidOperand("A predicate must be true, false or null, not \(value.typeTitle).")
    }

    static func notAList(_ value: Value, _ span: SourceSpan?) -> CypherError {
        .invalidOperand("A list is needed here, not \(value.typeTitle).").located(span)
    }

    static func notAMap(_ value: Value, _ span: SourceSpan?) -> CypherError {
        .invalidOperand("A map, node or relationship is needed here, not \(value.typeTitle).")
            .located(span)
    }

    static func notAnEntity(_ value: Value, _ span: SourceSpan?) -> CypherError {
        .invalidOperand("A node or relationship is needed here, not \(value.typeTitle).")
            .located(span)
    }

    static func noProperties(of value: Value, _ span: SourceSpan?) -> CypherError {
        .invalidOperand("There is no such property of \(value.typeTitle).").located(span)
    }

    static func notSubscriptable(_ value: Value, _ span: SourceSpan?) -> CypherError {
        .invalidOperand("A list or map is needed before the brackets, not \(value.typeTitle).")
            .located(span)
    }

    static func listIndexNotInteger(_ value: Value, _ span: SourceSpan?) -> CypherError {
        CypherError(
            .typeError, at: .runtime, detail: "ListElementAccessByNonInteger",
            message: "A list's element is found by an integer, not by \(value.typeTitle).",
            span: span)
    }

    static func mapKeyNotString(_ value: Value, _ span: SourceSpan?) -> CypherError {
        CypherError(
            .typeError, at: .runtime, detail: "MapElementAccessByNonString",
            message: "A map's entry is found by a string, not by \(value.typeTitle).",
            span: span)
    }

    static func deletedEntity(_ span: SourceSpan?) -> CypherError {
        deletedEntity("entity").located(span)
    }

    static func negativeCount(_ clause: String, _ value: Value) -> CypherError {
        if case .integer = value {
            return CypherError(
                .syntaxError, at: .runtime, detail: "NegativeIntegerArgument",
                message: "\(clause) needs a number that is not negative.")
        }
        return CypherError(
            .syntaxError, at: .runtime, detail: "InvalidArgumentType",
            message: "\(clause) needs an integer, not \(value.typeTitle).")
    }

    // MARK: Writes

    static func readOnly() -> CypherError {
        CypherError(
            .forbidden, at: .runtime, detail: "ReadOnly",
            message: "This query may only read, but it writes.")
    }
}
