internal import CypherSyntax

/// The binder's errors, in openCypher's vocabulary.
///
/// Source: openCypher TCK, `should be raised at compile time`.
enum BindingError {
    static func undefined(_ name: String, at span: SourceSpan, in scope: Scope) -> CypherError {
        let near = Spelling.nearest(to: name, among: scope.names)
        return CypherError(
            .syntaxError,
            detail: "UndefinedVariable",
            message: "No variable `\(name)` is in scope.",
            span: span,
            hint: near.map { name in "Did you mean `\(name)`?" }
        )
    }

    static func alreadyBound(_ name: String, at span: SourceSpan) -> CypherError {
        syntax(
            "VariableAlreadyBound",
            "The variable `\(name)` is bound already and cannot be introduced again here.",
            at: span
        )
    }

    static func typeConflict(
        _ name: String,
        is found: StaticType,
        not wanted: String,
        at span: SourceSpan
    ) -> CypherError {
        syntax(
            "VariableTypeConflict",
            "The variable `\(name)` is \(found.types.phrase) and cannot stand for \(wanted).",
            at: span
        )
    }

    static func invalidArgument(
        _ type: StaticType,
        wanted: ValueType,
        by what: String,
        at span: SourceSpan
    ) -> CypherError {
        syntax(
            "InvalidArgumentType",
            "\(what) takes \(wanted.phrase), not \(type.types.phrase).",
            at: span
        )
    }

    static func invalidAggregation(at span: SourceSpan) -> CypherError {
        CypherError(
            .syntaxError,
            detail: "InvalidAggregation",
            message: "An aggregate function cannot be used here.",
            span: span,
            hint: "Aggregate in a WITH before this clause and use its column."
        )
    }

    static func ambiguousAggregation(_ name: String, at span: SourceSpan) -> CypherError {
        CypherError(
            .syntaxError,
            detail: "AmbiguousAggregationExpression",
            message:
                "`\(name)` is neither aggregated nor a grouping key of its own, but stands beside "
                + "an aggregate.",
            span: span,
            hint: "Project it in a WITH first, then combine it with the aggregate."
        )
    }

    static func unexpectedPattern(at span: SourceSpan) -> CypherError {
        CypherError(
            .syntaxError,
            detail: "UnexpectedSyntax",
            message: "A pattern can only be used as a predicate here.",
            span: span,
            hint: "Use EXISTS { … }, COUNT { … } or a pattern comprehension."
        )
    }

    /// Any other error of the text.
    static func syntax(
        _ detail: String,
        _ message: String,
        at span: SourceSpan?,
        hint: String? = nil
    ) -> CypherError {
        CypherError(.syntaxError, detail: detail, message: message, span: span, hint: hint)
    }
}

extension ValueType {
    /// The types in words: "a number or a string".
    var phrase: String {
        guard self != .any else { return "any value" }
        guard !isEmpty else { return "null" }
        var rest = self
        var words: [String] = []
        for (type, word) in Self.words where rest.isSuperset(of: type) {
            words.append(word)
            rest.subtract(type)
        }
        guard let last = words.last, words.count > 1 else { return words.first ?? "a value" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    private static let words: [(ValueType, String)] = [
        (.number, "a number"), (.temporal, "a temporal value"), (.boolean, "a boolean"),
        (.integer, "an integer"), (.float, "a float"), (.string, "a string"), (.list, "a list"),
        (.map, "a map"), (.node, "a node"), (.relationship, "a relationship"), (.path, "a path"),
        (.date, "a date"), (.localTime, "a local time"), (.time, "a time"),
        (.localDateTime, "a local date and time"), (.dateTime, "a date and time"),
        (.duration, "a duration"), (.point, "a point"),
    ]
}
